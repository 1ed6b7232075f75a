"""Look-alikes in words for the frame: the worklist, the count on the rail, what an undoing left open."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text
from mangnon.registry.alike.following import everything
from mangnon.registry.alike.identity import FIELDS
from mangnon.registry.alike.queries import ALIKE, own_work, strong
from mangnon.registry.alike.reasons import sentences
from mangnon.registry.models import LookAlike, Merge
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work

NUANCES = {
    LookAlike.Verdict.CERTAIN: State.NEW,
    LookAlike.Verdict.LIKELY: State.DUE,
    LookAlike.Verdict.POSSIBLE: State.TODO,
}
MOST = 10
"""Lines in the worklist; the list has them all."""
WHY_LEFT: dict[str, Text] = {
    "gone": gettext_lazy("đã bị xóa sau khi gộp"),
    "changed": gettext_lazy("do lần gộp ghi thêm, sau đó có người sửa: để lại ở hồ sơ giữ"),
    "elsewhere": gettext_lazy("đã chuyển sang hồ sơ khác: để nguyên"),
    "overlaps": gettext_lazy("trùng thời gian với điều khác của hồ sơ kia: để lại ở hồ sơ giữ"),
    "corrected": gettext_lazy("đã sửa sau khi gộp: giữ điều mới sửa"),
}


def work(actor: Actor, at: datetime) -> list[Work]:
    """The surest pairs for which this office is the nearest."""
    if not actor.can("registry.alike.dismiss"):
        return []
    likely = strong(own_work(actor)).order_by("-score", "id")[:MOST]
    return [
        Work(
            When.WEEK,
            pair.found_at,
            WorkRow(
                status=Status(NUANCES[LookAlike.Verdict(pair.verdict)], LookAlike.Verdict(pair.verdict).label),
                name=f"{pair.first.called} · {pair.second.called}",
                url=reverse("registry:alike_pair", args=[pair.pk]),
                about=", ".join(sentences(pair.reasons[:3])),
                act=_("Xem hai hồ sơ, gộp hoặc ghi là khác nhau"),
            ),
        )
        for pair in likely
    ]


def waiting(actor: Actor) -> int | None:
    """How many pairs wait for this office; what is merely possible isn't work."""
    return (strong(own_work(actor)).count() or None) if actor.can(ALIKE) else None


def undecided_words(merge: Merge) -> list[str]:
    """What the undoing left for people, a sentence each."""
    titles = {follows.table: str(follows.title) for follows in everything()}
    labels = {column: str(one.label) for one in FIELDS for column in one.columns}
    labels |= {"mother": _("Mẹ"), "father": _("Cha")}
    told = []
    for code, where, what in merge.undecided:
        name = titles.get(where) or labels.get(where) or labels.get(what, what)
        told.append(_("{name}: {why}.").format(name=name, why=WHY_LEFT[code]))
    return list(dict.fromkeys(told))
