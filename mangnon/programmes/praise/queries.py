"""Reads on nominations: what somebody may see, one of them, what waits for whom, what may be made public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.lib.refusal import NotFound
from mangnon.programmes.praise.models import Deciding, Nomination, Stage
from mangnon.programmes.rights import DECIDE_PRAISE, SEE


def seen_by(actor: Actor) -> QuerySet[Nomination]:
    """Those in the reach of somebody, and what was decided and may be made public anywhere."""
    reach = actor.reach(SEE)
    rows = Nomination.objects.select_related("place")
    if reach.everywhere:
        return rows
    return rows.filter(Q(place__in=sorted(reach.places)) | Q(stage=Stage.DECIDED, publishable=True))


def nomination_seen(actor: Actor, pk: UUID) -> Nomination:
    """One that somebody may see. Raises NotFound."""
    found = seen_by(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def waiting(actor: Actor) -> list[Nomination]:
    """What waits for the decision of somebody, the oldest first; never what they proposed themselves."""
    reach = actor.reach(DECIDE_PRAISE)
    rows = Nomination.objects.filter(stage=Stage.PUT).exclude(proposed_by=actor.person_id).select_related("place")
    if reach.everywhere:
        rows = rows.exclude(level=Deciding.COMMUNE)
    else:
        rows = rows.filter(level=Deciding.COMMUNE, place__in=sorted(reach.places))
    return list(rows.order_by("put_on", "pk")[:8])


@dataclass(frozen=True, slots=True)
class Praised:
    """What a public page may say of somebody who was praised: nothing else leaves here."""

    name: str
    about: str
    deed: str
    form: str
    place: str
    decided_number: str
    decided_on: date


def made_public(most: int = 60) -> list[Praised]:
    """Those whose praise may be made public, the latest first. No name leaves without the recorded consent."""
    rows = Nomination.objects.filter(stage=Stage.DECIDED, publishable=True).exclude(publish_consent="")
    found = rows.select_related("place").order_by("-decided_on", "pk")[:most]
    return [
        Praised(one.name, one.about, one.deed, one.form, one.place.name, one.decided_number, one.decided_on)
        for one in found
        if one.decided_on
    ]
