"""Everyday acts: taking a case on, steps, assessments, the emergency, meetings, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import (
    EMERGENCY,
    INITIAL,
    MEETING,
    SPECIFIC,
    check_moment,
    finish,
    moved,
    save_case,
    skip,
    step,
    why,
    writer,
)
from mangnon.cases.caring.rules import caring_law
from mangnon.cases.models import Assessment, Case, EmergencyMeasure, Meeting, PlanItem, ServiceLog, StepRecord
from mangnon.cases.models.work import ChildView, LogKind
from mangnon.cases.queries.reach import take_case
from mangnon.cases.queries.sheets import newest_sheet
from mangnon.cases.refusals import PaperFirst, ViewMissing
from mangnon.lib.dates import PartialDate, age_on, local_day
from mangnon.lib.refusal import NotFound
from mangnon.notices.actions.chains import acknowledge_about

STEP_OF = {"mau-02": INITIAL, "mau-03": SPECIFIC}


@dataclass(frozen=True, slots=True)
class Heard:
    """Whether the child was asked for its own view, and what it said."""

    view: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """When something was really done, and why late when it was."""

    at: datetime
    late_reason: str = ""


@action("cases.steps.record")
def record_step(*, actor: Actor, at: datetime, case_id: UUID, code: str, done: Done) -> StepRecord:
    """A step that has no act of its own was done. Raises NotFound, NotOnTeam, CaseEnded, InFuture, LateNeedsReason."""
    case = take_case(actor, case_id, at, "cases.steps.record")
    check_moment(case, done.at, at)
    row = step(case, code)
    if row is None:
        raise NotFound
    finish(case, code, done.at, actor=actor, at=at, late_reason=done.late_reason)
    save_case(case, at)
    book(actor=actor, action="cases.steps.record", at=at, subject=case, step=code, done_at=done.at.isoformat())
    row.refresh_from_db()
    return row


@action("cases.late.explain")
def explain_late(*, actor: Actor, at: datetime, case_id: UUID, code: str, reason: str) -> StepRecord:
    """Say why an open step is late; the clock goes on. Raises NotFound, NotOnTeam, CaseEnded, ReasonMissing."""
    case = take_case(actor, case_id, at, "cases.late.explain")
    row = step(case, code)
    if row is None or row.done_at is not None:
        raise NotFound
    row.late_reason = f"{why(reason)[:400]} ({actor.name})"
    row.save(update_fields=["late_reason"])
    save_case(case, at)
    book(actor=actor, action="cases.late.explain", at=at, subject=case, step=code)
    return row


@action("cases.assess")
def assess(
    *, actor: Actor, at: datetime, case_id: UUID, assessment_id: UUID, form: str, done: Done, heard: Heard,
    conclusion: str, danger_now: bool | None = None,
) -> Assessment:  # fmt: skip
    """Conclude from the newest filled form 02 or 03: a person concludes, the counts only stand beside.

    Raises NotFound, NotOnTeam, CaseEnded, NotNow, PaperFirst, ViewMissing, InFuture, LateNeedsReason.
    """
    case = take_case(actor, case_id, at, "cases.assess")
    known = Assessment.objects.filter(pk=assessment_id, case=case).first()
    if known is not None:
        book(actor=actor, action="cases.assess", at=at, subject=case, form=form, again=True)
        return known
    check_moment(case, done.at, at)
    moved(case, f"assess.{form}")
    check_heard(case, heard, at)
    sheet = newest_sheet(case, form)
    if sheet is None:
        raise PaperFirst(form=form.replace("mau-", "mẫu "))
    row = Assessment.objects.create(
        id=assessment_id, case=case, cycle=case.cycle, form=form, sheet=sheet.id, revision=sheet.revision,
        counts=sheet.counts, conclusion=conclusion.strip(), danger_now=danger_now, **heard_in(heard),
        **written(actor, done.at),
    )  # fmt: skip
    finish(case, STEP_OF[form], done.at, actor=actor, at=at, late_reason=done.late_reason)
    if danger_now:
        raise_alarm(case)
    save_case(case, at)
    book(actor=actor, action="cases.assess", at=at, subject=case, form=form, sheet=str(sheet.id), danger=danger_now)
    return row


def raise_alarm(case: Case) -> None:
    """The emergency track runs beside the others."""
    case.emergency = True
    StepRecord.objects.filter(case=case, code=EMERGENCY, done_at__isnull=True).update(not_needed=False)


def heard_in(heard: Heard) -> dict[str, Any]:
    """The child's view as columns."""
    return {"child_view": heard.view, "child_said": heard.said.strip()}


def written(actor: Actor, done_at: datetime) -> dict[str, Any]:
    """Who wrote, and when it was done, as columns."""
    return {"done_at": done_at, "by": writer(actor), "by_name": actor.name}


