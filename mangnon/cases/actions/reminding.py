"""Deadlines that are near are told to whoever leads the case; those that have passed, to those above."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import EMERGENCY
from mangnon.cases.models import Case, Separation, StepRecord
from mangnon.cases.rules.deadlines import SEPARATION, separation_due
from mangnon.cases.told import reference, tell_chairs, tell_office, tell_people
from mangnon.notices.actions import start_chain

REMIND = "cases.remind"


@action(REMIND)
def remind(*, actor: Actor, at: datetime, case_id: UUID, code: str) -> StepRecord | Separation | None:
    """Once before a deadline and once after it, for the machine; a missed twelve hours calls people one by one.

    ``code`` is that of a step, or ``SEPARATION`` for the end of a running separation.
    """
    case = take(Case, case_id, actor, REMIND)
    row = _open(case, code)
    due_at = None if row is None else row.due_at if isinstance(row, StepRecord) else separation_due(row.until)
    late = due_at is not None and due_at <= at
    book(actor=actor, action=REMIND, at=at, subject=case, step=code, late=late)
    if row is None:
        return None
    if late and row.climbed_at is None:
        row.climbed_at = at
        _climb(actor, at, case, code)
    elif not late and row.warned_at is None:
        row.warned_at = at
        kind = "cases.apart_ends" if code == SEPARATION else "cases.due_soon"
        _tell_lead(actor, at, case, kind)
    row.save(update_fields=["warned_at", "climbed_at"])
    return row


def _open(case: Case, code: str) -> StepRecord | Separation | None:
    if code == SEPARATION:
        return Separation.objects.filter(case=case, ended_on__isnull=True).first()
    return StepRecord.objects.filter(case=case, code=code, done_at__isnull=True, not_needed=False).last()


def _tell_lead(actor: Actor, at: datetime, case: Case, kind: str) -> None:
    """Whoever leads the case; of one that nobody leads, the office."""
    if case.holder is None:
        tell_office(actor, at, case, kind)
    else:
        tell_people(actor, at, case, kind, [case.holder])


def _climb(actor: Actor, at: datetime, case: Case, code: str) -> None:
    kind = "cases.apart_over" if code == SEPARATION else "cases.overdue"
    _tell_lead(actor, at, case, kind)
    tell_chairs(actor, at, case, kind)
    if code == EMERGENCY and case.emergency and not case.sealed:
        named = [case.holder] if case.holder else []
        start_chain(actor=actor, at=at, about=reference(case), place_id=case.place_id, named=named)
