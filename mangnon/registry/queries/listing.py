"""Rows of the lists: children and households with what stands beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from mangnon.access.actor import Actor
from mangnon.access.managers import GuardedQuerySet
from mangnon.registry.models import Circumstance, HouseholdClass, Sensitivity
from mangnon.registry.queries.children import HERE, children
from mangnon.registry.queries.needs import OPEN_SENSITIVE
from mangnon.registry.rules import AGE_BANDS, months_back, years_back

AT_RISK = "NC"


def holding(on: date) -> Q:
    """Periods that hold on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def listed(rows: GuardedQuerySet[Any], actor: Actor, on: date) -> QuerySet[Any]:
    """With names of place, hamlet and household, and the groups of the day; the very sensitive ones apart."""
    groups = Circumstance.objects.filter(holding(on), child=OuterRef("pk")).order_by("code")
    plain = groups.exclude(sensitivity=Sensitivity.VERY_HIGH)
    kept = groups.filter(may_know(actor), sensitivity=Sensitivity.VERY_HIGH)
    return rows.annotate(
        place_name=F("place__name"),
        hamlet_name=F("hamlet__name"),
        head_name=F("household__head_name"),
        groups=ArraySubquery(plain.values("code")),
        kept_groups=ArraySubquery(kept.values("code")),
    )


def may_know(actor: Actor) -> Q:
    """A condition on circumstances: the very sensitive ones only where the actor holds their own right."""
    reach = actor.reach(OPEN_SENSITIVE)
    if reach.everywhere:
        return Q()
    return Q(sensitivity__lt=Sensitivity.VERY_HIGH) | Q(child__place_id__in=sorted(reach.places))


def in_group(rows: QuerySet[Any], actor: Actor, on: date, code: str) -> QuerySet[Any]:
    """Those who belong to a group on a day; ``HCDB`` is any group of the law."""
    own = Circumstance.objects.filter(holding(on), may_know(actor), child=OuterRef("pk"))
    chosen = Q(group__startswith="HCDB") if code == "HCDB" else Q(group=code) | Q(code=code)
    return rows.filter(Exists(own.filter(chosen)))


def of_age(rows: QuerySet[Any], key: str, on: date) -> QuerySet[Any]:
    """Those of an age band: age is counted from the last day on which they can have been born."""
    band = next(one for one in AGE_BANDS if one.key == key)
    return rows.filter(born_to__gt=years_back(on, band.last + 1), born_to__lte=years_back(on, band.first))


def unvisited(rows: QuerySet[Any], on: date, months: int) -> QuerySet[Any]:
    """Those whom nobody has visited for so many months, or ever."""
    return rows.filter(Q(visited_on__isnull=True) | Q(visited_on__lte=months_back(on, months)))


def unverified(on: date) -> Q:
    """Those whose record nobody has confirmed by a re-verification in the year of a day."""
    return Q(verified_on__isnull=True) | Q(verified_on__lt=date(on.year, 1, 1))


def listed_households(rows: GuardedQuerySet[Any], actor: Actor, on: date) -> QuerySet[Any]:
    """With names of place and hamlet, the class of the year, and how many children live there."""
    klass = HouseholdClass.objects.filter(household=OuterRef("pk"), year__lte=on.year).order_by("-year")
    here = children(actor).filter(HERE, household=OuterRef("pk"))
    return rows.annotate(
        place_name=F("place__name"),
        hamlet_name=F("hamlet__name"),
        klass=Subquery(klass.values("klass")[:1]),
        klass_year=Subquery(klass.values("year")[:1]),
        n_children=Subquery(here.values("household").annotate(n=Count("pk")).values("n")),
    )


def of_class(rows: QuerySet[Any], year: int, klass: str) -> QuerySet[Any]:
    """Households of a class in a year."""
    return rows.filter(Exists(HouseholdClass.objects.filter(household=OuterRef("pk"), year=year, klass=klass)))
