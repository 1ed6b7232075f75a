"""A report isn't followed up: a coded reason, what was done to know it, and a second person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.actions.handing import take_open
from mangnon.intake.actions.sending import reference
from mangnon.intake.actions.settling import close
from mangnon.intake.models import HarmReport, Outcome, OutReason, State
from mangnon.intake.queries.people import answers_for
from mangnon.intake.refusals import SHORTEST_NOTE, NoteMissing, ReasonMissing, SecondPersonNeeded, WrongState
from mangnon.lib.refusal import StaleVersion
from mangnon.notices.actions import tell
from mangnon.places.models import Unit

SCREEN_OUT, CONFIRM = "intake.screen_out", "intake.confirm_screen_out"
ASKED, ANSWERED = "intake.out_asked", "intake.out_refused"


@action(SCREEN_OUT)
def screen_out(*, actor: Actor, at: datetime, report_id: UUID, version: int, reason: str, note: str) -> HarmReport:
    """Propose not to follow a report up. Raises NotFound, Forbidden, WrongState, StaleVersion and what is missing."""
    report = take_open(report_id, actor, SCREEN_OUT)
    if report.state != State.TAKEN:
        raise WrongState(state=State(report.state).label)
    if report.version != version:
        raise StaleVersion
    if reason not in OutReason.values:
        raise ReasonMissing
    if len(note.strip()) < SHORTEST_NOTE:
        raise NoteMissing(n=SHORTEST_NOTE)
    report.state, report.out_reason, report.out_note = State.OUT_ASKED, reason, note.strip()
    report.out_asked_by, report.out_asked_by_name, report.out_asked_at = actor.me, actor.name, at
    report.version += 1
    report.save(
        update_fields=[
            "state", "out_reason", "out_note", "out_asked_by", "out_asked_by_name", "out_asked_at", "version",
        ]
    )  # fmt: skip
    book(actor=actor, action=SCREEN_OUT, at=at, subject=report, code=report.number, reason=reason)
    place = Unit.objects.get(pk=report.place_id)
    people = [one.pk for one in answers_for(place, at) if one.pk != actor.person_id]
    _tell(actor, at, report, [one for one in people if one not in report.hidden_from], ASKED)
    return report


@action(CONFIRM)
def confirm_screen_out(*, actor: Actor, at: datetime, report_id: UUID, agrees: bool) -> HarmReport:
    """The second person's word: the report ends here, or goes on with whoever holds it.

    Raises NotFound, Forbidden, WrongState, SecondPersonNeeded.
    """
    report = take_open(report_id, actor, CONFIRM)
    if report.state != State.OUT_ASKED:
        raise WrongState(state=State(report.state).label)
    if report.out_asked_by == actor.me:
        raise SecondPersonNeeded
    if agrees:
        close(report, actor=actor, at=at, state=State.SCREENED_OUT, outcome=Outcome.NOT_FOLLOWED)
    else:
        report.state, report.out_reason, report.out_note = State.TAKEN, "", None
        report.version += 1
        report.save(update_fields=["state", "out_reason", "out_note", "version"])
        if report.out_asked_by:
            _tell(actor, at, report, [report.out_asked_by], ANSWERED)
    book(actor=actor, action=CONFIRM, at=at, subject=report, code=report.number, agrees=agrees)
    return report


def _tell(actor: Actor, at: datetime, report: HarmReport, to: list[UUID], kind: str) -> None:
    tell(
        actor=actor, at=at, to=to, kind=kind, about=reference(report), key=str(report.version),
        place_id=report.place_id,
    )  # fmt: skip
