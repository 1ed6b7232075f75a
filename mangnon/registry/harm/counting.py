"""Which record belongs to which row and column of the injury report: dated data, checked when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mangnon.lib.yamls import read_yaml
from mangnon.statutes.kinds.figures import Report

FILE = Path(__file__).parents[1] / "data" / "injuries.yaml"
BEYOND = "R"
"""Before the row's code: a cause that the report has and the list of causes has not."""
HEADS = frozenset({"hurt", "died", "lasting", "children", "communes"})


class CountingFileWrong(Exception):
    """The file can't be used."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a column counts: a sex, ages from first to last, or a setting."""

    sex: str = ""
    ages: tuple[int, int] | None = None
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Counting:
    """One way of counting, from a day on."""

    valid_from: date
    source: str
    confirmed: bool
    drowning: str
    """The cause whose setting is also counted as water."""
    rows: Mapping[str, str]
    """Cause → row of the report."""
    columns: Mapping[str, Counted]
    heads: tuple[str, ...]

    def row_of(self, cause: str) -> str:
        """The row in which a cause is counted; empty when none is known."""
        return cause.removeprefix(BEYOND) if cause.startswith(BEYOND) else self.rows.get(cause, "")

    def cause_of(self, row: str) -> str:
        """The cause that a row counts."""
        return next((cause for cause, known in self.rows.items() if known == row), f"{BEYOND}{row}")


@cache
def every_counting() -> tuple[Counting, ...]:
    """All ways of counting in the file, the earliest first. Raises CountingFileWrong."""
    return read_countings(FILE.read_text(encoding="utf-8"))


def read_countings(text: str) -> tuple[Counting, ...]:
    """The ways of counting of a text. Raises CountingFileWrong, saying what is wrong."""
    try:
        made = tuple(_counting(one) for one in read_yaml(text)["injuries"])
    except (KeyError, TypeError, ValueError) as error:
        raise CountingFileWrong(str(error)) from error
    if not made or any(set(one.heads) - HEADS for one in made):
        raise CountingFileWrong("heads")
    return tuple(sorted(made, key=lambda one: one.valid_from))


def _counting(told: dict[str, Any]) -> Counting:
    columns = {code: _counted(one) for code, one in told["columns"].items()}
    return Counting(**{**told, "columns": columns, "heads": tuple(told["heads"])})


def _counted(told: dict[str, Any]) -> Counted:
    made = Counted(**{**told, "ages": tuple(told["ages"]) if "ages" in told else None})
    if sum(map(bool, (made.sex, made.ages, made.setting))) != 1:
        raise ValueError(f"a column counts one thing: {told}")
    return made


def counting_on(on: date) -> Counting:
    """The way in force on a day; before the first one, the first."""
    known = every_counting()
    return next((one for one in reversed(known) if one.valid_from <= on), known[0])


def causes(listed: Mapping[str, str], report: Report | None, counting: Counting) -> dict[str, str]:
    """Code → wording: the list of causes, then the rows of the report that it doesn't have."""
    covered = set(counting.rows.values())
    beyond = [row for row in report.rows if row.code not in covered and not row.heading] if report else []
    return {**listed, **{f"{BEYOND}{row.code}": row.vi for row in beyond}}


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year."""

    year: int
    nth: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The one in which a day lies."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, code: str) -> Quarter | None:
        """``2026-3``; None when it isn't one."""
        year, _dash, nth = code.partition("-")
        if not (year.isdecimal() and len(year) == 4 and int(year) > 0 and nth in ("1", "2", "3", "4")):
            return None
        return cls(int(year), int(nth))

    @property
    def code(self) -> str:
        """As an address carries it."""
        return f"{self.year:04}-{self.nth}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.nth * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 12, 31) if self.nth == 4 else Quarter(self.year, self.nth + 1).first - timedelta(1)

    def before(self) -> Quarter:
        """The one before it."""
        return Quarter(self.year, self.nth - 1) if self.nth > 1 else Quarter(self.year - 1, 4)


def quarters_until(day: date, many: int) -> tuple[Quarter, ...]:
    """So many quarters back from the one of a day, the latest first."""
    found = [Quarter.of(day)]
    while len(found) < many:
        found.append(found[-1].before())
    return tuple(found)
