"""Deadlines that are near are told to whoever leads the case; those that have passed, to those above."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import EMERGENCY
from mangnon.cases.models import Case, StepRecord
from mangnon.cases.told import reference, tell_chairs, tell_people
from mangnon.notices.actions import start_chain

REMIND = "cases.remind"


@action(REMIND)
def remind(*, actor: Actor, at: datetime, case_id: UUID, code: str) -> StepRecord | None:
    """Once before a deadline and once after it, for the machine; a missed twelve hours calls people one by one."""
    case = take(Case, case_id, actor, REMIND)
    row = StepRecord.objects.filter(case=case, code=code, done_at__isnull=True, not_needed=False).last()
    late = row is not None and row.due_at is not None and row.due_at <= at
    book(actor=actor, action=REMIND, at=at, subject=case, step=code, late=late)
    if row is None:
        return None
    if late and row.climbed_at is None:
        row.climbed_at = at
        _climb(actor, at, case, code)
    elif not late and row.warned_at is None:
        row.warned_at = at
        tell_people(actor, at, case, "cases.due_soon", [case.holder])
    row.save(update_fields=["warned_at", "climbed_at"])
    return row


def _climb(actor: Actor, at: datetime, case: Case, code: str) -> None:
    tell_people(actor, at, case, "cases.overdue", [case.holder])
    tell_chairs(actor, at, case, "cases.overdue")
    if code == EMERGENCY and case.emergency and not case.sealed:
        named = [case.holder] if case.holder else []
        start_chain(actor=actor, at=at, about=reference(case), place_id=case.place_id, named=named)
