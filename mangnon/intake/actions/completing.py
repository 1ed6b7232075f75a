"""The rest is filled in later; what is learnt raises the urgency and never lowers it by itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import see, take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.actions.sending import call_people
from mangnon.intake.actions.writing import fill_child, fill_suspect, write_report
from mangnon.intake.models import HarmReport, ReportedChild, Suspect, Urgency
from mangnon.intake.queries.law import emergency_rule
from mangnon.intake.queries.reports import current, facts_now
from mangnon.intake.refusals import WhatMissing, WrongState
from mangnon.intake.rules import Triage, emergency_due, never_lower, triage
from mangnon.intake.settings import accepting
from mangnon.intake.told import ChildTold, ReportTold, SuspectTold
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound, StaleVersion
from mangnon.registry.models import Child

COMPLETE, CHILD, SUSPECT, IDENTIFY = (
    "intake.complete", "intake.write_child", "intake.write_suspect", "intake.identify",
)  # fmt: skip
SEE_CHILD = "registry.children.see"


@action(COMPLETE)
def complete_report(*, actor: Actor, at: datetime, report_id: UUID, version: int, told: ReportTold) -> HarmReport:
    """What happened, where, when, in which danger: as it is known now. Whom and who are written apart.

    Raises NotFound, Forbidden, WrongState, StaleVersion, WhatMissing.
    """
    report = _take(report_id, actor, COMPLETE, version)
    if not told.what.strip():
        raise WhatMissing
    write_report(report, told)
    report.completed_at = at
    report.save()
    _book(report, actor, at, COMPLETE)
    return report


@action(CHILD)
def write_child(
    *, actor: Actor, at: datetime, report_id: UUID, version: int, told: ChildTold, row_id: UUID | None = None
) -> ReportedChild:
    """One child of a report: a further one, or what is known of one by now.

    Raises NotFound, Forbidden, WrongState, StaleVersion.
    """
    report = _take(report_id, actor, CHILD, version)
    row = ReportedChild.objects.filter(report=report, pk=row_id).first() if row_id else ReportedChild(report=report)
    if row is None:
        raise NotFound
    known = row.child_id
    fill_child(row, told)
    row.child_id = known
    row.save()
    _book(report, actor, at, CHILD)
    return row


@action(SUSPECT)
def write_suspect(
    *, actor: Actor, at: datetime, report_id: UUID, version: int, told: SuspectTold, row_id: UUID | None = None
) -> Suspect:
    """Somebody who is said to have done it; an empty name keeps the sealed one.

    Raises NotFound, Forbidden, WrongState, StaleVersion.
    """
    report = _take(report_id, actor, SUSPECT, version)
    row = Suspect.objects.filter(report=report, pk=row_id).first() if row_id else Suspect(report=report)
    if row is None:
        raise NotFound
    fill_suspect(row, told)
    row.save()
    _book(report, actor, at, SUSPECT)
    return row


@action(IDENTIFY)
def identify_child(
    *, actor: Actor, at: datetime, report_id: UUID, row_id: UUID, child_id: UUID | None
) -> ReportedChild:
    """The reported child is this one of the register; None: it isn't after all. Raises NotFound, Forbidden."""
    report = take(HarmReport, report_id, actor, IDENTIFY)
    row = ReportedChild.objects.filter(report=report, pk=row_id).first()
    if row is None:
        raise NotFound
    child = see(Child, child_id, actor, SEE_CHILD) if child_id else None
    row.child = child
    if child is not None and not row.full_name:
        row.full_name, row.sex = child.full_name, child.sex
    row.save(update_fields=["child", "full_name", "sex"])
    book(
        actor=actor, action=IDENTIFY, at=at, subject=report, code=report.number, child=str(child_id or ""),
        seen=[child_id] if child_id else [],
    )  # fmt: skip
    return row


def _take(report_id: UUID, actor: Actor, action: str, version: int) -> HarmReport:
    """Its sender may go on writing as well as its place, while it is open and by the version that was read."""
    report = take(HarmReport, report_id, actor, action)
    if not report.is_open:
        raise WrongState(state=report.get_state_display())
    if report.version != version:
        raise StaleVersion
    return report


def _book(report: HarmReport, actor: Actor, at: datetime, action: str) -> None:
    risen = raise_urgency(report, actor, at)
    report.version += 1
    report.save(update_fields=["version"])
    book(actor=actor, action=action, at=at, subject=report, code=report.number, urgency=report.urgency, risen=risen)


def raise_urgency(report: HarmReport, actor: Actor, at: datetime) -> bool:
    """Reckon anew from what is written now. Returns whether it has become an emergency; then people are called."""
    before = Triage(Urgency(report.urgency), tuple(report.urgency_reasons))
    now = never_lower(before, triage(facts_now(report, local_day(at))))
    report.urgency, report.urgency_reasons = now.urgency, list(now.reasons)
    hours = emergency_rule(local_day(at)).hours
    report.emergency_due_at = emergency_due(now.urgency, report.first_information_at, hours)
    step = current(report, lock=True) if now.urgency != before.urgency else None
    if step is not None:
        step.accept_by = min(step.accept_by, at + accepting(now.urgency, local_day(at)).time)
        step.save(update_fields=["accept_by"])
        report.accept_by = step.accept_by
    report.save(update_fields=["urgency", "urgency_reasons", "emergency_due_at", "accept_by"])
    if step is not None and report.is_emergency:
        call_people(actor=actor, at=at, report=report, step=step, place_id=report.place_id)
    return now.urgency != before.urgency
