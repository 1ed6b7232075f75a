"""Legal clocks: hours that run through nights and Tết, and days that end on a working day.

Pure reckoning over whatever says which days are off. Everything is told in Vietnamese time, whatever zone the
server or the caller lives in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.lib.dates.formats import VN_ZONE, local
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Refusal

ONE_DAY = timedelta(days=1)
LAST_SECOND = time(23, 59, 59)
SATURDAY = 5


class Clock(StrEnum):
    """In what a term is counted; the values are those of the dated definitions."""

    AT_ONCE = "at_once"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"


MOST = {Clock.HOUR: 24 * 366, Clock.DAY: 3_660, Clock.WORKING_DAY: 2_600}
"""Longest terms: ten years of days, one of hours. More is a slip of the finger."""


class TermOutOfRange(Refusal, ValueError):
    """A term of no length, or longer than any law gives."""

    code = "term_out_of_range"
    sentence = gettext_lazy("Thời hạn {amount} không hợp lý.")
    remedy = gettext_lazy("Viết số nguyên từ 1 đến {most}.")
    field = "amount"


class DaysOff(Protocol):
    """Whoever knows which days are off in some place."""

    def is_off(self, day: date) -> bool:
        """Whether nobody has to work on that day."""


@dataclass(frozen=True, slots=True)
class Weekends:
    """Saturdays and Sundays, further days ``off``, and days ``worked`` in exchange."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_off(self, day: date) -> bool:
        """A day worked in exchange is no day off, whatever weekday it is."""
        return day not in self.worked and (day in self.off or day.weekday() >= SATURDAY)


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take. ``AT_ONCE`` ("ngay") has no length and no due moment."""

    amount: int
    clock: Clock

    def __post_init__(self) -> None:
        most = MOST.get(self.clock, 0)
        if not min(1, most) <= self.amount <= most:
            raise TermOutOfRange(amount=format_int(self.amount), most=format_int(most))

    @classmethod
    def of(cls, amount: int, unit: str) -> Term:
        """A term as the dated definitions write it, in which "ngay" is 0 of any unit."""
        return AT_ONCE if amount == 0 else cls(amount, Clock(unit))

    def __str__(self) -> str:
        """``12 giờ``, ``5 ngày làm việc``, ``15 ngày``, ``ngay``."""
        n = self.amount
        if self.clock is Clock.AT_ONCE:
            return _("ngay")
        words = {
            Clock.HOUR: ngettext("{n} giờ", "{n} giờ", n),
            Clock.DAY: ngettext("{n} ngày", "{n} ngày", n),
            Clock.WORKING_DAY: ngettext("{n} ngày làm việc", "{n} ngày làm việc", n),
        }
        return words[self.clock].format(n=format_int(n))


AT_ONCE = Term(0, Clock.AT_ONCE)


def due(start: datetime, term: Term, days: DaysOff) -> datetime | None:
    """Return the last moment in time for a term that starts at ``start``; None for "ngay".

    - Hours are exact and run through nights, days off and Tết: the 12 hours of Decree 56/2017, article 26(3).
    - Working days: the day of the start isn't counted, neither is any day off (Civil Code 2015, articles 147-148,
      as summarised in the trust plan, B-08); the 5 + 2 of the plan are such days (Decree 56/2017, article 28(4)).
    - Days: the day of the start isn't counted; a period that ends on a day off ends on the next working day (as
      above).

    The last day runs to its end: sources give the day, the last second of it is the house's reading.
    """
    here = local(start)
    if term.clock is Clock.AT_ONCE:
        return None
    if term.clock is Clock.HOUR:
        return here + timedelta(hours=term.amount)
    return end_of(last_day(here.date(), term, days))


def last_day(start: date, term: Term, days: DaysOff) -> date:
    """Return the day on which a term in days or working days ends."""
    day = start
    for counted in walk(start, term, days):
        day = counted.day
    return day


def end_of(day: date) -> datetime:
    """Return the last second of a day in Viet Nam."""
    return datetime.combine(day, LAST_SECOND, VN_ZONE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A day on the way to the end of a term: its ``number`` when it was counted, else 0."""

    day: date
    number: int
    off: bool

    @property
    def skipped(self) -> bool:
        """Whether the term runs over this day without counting it."""
        return self.number == 0


def walk(start: date, term: Term, days: DaysOff) -> Iterator[Counted]:
    """Give every day after ``start`` to the end of the term, each counted or not: the explanation of a due day."""
    day, number = start, 0
    working = term.clock is Clock.WORKING_DAY
    while number < term.amount:
        day += ONE_DAY
        off = days.is_off(day)
        number += not (working and off)
        yield Counted(day, 0 if working and off else number, off)
    while days.is_off(day):
        day += ONE_DAY
        yield Counted(day, 0, days.is_off(day))


@dataclass(frozen=True, slots=True)
class Running:
    """An open deadline as another room keeps it: what it is called there, where, and how it runs."""

    key: str
    place_id: int | None
    start: datetime
    term: Term
    due: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """An open deadline that another calendar moves."""

    running: Running
    due: datetime


def shift(running: Running, before: DaysOff, after: DaysOff, *, at: datetime) -> Shift | None:
    """Tell where a changed calendar moves an open deadline; None when the change doesn't touch it.

    The past is untouched: what was due by ``at`` stays due, and nothing moves to a moment before ``at``.
    """
    was, moved = due(running.start, running.term, before), due(running.start, running.term, after)
    if moved is None or moved in (was, running.due) or running.due <= at or moved <= at:
        return None
    return Shift(running, moved)
