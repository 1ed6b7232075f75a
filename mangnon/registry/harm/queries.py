"""Reads on accidents and spots, each within the actor's reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce

from mangnon.access.actor import Actor
from mangnon.access.doors import see
from mangnon.access.managers import GuardedQuerySet
from mangnon.registry.harm.counting import Quarter, causes, counting_on
from mangnon.registry.models import Accident, Child, RiskSpot, SpotCheck
from mangnon.registry.queries.children import SEE as SEE_CHILD
from mangnon.registry.reminders import SPOT, reminder
from mangnon.statutes.queries.definitions import Law, all_of

SEE = "registry.accidents.see"
SEE_SPOTS = "registry.spots.see"
CHECK_SPOTS = "registry.spots.check"
REPORT = "tai_nan_thuong_tich"
CAUSES = "nguyen_nhan_tai_nan"
EACH = 5
"""Spots that a worklist names; the others are counted, with the way to all."""


def report_on(on: date) -> Law | None:
    """The injury report of a day; None where it isn't loaded."""
    return next((law for law in all_of("report", on) if law.key == REPORT), None)


def causes_on(on: date) -> Mapping[str, str]:
    """Code → wording of all causes that may be recorded on a day."""
    listed = next((law for law in all_of("codes", on) if law.key == CAUSES), None)
    items = {one.code: one.vi for one in listed.body.items} if listed else {}
    report = report_on(on)
    return causes(items, report.body if report else None, counting_on(on))


def accidents(actor: Actor) -> GuardedQuerySet[Any]:
    """Every accident that this actor may see."""
    return Accident.objects.visible_to(actor, SEE)


def spots(actor: Actor) -> GuardedQuerySet[Any]:
    """Every spot that this actor may see."""
    return RiskSpot.objects.visible_to(actor, SEE_SPOTS)


def listed_accidents(actor: Actor) -> GuardedQuerySet[Any]:
    """With names of place, hamlet and spot, and of the child where it may be seen."""
    known = Child.objects.visible_to(actor, SEE_CHILD).filter(pk=OuterRef("child_id"))
    return accidents(actor).annotate(
        place_name=F("place__name"),
        hamlet_name=F("hamlet__name"),
        spot_name=F("spot__name"),
        known_name=Subquery(known.values("full_name")[:1]),
        known_nameless=Subquery(known.values("nameless")[:1]),
    )


def open_accident(actor: Actor, pk: UUID) -> Accident:
    """One accident as the list knows it. Raises NotFound, Forbidden."""
    found: Accident | None = listed_accidents(actor).filter(pk=pk).first()
    return found or see(Accident, pk, actor, SEE)


def in_quarter(rows: QuerySet[Any], quarter: Quarter) -> QuerySet[Any]:
    """Accidents that happened in a quarter."""
    return rows.filter(happened_on__gte=quarter.first, happened_on__lte=quarter.last)


def listed_spots(actor: Actor) -> GuardedQuerySet[Any]:
    """With the last check and how many accidents happened there; ``calm`` orders those with most first."""
    there = accidents(actor).filter(spot=OuterRef("pk")).values("spot")
    last = SpotCheck.objects.filter(spot=OuterRef("pk")).values("spot").annotate(last=Max("on")).values("last")
    harmed = Coalesce(Subquery(there.annotate(n=Count("pk")).values("n")), Value(0), output_field=IntegerField())
    return spots(actor).annotate(
        place_name=F("place__name"),
        hamlet_name=F("hamlet__name"),
        harmed=harmed,
        calm=-harmed,
        checked_on=Subquery(last, output_field=DateField()),
    )


def open_spot(actor: Actor, pk: UUID) -> RiskSpot:
    """One spot as the list knows it. Raises NotFound, Forbidden."""
    found: RiskSpot | None = listed_spots(actor).filter(pk=pk).first()
    return found or see(RiskSpot, pk, actor, SEE_SPOTS)


def neglected(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Unsafe spots that nobody has looked at for so long as the reminder says; new ones count from their entry."""
    line = reminder(SPOT, on).before(on)
    silent = Q(checked_on__lte=line) | Q(checked_on__isnull=True, recorded_at__date__lte=line)
    return rows.filter(silent, made_safe_on__isnull=True)


@dataclass(frozen=True, slots=True)
class Neglected:
    """One spot that waits for a check, and how many there are."""

    pk: UUID
    name: str
    hamlet: str | None
    checked_on: date | None
    harmed: int
    total: int


def neglected_spots(actor: Actor, on: date) -> list[Neglected]:
    """The first of them, in one statement; nothing for those who reach everywhere: they check nothing themselves."""
    if not actor.can(CHECK_SPOTS) or actor.reach(CHECK_SPOTS).everywhere:
        return []
    rows = neglected(listed_spots(actor), on).annotate(total=Window(Count("pk")))
    columns = ("pk", "name", "hamlet_name", "checked_on", "harmed", "total")
    return [Neglected(*row) for row in rows.order_by("calm", "sort_key", "pk").values_list(*columns)[:EACH]]


def spots_to_choose(actor: Actor, place_id: int) -> list[tuple[str, str]]:
    """Spots of a commune for a form."""
    rows = spots(actor).filter(place_id=place_id).order_by("sort_key", "pk").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows[:300]]
