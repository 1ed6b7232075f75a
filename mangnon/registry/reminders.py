"""When the register reminds people: dated thresholds, checked when they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mangnon.lib.yamls import read_yaml
from mangnon.registry.rules import days_back, months_back

FILE = Path(__file__).parent / "data" / "reminders.yaml"
VISIT, BIRTH, SIXTEEN, SPOT = "tham", "khai-sinh", "du-16", "diem-nguy-co"


class ReminderFileWrong(Exception):
    """The file of thresholds can't be used."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One threshold, in force during ``[valid_from, valid_to)``: so many months or so many days."""

    id: str
    source: str
    confirmed: bool
    valid_from: date
    valid_to: date | None = None
    months: int = 0
    days: int = 0

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def before(self, day: date) -> date:
        """The day that lies so far back."""
        return months_back(day, self.months) if self.months else days_back(day, self.days)


@cache
def every_reminder() -> tuple[Reminder, ...]:
    """All thresholds of the file. Raises ReminderFileWrong."""
    return read_reminders(FILE.read_text(encoding="utf-8"))


def read_reminders(text: str) -> tuple[Reminder, ...]:
    """The thresholds of a text. Raises ReminderFileWrong, naming the line that can't be used."""
    return tuple(_reminder(one) for one in read_yaml(text)["reminders"])


def _reminder(told: dict[str, Any]) -> Reminder:
    try:
        made = Reminder(**told)
    except TypeError as error:
        raise ReminderFileWrong(f"{told.get('id')}: {error}") from error
    if bool(made.months) == bool(made.days) or min(made.months, made.days) < 0:
        raise ReminderFileWrong(f"{made.id}: either months or days")
    return made


def reminder(name: str, on: date) -> Reminder:
    """The threshold in force on a day; before the first one, the first. Raises ReminderFileWrong when there is none."""
    known = [one for one in every_reminder() if one.id == name]
    if not known:
        raise ReminderFileWrong(name)
    return next((one for one in reversed(known) if one.in_force(on)), known[0])
