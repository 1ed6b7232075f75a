"""What people do with their own notices: read them, choose how they come, say when they are away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.notices.declared import CHANNELS, every_kind
from mangnon.notices.models import Channel, Delivery, Habit, Notice, Preference, State

LONGEST_AWAY = 366


class UrgentNeedsAWay(Refusal):
    """An urgent kind can't be switched off wholly."""

    code = "urgent_needs_a_way"
    sentence = _("Việc khẩn phải báo được ra ngoài: chọn thư điện tử hoặc tin nhắn cho “{kind}”.")
    remedy = _("Giữ ít nhất một cách. Việc khẩn luôn hiện trong hộp thông báo.")


class AwayWrong(Refusal):
    """The days away don't fit."""

    code = "away_wrong"
    sentence = _("Ngày cuối phải từ ngày đầu trở đi, chưa qua, và không quá một năm.")
    remedy = _("Xem lại hai ngày, hoặc bỏ trống cả hai nếu không vắng.")
    field = "away_to"


@action("notices.read")
def mark_read(*, actor: Actor, at: datetime, code: str) -> Notice:
    """Mark one's own notice read; once more changes nothing but is booked too. Raises NotFound."""
    notice = Notice.objects.select_for_update(of=("self",)).filter(person_id=actor.me, code=code).first()
    if notice is None:
        raise NotFound
    _settle(at, [notice] if notice.unread else [])
    book(actor=actor, action="notices.read", at=at, subject=notice)
    return notice


@action("notices.read_all")
def mark_all_read(*, actor: Actor, at: datetime) -> int:
    """Mark all of one's own notices read; how many there were."""
    unread = list(Notice.objects.select_for_update(of=("self",)).filter(person_id=actor.me, unread=1))
    _settle(at, unread)
    book(actor=actor, action="notices.read_all", at=at, notices=len(unread))
    return len(unread)


def _settle(at: datetime, notices: Iterable[Notice]) -> None:
    """Read inside: letters that still wait aren't needed any more (the courier looks again before it sends)."""
    ids = [one.pk for one in notices]
    Notice.objects.filter(pk__in=ids).update(unread=0, read_at=at)
    Delivery.objects.filter(notice__in=ids, channel=Channel.APP).update(state=State.READ, settled_at=at)


@action("notices.preferences.choose")
def choose_ways(
    *,
    actor: Actor,
    at: datetime,
    ways: Mapping[str, Iterable[str]],
    quiet: bool,
    quiet_from: time,
    quiet_to: time,
) -> None:
    """Keep the channels wanted for each kind, and the quiet hours. Raises UrgentNeedsAWay."""
    for kind in every_kind():
        wanted = set(ways.get(kind.id, ())) if kind.id in ways else set(kind.channels)
        if kind.urgent and not wanted & {Channel.EMAIL, Channel.SMS}:
            raise UrgentNeedsAWay(kind=kind.name.now())
        for channel in CHANNELS[1:]:
            _prefer(actor, kind.id, channel, wanted=channel in wanted, usual=channel in kind.channels)
    Habit.objects.update_or_create(
        person_id=actor.me, defaults={"quiet": quiet, "quiet_from": quiet_from, "quiet_to": quiet_to}
    )
    book(actor=actor, action="notices.preferences.choose", at=at, quiet=quiet)


def _prefer(actor: Actor, kind: str, channel: str, *, wanted: bool, usual: bool) -> None:
    if wanted == usual:
        Preference.objects.filter(person_id=actor.me, kind=kind, channel=channel).delete()
        return
    Preference.objects.update_or_create(person_id=actor.me, kind=kind, channel=channel, defaults={"wanted": wanted})


@action("notices.absence.tell")
def tell_absence(*, actor: Actor, at: datetime, away_from: date | None, away_to: date | None) -> None:
    """Say when one is away, both days included; both empty: not away. Chains pass over. Raises AwayWrong."""
    if (away_from is None) != (away_to is None):
        raise AwayWrong
    if away_from and away_to:
        days = (away_to - away_from).days
        if not 0 <= days <= LONGEST_AWAY or away_to < local_day(at):
            raise AwayWrong
    Habit.objects.update_or_create(person_id=actor.me, defaults={"away_from": away_from, "away_to": away_to})
    book(actor=actor, action="notices.absence.tell", at=at, away=bool(away_from))
