"""What the desk shows, gathered from the offers of rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mangnon.access import offers
from mangnon.access.actor import Actor
from mangnon.lib.names import fold_tight
from mangnon.lib.refusal import Text
from mangnon.ui.counting import counts
from mangnon.ui.parts import WorkGroup
from mangnon.ui.worklist import Hit, SearchSource, When, Work, WorkSource

HITS_EACH = 6
"""Lines that one source may fill in the palette."""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """What one source found; ``too_short`` when it couldn't look yet."""

    title: Text
    hits: list[Hit]
    too_short: bool = False


def worklist(actor: Actor, at: datetime, *, pressing: bool = False) -> list[WorkGroup]:
    """The four groups in order, each sorted by what is due first; with ``pressing`` only of sources that press."""
    sources = [one for one in offers.filled(WorkSource) if one.pressing or not pressing]
    work = sorted(
        (one for source in sources for one in _rows(source, actor, at)),
        key=lambda one: (one.when, one.due),
    )
    return [
        WorkGroup(title, tuple(one.row for one in work if one.when is when), empty=empty)
        for when, title, empty in (
            (When.NOW, _("Ngay bây giờ"), _("Không có việc gấp.")),
            (When.TODAY, _("Hôm nay"), _("Hôm nay không còn việc nào.")),
            (When.WEEK, _("Bảy ngày tới"), _("Bảy ngày tới chưa có việc nào.")),
            (When.WAITING, _("Đang chờ người khác"), _("Không chờ ai.")),
        )
    ]


def _rows(source: WorkSource, actor: Actor, at: datetime) -> list[Work]:
    """What a source has for somebody; of one that never presses, as it was some seconds ago."""
    if source.pressing or not actor.is_person:
        return source.rows(actor, at)
    return counts.of(actor, f"work {source.name} {get_language()}", lambda who: source.rows(who, at))


def waiting_count(actor: Actor, at: datetime) -> int:
    """How many things are due now or today."""
    return sum(group.count for group in worklist(actor, at, pressing=True)[:2])


def search(actor: Actor, words: str, *, most: int = HITS_EACH) -> list[HitGroup]:
    """What each source found for the words, in the order of sources; sources without hits are left out."""
    length = len(fold_tight(words))
    groups = []
    for source in sorted(offers.filled(SearchSource), key=lambda one: one.order):
        if not length:
            continue
        if length < source.shortest:
            groups.append(HitGroup(source.title, [], too_short=True))
            continue
        hits = source.find(actor, words, most)
        if hits:
            groups.append(HitGroup(source.title, hits))
    return groups
