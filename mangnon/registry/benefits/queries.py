"""The facts on which entitlements rest, what was granted, what was given; lines about HIV with their own right only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from mangnon.access.actor import Actor
from mangnon.registry.entitling import ChildFacts, every_reading
from mangnon.registry.models import (
    Aid,
    Carer,
    Child,
    Circumstance,
    Disability,
    Entitlement,
    HouseholdClass,
    ParentState,
)
from mangnon.registry.queries.children import children
from mangnon.registry.queries.listing import holding, may_know
from mangnon.registry.queries.needs import OPEN_SENSITIVE
from mangnon.statutes.queries.definitions import Law, all_of


def laws_on(on: date) -> list[Law]:
    """The entitlement definitions in force."""
    return all_of("entitlement", on)


def facts_of(actor: Actor, child: Child, on: date) -> ChildFacts:
    """What the register knows of a child, as far as this actor may know it, in one statement."""
    states = ParentState.objects.filter(holding(on), child=OuterRef("pk")).annotate(
        said=Concat("which", Value(":"), "state")
    )
    groups = Circumstance.objects.filter(holding(on), may_know(actor), child=OuterRef("pk"))
    klass = HouseholdClass.objects.filter(household=OuterRef("household"), year__lte=on.year).order_by("-year")
    row = (
        children(actor)
        .filter(pk=child.pk)
        .annotate(
            states=ArraySubquery(states.values("said")),
            groups=ArraySubquery(groups.values("code")),
            degree=Subquery(Disability.objects.filter(holding(on), child=OuterRef("pk")).values("degree")[:1]),
            klass=Subquery(klass.values("klass")[:1]),
            carer=Subquery(Carer.objects.filter(holding(on), main=True, child=OuterRef("pk")).values("relation")[:1]),
        )
        .values("states", "groups", "degree", "klass", "carer")
        .first()
    ) or {"states": [], "groups": [], "degree": "", "klass": "", "carer": ""}
    said = [one.partition(":") for one in row["states"]]
    return ChildFacts(
        child.birth, on,
        father=frozenset(state for which, _sign, state in said if which == "father"),
        mother=frozenset(state for which, _sign, state in said if which == "mother"),
        groups=frozenset(row["groups"]), degree=row["degree"] or "", klass=row["klass"] or "",
        carer=row["carer"] or "",
    )  # fmt: skip


def about_hiv(prefix: str = "") -> Q:
    """A condition on entitlements (or with a prefix on aid): lines that tell of something very sensitive."""
    found = Q(pk__in=[])
    for law, line in {key for reading in every_reading() for key in reading.sensitive}:
        found |= Q(**{f"{prefix}law": law, f"{prefix}line": line})
    return found


def entitlements(actor: Actor, child: Child) -> QuerySet[Entitlement]:
    """What was granted to a child, the latest first; without their own right no line that tells of HIV."""
    rows = Entitlement.objects.filter(child=child).order_by("-valid_from", "-pk")
    return rows if child.place_id in actor.reach(OPEN_SENSITIVE) else rows.exclude(about_hiv())


def with_months(rows: QuerySet[Entitlement]) -> QuerySet[Any]:
    """With the months that were paid."""
    paid = Aid.objects.filter(entitlement=OuterRef("pk"), for_month__isnull=False)
    return rows.annotate(paid=ArraySubquery(paid.order_by("for_month").values("for_month")))


def last_aid(actor: Actor, child: Child) -> Aid | None:
    """What was given last, as far as this actor may know it."""
    rows = Aid.objects.filter(child=child).order_by("-given_on", "-pk")
    if child.place_id not in actor.reach(OPEN_SENSITIVE):
        rows = rows.exclude(Q(entitlement__isnull=False) & about_hiv("entitlement__"))
    return rows.annotate(line=F("entitlement__line")).first()


def due_months(row: Any, on: date) -> tuple[date, ...]:
    """Full months up to the last one before today in which it held and nothing was paid."""
    paid = set(row.paid)
    last = min(row.valid_to or on, on)
    return tuple(month for month in months_from(row.valid_from, last) if month not in paid)


def months_from(first: date, until: date) -> Iterator[date]:
    """First days of the months from the one of ``first`` to the last one that ended before ``until``."""
    month = first.replace(day=1)
    while True:
        following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        if following > until:
            return
        yield month
        month = following
