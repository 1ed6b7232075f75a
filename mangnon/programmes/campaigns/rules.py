"""How campaigns and what is prepared for them stand, sums of people reached, days carried into another year: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=7)
"""What is due within so many days stands out (ours)."""


class Phase(StrEnum):
    """Where a campaign is on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"
    """Its days have passed and nobody summed it up."""
    DONE = "done"
    DROPPED = "dropped"


def phase(*, first: date, last: date, on: date, finished: date | None = None, dropped: date | None = None) -> Phase:
    """Where a campaign is at the end of ``on``; ended later than ``on``: not yet ended."""
    if dropped is not None and dropped <= on:
        return Phase.DROPPED
    if finished is not None and finished <= on:
        return Phase.DONE
    if on < first:
        return Phase.PLANNED
    return Phase.RUNNING if on <= last else Phase.OVER


class Ready(StrEnum):
    """How something to be prepared stands on a day."""

    LATE = "late"
    SOON = "soon"
    AHEAD = "ahead"
    DONE = "done"
    SKIPPED = "skipped"


def ready(*, due: date, on: date, done: date | None = None, skipped: bool = False) -> Ready:
    """How it stands; ``due`` is the last day that is still in time."""
    if skipped:
        return Ready.SKIPPED
    if done is not None:
        return Ready.DONE
    if on > due:
        return Ready.LATE
    return Ready.SOON if due - on <= SOON else Ready.AHEAD


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the things to prepare are done, are late, are needed at all."""

    done: int = 0
    late: int = 0
    needed: int = 0


def progress(rows: Iterable[Ready]) -> Progress:
    """Counted; what isn't needed counts nowhere."""
    found = Counter(rows)
    needed = sum(number for one, number in found.items() if one is not Ready.SKIPPED)
    return Progress(found[Ready.DONE], found[Ready.LATE], needed)


CHILDREN = frozenset({"boys", "girls", "children"})
"""Groups that count children; ``children``: those whose sex nobody wrote down."""


@dataclass(frozen=True, slots=True)
class Reach:
    """People reached by group. One person at two activities is counted twice: nobody writes names down."""

    groups: Mapping[str, int]

    @property
    def children(self) -> int:
        """Boys, girls and those not told apart."""
        return sum(number for group, number in self.groups.items() if group in CHILDREN)

    @property
    def adults(self) -> int:
        """Everybody else."""
        return self.total - self.children

    @property
    def total(self) -> int:
        """All."""
        return sum(self.groups.values())


def reach(rows: Iterable[tuple[str, int]]) -> Reach:
    """Sums by group."""
    found: Counter[str] = Counter()
    for group, number in rows:
        found[group] += number
    return Reach(dict(found))


def carried(day: date, old_first: date, new_first: date) -> date:
    """A day of an earlier campaign, as far from the new first day as it was from the old one."""
    return new_first + (day - old_first)


def same_day(day: date, year: int) -> date:
    """The same day of another year; 29/2 becomes 28/2."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
