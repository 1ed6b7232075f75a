"""Units inside units on a day, and figures carried to the map of another day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from mangnon.places.models import Level, Parent, Succession, Unit
from mangnon.places.queries.units import LIGHT
from mangnon.places.rules import Link, Projected, address_line, project


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with the units inside it on the day asked for."""

    unit: Unit
    children: tuple[Branch, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape of a place (design §7)."""
        unit = self.unit
        return {
            "code": unit.code,
            "name": unit.name,
            "kind": unit.kind,
            "level": unit.level,
            "valid_from": unit.valid_from.isoformat(),
            "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
            "children": [child.as_json() for child in self.children],
        }


def tree(roots: Sequence[Unit], on: date) -> list[Branch]:
    """The trees under some units on a day; one query for each level. Nothing lies below a commune."""
    below: dict[int, list[Unit]] = {}
    layer = [root.pk for root in roots]
    while layer:
        found = _inside(layer, on)
        below |= found
        layer = [child.pk for inside in found.values() for child in inside if child.level != Level.COMMUNE]
    return [_branch(root, below) for root in roots]


def _branch(unit: Unit, below: Mapping[int, list[Unit]]) -> Branch:
    return Branch(unit, tuple(_branch(child, below) for child in below.get(unit.pk, ())))


def _inside(parents: Sequence[int], on: date) -> dict[int, list[Unit]]:
    within = Q(parents__valid_to__isnull=True) | Q(parents__valid_to__gt=on)
    units = Unit.objects.on(on).filter(within, parents__parent__in=parents, parents__valid_from__lte=on)
    found: dict[int, list[Unit]] = defaultdict(list)
    listed = units.annotate(above=F("parents__parent_id")).defer(*LIGHT)
    for unit in sorted(listed, key=lambda one: (one.sort_key, one.pk)):
        found[unit.above].append(unit)  # type: ignore[attr-defined]
    return found


def _on(rows: QuerySet[Parent], day: date) -> QuerySet[Parent]:
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def children(unit: Unit, on: date) -> list[Unit]:
    """Units directly inside, by name."""
    return _inside([unit.pk], on).get(unit.pk, [])


def ancestors(units: Iterable[Unit], on: date) -> dict[int, list[Unit]]:
    """For each unit the units it lay in on a day, nearest first; one query for each level."""
    found: dict[int, list[Unit]] = {unit.pk: [] for unit in units}
    tops = {pk: pk for pk in found}
    while tops:
        rows = _on(Parent.objects.filter(unit__in=set(tops.values())), on).select_related("parent")
        above = {row.unit_id: row.parent for row in rows.defer(*[f"parent__{name}" for name in LIGHT])}
        for pk, top in tops.items():
            found[pk] += [above[top]] if top in above else []
        tops = {pk: above[top].pk for pk, top in tops.items() if top in above}
    return found


def lines(units: Sequence[Unit], on: date | None = None) -> dict[int, str]:
    """``Xã Trà Linh, huyện Nam Trà My, tỉnh Quảng Nam``: on a day, or on the last day of each unit."""
    if on is not None:
        above = ancestors(units, on)
        return {unit.pk: address_line([unit.name, *(one.name for one in above[unit.pk])]) for unit in units}
    days: dict[date | None, list[Unit]] = defaultdict(list)
    for unit in units:
        days[unit.valid_to].append(unit)
    found: dict[int, str] = {}
    for end, listed in days.items():
        found |= lines(listed, _last_day(end, listed))
    return found


def _last_day(end: date | None, units: Sequence[Unit]) -> date:
    return date.max if end is None else date.fromordinal(end.toordinal() - 1)


def on_map(figures: Mapping[int, int], *, shown_on: date) -> Projected:
    """Figures of any day (unit id → number) on the map of ``shown_on``; what can't be placed stands apart."""
    rows = Succession.objects.values_list("predecessor_id", "successor_id", "on", "change")
    links = (Link(*row) for row in rows.iterator(chunk_size=5_000))
    units = frozenset(Unit.objects.on(shown_on).values_list("pk", flat=True))
    return project(figures, links, shown_on=shown_on, on_map=units)
