"""Whose an entry is: everybody reads all of them; an office keeps its own, the province every one.

Row security says the same (migration 0002), and lets somebody who answers for a provider count its free places.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.directory.models import Provider, Staffing


def keeps(actor: Actor, action: str, provider: Provider) -> bool:
    """Whether this person may do it to this entry."""
    reach = actor.reach(action)
    return reach.everywhere if provider.place_id is None else provider.place_id in reach


def staffings(actor: Actor, on: date) -> QuerySet[Staffing]:
    """For which providers somebody answers on a day, while they hold the role."""
    if actor.person_id is None or Role.SERVICE_STAFF not in actor.roles:
        return Staffing.objects.none()
    held = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return Staffing.objects.filter(held, person_id=actor.person_id)


def answers_for(actor: Actor, provider_id: UUID, on: date) -> bool:
    """Whether somebody answers for a provider on a day."""
    return staffings(actor, on).filter(provider_id=provider_id).exists()


KEEP = "directory.providers.correct"


def counts(actor: Actor, provider: Provider, on: date) -> bool:
    """Whether somebody says how many children a provider can take: who keeps its entry, or answers for it.

    The right to count reaches everywhere with service staff, who belong to the province, so it decides nothing here.
    """
    return keeps(actor, KEEP, provider) or answers_for(actor, provider.pk, on)
