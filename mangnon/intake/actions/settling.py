"""A report is settled: by the case that came of it. Its sender is told as much as it may know."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.actions.handing import take_open
from mangnon.intake.actions.sending import reference
from mangnon.intake.models import HarmReport, Outcome, State
from mangnon.intake.queries.reports import current
from mangnon.intake.refusals import ReasonMissing, WrongState
from mangnon.notices.actions import tell

SETTLE = "intake.settle"
SETTLED = "intake.settled"


@action(SETTLE)
def settle_report(*, actor: Actor, at: datetime, report_id: UUID, outcome: str = Outcome.CASE) -> HarmReport:
    """A case was opened from the report, or it joined one. Called by the room above, inside its own act.

    Somebody must have accepted the report. Raises NotFound, Forbidden, WrongState, ReasonMissing.
    """
    report = take_open(report_id, actor, SETTLE)
    if report.state not in (State.TAKEN, State.OUT_ASKED):
        raise WrongState(state=State(report.state).label)
    if outcome not in Outcome.values:
        raise ReasonMissing
    close(report, actor=actor, at=at, state=State.SETTLED, outcome=Outcome(outcome))
    book(actor=actor, action=SETTLE, at=at, subject=report, code=report.number, settled_as=outcome)
    return report


def close(report: HarmReport, *, actor: Actor, at: datetime, state: State, outcome: Outcome) -> None:
    """Write the end of a report and tell whoever received it. Nothing may be on its way."""
    if current(report) is not None:
        raise WrongState(state=State(report.state).label)
    report.state, report.settled_as, report.settled_at = state, outcome, at
    report.settled_by_name = actor.name
    report.version += 1
    report.save(update_fields=["state", "settled_as", "settled_at", "settled_by_name", "version"])
    if report.received_by and report.received_by != actor.person_id and report.sender_sees:
        tell(
            actor=actor, at=at, to=[report.received_by], kind=SETTLED, about=reference(report), key="settled",
            place_id=report.place_id,
        )  # fmt: skip