def check_heard(case: Case, heard: Heard, at: datetime) -> None:
    """Raises ViewMissing: a child old enough is asked (Law on Children, article 60(3)), or it is said why not."""
    old_enough = not case.born or age_on(PartialDate.parse(case.born), local_day(at)) >= caring_law().asks_child_from
    needs_words = heard.view != ChildView.YOUNG or (old_enough and bool(case.born))
    if needs_words and not heard.said.strip():
        raise ViewMissing


@action("cases.emergency.decide")
def decide_emergency(
    *, actor: Actor, at: datetime, case_id: UUID, measure_id: UUID, needed: bool, what: str, decided_by: str,
    done: Done,
) -> EmergencyMeasure:  # fmt: skip
    """Whether emergency measures are needed, and which; act first, write later: both times stay.

    Raises NotFound, NotOnTeam, CaseEnded, InFuture, LateNeedsReason.
    """
    case = take_case(actor, case_id, at, "cases.emergency.decide")
    known = EmergencyMeasure.objects.filter(pk=measure_id, case=case).first()
    if known is not None:
        book(actor=actor, action="cases.emergency.decide", at=at, subject=case, again=True)
        return known
    check_moment(case, done.at, at)
    row = EmergencyMeasure.objects.create(
        id=measure_id, case=case, needed=needed, what=what.strip(), decided_by=decided_by.strip(),
        **written(actor, done.at),
    )  # fmt: skip
    close = finish if needed else skip
    close(case, EMERGENCY, done.at, actor=actor, at=at, late_reason=done.late_reason)
    acknowledge_about(actor=actor, at=at, kind="cases.Case", thing=str(case.pk))
    case.emergency = needed or case.separations.filter(ended_on__isnull=True).exists()
    save_case(case, at)
    book(actor=actor, action="cases.emergency.decide", at=at, subject=case, needed=needed, done_at=done.at.isoformat())
    return row


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """What the minutes say."""

    led_by: str
    present: str
    minutes: str
    needs: str
    place_text: str = ""


@action("cases.meetings.hold")
def hold_meeting(
    *, actor: Actor, at: datetime, case_id: UUID, meeting_id: UUID, told: MeetingTold, done: Done, heard: Heard
) -> Meeting:
    """The meeting on the child's needs, with minutes. Raises as ``assess``, without PaperFirst."""
    case = take_case(actor, case_id, at, "cases.meetings.hold")
    known = Meeting.objects.filter(pk=meeting_id, case=case).first()
    if known is not None:
        book(actor=actor, action="cases.meetings.hold", at=at, subject=case, again=True)
        return known
    check_moment(case, done.at, at)
    moved(case, "meeting.hold")
    check_heard(case, heard, at)
    row = Meeting.objects.create(
        id=meeting_id, case=case, cycle=case.cycle, place_text=told.place_text, led_by=told.led_by,
        present=told.present, minutes=told.minutes, needs=told.needs, **heard_in(heard), **written(actor, done.at),
    )  # fmt: skip
    finish(case, MEETING, done.at, actor=actor, at=at, late_reason=done.late_reason)
    save_case(case, at)
    book(actor=actor, action="cases.meetings.hold", at=at, subject=case)
    return row


@dataclass(frozen=True, slots=True)
class LogTold:
    """A visit, a call, a service, in few words."""

    kind: LogKind
    what: str
    with_whom: str = ""
    provider: str = ""
    plan_item: UUID | None = None
    safe: bool | None = None


@action("cases.log")
def log_service(
    *, actor: Actor, at: datetime, case_id: UUID, log_id: UUID, told: LogTold, done_at: datetime
) -> ServiceLog:
    """Write down a visit, a call, a service; the first after the decision begins the implementation.

    Raises NotFound, NotOnTeam, CaseEnded, InFuture, TooEarly.
    """
    case = take_case(actor, case_id, at, "cases.log")
    known = ServiceLog.objects.filter(pk=log_id, case=case).first()
    if known is not None:
        book(actor=actor, action="cases.log", at=at, subject=case, again=True)
        return known
    check_moment(case, done_at, at)
    moved(case, "log")
    item = PlanItem.objects.filter(pk=told.plan_item, plan__case=case).first() if told.plan_item else None
    row = ServiceLog.objects.create(
        id=log_id, case=case, kind=told.kind, what=told.what.strip(), with_whom=told.with_whom.strip(),
        provider=told.provider.strip(), plan_item=item, safe=told.safe, **written(actor, done_at),
    )  # fmt: skip
    save_case(case, at)
    book(actor=actor, action="cases.log", at=at, subject=case, kind=told.kind, safe=told.safe)
    return row
