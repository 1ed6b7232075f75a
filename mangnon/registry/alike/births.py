"""Dates of birth: how two of them differ, and how far apart they lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from mangnon.registry.alike.edits import one_edit_apart


class Apart(IntEnum):
    """How two dates of birth differ, the likeliest slip first."""

    NOT = 0
    SWAPPED = 1
    """Day and month in the other order."""
    YEAR = 2
    """The same day and month, a year more or less."""
    FILLED = 3
    """01/01 or 15 of a month filled in for a day that nobody knew, in the same year."""
    DIGIT = 4
    """One digit wrong, or two in the wrong order."""
    PART = 5
    """Two of day, month and year agree."""
    NEAR = 6
    """At most three days apart: a birth at night, a day of registration."""
    LUNAR = 7
    """One may be the lunar date of the other: twenty to fifty-five days earlier."""
    SAME_YEAR = 8
    WHOLLY = 9
    VAGUE = 10
    """One is known to the year or month only, and they agree as far as it goes."""
    VAGUE_NEAR = 11
    """The same, with a year between them."""
    VAGUE_NOT = 12
    UNKNOWN = 13


@dataclass(frozen=True, slots=True)
class Born:
    """A date of birth by its parts; 0 where it isn't known."""

    year: int = 0
    month: int = 0
    day: int = 0
    ordinal: int = 0
    """Number of the day, for distances; 0 unless the day is known."""
    rough: bool = False
    """Estimated."""

    @property
    def first_january(self) -> bool:
        """The day that stands for an unknown day."""
        return self.day == 1 and self.month == 1


UNBORN = Born()
_BORN: dict[str, Born] = {"": UNBORN}


def born_of(code: str) -> Born:
    """Read ``PartialDate.code``; remembered. Text that is no date gives ``UNBORN``."""
    found = _BORN.get(code)
    if found is None:
        found = _read(code)
        if len(_BORN) > 200_000:
            _BORN.clear()
        _BORN[code] = found
    return found


def _read(code: str) -> Born:
    parts = code.rstrip("~").split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "0", "0")[:3])
        ordinal = date(year, month, day).toordinal() if day else 0
    except ValueError:
        return UNBORN
    return Born(year, month, day, ordinal, rough=code.endswith("~"))


def apart(one: Born, other: Born) -> Apart:
    """How two dates differ; the same in both directions."""
    if not one.year or not other.year:
        return Apart.UNKNOWN
    if not one.day or not other.day or one.rough or other.rough:
        return _vaguely(one, other)
    if one.ordinal == other.ordinal:
        return Apart.NOT
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return Apart.SWAPPED
    return _slipped(one, other)


def _slipped(one: Born, other: Born) -> Apart:
    same_day, same_month = one.day == other.day, one.month == other.month
    if same_day and same_month and abs(one.year - other.year) == 1:
        return Apart.YEAR
    if one.year == other.year and (_filled(one, other) or _filled(other, one)):
        return Apart.FILLED
    if one_edit_apart(_digits(one), _digits(other)):
        return Apart.DIGIT
    return _further(one, other, same_day + same_month + (one.year == other.year))


def _further(one: Born, other: Born, agreeing: int) -> Apart:
    days = abs(one.ordinal - other.ordinal)
    if days <= 3:
        return Apart.NEAR
    if agreeing == 2:
        return Apart.PART
    if 18 <= days <= 55:
        return Apart.LUNAR
    return Apart.SAME_YEAR if one.year == other.year else Apart.WHOLLY


def _filled(one: Born, other: Born) -> bool:
    return one.first_january or (one.day in {1, 15} and one.month == other.month)


def _digits(born: Born) -> str:
    return f"{born.day:02}{born.month:02}{born.year}"


def _vaguely(one: Born, other: Born) -> Apart:
    years = abs(one.year - other.year)
    if years == 0:
        months = one.month and other.month and one.month != other.month
        return Apart.VAGUE_NEAR if months and not (one.rough or other.rough) else Apart.VAGUE
    return Apart.VAGUE_NEAR if years == 1 else Apart.VAGUE_NOT


def days_between(one: Born, other: Born) -> int | None:
    """Days from one to the other; None unless both are known to the day."""
    if not one.ordinal or not other.ordinal:
        return None
    return abs(one.ordinal - other.ordinal)
