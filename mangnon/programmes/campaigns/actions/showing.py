"""Materials of a campaign; photos of an activity, each with who consented and how, taken away when that ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import remove, store
from mangnon.files.kinds import PHOTOS, Accepts, Kind
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.programmes.campaigns.actions.keeping import OWNER, take_activity, take_campaign
from mangnon.programmes.campaigns.models import Campaign, Material, Photo
from mangnon.programmes.campaigns.refusals import ConsentMissing, PhotoThere
from mangnon.programmes.plans.actions.keeping import reason_of
from mangnon.programmes.rights import ADD_MATERIAL, ADD_PHOTO, REMOVE_PHOTO

PRINTED = Accepts(frozenset(Kind) - {Kind.CSV, Kind.TEXT})
LEAST_CONSENT = 10


@dataclass(frozen=True, slots=True)
class MaterialTold:
    """What was made, in which language, how many copies."""

    title: str
    kind: str
    language: str
    copies: int = 0


@action(ADD_MATERIAL)
def add_material(
    *, actor: Actor, at: datetime, campaign_id: UUID, told: MaterialTold, upload: Any = None, uid: UUID | None = None
) -> Material:  # fmt: skip
    """A material, with its file where there is one; sent again it adds nothing.

    Raises NotFound, Forbidden, CampaignShut, FileRefused.
    """
    campaign = take_campaign(actor, ADD_MATERIAL, campaign_id)
    known = Material.objects.filter(pk=uid).first() if uid else None
    made = known or Material(
        id=uid or new_id(), campaign=campaign, title=told.title.strip(), kind=told.kind, language=told.language,
        copies=told.copies, told_at=at, told_by_name=actor.name,
    )  # fmt: skip
    if known is None:
        made.file = _stored(actor, at, campaign, upload, PRINTED).pk if upload else None
        made.save(force_insert=True)
    book(actor=actor, action=ADD_MATERIAL, at=at, subject=made, place_id=campaign.place_id, again=known is not None)
    return made


def _stored(actor: Actor, at: datetime, campaign: Campaign, upload: Any, rules: Accepts) -> StoredFile:
    return store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, campaign.pk), rules=rules)


@action(ADD_PHOTO)
def add_photo(
    *, actor: Actor, at: datetime, activity_id: UUID, upload: Any, how: str, consent: str, caption: str = ""
) -> Photo:  # fmt: skip
    """A photo, with who consented and how; the same photo of the same activity again is the same.

    Raises NotFound, Forbidden, CampaignShut, ActivityDropped, ConsentMissing, PhotoThere, FileRefused.
    """
    activity = take_activity(actor, ADD_PHOTO, activity_id)
    if len(consent.strip()) < LEAST_CONSENT:
        raise ConsentMissing
    file = _stored(actor, at, activity.campaign, upload, PHOTOS)
    made, new = Photo.objects.get_or_create(
        file=file.pk,
        defaults={
            "activity": activity, "how": how, "consent": consent.strip(), "caption": caption.strip(), "told_at": at,
            "told_by_name": actor.name,
        },
    )  # fmt: skip
    if made.activity_id != activity.pk:
        raise PhotoThere
    book(actor=actor, action=ADD_PHOTO, at=at, subject=made, place_id=activity.campaign.place_id, how=how, new=new)
    return made


@action(REMOVE_PHOTO)
def remove_photo(*, actor: Actor, at: datetime, photo_id: UUID, reason: str) -> Photo:
    """Take it away for good: somebody no longer consents, or it should never have been there.

    Also when the campaign is over. Raises NotFound, Forbidden, ReasonMissing.
    """
    seen = Photo.objects.select_related("activity").filter(pk=photo_id, removed_on__isnull=True).first()
    if seen is None:
        raise NotFound
    campaign = take_campaign(actor, REMOVE_PHOTO, seen.activity.campaign_id, shut=True)
    why = reason_of(reason)
    if StoredFile.objects.filter(pk=seen.file).exists():
        remove(actor=actor, at=at, file_id=seen.file, reason=why)
    seen.removed_on, seen.removed_why, seen.caption = local_day(at), why[:300], ""
    seen.save()
    book(actor=actor, action=REMOVE_PHOTO, at=at, subject=seen, place_id=campaign.place_id)
    return seen
