"""Occasions of the year as data: when each falls in a year, by when those above want a report, what to prepare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mangnon.lib.dates.lunar import solar_day
from mangnon.lib.yamls import read_yaml

FILE = Path(__file__).parent.parent / "data" / "occasions.yaml"
ONE_DAY = timedelta(days=1)


class OccasionsWrong(ValueError):
    """The file says something that can't be read."""


@dataclass(frozen=True, slots=True)
class Both:
    """Words in both languages; both empty where nothing is said."""

    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to prepare: ``days`` after the first day, before it where negative. ``law``: a rule wants it."""

    title: str
    who: str
    days: int
    law: bool

    def due(self, first: date) -> date:
        """The last day for it."""
        return first + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Launch:
    """Between which days it is opened, in words too."""

    first: tuple[int, int]
    last: tuple[int, int]
    words: Both


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day or a time of every year. ``begins`` and ``ends`` are day and month, of the moon's year where ``lunar``."""

    code: str
    begins: tuple[int, int]
    ends: tuple[int, int]
    span: int
    lunar: bool
    confirmed: bool
    document: str
    note: Both
    launch: Launch | None
    reports: Mapping[str, tuple[int, int]]
    contents: Both
    prepare: tuple[Item, ...]

    def days(self, year: int) -> tuple[date, date]:
        """First and last day in a year, by Vietnam's calendar."""
        day, month = self.begins
        if self.lunar:
            first = solar_day(year, month, day)
            return first, first + timedelta(days=self.span - 1)
        return date(year, month, day), date(year, self.ends[1], self.ends[0])

    def report_due(self, level: str, year: int) -> date | None:
        """The last day for the report of a place of this level: that before the one the rule names."""
        if level not in self.reports:
            return None
        day, month = self.reports[level]
        return date(year, month, day) - ONE_DAY


@cache
def occasions() -> Mapping[str, Occasion]:
    """All by code, in the order of the file."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> Mapping[str, Occasion]:
    """The same from text. Raises OccasionsWrong."""
    rows = (read_yaml(text) or {}).get("occasions", [])
    try:
        found = {str(row["code"]): _occasion(row) for row in rows}
    except (KeyError, TypeError, ValueError) as error:
        raise OccasionsWrong(str(error)) from error
    if len(found) != len(rows):
        raise OccasionsWrong("a code stands twice")
    return MappingProxyType(found)


def _occasion(row: Mapping[str, Any]) -> Occasion:
    lunar = row.get("lunar")
    begins = (int(lunar["day"]), int(lunar["month"])) if lunar else _day(row["from"])
    reports = {str(one["level"]): _day(one["before"]) for one in row.get("reports", ())}
    return Occasion(
        code=str(row["code"]), begins=begins, ends=begins if lunar else _day(row["to"]), span=int(row.get("span", 1)),
        lunar=bool(lunar), confirmed=bool(row["confirmed"]), document=str(row.get("document", "")),
        note=_both(row.get("note")), launch=_launch(row.get("launch")), reports=MappingProxyType(reports),
        contents=_both(row.get("contents")), prepare=tuple(_item(one) for one in row.get("prepare", ())),
    )  # fmt: skip


def _launch(row: Mapping[str, Any] | None) -> Launch | None:
    if row is None:
        return None
    return Launch(_day(row["first"]), _day(row["last"]), _both(row))


def _both(row: Mapping[str, Any] | None) -> Both:
    return Both() if row is None else Both(str(row["vi"]), str(row["en"]))


def _item(row: Mapping[str, Any]) -> Item:
    by = row.get("by", "house")
    if by not in ("law", "house"):
        raise OccasionsWrong(f"by: {by}")
    return Item(str(row["title"]), str(row["who"]), int(row["days"]), by == "law")


def _day(text: object) -> tuple[int, int]:
    """``31-7`` as day and month of an ordinary year. Raises ValueError."""
    day, month = map(int, str(text).split("-"))
    date(2023, month, day)
    return day, month
