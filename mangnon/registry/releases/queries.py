"""Requests to take a long list out, within reach."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from mangnon.access.actor import Actor
from mangnon.lib.refusal import NotFound
from mangnon.registry.models import ListRelease

SEE = "registry.releases.see"
NOT_A_CONDITION = ("after", "before", "csrfmiddlewaretoken")


def releases(actor: Actor) -> QuerySet[ListRelease]:
    """Those for places of this actor, the latest first. Nothing without the right."""
    reach = actor.reach(SEE)
    rows = ListRelease.objects.select_related("place").order_by("-asked_at", "-id")
    return rows if reach.everywhere else rows.filter(place__in=reach.places)


def see_release(actor: Actor, pk: UUID) -> ListRelease:
    """One of them. Raises NotFound."""
    found = releases(actor).filter(pk=pk).first() if actor.can(SEE) else None
    if found is None:
        raise NotFound
    return found


def to_answer(actor: Actor, right: str) -> QuerySet[ListRelease]:
    """Open requests of others that this actor may answer."""
    reach = actor.reach(right)
    rows = releases(actor).filter(state=ListRelease.State.ASKED)
    rows = rows.exclude(asked_by=actor.person_id) if actor.person_id else rows
    return rows if reach.everywhere else rows.filter(place__in=reach.places)


def granted(actor: Actor, query: str, at: datetime) -> ListRelease | None:
    """What lets this actor take the list with these conditions out now."""
    if actor.person_id is None:
        return None
    rows = ListRelease.objects.filter(asked_by=actor.person_id, query=query, state=ListRelease.State.GRANTED)
    return rows.filter(Q(until__gt=at)).order_by("-until").first()


def conditions(asked: QueryDict) -> str:
    """The conditions of an address in one order, so that the same list is known again."""
    kept = QueryDict(mutable=True)
    for name in sorted(asked):
        if name not in NOT_A_CONDITION and asked.get(name):
            kept[name] = str(asked[name])
    return kept.urlencode()
