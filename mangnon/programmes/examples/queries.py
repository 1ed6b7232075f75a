"""Reads on models: the directory, one with its years and its family, those on the ground of a place."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.places.queries.search import resolve
from mangnon.programmes.examples.models import Example, ExampleYear
from mangnon.programmes.examples.rules import in_tree
from mangnon.programmes.plans.queries.grounds import Ground


def directory() -> QuerySet[Example]:
    """Every model with its place, and the children it served in the last year that was told (``reached``)."""
    last = ExampleYear.objects.filter(example=OuterRef("pk")).order_by("-year")
    return Example.objects.select_related("place").annotate(
        reached=Subquery(last.values("children")[:1]), reached_in=Subquery(last.values("year")[:1])
    )


def on_ground(rows: QuerySet[Example], unit: Unit) -> QuerySet[Example]:
    """Those of a place and of the places whose ground is its own today."""
    return rows.filter(place__in=Ground(unit).ids)


def sought(rows: QuerySet[Example], text: str) -> QuerySet[Example]:
    """Those in whose title or people the words stand, or on the ground of a place of that name."""
    places = [one for unit in resolve(text)[:4] for one in Ground(unit).ids]
    return rows.filter(Q(search_key__contains=fold(text)) | Q(place__in=places))


def example_seen(pk: UUID) -> Example:
    """One model. Raises NotFound."""
    rows = Example.objects.select_related("place", "document", "copied_from__place")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def years(example: Example) -> list[ExampleYear]:
    """Its years, the latest first."""
    return list(example.years.order_by("-year"))


def year_of(example: Example, year: int) -> ExampleYear | None:
    """What was told of a year."""
    return example.years.filter(year=year).first()


@dataclass(frozen=True, slots=True)
class Kin:
    """A model of the same family with its depth below the first, and the children it served, all years together."""

    example: Example
    depth: int


def family(example: Example) -> list[Kin]:
    """The first model and everything copied from it, as a tree; empty when nothing was ever copied."""
    rows = list(directory().filter(family=example.family).order_by("since", "place__sort_key", "pk"))
    if len(rows) < 2:
        return []
    known = {one.pk: one for one in rows}
    return [Kin(known[pk], depth) for pk, depth in in_tree([(one.pk, one.copied_from_id) for one in rows])]


def search(words: str, most: int) -> list[Example]:
    """Models whose title or people hold the words."""
    rows = Example.objects.filter(search_key__contains=fold(words)).select_related("place")
    return list(rows.order_by("search_key", "pk")[:most])
