"""Every write on the calendar: stating days with their document, withdrawing a statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.periods import Period
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.places.calendar.effects import Effect, carry_out, effect
from mangnon.places.calendar.models import CalendarEntry, CalendarWithdrawal
from mangnon.places.calendar.queries import Placed, placed, stated
from mangnon.places.models import Unit

ADD, WITHDRAW = "places.calendar.add", "places.calendar.withdraw"
LONGEST = 31
"""Days off in one statement; more is a slip of the finger."""


class NoDayStated(Refusal):
    """Neither a day off nor a day worked."""

    code = "calendar_no_day"
    sentence = gettext_lazy("Chưa có ngày nào.")
    remedy = gettext_lazy("Ghi ngày nghỉ, ngày làm bù, hoặc cả hai.")
    field = "first_off"


class TooManyDays(Refusal):
    """A month and more in one statement."""

    code = "calendar_too_long"
    sentence = gettext_lazy("Từ ngày đầu đến ngày cuối là {days} ngày, nhiều nhất {most}.")
    remedy = gettext_lazy("Xem lại hai ngày.")
    field = "last_off"


class OffAndWorked(Refusal):
    """One day on both sides."""

    code = "calendar_off_and_worked"
    sentence = gettext_lazy("Một ngày không thể vừa nghỉ vừa làm bù.")
    remedy = gettext_lazy("Chọn ngày làm bù ngoài những ngày nghỉ.")
    field = "worked"


class DocumentMissing(Refusal):
    """Nothing is stated without a document."""

    code = "calendar_document_missing"
    sentence = gettext_lazy("Chưa ghi văn bản.")
    remedy = gettext_lazy("Ghi số, ngày và nơi ban hành.")
    field = "document"


class AlreadyStated(Refusal):
    """The same days stand in the calendar, for the same place."""

    code = "calendar_already_stated"
    sentence = gettext_lazy("Lịch đã có đúng những ngày này, theo {document}.")
    remedy = gettext_lazy("Nếu văn bản mới thay văn bản cũ, rút mục cũ trước.")
    field = "first_off"
    status = 409


class ReasonMissing(Refusal):
    """A withdrawal says why."""

    code = "calendar_reason_missing"
    sentence = gettext_lazy("Chưa ghi vì sao rút lại.")
    remedy = gettext_lazy("Ghi ngắn gọn, ví dụ “nhập nhầm ngày” hoặc số văn bản thay thế.")
    field = "reason"


class AlreadyWithdrawn(Refusal):
    """Somebody withdrew it before."""

    code = "calendar_already_withdrawn"
    sentence = gettext_lazy("Mục này đã được rút.")
    remedy = gettext_lazy("Tải lại lịch để xem.")
    status = 409


@dataclass(frozen=True, slots=True)
class Days:
    """What somebody wants to state."""

    name: str
    document: str
    off: Period | None = None
    worked: date | None = None
    unit_id: int | None = None
    confirmed: bool = False


def preview_add(*, actor: Actor, at: datetime, days: Days) -> Effect:
    """What stating some days would do. Raises as ``add_days``."""
    _row, changed = _drafted(actor, at, days)
    return effect(changed, every=stated(), withdraw=False, at=at)


def preview_withdraw(*, actor: Actor, at: datetime, entry_id: int) -> Effect:
    """What withdrawing an entry would do. Raises as ``withdraw_days``."""
    changed = placed(entry_to_withdraw(actor, entry_id))
    return effect(changed, every=stated(), withdraw=True, at=at)


@action(ADD)
def add_days(*, actor: Actor, at: datetime, days: Days) -> CalendarEntry:
    """State days off, a day worked, or both; open deadlines follow, what is past stays.

    Raises NoDayStated, TooManyDays, OffAndWorked, DocumentMissing, AlreadyStated, NotFound, Forbidden.
    """
    _one_at_a_time()
    row, changed = _drafted(actor, at, days)
    every = stated()
    _refuse_twice(row, every)
    found = effect(changed, every=every, withdraw=False, at=at)
    row.moved = found.moved
    row.save(force_insert=True)
    carry_out(found, because=_("{name}, theo {document}").format(name=row.name, document=row.document), at=at)
    book(
        actor=actor,
        action=ADD,
        at=at,
        subject=row,
        place_id=row.unit_id,
        off=str(days.off or ""),
        worked=days.worked,
        name=row.name,
        document=row.document,
        moved=row.moved,
    )
    return row


@action(WITHDRAW)
def withdraw_days(*, actor: Actor, at: datetime, entry_id: int, reason: str) -> CalendarWithdrawal:
    """Take a statement back from now on; open deadlines follow, what is past stays.

    Raises NotFound, Forbidden, AlreadyWithdrawn, ReasonMissing.
    """
    _one_at_a_time()
    row = entry_to_withdraw(actor, entry_id)
    if not reason.strip():
        raise ReasonMissing
    found = effect(placed(row), every=stated(), withdraw=True, at=at)
    gone = CalendarWithdrawal(
        entry=row,
        reason=reason.strip(),
        entered_by=actor.name,
        entered_at=at,
        moved=found.moved,
    )
    gone.save(force_insert=True)
    because = _("rút lại “{name}”: {reason}").format(name=row.name, reason=gone.reason)
    carry_out(found, because=because, at=at)
    book(
        actor=actor,
        action=WITHDRAW,
        at=at,
        subject=row,
        place_id=row.unit_id,
        name=row.name,
        reason=gone.reason,
        moved=gone.moved,
    )
    return gone


def entry_to_withdraw(actor: Actor, entry_id: int) -> CalendarEntry:
    """An entry that this actor may withdraw. Raises NotFound, Forbidden, AlreadyWithdrawn."""
    row = CalendarEntry.objects.select_related("unit", "withdrawal").filter(pk=entry_id).first()
    if row is None:
        raise NotFound
    _check_reach(actor, WITHDRAW, row.unit)
    if hasattr(row, "withdrawal"):
        raise AlreadyWithdrawn
    return row


def _one_at_a_time() -> None:
    """Two people who change the calendar at once would each reckon without the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('places.calendar'))")


