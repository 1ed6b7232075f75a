"""What every act on a case does: checks times, finishes steps, reckons the next deadline, moves the state."""

from __future__ import annotations

from datetime import datetime

from django.db.models.functions import Now

from mangnon.access.actor import Actor
from mangnon.cases.models import Case, CaseState, Plan, Separation, StepRecord
from mangnon.cases.models.case import ENDED
from mangnon.cases.queries.procedures import procedure_of, steps_of
from mangnon.cases.refusals import InFuture, LateNeedsReason, OwnWork, ReasonMissing, TooEarly
from mangnon.cases.rules.deadlines import FIRST, SEPARATION, reckon, separation_due
from mangnon.cases.rules.machine import machine
from mangnon.lib.dates import format_datetime
from mangnon.lib.ids import new_id
from mangnon.lib.workdays import end_of
from mangnon.places.calendar.queries import calendar_for

LEAST_REASON = 10
INTAKE, FORWARD, INITIAL, EMERGENCY = "S1_INTAKE", "S2_FORWARD", "S3_INITIAL_ASSESSMENT", "S4_EMERGENCY"
SPECIFIC, MEETING, DRAFT, APPROVAL = "S5_SPECIFIC_ASSESSMENT", "S6_MEETING", "S7_PLAN_DRAFT", "S8_APPROVAL"
IMPLEMENT, REVIEW, CLOSE = "S9_IMPLEMENT", "S10_REVIEW", "S11_CLOSE_OR_CONTINUE"
CYCLE = (DRAFT, APPROVAL, IMPLEMENT, REVIEW, CLOSE)
"""The steps that begin anew with another plan (Decree 56/2017, article 30(1)c)."""


def writer(actor: Actor) -> str:
    """How a writer is kept in a row: the uuid of a person, or the name of a job."""
    return str(actor.person_id or actor.name)


def why(reason: str) -> str:
    """A reason, trimmed. Raises ReasonMissing."""
    told = " ".join(reason.split())
    if len(told) < LEAST_REASON:
        raise ReasonMissing(n=LEAST_REASON)
    return told[:500]


def check_moment(case: Case, done_at: datetime, at: datetime) -> None:
    """Raises InFuture, TooEarly: when a thing was done lies between the first information and now.

    People type minutes: what was done in the very minute of the first information isn't earlier than it.
    """
    if done_at > at:
        raise InFuture(moment=format_datetime(done_at))
    if done_at < case.first_information_at.replace(second=0, microsecond=0):
        raise TooEarly(moment=format_datetime(done_at), first=format_datetime(case.first_information_at))


def refuse_own(actor: Actor, author: object) -> None:
    """Raises OwnWork when the author decides."""
    if str(author) == writer(actor):
        raise OwnWork


def begin_steps(case: Case, codes: tuple[str, ...] = ()) -> None:
    """Rows for the steps of the running cycle: all of them, or the named ones."""
    wanted = [code for code in steps_of(case) if not codes or code in codes]
    StepRecord.objects.bulk_create(
        [StepRecord(id=new_id(), case=case, cycle=case.cycle, code=code) for code in wanted], ignore_conflicts=True
    )


def step(case: Case, code: str) -> StepRecord | None:
    """The row of a step in the running cycle, else in the latest that has it."""
    return StepRecord.objects.filter(case=case, code=code, cycle__lte=case.cycle).order_by("-cycle").first()


def finish(case: Case, code: str, done_at: datetime, *, actor: Actor, at: datetime, late_reason: str = "") -> None:
    """A step is done; one that was done before stays as it was. Raises LateNeedsReason."""
    row = step(case, code)
    if row is None or row.done_at is not None:
        return
    said = " ".join(late_reason.split())
    if row.due_at is not None and done_at > row.due_at and not row.derived and not (said or row.late_reason):
        raise LateNeedsReason(due=format_datetime(row.due_at))
    row.done_at, row.recorded_at, row.not_needed = done_at, Now(), False  # the database's clock
    row.done_by, row.done_by_name = writer(actor), actor.name
    row.late_reason = said[:500] or row.late_reason
    row.save()
    row.refresh_from_db(fields=["recorded_at"])


def skip(case: Case, code: str, done_at: datetime, *, actor: Actor, at: datetime, late_reason: str = "") -> None:
    """A step was looked at and found not to apply. Raises LateNeedsReason."""
    finish(case, code, done_at, actor=actor, at=at, late_reason=late_reason)
    StepRecord.objects.filter(case=case, cycle=case.cycle, code=code).update(not_needed=True)


def moved(case: Case, act: str) -> None:
    """Where the case stands after an act. Raises NotNow."""
    case.state = machine().after(act, case.state)


def save_case(case: Case, at: datetime) -> None:
    """Reckon the deadlines that can be reckoned now, keep the next one for lists, and save."""
    reckon_steps(case)
    case.due_at, case.due_step = next_due(case)
    if case.state in ENDED:
        case.ended_at, case.due_at, case.due_step, case.emergency = case.ended_at or at, None, "", False
    else:
        case.ended_at = None
    case.version += 1
    case.save()


def reckon_steps(case: Case) -> None:
    """Give due moments to open steps that have none yet; one that stands moves only nearer, never away."""
    rows = list(StepRecord.objects.filter(case=case, cycle=case.cycle))
    starts = {one.code: one.done_at for one in rows if one.done_at is not None}
    if case.cycle == 1:
        starts[FIRST] = case.first_information_at
    calendar = calendar_for(case.place_id)
    laws = steps_of(case)
    for row in rows:
        if row.done_at is not None or row.not_needed or row.code not in laws:
            continue
        found = reckon(laws[row.code], starts, calendar)
        if found.due_at is not None and (row.due_at is None or found.due_at < row.due_at):
            row.due_at, row.clock_from, row.derived = found.due_at, found.start, found.derived
            row.amount, row.unit = found.amount, found.unit
            row.save()
    _by_plan(case)


def _by_plan(case: Case) -> None:
    """The review is due when the plan in force ends; the decree sets no number of days."""
    plan = Plan.objects.filter(case=case, state=Plan.State.APPROVED).first()
    if plan is not None and plan.cycle == case.cycle:
        rows = StepRecord.objects.filter(case=case, cycle=case.cycle, code=REVIEW, done_at__isnull=True)
        rows.update(due_at=end_of(plan.ends_on), derived=True, unit="")


def next_due(case: Case) -> tuple[datetime | None, str]:
    """The nearest open deadline, a running separation among them."""
    rows = StepRecord.objects.filter(case=case, done_at__isnull=True, not_needed=False, due_at__isnull=False)
    found = [(one.due_at, one.code) for one in rows if one.due_at is not None]
    apart = Separation.objects.filter(case=case, ended_on__isnull=True).first()
    if apart is not None:
        found.append((separation_due(apart.until), SEPARATION))
    return min(found, default=(None, ""))


def begin_cycle(case: Case) -> None:
    """Another plan cycle."""
    case.cycle += 1
    begin_steps(case, CYCLE)


def ends_when(case: Case) -> tuple[str, ...]:
    """The conditions for closing, in the words of the pinned definition."""
    return procedure_of(case).ends_when


def stand(case: Case) -> CaseState:
    """The state as a value."""
    return CaseState(case.state)
