"""Children and households within reach."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from mangnon.access.actor import Actor
from mangnon.access.managers import GuardedQuerySet
from mangnon.lib.dates import CHILD_UNTIL
from mangnon.registry.models import Child, Household
from mangnon.registry.rules import years_back

SEE = "registry.children.see"
HERE = Q(left="")
"""Records in use: not left, dead or merged."""


def children(actor: Actor) -> GuardedQuerySet[Any]:
    """Every record that this actor may see, those that left too."""
    return Child.objects.visible_to(actor, SEE)


def here(actor: Actor, on: date) -> GuardedQuerySet[Any]:
    """Living children of the communes in reach who are, or in doubt may be, under 16 on a day."""
    return children(actor).filter(HERE, born_to__gt=sixteen_before(on))


def sixteen_before(on: date) -> date:
    """Whoever was born on this day or earlier is 16 or older on ``on``."""
    return years_back(on, CHILD_UNTIL)


def households(actor: Actor) -> GuardedQuerySet[Any]:
    """Households that this actor may see."""
    return Household.objects.visible_to(actor, SEE)
