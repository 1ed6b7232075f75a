"""Hamlets of a commune: those of today, and where they lay on a past day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from mangnon.places.models import Hamlet, HamletPast, Unit


@dataclass(frozen=True, slots=True)
class HamletStay:
    """A hamlet as it was called in a unit on the day asked for; ``hamlet`` is the one that lives on."""

    hamlet: Hamlet
    name: str

    @property
    def renamed(self) -> bool:
        """Whether it has another name today."""
        return self.name != self.hamlet.name


def hamlets_of(unit: Unit, *, on: date | None = None, closed: bool = False) -> list[HamletStay]:
    """Hamlets of a unit by name: on a day, or open today; with ``closed`` also those that were closed."""
    rows = Hamlet.objects.filter(unit=unit).select_related("unit")
    if on is None:
        found = rows if closed else rows.filter(valid_to__isnull=True)
        return [HamletStay(one, one.name) for one in found.order_by("sort_key", "id")]
    lives = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    now = [HamletStay(one, one.name) for one in rows.filter(lives, valid_from__lte=on)]
    past = HamletPast.objects.filter(unit=unit, valid_from__lte=on, valid_to__gt=on)
    then = [HamletStay(one.hamlet, one.name) for one in past.select_related("hamlet", "hamlet__unit")]
    return sorted([*now, *then], key=lambda stay: (stay.hamlet.sort_key, stay.hamlet.pk))


def hamlet_counts(units: Iterable[Unit]) -> dict[int, int]:
    """How many open hamlets each unit has; units without one are left out."""
    rows = Hamlet.objects.filter(unit__in=[unit.pk for unit in units], valid_to__isnull=True)
    return dict(rows.values_list("unit_id").annotate(n=Count("pk")))
