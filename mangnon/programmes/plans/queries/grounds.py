"""Which places stand behind a place: itself and every unit it came from; the year one may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from mangnon.access.actor import Actor
from mangnon.access.roles import ROLES
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.places.queries import province_served, tree
from mangnon.places.queries.trees import Branch

OLDEST = 2016
"""The first year that one can look at: programmes of 2016-2020 are evaluated."""


@dataclass(frozen=True)
class Ground:
    """A unit, and the units of before whose ground is wholly or partly its own today."""

    unit: Unit

    @cached_property
    def past(self) -> list[Unit]:
        """Units of before, by name; none for one that is no more."""
        if self.unit.valid_to is not None:
            return []
        rows = Unit.objects.filter(today__contains=[self.unit.pk]).exclude(pk=self.unit.pk)
        if self.unit.level == Level.PROVINCE:
            rows = rows.filter(level=Level.PROVINCE)
        return list(rows.order_by("level", "sort_key", "pk").defer("reach", "provinces"))

    @cached_property
    def ids(self) -> list[int]:
        """Ids of all of them."""
        return [self.unit.pk, *(one.pk for one in self.past)]

    def on(self, year: int) -> list[int]:
        """Those that were in force at some time of a year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        units = [self.unit, *self.past]
        return [one.pk for one in units if one.valid_from <= last and (one.valid_to is None or one.valid_to > first)]


def unit_seen(pk: int) -> Unit:
    """A unit by its id. Raises NotFound."""
    found = Unit.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def home_unit(actor: Actor) -> Unit:
    """The place somebody works for: the commune of their first assignment, else the province."""
    for grant in actor.grants:
        if ROLES[grant.role].level == "commune":
            return unit_seen(grant.place_id)
    return province_served()


def served_on(year: int, today: date) -> list[Branch]:
    """The provinces on the ground served with everything below them, at the end of a year or today."""
    day = min(date(year, 12, 31), today)
    return tree(sorted(provinces_of(day), key=lambda one: one.sort_key), day)


def provinces_of(day: date) -> QuerySet[Unit]:
    """Provinces on the ground served on a day."""
    served = province_served()
    return Unit.objects.filter(level=Level.PROVINCE, today__overlap=[served.pk]).on(day)
