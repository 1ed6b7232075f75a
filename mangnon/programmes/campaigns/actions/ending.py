"""A campaign is summed up, opened again, dropped; its report goes to those above."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.programmes.campaigns.actions.keeping import take_campaign, touch
from mangnon.programmes.campaigns.models import Campaign
from mangnon.programmes.campaigns.refusals import ActivitiesUntold, CampaignShut, DayAhead, NumberMissing
from mangnon.programmes.plans.actions.keeping import reason_of, same_version
from mangnon.programmes.rights import DROP_CAMPAIGN, FINISH_CAMPAIGN, REOPEN_CAMPAIGN, REPORT_CAMPAIGN


@action(FINISH_CAMPAIGN)
def finish_campaign(*, actor: Actor, at: datetime, campaign_id: UUID, version: int, learnt: str) -> Campaign:
    """Sum it up with what was learnt. Raises NotFound, Forbidden, CampaignShut, StaleVersion, ActivitiesUntold."""
    found = take_campaign(actor, FINISH_CAMPAIGN, campaign_id)
    same_version(found, version)
    untold = found.activities.filter(done="", dropped_why="")
    if untold.exists():
        raise ActivitiesUntold(n=untold.count())
    found.finished_on, found.learnt = local_day(at), learnt.strip()
    touch(found, actor=actor, at=at)
    book(actor=actor, action=FINISH_CAMPAIGN, at=at, subject=found)
    return found


@action(REOPEN_CAMPAIGN)
def reopen_campaign(*, actor: Actor, at: datetime, campaign_id: UUID, reason: str) -> Campaign:
    """What was summed up runs again. Raises NotFound, Forbidden, CampaignShut, ReasonMissing."""
    found = take_campaign(actor, REOPEN_CAMPAIGN, campaign_id, shut=True)
    why = reason_of(reason)
    if found.dropped_on is not None:
        raise CampaignShut(day=format_date(found.dropped_on))
    found.finished_on = None
    touch(found, actor=actor, at=at)
    book(actor=actor, action=REOPEN_CAMPAIGN, at=at, subject=found, why=why)
    return found


@action(DROP_CAMPAIGN)
def drop_campaign(*, actor: Actor, at: datetime, campaign_id: UUID, reason: str) -> Campaign:
    """It won't take place. Raises NotFound, Forbidden, CampaignShut, ReasonMissing."""
    found = take_campaign(actor, DROP_CAMPAIGN, campaign_id)
    found.dropped_on, found.dropped_why = local_day(at), reason_of(reason)
    touch(found, actor=actor, at=at)
    book(actor=actor, action=DROP_CAMPAIGN, at=at, subject=found)
    return found


@action(REPORT_CAMPAIGN)
def report_campaign(
    *, actor: Actor, at: datetime, campaign_id: UUID, version: int, sent_on: date, number: str
) -> Campaign:  # fmt: skip
    """Its report was sent on a day under a number; also after it was summed up.

    Raises NotFound, Forbidden, StaleVersion, CampaignShut (dropped), DayAhead, NumberMissing.
    """
    found = take_campaign(actor, REPORT_CAMPAIGN, campaign_id, shut=True)
    same_version(found, version)
    if found.dropped_on is not None:
        raise CampaignShut(day=format_date(found.dropped_on))
    if sent_on > local_day(at):
        raise DayAhead(day=format_date(sent_on))
    if not number.strip():
        raise NumberMissing
    found.report_sent_on, found.report_number, found.report_by_name = sent_on, number.strip(), actor.name
    touch(found, actor=actor, at=at)
    book(actor=actor, action=REPORT_CAMPAIGN, at=at, subject=found, sent=sent_on.isoformat())
    return found
