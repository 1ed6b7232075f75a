"""One child or household with the names that its page shows, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from mangnon.access.actor import Actor, Reach
from mangnon.access.doors import see
from mangnon.registry.models import Child, Household, Member, Recheck, Sensitivity
from mangnon.registry.queries.children import SEE, children, households
from mangnon.registry.queries.needs import OPEN_SENSITIVE, circumstances, sensitive_children


def open_child(actor: Actor, pk: UUID) -> Child:
    """With place, hamlet, household, whether this actor is to re-verify it, whether something is kept closed.

    Raises NotFound, Forbidden.
    """
    reach = actor.reach("registry.rechecks.visit")
    given = Recheck.objects.within(Reach(reach.places, everywhere=reach.everywhere), actor)
    mine = given.filter(
        child=OuterRef("pk"), visitor=actor.person_id, state=Recheck.State.ASSIGNED, round__closed_at__isnull=True
    )  # fmt: skip
    rows = children(actor).select_related("place", "hamlet", "household", "other_place")
    found: Any = (
        rows.annotate(rechecked_by_me=Exists(mine), kept_closed=sensitive_children(actor)).filter(pk=pk).first()
    )
    return found or see(Child, pk, actor, SEE)


def open_household(actor: Actor, pk: UUID) -> Household:
    """With place and hamlet. Raises NotFound, Forbidden."""
    rows = households(actor).select_related("place", "hamlet")
    found: Household | None = rows.filter(pk=pk).first()
    return found or see(Household, pk, actor, SEE)


@dataclass(frozen=True, slots=True)
class Relations:
    """Who else lives in the household of a child."""

    children: tuple[Any, ...] = ()
    members: tuple[Member, ...] = ()


def relations_of(actor: Actor, child: Child) -> Relations:
    """Brothers, sisters and other children of the household within reach, and its grown-up members."""
    if child.household_id is None:
        return Relations()
    others = children(actor).filter(household=child.household_id).exclude(pk=child.pk)
    members = Member.objects.filter(household=child.household_id, valid_to__isnull=True).order_by("pk")
    return Relations(tuple(others.order_by("born_from", "sort_key")), tuple(members))


def has_sensitive(actor: Actor, child: Child) -> bool:
    """Whether there is something very sensitive that this actor may open."""
    if child.place_id not in actor.reach(OPEN_SENSITIVE):
        return False
    known: bool | None = getattr(child, "kept_closed", None)
    if known is not None:
        return known
    return circumstances(actor, child).filter(sensitivity=Sensitivity.VERY_HIGH).exists()
