"""What a commune's register says in figures on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Q, Value, When

from mangnon.access.actor import Actor
from mangnon.registry.models import Circumstance, HouseholdClass, Registered, Sensitivity, Sex
from mangnon.registry.queries.children import here, households
from mangnon.registry.queries.listing import holding, unverified, unvisited
from mangnon.registry.reminders import VISIT, reminder
from mangnon.registry.rules import AGE_BANDS, years_back


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of one place; very sensitive groups are left out."""

    on: date
    total: int
    by_age: dict[tuple[str, str], int]
    """(age band, sex) → children."""
    by_ethnicity: list[tuple[str, int]]
    by_group: list[tuple[str, int]]
    """Group of special circumstances → children who belong to it."""
    households: int
    poor: int
    near_poor: int
    classed: int
    unseen: int
    unseen_months: int
    never_seen: int
    unregistered: int
    numberless: int
    unverified: int
    """Children whose record no re-verification has confirmed in the year of the day."""

    def of_band(self, key: str, sexes: Iterable[str] = (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)) -> int:
        """Children of an age band."""
        return sum(self.by_age.get((key, sex), 0) for sex in sexes)

    def of_sex(self, sex: str) -> int:
        """Children of a sex."""
        return sum(n for (_band, one), n in self.by_age.items() if one == sex)


def summary_of(actor: Actor, place_id: int, on: date, hamlet_id: int | None = None) -> Summary:
    """Count it, within the actor's reach."""
    rows = here(actor, on).filter(place_id=place_id)
    houses = households(actor).filter(place_id=place_id, closed_on__isnull=True)
    if hamlet_id is not None:
        rows, houses = rows.filter(hamlet_id=hamlet_id), houses.filter(hamlet_id=hamlet_id)
    counted = rows.values("sex", band=_band(on)).annotate(n=Count("pk")).order_by()
    by_age = {(one["band"], one["sex"]): one["n"] for one in counted}
    ethnic = rows.values_list("ethnicity").annotate(n=Count("pk")).order_by("-n", "ethnicity")
    rule = reminder(VISIT, on)
    gaps = rows.aggregate(
        never=Count("pk", filter=Q(visited_on__isnull=True)),
        unregistered=Count("pk", filter=Q(registered=Registered.NO)),
        numberless=Count("pk", filter=Q(personal_number="")),
        unverified=Count("pk", filter=unverified(on)),
    )
    return Summary(
        on=on, total=sum(by_age.values()), by_age=by_age, by_ethnicity=list(ethnic), by_group=_groups(rows, on),
        households=houses.count(), **_classes(houses, on.year), unseen=unvisited(rows, on, rule.months).count(),
        unseen_months=rule.months, never_seen=gaps["never"], unregistered=gaps["unregistered"],
        numberless=gaps["numberless"], unverified=gaps["unverified"],
    )  # fmt: skip


def _band(on: date) -> Case:
    """The age band, counted from the last day on which one can have been born."""
    whens = [When(born_to__gt=years_back(on, band.last + 1), then=Value(band.key)) for band in AGE_BANDS]
    return Case(*whens, output_field=CharField())


def _groups(rows: Any, on: date) -> list[tuple[str, int]]:
    open_now = Circumstance.objects.filter(holding(on), child__in=rows.values("pk"))
    plain = open_now.exclude(sensitivity=Sensitivity.VERY_HIGH)
    return list(plain.values_list("group").annotate(n=Count("child", distinct=True)).order_by("group"))


def _classes(houses: Any, year: int) -> dict[str, int]:
    rows = HouseholdClass.objects.filter(year=year, household__in=houses.values("pk"))
    counted = dict(rows.values_list("klass").annotate(n=Count("pk")).order_by())
    return {"poor": counted.get("HN", 0), "near_poor": counted.get("HCN", 0), "classed": sum(counted.values())}
