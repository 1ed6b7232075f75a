"""Pure rules of incidents: clocks in hours, what is met, when a drill is due. No ORM, no clock of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mangnon.oversight.incidents.definitions import IncidentClock, IncidentKind

SOON = timedelta(hours=6)
"""How long before its end people are told of a clock."""
DRILLS_A_YEAR = 2
DRILL_SOON = 45
"""Days before the end of a half-year from which a missing drill becomes a thing of this week."""


@dataclass(frozen=True, slots=True)
class Running:
    """One term of an incident: until when, and when somebody was told."""

    clock: IncidentClock
    due: datetime
    met_at: datetime | None

    def is_late(self, at: datetime) -> bool:
        """Over and not met, or met too late."""
        return (self.met_at or at) > self.due

    def is_open(self) -> bool:
        """Whether somebody must still be told."""
        return self.met_at is None


def clocks_of(kinds: Iterable[IncidentKind], known_at: datetime, met: dict[str, datetime]) -> list[Running]:
    """The terms of an incident, the first due first; hours run through nights, days off and Tết."""
    found = {clock.id: clock for kind in kinds for clock in kind.clocks}
    terms = [
        Running(clock, known_at + timedelta(hours=clock.term.term.amount), met.get(clock.id))
        for clock in found.values()
    ]
    return sorted(terms, key=lambda one: one.due)


def next_open(terms: Iterable[Running]) -> Running | None:
    """The first term that isn't met."""
    return next((one for one in terms if one.is_open()), None)


def keep_until(closed: date, kinds: Collection[IncidentKind]) -> date:
    """The last day on which the file must still be there."""
    years = max((kind.keep_years for kind in kinds), default=5)
    try:
        return closed.replace(year=closed.year + years)
    except ValueError:
        return date(closed.year + years, 3, 1)


@dataclass(frozen=True, slots=True)
class HalfYear:
    """``[start, end)``."""

    start: date
    end: date


def half_year(day: date) -> HalfYear:
    """The half of the year in which a day lies: a drill belongs to each."""
    if day.month <= 6:
        return HalfYear(date(day.year, 1, 1), date(day.year, 7, 1))
    return HalfYear(date(day.year, 7, 1), date(day.year + 1, 1, 1))


def drill_missing(day: date, drills: Iterable[date]) -> HalfYear | None:
    """The running half-year when no drill was held in it yet."""
    now = half_year(day)
    return None if any(now.start <= one < now.end for one in drills) else now
