"""Temporary separation: ordered by a decision, extended by decisions of their own, ended by one more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import EMERGENCY, check_moment, finish, save_case, why
from mangnon.cases.actions.working import Done, raise_alarm, written
from mangnon.cases.models import Case, Separation, SeparationExtension
from mangnon.cases.queries.procedures import procedure_of
from mangnon.cases.queries.reach import take_case
from mangnon.cases.refusals import ApartAlready, NotApart, TooLong
from mangnon.cases.rules.deadlines import last_day_of_separation
from mangnon.lib.dates import format_date

ORDER, EXTEND, END = "cases.separations.order", "cases.separations.extend", "cases.separations.end"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on paper: number, day, who signed, whether as deputy."""

    number: str
    decided_on: date
    signer: str
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """From when until when, on which ground, where the child goes; the address is sealed."""

    ground: int
    starts_on: date
    until: date
    goes_to: str
    address: str = ""


@action(ORDER)
def order_separation(
    *, actor: Actor, at: datetime, case_id: UUID, separation_id: UUID, decision: Decision, apart: Apart, done: Done
) -> Separation:
    """The child is kept apart, at most as long as the definition says (Decree 56/2017, article 32).

    Raises NotFound, NotOnTeam, CaseEnded, ApartAlready, TooLong, InFuture, LateNeedsReason.
    """
    case = take_case(actor, case_id, at, ORDER)
    known = Separation.objects.filter(pk=separation_id, case=case).first()
    if known is not None:
        book(actor=actor, action=ORDER, at=at, subject=case, again=True)
        return known
    check_moment(case, done.at, at)
    if case.separations.filter(ended_on__isnull=True).exists():
        raise ApartAlready
    _refuse_too_long(case, apart.starts_on, apart.until)
    row = Separation(
        id=separation_id, case=case, ground=apart.ground, number=decision.number.strip(),
        decided_on=decision.decided_on, signer=decision.signer.strip(), deputy=decision.deputy,
        starts_on=apart.starts_on, until=apart.until, goes_to=apart.goes_to.strip(), **written(actor, done.at),
    )  # fmt: skip
    row.address = apart.address.strip() or None
    row.save(force_insert=True)
    raise_alarm(case)
    finish(case, EMERGENCY, done.at, actor=actor, at=at, late_reason=done.late_reason)
    save_case(case, at)
    book(actor=actor, action=ORDER, at=at, subject=case, number=row.number, until=row.until.isoformat())
    return row


def _refuse_too_long(case: Case, starts_on: date, until: date) -> None:
    track, last = procedure_of(case).emergency, last_day_of_separation(starts_on, procedure_of(case))
    if track is not None and last is not None and until > last:
        raise TooLong(most=track.most_days, last=format_date(last))


def _running(case: Case) -> Separation:
    found = case.separations.filter(ended_on__isnull=True).select_for_update().first()
    if found is None:
        raise NotApart
    return found


@action(EXTEND)
def extend_separation(
    *, actor: Actor, at: datetime, case_id: UUID, extension_id: UUID, decision: Decision, until: date, reason: str,
    asked_by: str = "",
) -> Separation:  # fmt: skip
    """Another decision makes it longer; beyond fifteen days only when an authority asks for it, which is named.

    Raises NotFound, NotOnTeam, CaseEnded, NotApart, TooLong, ReasonMissing.
    """
    case = take_case(actor, case_id, at, EXTEND)
    row = _running(case)
    if SeparationExtension.objects.filter(pk=extension_id, separation=row).exists():
        book(actor=actor, action=EXTEND, at=at, subject=case, again=True)
        return row
    if not asked_by.strip():
        _refuse_too_long(case, row.starts_on, until)
    SeparationExtension.objects.create(
        id=extension_id, separation=row, case=case, number=decision.number.strip(), decided_on=decision.decided_on,
        signer=decision.signer.strip(), was_until=row.until, until=until, asked_by=asked_by.strip(),
        reason=why(reason), by_name=actor.name,
    )  # fmt: skip
    row.until, row.warned_at, row.climbed_at = until, None, None
    row.save(update_fields=["until", "warned_at", "climbed_at"])
    save_case(case, at)
    book(actor=actor, action=EXTEND, at=at, subject=case, number=decision.number, until=until.isoformat())
    return row


@action(END)
def end_separation(
    *, actor: Actor, at: datetime, case_id: UUID, decision: Decision, ended_on: date, reason: str
) -> Separation:
    """The child goes home, or another form of care is decided. Raises NotFound, NotOnTeam, NotApart, ReasonMissing."""
    case = take_case(actor, case_id, at, END)
    row = _running(case)
    row.ended_on, row.end_number, row.end_reason = ended_on, decision.number.strip(), why(reason)
    row.ended_by_name = actor.name
    row.save(update_fields=["ended_on", "end_number", "end_reason", "ended_by_name"])
    case.emergency = False
    save_case(case, at)
    book(actor=actor, action=END, at=at, subject=case, number=decision.number, ended_on=ended_on.isoformat())
    return row
