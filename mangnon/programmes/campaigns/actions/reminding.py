"""Whoever works in a place hears of what is to prepare and of a report before its day; leaders when it has passed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.lib.refusal import NotFound
from mangnon.programmes.campaigns.models import Campaign, Preparation
from mangnon.programmes.reminding import Kept, Stamps, remind_of
from mangnon.programmes.rights import REMIND_PREPARATION, REMIND_REPORT

SOON, LATE = "programmes.report_soon", "programmes.report_late"
REPORTED = Stamps("report_warned_at", "report_climbed_at")


def code_of(campaign: Campaign) -> str:
    """What a notice calls it outside of the system."""
    return f"TT-{campaign.year}/{campaign.place.code}"


def preparation_code(one: Preparation) -> str:
    """What a notice calls something to prepare: its campaign's place and year, and which of them it is."""
    nth = Preparation.objects.filter(campaign=one.campaign_id, pk__lte=one.pk).count()
    return f"CB-{one.campaign.year}/{one.campaign.place.code}-{nth}"


@action(REMIND_REPORT)
def remind_report(*, actor: Actor, at: datetime, campaign_id: UUID) -> int:
    """Tell of a report whose day is near, or past (then leaders too); how many hear of it. Raises NotFound."""
    found = Campaign.objects.select_related("place").filter(pk=campaign_id, report_due__isnull=False).first()
    if found is None or found.report_due is None:
        raise NotFound
    kept = Kept(found, found.report_due, found.place, code_of(found), SOON, LATE, stamps=REPORTED)
    return remind_of(kept, actor=actor, at=at, right=REMIND_REPORT)


@action(REMIND_PREPARATION)
def remind_preparation(*, actor: Actor, at: datetime, preparation_id: UUID) -> int:
    """Tell of something to prepare, near or past (then leaders too); how many hear of it. Raises NotFound."""
    found = Preparation.objects.select_related("campaign__place").filter(pk=preparation_id).first()
    if found is None:
        raise NotFound
    kept = Kept(
        found, found.due_on, found.campaign.place, preparation_code(found),
        "programmes.preparation_soon", "programmes.preparation_late",
    )  # fmt: skip
    return remind_of(kept, actor=actor, at=at, right=REMIND_PREPARATION)
