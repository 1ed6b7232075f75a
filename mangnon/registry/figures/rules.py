"""The standard disaggregations as pure data: bands of age, quarters, the map on which a figure is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from mangnon.registry.rules import AGE_BANDS, years_back

ALL, SPECIAL, AT_RISK = "", "HCDB", "NC"
"""Groups of the cube: all children; in special circumstances by any of the fourteen groups, counted once; at risk."""
CLOSES_AFTER = 10
"""Days after the end of a quarter on which its figures are frozen (ours): late entries of the quarter still count."""


class Cell(NamedTuple):
    """One number of the cube: children of a place, in a group or in all, by sex, band of age and ethnic group."""

    place_id: int
    group: str
    sex: str
    band: int
    """Index in ``AGE_BANDS``."""
    ethnicity: str
    n: int


def thresholds(on: date) -> list[date]:
    """First days of birth of the bands, the oldest band first: whoever was born before the first one is 16."""
    return [years_back(on, band.last + 1) + timedelta(days=1) for band in reversed(AGE_BANDS)]


def band_of(born_to: date, on: date) -> int | None:
    """The band of a child by the last day on which it can be born; None for 16 and older."""
    place = sum(born_to >= first for first in thresholds(on))
    return len(AGE_BANDS) - place if place else None


def quarter_end(day: date) -> date:
    """The last day of the quarter in which a day lies."""
    month = (day.month + 2) // 3 * 3
    return date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def last_quarters(today: date, many: int) -> list[date]:
    """Ends of the latest quarters that are over, the latest first."""
    ends = [quarter_end(today)]
    while len(ends) <= many:
        ends.append(quarter_end(date(ends[-1].year, ends[-1].month, 1) - timedelta(days=75)))
    return [end for end in ends if end < today][:many]


def due_to_close(today: date) -> date:
    """The latest quarter that must be frozen by now."""
    return next(end for end in last_quarters(today, 3) if today >= end + timedelta(days=CLOSES_AFTER))


def total(cells: Iterable[Cell], group: str = ALL) -> int:
    """How many in a group."""
    return sum(one.n for one in cells if one.group == group)


def on_today(cells: Iterable[Cell], todays: Mapping[int, int]) -> Iterator[Cell]:
    """The same numbers on the map of today; what lies on divided ground keeps its old unit."""
    for one in cells:
        yield Cell(todays.get(one.place_id, one.place_id), one.group, one.sex, one.band, one.ethnicity, one.n)
