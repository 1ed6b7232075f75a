"""Circumstances of children: the very sensitive ones only for those with their own right, in their places."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from mangnon.access.actor import Actor
from mangnon.registry.models import Child, Circumstance, Sensitivity

OPEN_SENSITIVE = "registry.sensitive.see"


def circumstances(actor: Actor, child: Child) -> QuerySet[Circumstance]:
    """Groups of one child, the latest first; without the right for this child's commune no very sensitive one."""
    rows = Circumstance.objects.filter(child=child).order_by("-valid_from", "code")
    if child.place_id in actor.reach(OPEN_SENSITIVE):
        return rows
    return rows.exclude(sensitivity=Sensitivity.VERY_HIGH)


def sensitive_children(actor: Actor) -> Exists:
    """A condition on children: belongs now or formerly to a very sensitive group. For those with the right only."""
    if not actor.can(OPEN_SENSITIVE):
        return Exists(Circumstance.objects.none())
    return Exists(Circumstance.objects.filter(child=OuterRef("pk"), sensitivity=Sensitivity.VERY_HIGH))