def _drafted(actor: Actor, at: datetime, days: Days) -> tuple[CalendarEntry, Placed]:
    """The row as it would be written; the database sets ``recorded_at`` itself."""
    unit = Unit.objects.filter(pk=days.unit_id).first() if days.unit_id is not None else None
    if days.unit_id is not None and unit is None:
        raise NotFound
    _check_reach(actor, ADD, unit)
    _check_days(days)
    row = CalendarEntry(
        unit=unit,
        off_from=days.off.start if days.off else None,
        off_to=days.off.end if days.off else None,
        worked_on=days.worked,
        name=days.name.strip(),
        document=days.document.strip(),
        confirmed=days.confirmed,
        entered_by=actor.name,
        entered_at=at,
        recorded_at=at,
    )
    return row, placed(row)


def _check_reach(actor: Actor, right: str, unit: Unit | None) -> None:
    reach = actor.reach(right)
    if not reach or not (reach.everywhere or (unit is not None and set(unit.reach) <= reach.places)):
        raise Forbidden(action=right, place_id=unit.pk if unit else None)


def _check_days(days: Days) -> None:
    if days.off is None and days.worked is None:
        raise NoDayStated
    if days.off is not None and (days.off.days is None or days.off.days > LONGEST):
        raise TooManyDays(days=days.off.days or "…", most=LONGEST)
    if days.off is not None and days.worked is not None and days.worked in days.off:
        raise OffAndWorked
    if not days.document.strip():
        raise DocumentMissing


def _refuse_twice(row: CalendarEntry, every: list[Placed]) -> None:
    """The same days for the same place, unless this entry confirms what was only expected."""
    wanted = (row.unit_id, Period(row.off_from, row.off_to) if row.off_from else None, row.worked_on)
    for one in (listed.statement for listed in every):
        same = (one.place_id, one.off, one.worked) == wanted
        if same and one.withdrawn is None and (one.confirmed or not row.confirmed):
            raise AlreadyStated(document=one.document)
