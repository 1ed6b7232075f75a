"""Reads of rosters: those within reach, one of them, the children that an undo left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import see
from mangnon.access.managers import GuardedQuerySet
from mangnon.registry.models import Child, Roster
from mangnon.registry.rosters.actions import SEE


def rosters(actor: Actor) -> GuardedQuerySet[Any]:
    """Every roster of the places in reach, without what was found in it."""
    rows = Roster.objects.visible_to(actor, SEE).select_related("place")
    return rows.defer("faults", "preview", "titles", "mapping", "decided", "place__reach", "place__provinces")


def roster(actor: Actor, pk: UUID) -> Roster:
    """One of them, whole. Raises NotFound, Forbidden."""
    return see(Roster, pk, actor, SEE)


def named(actor: Actor, ids: Sequence[UUID]) -> list[Child]:
    """Children by id, as far as this actor sees them, in their order."""
    rows = Child.objects.visible_to(actor, "registry.children.see").filter(pk__in=list(ids))
    return list(rows.order_by("sort_key", "id"))
