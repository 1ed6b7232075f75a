"""Invented children and households for tests that ask for rows and not for acts."""

from __future__ import annotations

from typing import Any

from mangnon.lib.dates import PartialDate
from mangnon.lib.ids import new_id
from mangnon.lib.names import sort_key
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.models import Child, Household, HouseholdStay, Residence


def household(head: str, place: Unit, hamlet: Hamlet | None = None, **more: Any) -> Household:
    """A household; call it inside ``acting`` somebody who reaches the place."""
    made = Household(
        id=new_id(), place=place, hamlet=hamlet, head_name=head, sort_key=sort_key(head), recorded_by="test", **more
    )
    made.save(force_insert=True)
    return made


def child(
    name: str, place: Unit, *, born: str = "7/3/2016", hamlet: Hamlet | None = None,
    household: Household | None = None, **more: Any,
) -> Child:  # fmt: skip
    """A child with its home; call it inside ``acting`` somebody who reaches the place."""
    more = {"sex": "2", **more}
    made = Child(
        id=new_id(), place=place, hamlet=hamlet, household=household, full_name=name, sort_key=sort_key(name),
        recorded_by="test", **more,
    )  # fmt: skip
    made.set_birth(PartialDate.parse(born))
    made.save(force_insert=True)
    whole: dict[str, Any] = {"child": made, "valid_from": made.born_from, "recorded_by": "test"}
    Residence.objects.create(kind=Residence.Kind.ACTUAL, place=place, hamlet=hamlet, **whole)
    if household is not None:
        HouseholdStay.objects.create(household=household, relation="3", **whole)
    return made
