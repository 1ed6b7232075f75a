"""Days and ages of the register: pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates import CHILD_UNTIL
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Ages from ``first`` to ``last`` years, both included."""

    key: str
    first: int
    last: int
    label: Text


AGE_BANDS = (
    AgeBand("0", 0, 0, _("dưới 1 tuổi")),
    AgeBand("1-2", 1, 2, _("1 đến 2 tuổi")),
    AgeBand("3-5", 3, 5, _("3 đến 5 tuổi")),
    AgeBand("6-10", 6, 10, _("6 đến 10 tuổi")),
    AgeBand("11-15", 11, CHILD_UNTIL - 1, _("11 đến 15 tuổi")),
)
"""Infants, crèche, kindergarten, primary, lower secondary school."""


def years_back(day: date, years: int) -> date:
    """Whoever was born on this day or earlier is so many years old on ``day`` (born 29/2: the birthday is 1/3)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def months_back(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first_after = date(years + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_after - timedelta(days=1)).day
    return date(years, month + 1, min(day.day, last))


def days_back(day: date, days: int) -> date:
    """So many days earlier."""
    return day - timedelta(days=days)


def months_between(first: date, last: date) -> int:
    """Full months from one day to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


SCHOOL_YEAR_BEGINS = 8
"""Month from which a form proposes the school year that begins; people choose another where they mean it."""


def school_year(on: date) -> int:
    """The year in which the school year of a day began."""
    return on.year if on.month >= SCHOOL_YEAR_BEGINS else on.year - 1
