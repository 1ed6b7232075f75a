"""What a page hands to the map's template: regions with their number, class and address; the template holds no sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log10

from mangnon.lib.refusal import Text
from mangnon.places.maps.drawing import Drawing, Shape
from mangnon.places.models import Unit

CLASSES = 5
LETTER, DIGIT, LINES_FROM = 7.0, 9.0, 46.0
"""Widths of a letter of a name and of a digit of a number in the drawing; room from which a name is written."""


@dataclass(frozen=True, slots=True)
class Region:
    """One unit on a map. ``look`` is its class: "0" the lowest, "none" without a number."""

    path: str
    x: float
    y: float
    told: str
    """Name and number in words: for readers of the screen, and under the pointer."""
    look: str
    number: str = ""
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A class of the legend."""

    look: str
    label: str


@dataclass(frozen=True, slots=True)
class MapShown:
    """A map: a question, its answer, regions, legend."""

    id: str
    question: Text
    answer: Text
    width: int
    height: int
    regions: tuple[Region, ...]
    legend: tuple[Step, ...]
    note: Text = ""


def bounds(values: Sequence[float]) -> list[float]:
    """Upper bounds of at most five classes of as many units each, on round numbers, rising; the last holds all.

    Zero isn't counted: it stands as it is in the lowest class.
    """
    known = sorted(value for value in values if value > 0)
    if not known:
        return [0.0]
    cuts = {_round_up(known[ceil(len(known) * nth / CLASSES) - 1]) for nth in range(1, CLASSES)}
    return [*sorted(cut for cut in cuts if cut < known[-1]), known[-1]]


def _round_up(value: float) -> float:
    """Up to one or two leading digits: 1.234 becomes 1.300; 4,27 becomes 4,3."""
    size: float = 10.0 ** (int(log10(value)) - (1 if value >= 1 else 2))
    return round(ceil(round(value / size, 6)) * size, 6)


def regions(
    drawing: Drawing,
    units: Mapping[int, Unit],
    values: Mapping[int, float],
    *,
    steps: Sequence[float],
    says: Callable[[float], str],
    url: Callable[[int], str],
    unknown: str,
) -> tuple[Region, ...]:
    """The regions of a drawing; units without a value are drawn empty and say ``unknown``."""
    return tuple(
        _region(shape, units[shape.unit_id], values.get(shape.unit_id), steps, says, url, unknown)
        for shape in drawing.shapes
    )


def _region(
    shape: Shape,
    unit: Unit,
    value: float | None,
    steps: Sequence[float],
    says: Callable[[float], str],
    url: Callable[[int], str],
    unknown: str,
) -> Region:
    number = says(value) if value is not None else ""
    name = unit.name.removeprefix(unit.kind.capitalize()).strip()
    return Region(
        path=shape.path,
        x=shape.at[0],
        y=shape.at[1],
        told=f"{unit.name}: {number or unknown}",
        look="none" if value is None else str(class_of(value, steps)),
        number=number if len(number) * DIGIT <= shape.room else "",
        name=name if shape.room >= max(LINES_FROM, len(name) * LETTER) or shape.apart else "",
        url=url(shape.unit_id) if value is not None else "",
    )


def class_of(value: float, steps: Sequence[float]) -> int:
    """Which class a value falls into."""
    return next((at for at, most in enumerate(steps) if value <= most), len(steps) - 1)


def legend(steps: Sequence[float], says: Callable[[float], str]) -> tuple[Step, ...]:
    """What the classes mean: "đến 120", "trên 120 đến 300"."""
    named = [says(step) for step in steps]
    first = Step("0", f"≤ {named[0]}")
    return (first, *(Step(str(at), f"> {named[at - 1]} – {named[at]}") for at in range(1, len(named))))
