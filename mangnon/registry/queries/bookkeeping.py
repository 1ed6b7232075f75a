"""The paper book of a hamlet: each household with its children, in the order in which one walks through it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mangnon.access.actor import Actor
from mangnon.registry.models import Household
from mangnon.registry.queries.children import here, households
from mangnon.registry.queries.listing import listed, listed_households

MOST = 200
"""Children in one print that a reason alone allows (trust A-19)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One household, or the children whose household isn't known (``household`` is None)."""

    household: Household | None
    children: tuple[Any, ...]


def leaves(actor: Actor, on: date, place_id: int, hamlet_id: int | None) -> list[Leaf]:
    """Households with children, by the name of the head; one more child than may be printed stops the reading."""
    rows = here(actor, on).filter(place_id=place_id)
    if hamlet_id is not None:
        rows = rows.filter(hamlet_id=hamlet_id)
    found = list(listed(rows, actor, on).order_by("born_from", "id")[: MOST + 1])
    ids = {child.household_id for child in found if child.household_id}
    houses = listed_households(households(actor).filter(pk__in=ids), actor, on).order_by("sort_key", "id")
    known = [Leaf(house, tuple(c for c in found if c.household_id == house.pk)) for house in houses]
    seen = {house.household.pk for house in known if house.household}
    rest = tuple(child for child in found if child.household_id not in seen)
    return [*known, Leaf(None, rest)] if rest else known
