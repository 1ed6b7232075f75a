"""What is said of days, and the calendar that follows from it: no database, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mangnon.lib.dates import format_date
from mangnon.lib.periods import Period
from mangnon.lib.workdays import SATURDAY, DaysOff
from mangnon.places.calendar import library

ONE_DAY = timedelta(days=1)


class Origin(StrEnum):
    """Who made a statement."""

    SHIPPED = "shipped"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That a statement was taken back: when the system learned it, by whom, why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Days off, a day worked in exchange, or both, by one document; for the whole country or one place.

    ``known_from`` is when the system knew: for people's entries the database's clock, for shipped ones the day of
    the document.
    """

    key: str
    name: str
    document: str
    confirmed: bool
    known_from: datetime
    off: Period | None = None
    worked: date | None = None
    place_id: int | None = None
    place: str = ""
    origin: Origin = Origin.PEOPLE
    entered_by: str = ""
    moved: int = 0
    withdrawn: Withdrawn | None = None

    @property
    def local(self) -> bool:
        """Whether it holds in one place only."""
        return self.place_id is not None

    @property
    def first(self) -> date:
        """The first day it speaks of."""
        return min(self.days())

    def days(self) -> Iterator[date]:
        """Every day it speaks of."""
        if self.off is not None:
            for n in range(self.off.days or 0):
                yield self.off.start + n * ONE_DAY
        if self.worked is not None:
            yield self.worked

    def known_at(self, moment: datetime) -> bool:
        """Whether it was known, and not yet withdrawn, at a moment."""
        return self.known_from <= moment and (self.withdrawn is None or self.withdrawn.at > moment)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on one day that isn't a plain working day or weekend: off or worked, why, how it is known."""

    day: date
    off: bool
    name: str
    confirmed: bool
    statement: Statement | None = None

    @property
    def local(self) -> bool:
        """Whether it holds in one place only."""
        return self.statement is not None and self.statement.local


class Calendar(DaysOff):
    """Which days are off in one place, as far as known: weekends, the library, then statements.

    Of two statements on one day the later known holds, and a local one before one for the whole country.
    """

    def __init__(self, statements: Iterable[Statement], *, settled_through: int) -> None:
        self.settled_through = settled_through
        self.statements = sorted(statements, key=lambda one: (one.local, one.known_from, one.key))

    @cached_property
    def _stated(self) -> dict[date, Statement]:
        return {day: one for one in self.statements for day in one.days()}

    def is_off(self, day: date) -> bool:
        """Whether nobody has to work on that day."""
        stated = self._stated.get(day)
        if stated is not None:
            return day != stated.worked
        if day in library.swaps_of(day.year):
            return False
        return day.weekday() >= SATURDAY or day in library.names_of(day.year)

    def mark(self, day: date) -> Mark | None:
        """What stands on a day; None for plain working days and weekends."""
        stated = self._stated.get(day)
        if stated is not None:
            return Mark(day, day != stated.worked, stated.name, stated.confirmed, stated)
        settled = day.year <= self.settled_through
        names = library.names_of(day.year, get_language() or "vi")
        if day in names:
            known = settled or library.is_fixed(day)
            return Mark(day, off=True, name=library.shortened(names[day]), confirmed=known)
        made_up = library.swaps_of(day.year).get(day)
        if made_up is None:
            return None
        name = _("Làm bù cho {day}").format(day=format_date(made_up))
        return Mark(day, off=False, name=name, confirmed=settled)

    def marks(self, first: date, last: date) -> list[Mark]:
        """Everything that stands on the days from ``first`` to ``last``."""
        days = (first + n * ONE_DAY for n in range((last - first).days + 1))
        return [mark for day in days if (mark := self.mark(day)) is not None]


Calendars = Callable[[int | None], Calendar]
"""The calendar of a place by its id; None for the whole country."""


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that a statement turns."""

    day: date
    off: bool
    name: str


def turned(statement: Statement, before: Calendar, after: Calendar) -> list[DayChange]:
    """The days that become off, or working days, when one calendar follows another."""
    days = sorted(set(statement.days()))
    return [
        DayChange(day, after.is_off(day), statement.name) for day in days if before.is_off(day) != after.is_off(day)
    ]
