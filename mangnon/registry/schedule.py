"""Doses of the immunisation table: which vaccine, which dose, from which age. The table is recalled, not confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_AGE = re.compile(r"(?P<months>\d+) tháng")
_NUMBERED = re.compile(r"(?P<vaccine>.*\D) (?P<number>\d+)")
_NEXT = re.compile(r"(?P<number>\d+) (?P<later>sau .+)")


@dataclass(frozen=True, slots=True)
class Due:
    """One dose. ``months`` is the age from which it is due; None where the table only says how long after another."""

    vaccine: str
    number: int
    months: int | None
    age: str


def doses_of(lines: Iterable[tuple[str, str]]) -> list[Due]:
    """The doses of lines ``(age, vaccines)`` such as ``("2 tháng", "DPT-VGB-Hib 1; bại liệt uống 1")``."""
    return [due for age, told in lines for due in _line(age, told)]


def _line(age: str, told: str) -> Iterator[Due]:
    found = _AGE.search(age)
    months = 0 if found is None or age.startswith("dưới") else int(found["months"])
    vaccine = ""
    for part in map(str.strip, told.split(";")):
        if vaccine and (later := _NEXT.fullmatch(part)):
            yield Due(vaccine, int(later["number"]), None, later["later"])
            continue
        numbered = _NUMBERED.fullmatch(part)
        vaccine = upper_first(numbered["vaccine"] if numbered else part)
        yield Due(vaccine, int(numbered["number"]) if numbered else 1, months, age)


def upper_first(name: str) -> str:
    """A name that stands in the middle of the table's line, as it begins one of ours."""
    return name[:1].upper() + name[1:]


def missing(schedule: Iterable[Due], given: set[tuple[str, int]], months: int) -> list[Due]:
    """Doses due by an age in months of which no record is known."""
    return [
        one
        for one in schedule
        if one.months is not None and one.months <= months and (one.vaccine, one.number) not in given
    ]
