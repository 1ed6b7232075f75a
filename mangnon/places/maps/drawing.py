"""Shapes of the communes of the province served, in a drawing of a fixed width."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from math import cos, radians
from pathlib import Path

from mangnon.lib.planes import Point, Ring, area, around, centre, evened, far_off
from mangnon.places.maps.models import Boundary
from mangnon.places.models import Level, Unit
from mangnon.places.queries.units import LIGHT, units_served

WIDTH, MARGIN = 720.0, 6.0
"""Width of every drawing and the blank around it; the height follows the province."""
ROUNDS = 12
"""How often cells are evened: wards of a city grow until a number fits, mountains keep their neighbours."""
BOX = (78.0, 44.0)
"""A unit far out at sea is drawn in a box of its own, on the side where it lies."""
CENTRES = Path(__file__).parent.parent / "data" / "centres.tsv"


@dataclass(frozen=True, slots=True)
class Shape:
    """One unit in the drawing."""

    unit_id: int
    path: str
    """An SVG path."""
    at: Point
    """Where its number stands."""
    room: float
    """Width left for words, roughly."""
    apart: bool = False
    """In a box of its own, since it lies far out."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All shapes; ``source`` names who published the borders, empty for a schematic drawing."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    source: str = ""


def drawn_units(on: date) -> list[Unit]:
    """The commune-level units in force on a day in the province served, by name."""
    rows = units_served().on(on).filter(level=Level.COMMUNE).defer(*LIGHT)
    return list(rows.order_by("sort_key", "id"))


def drawing_of(units: Sequence[Unit]) -> Drawing:
    """The drawing of units in force: by loaded borders when they hold all of them, else schematic.

    A unit whose point nobody published is left out; the table beside the drawing shows it all the same.
    """
    borders = {one.unit_id: one for one in Boundary.objects.filter(unit__in=units)}
    if units and len(borders) == len(units):
        rings = tuple((pk, tuple(tuple(map(tuple, ring)) for ring in one.rings)) for pk, one in borders.items())
        return _bordered(rings, next(iter(borders.values())).source)
    points = tuple((unit.pk, *centres()[unit.code]) for unit in units if unit.code in centres())
    return _schematic(points)


@cache
def centres() -> dict[str, tuple[float, float]]:
    """Degrees east and north of each unit in force, by code."""
    with CENTRES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["code"]: (float(row["east"]), float(row["north"])) for row in rows}


@lru_cache(maxsize=4)
def _schematic(points: tuple[tuple[int, float, float], ...]) -> Drawing:
    if not points:
        return Drawing(int(WIDTH), 1, ())
    flat = _flat([(east, north) for _pk, east, north in points])
    apart = far_off(flat)
    near = [at for at in range(len(points)) if at not in apart]
    inner = [flat[at] for at in near]
    wide = max(x for x, _y in inner) - min(x for x, _y in inner) or 1.0
    outline = around(inner, wide * 0.03)
    found = evened(inner, outline, ROUNDS)
    scale = _Scale(outline, right=BOX[0] if apart else 0.0)
    shapes = [_shape(points[at][0], [[scale(p) for p in ring]]) for at, ring in zip(near, found, strict=True)]
    shapes += [_boxed(points[at][0], n) for n, at in enumerate(sorted(apart))]
    return Drawing(int(WIDTH), round(scale.height), tuple(shapes))


@lru_cache(maxsize=4)
def _bordered(borders: tuple[tuple[int, tuple[tuple[Point, ...], ...]], ...], source: str) -> Drawing:
    middles = [centre(max(rings, key=area)) for _pk, rings in borders]
    apart = far_off(_flat(middles), times=12.0)
    south = min(north for _east, north in middles)
    near = [rings for at, (_pk, rings) in enumerate(borders) if at not in apart]
    scale = _Scale([p for rings in near for ring in rings for p in _flat(ring, south)], BOX[0] if apart else 0.0)
    shapes = []
    for at, (pk, rings) in enumerate(borders):
        if at in apart:
            shapes.append(_boxed(pk, len([one for one in apart if one < at])))
        else:
            shapes.append(_shape(pk, [[scale(p) for p in _flat(ring, south)] for ring in rings]))
    return Drawing(int(WIDTH), round(scale.height), tuple(shapes), source)


def _flat(degrees: Sequence[Point], south: float | None = None) -> Ring:
    """Degrees on a plane: a degree east is as long as it is at that latitude; y grows downwards."""
    at = south if south is not None else sum(north for _east, north in degrees) / len(degrees)
    shrink = cos(radians(at))
    return [(east * shrink, -north) for east, north in degrees]


class _Scale:
    """From the plane to the drawing."""

    def __init__(self, points: Sequence[Point], right: float = 0.0) -> None:
        self.left = min(x for x, _y in points)
        self.top = min(y for _x, y in points)
        wide = max(x for x, _y in points) - self.left or 1.0
        tall = max(y for _x, y in points) - self.top or 1.0
        self.by = (WIDTH - 2 * MARGIN - right) / wide
        self.height = tall * self.by + 2 * MARGIN

    def __call__(self, point: Point) -> Point:
        """Where a point lies in the drawing."""
        return (point[0] - self.left) * self.by + MARGIN, (point[1] - self.top) * self.by + MARGIN


def _shape(pk: int, rings: list[Ring]) -> Shape:
    largest = max(rings, key=area)
    x, y = centre(largest)
    path = "".join("M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in ring) + "Z" for ring in rings)
    return Shape(pk, path, (round(x, 1), round(y, 1)), round(_room(largest, y), 1))


def _room(ring: Ring, y: float) -> float:
    """How wide a ring is at a height."""
    crossed = []
    for at, (x, below) in enumerate(ring):
        before, above = ring[at - 1]
        if (below > y) != (above > y):
            crossed.append(before + (x - before) * (y - above) / (below - above))
    return max(crossed) - min(crossed) if crossed else 0.0


def _boxed(pk: int, nth: int) -> Shape:
    left, top = WIDTH - BOX[0] - 2, 40.0 + nth * (BOX[1] + 16)
    path = f"M{left} {top}h{BOX[0]}v{BOX[1]}h-{BOX[0]}Z"
    return Shape(pk, path, (left + BOX[0] / 2, top + BOX[1] / 2), BOX[0], apart=True)


__all__ = ["Drawing", "Shape", "centres", "drawing_of", "drawn_units"]
