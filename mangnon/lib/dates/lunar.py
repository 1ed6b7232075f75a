"""Days of the Vietnamese lunar calendar as days of the solar one, by Vietnam's rules: new moons and terms at UTC+7.

The method is Hồ Ngọc Đức's after Meeus' "Astronomical Algorithms": months begin on the day of the new moon, month 11
holds the winter solstice, a year of thirteen months has its leap month where the first month without a principal term
lies. It differs from China's (UTC+8) where a new moon or a term falls between the two midnights: Tết 1985, 2007, 2030.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from math import floor, pi, sin

FIRST_YEAR, LAST_YEAR = 1901, 2199
"""Years for which the short series is good to some minutes."""
EAST = 7 / 24
"""Vietnam's hours before Greenwich, in days."""
MONTH = 29.530588853
_EPOCH = 2415021
"""Julian day of 1/1/1900, near the new moon that is counted as number 0."""
_ORDINAL = 1721425
"""Julian day of the day before 1/1/1, of which ``toordinal`` counts."""
_RIGHT = pi / 180


class NoSuchLunarDay(ValueError):
    """A month that has no such day, or a year beyond the reckoning."""


def solar_day(year: int, month: int, day: int) -> date:
    """The solar day of a day of an ordinary (never a leap) month of a lunar year. Raises NoSuchLunarDay."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        raise NoSuchLunarDay(f"{day}/{month}/{year}")
    first, after = _month(year, month)
    if first + day > after:
        raise NoSuchLunarDay(f"{day}/{month}/{year}")
    return date.fromordinal(first + day - 1 - _ORDINAL)


def new_year(year: int) -> date:
    """The first day of Tết in a year."""
    return solar_day(year, 1, 1)


def _month(year: int, month: int) -> tuple[int, int]:
    """Julian days on which a month and the month after it begin."""
    winter = year - 1 if month < 11 else year
    start, end = _month_11(winter), _month_11(winter + 1)
    moon = floor(0.5 + (start - 2415021.076998695) / MONTH)
    nth = (month - 11) % 12
    if end - start > 365 and nth >= _leap(moon):
        nth += 1
    return _new_moon(moon + nth), _new_moon(moon + nth + 1)


@cache
def _month_11(year: int) -> int:
    """The Julian day on which the month of a year's winter solstice begins."""
    days = date(year, 12, 31).toordinal() + _ORDINAL - _EPOCH
    moon = floor(days / MONTH)
    found = _new_moon(moon)
    return _new_moon(moon - 1) if _term(found) >= 9 else found


def _leap(moon: int) -> int:
    """How many months after month 11 the leap month of its year stands."""
    nth, last = 1, _term(_new_moon(moon + 1))
    while nth < 14:
        nth += 1
        now = _term(_new_moon(moon + nth))
        if now == last:
            break
        last = now
    return nth - 1


@cache
def _new_moon(number: int) -> int:
    """The Julian day in Vietnam of a new moon, counted from 1900."""
    t = number / 1236.85
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * _RIGHT)
    sun = (359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3) * _RIGHT
    moon = (306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3) * _RIGHT
    node = (21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3) * _RIGHT
    delay = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + _swing(t, sun, moon, node) - delay + 0.5 + EAST)


def _swing(t: float, sun: float, moon: float, node: float) -> float:
    """How far the true new moon lies from the mean one, in days."""
    parts = (
        (0.1734 - 0.000393 * t, sun), (0.0021, 2 * sun), (-0.4068, moon), (0.0161, 2 * moon), (-0.0004, 3 * moon),
        (0.0104, 2 * node), (-0.0051, sun + moon), (-0.0074, sun - moon), (0.0004, 2 * node + sun),
        (-0.0004, 2 * node - sun), (-0.0006, 2 * node + moon), (0.0010, 2 * node - moon), (0.0005, 2 * moon + sun),
    )  # fmt: skip
    return sum(size * sin(angle) for size, angle in parts)


def _term(day: int) -> int:
    """In which of the twelve parts of its way the sun stands when a day begins in Vietnam; 9: the winter solstice."""
    t = (day - 2451545.5 - EAST) / 36525
    mean = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * _RIGHT
    long = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    long += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(mean)
    long += (0.019993 - 0.000101 * t) * sin(2 * mean) + 0.000290 * sin(3 * mean)
    return floor(long % 360 / 30)
