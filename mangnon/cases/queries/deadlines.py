"""All open deadlines within reach, as the command line and other machines read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mangnon.access.actor import Actor
from mangnon.cases.models import Separation, StepRecord
from mangnon.cases.queries.progress import told_of
from mangnon.cases.queries.reach import listed
from mangnon.cases.rules.deadlines import SEPARATION, Standing, separation_due, standing
from mangnon.cases.rules.machine import machine
from mangnon.places.calendar.queries import calendars
from mangnon.places.models import Unit
from mangnon.statutes.kinds.procedure import Procedure, Step
from mangnon.statutes.queries import pinned


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """One deadline: the number of the case with the commune that gave it, the step, when, by which law, how it stands.

    Every commune numbers its own cases, so a number alone names many.
    """

    case: str
    office: Unit
    code: str
    due_at: datetime | None
    basis: str
    standing: str


def deadlines(actor: Actor, at: datetime, place: Unit | None = None) -> list[OpenDeadline]:
    """Steps that are begun or due, "ngay" among them, and separations; the nearest first."""
    cases = listed(actor, at).filter(ended_at__isnull=True, opened_at__lte=at).select_related("office")
    if place is not None:
        cases = cases.filter(place=place)
    known = {case.pk: case for case in cases}
    laws: dict[tuple[str, str], dict[str, Step]] = {}
    of_place = calendars()
    found = []
    for row in StepRecord.objects.filter(case__in=list(known), not_needed=False, done_at__isnull=True):
        case = known[row.case_id]
        steps = laws.setdefault(
            (case.procedure, case.procedure_version), _steps(case.procedure, case.procedure_version)
        )
        step = steps.get(row.code)
        stands = standing(told_of(row, step), at, machine().soon, of_place(case.place_id))
        if stands is not Standing.WAITS:
            basis = step.reference if step else ""
            found.append(OpenDeadline(case.code, case.office, row.code, row.due_at, basis, stands.value))
    for apart in Separation.objects.filter(case__in=list(known), ended_on__isnull=True):
        ends = separation_due(apart.until)
        late = Standing.OVERDUE if ends <= at else Standing.OPEN
        case = known[apart.case_id]
        found.append(OpenDeadline(case.code, case.office, SEPARATION, ends, "Điều 32", late.value))
    return sorted(found, key=_nearest(at))


def _nearest(at: datetime) -> Callable[[OpenDeadline], tuple[bool, datetime, str, str, str]]:
    return lambda one: (one.due_at is not None, one.due_at or at, one.case, one.office.code, one.code)


def _steps(procedure: str, version: str) -> dict[str, Step]:
    body: Procedure = pinned("procedure", procedure, version).body
    return {one.code: one for one in body.steps}
