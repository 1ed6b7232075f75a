"""What acts on campaigns share: it is the own place's, it is locked, it isn't over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.dates import format_date
from mangnon.lib.refusal import NotFound
from mangnon.programmes.campaigns.models import Activity, Campaign
from mangnon.programmes.campaigns.refusals import ActivityDropped, CampaignShut
from mangnon.programmes.plans.actions.keeping import must_keep

OWNER = "programmes.campaign"
"""The kind under which campaigns own files: materials and photos."""


def take_campaign(actor: Actor, right: str, campaign_id: UUID, *, shut: bool = False) -> Campaign:
    """A campaign of the own place, locked; open unless ``shut``. Raises NotFound, Forbidden, CampaignShut."""
    seen = Campaign.objects.select_related("place").filter(pk=campaign_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    found = Campaign.objects.select_for_update(of=("self",)).select_related("place", "document").get(pk=campaign_id)
    ended = found.finished_on or found.dropped_on
    if ended is not None and not shut:
        raise CampaignShut(day=format_date(ended))
    return found


def take_activity(actor: Actor, right: str, activity_id: UUID) -> Activity:
    """An activity of an open campaign of the own place, the campaign locked.

    Raises NotFound, Forbidden, CampaignShut, ActivityDropped.
    """
    seen = Activity.objects.filter(pk=activity_id).first()
    if seen is None:
        raise NotFound
    campaign = take_campaign(actor, right, seen.campaign_id)
    found = Activity.objects.select_for_update(of=("self",)).get(pk=activity_id)
    found.campaign = campaign
    if found.dropped_why:
        raise ActivityDropped
    return found


def touch(campaign: Campaign, *, actor: Actor, at: datetime) -> None:
    """Save it as a new version by this person."""
    campaign.version += 1
    campaign.changed_at, campaign.changed_by_name = at, actor.name
    campaign.save()
