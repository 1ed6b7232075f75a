"""Who can take over somebody's open work."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from mangnon.access.actor import Actor
from mangnon.access.roles import ROLES, Net
from mangnon.accounts.actions.leaving import fits
from mangnon.accounts.models import Assignment, Person
from mangnon.accounts.queries import live, people
from mangnon.accounts.slots import Places
from mangnon.lib.dates import local_day

MOST = 60
"""Candidates looked at: more would not fit a page."""


def receivers(person: Person, actor: Actor, action: str, places: Places = None, *, at: datetime) -> list[Person]:
    """Active people within the actor's reach who reach all the work that this person holds in ``places``."""
    today = local_day(at)
    here = person.assignments.filter(live(today)).values("place")
    wide = [role.value for role, definition in ROLES.items() if definition.net is Net.WIDE]
    near = Assignment.objects.filter(live(today), Q(place__in=here) | Q(role__in=wide), person=OuterRef("pk"))
    rows = people(actor, action).filter(Exists(near), disabled_at__isnull=True).exclude(pk=person.pk)
    return [one for one in rows.order_by("sort_key", "id")[:MOST] if fits(person, one, places, at=at)]
