"""The shipped file of days that the library lacks, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mangnon.lib.dates import VN_ZONE
from mangnon.lib.periods import Period
from mangnon.lib.yamls import read_yaml
from mangnon.places.calendar.rules import Origin, Statement

FILE = Path(__file__).parent / "data" / "days.yaml"
NEEDED = {"key", "name", "document", "known_on", "confirmed"}
DAYS = {"first_off", "last_off", "worked"}


class DaysFileWrong(Exception):
    """The shipped file of days can't be used; says where and why."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the file says."""

    settled_through: int
    statements: tuple[Statement, ...]


@cache
def shipped() -> Shipped:
    """The shipped file."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> Shipped:
    """Read and check a file of days. Raises DaysFileWrong."""
    try:
        data = read_yaml(text)
    except yaml.YAMLError as trouble:
        raise DaysFileWrong(f"days.yaml is no YAML: {trouble}") from trouble
    if not isinstance(data, dict) or set(data) != {"settled_through", "days"}:
        raise DaysFileWrong("days.yaml needs settled_through and days, and nothing else")
    if type(data["settled_through"]) is not int or not isinstance(data["days"], list):
        raise DaysFileWrong("days.yaml: settled_through is a year, days is a list")
    statements = tuple(_statement(row, number) for number, row in enumerate(data["days"], 1))
    if len({one.key for one in statements}) < len(statements):
        raise DaysFileWrong("days.yaml: a key is used twice")
    return Shipped(data["settled_through"], statements)


def _statement(row: Any, number: int) -> Statement:
    where = f"days.yaml, entry {number}"
    if not isinstance(row, dict) or not row.keys() >= NEEDED or row.keys() - NEEDED - DAYS:
        raise DaysFileWrong(f"{where}: needs {sorted(NEEDED)}, may have {sorted(DAYS)}")
    if not all(isinstance(row[name], str) and row[name].strip() for name in ("key", "name", "document")):
        raise DaysFileWrong(f"{where}: key, name and document are words")
    if type(row["confirmed"]) is not bool:
        raise DaysFileWrong(f"{where}: confirmed is true or false")
    for name in ({"known_on"} | DAYS) & row.keys():
        if type(row[name]) is not date:
            raise DaysFileWrong(f"{where}: {name} is a day, written 2026-01-02")
    return Statement(
        key=row["key"],
        name=row["name"],
        document=row["document"],
        confirmed=row["confirmed"],
        known_from=datetime.combine(row["known_on"], time(), VN_ZONE),
        off=_off(row, where),
        worked=row.get("worked"),
        origin=Origin.SHIPPED,
    )


def _off(row: Mapping[str, Any], where: str) -> Period | None:
    first, last = row.get("first_off"), row.get("last_off")
    if first is None and last is None and "worked" in row:
        return None
    if first is None or last is None or last < first:
        raise DaysFileWrong(f"{where}: needs first_off and last_off in order, or worked, or all three")
    if row.get("worked") and first <= row["worked"] <= last:
        raise DaysFileWrong(f"{where}: a day can't be off and worked")
    return Period.closed(first, last)
