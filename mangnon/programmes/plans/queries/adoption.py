"""Who took child protection into which document of a year: communes down, kinds across."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from mangnon.places.models import Level, Unit
from mangnon.places.queries.trees import Branch
from mangnon.programmes.plans.models import Adoption, Kind
from mangnon.programmes.plans.queries.grounds import served_on


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """A place in a year: what was told of each kind."""

    unit: Unit
    above: Unit | None
    told: dict[str, Adoption]

    @property
    def money(self) -> tuple[int, int, int]:
        """Planned, allotted, spent, đồng."""
        each = self.told.values()
        return sum(a.planned for a in each), sum(a.allotted for a in each), sum(a.spent for a in each)


@dataclass(frozen=True, slots=True)
class AdoptionYear:
    """The matrix of a year."""

    year: int
    rows: tuple[AdoptionRow, ...]

    def adopted(self, kind: str) -> int:
        """How many places adopted it in a kind of document."""
        return sum(kind in one.told and one.told[kind].adopted for one in self.rows)

    @property
    def untold(self) -> int:
        """How many places told nothing yet of some kind."""
        return sum(len(one.told) < len(Kind) for one in self.rows)


def adoption(year: int, *, today: date) -> AdoptionYear:
    """Every commune served in a year: three statements and the map."""
    told: dict[int, dict[str, Adoption]] = defaultdict(dict)
    for one in Adoption.objects.filter(year=year).select_related("document"):
        told[one.place_id][one.kind] = one
    rows = [row for top in served_on(year, today) for row in _rows(top, told, None)]
    return AdoptionYear(year, tuple(rows))


def _rows(branch: Branch, told: dict[int, dict[str, Adoption]], above: Unit | None) -> list[AdoptionRow]:
    found = []
    for one in branch.children:
        if one.unit.level == Level.COMMUNE:
            found.append(AdoptionRow(one.unit, above, told.get(one.unit.pk, {})))
        else:
            found += _rows(one, told, one.unit)
    return found


def told_of(unit: Unit, year: int, kind: str) -> Adoption | None:
    """What was told of one square."""
    return Adoption.objects.select_related("document").filter(place=unit, year=year, kind=kind).first()
