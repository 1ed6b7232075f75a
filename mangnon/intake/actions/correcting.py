"""The first information was earlier than stated: proposed by one, confirmed by another, once, and only backwards."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.models import HarmReport, InformationCorrection
from mangnon.intake.queries.law import emergency_rule
from mangnon.intake.refusals import CorrectedAlready, NotEarlier, SecondPersonNeeded, SourceMissing, WrongState
from mangnon.intake.rules import emergency_due
from mangnon.intake.slots import first_information_moved
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.refusal import Forbidden

PROPOSE, CONFIRM = "intake.correct_first_information", "intake.confirm_first_information"


def _take(report_id: UUID, actor: Actor, action: str) -> HarmReport:
    report = take(HarmReport, report_id, actor, action)
    if report.place_id not in actor.reach(action):
        raise Forbidden(action=action, place_id=report.place_id)
    return report


@action(PROPOSE)
def propose_first_information(
    *, actor: Actor, at: datetime, report_id: UUID, new: datetime, source: str
) -> InformationCorrection:
    """Say that somebody had the information earlier, and how that is known. Changes no clock yet.

    Raises NotFound, Forbidden, NotEarlier, SourceMissing, CorrectedAlready.
    """
    report = _take(report_id, actor, PROPOSE)
    if InformationCorrection.objects.filter(report=report).exists():
        raise CorrectedAlready
    if new >= report.first_information_at:
        raise NotEarlier(moment=format_datetime(report.first_information_at))
    if not source.strip():
        raise SourceMissing
    row = InformationCorrection.objects.create(
        report=report, old=report.first_information_at, new=new, source=source.strip()[:160],
        proposed_by=actor.me, proposed_by_name=actor.name,
    )  # fmt: skip
    book(
        actor=actor, action=PROPOSE, at=at, subject=report, code=report.number, old=row.old.isoformat(),
        new=new.isoformat(), source=row.source,
    )  # fmt: skip
    return row


@action(CONFIRM)
def confirm_first_information(*, actor: Actor, at: datetime, report_id: UUID) -> HarmReport:
    """The second person's word: every legal clock of the report starts earlier from now on.

    Raises NotFound, Forbidden, WrongState when nothing is proposed, CorrectedAlready, SecondPersonNeeded.
    """
    report = _take(report_id, actor, CONFIRM)
    row = InformationCorrection.objects.select_for_update().filter(report=report).first()
    if row is None:
        raise WrongState(state="–")
    if row.confirmed_at is not None:
        raise CorrectedAlready
    if row.proposed_by == actor.me:
        raise SecondPersonNeeded
    row.confirmed_by, row.confirmed_by_name, row.confirmed_at = actor.me, actor.name, at
    row.save(update_fields=["confirmed_by", "confirmed_by_name", "confirmed_at"])
    report.first_information_at, report.first_information_source = row.new, row.source
    hours = emergency_rule(local_day(report.recorded_at)).hours
    report.emergency_due_at = emergency_due(report.urgency, row.new, hours)
    report.version += 1
    report.save(update_fields=["first_information_at", "first_information_source", "emergency_due_at", "version"])
    book(
        actor=actor, action=CONFIRM, at=at, subject=report, code=report.number, old=row.old.isoformat(),
        new=row.new.isoformat(),
    )  # fmt: skip
    first_information_moved(actor, at, report)
    return report
