"""Several reports tell of one event; each keeps its own sender, its own clock and its own hand-overs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import see
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.actions.completing import raise_urgency
from mangnon.intake.actions.handing import take_open
from mangnon.intake.models import Event, HarmReport
from mangnon.intake.refusals import OneReport
from mangnon.lib.ids import new_id

LINK, SEE = "intake.link", "intake.see"


@action(LINK)
def link_reports(*, actor: Actor, at: datetime, report_id: UUID, other_id: UUID) -> HarmReport:
    """Say that two reports tell of the same event. Linking twice changes nothing.

    Raises NotFound, Forbidden, WrongState, OneReport.
    """
    if report_id == other_id:
        raise OneReport
    report = take_open(report_id, actor, LINK)
    other = see(HarmReport, other_id, actor, SEE)
    event_id = other.event_id or report.event_id
    if event_id is None:
        event_id = Event.objects.create(id=new_id(), recorded_by=str(actor.person_id or actor.name)).pk
    mine = HarmReport.objects.visible_to(actor, LINK)
    apart = [one for one in (report.event_id, other.event_id) if one is not None and one != event_id]
    mine.filter(event__in=apart).update(event=event_id)
    mine.filter(pk__in=[report.pk, other.pk]).update(event=event_id)
    report.event_id = event_id
    risen = raise_urgency(report, actor, at)
    book(actor=actor, action=LINK, at=at, subject=report, code=report.number, other=other.number, risen=risen)
    return report
