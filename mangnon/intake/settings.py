"""Dated settings of the room: how soon a hand-over must be accepted. Checked when they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "data" / "settings.yaml"
URGENCIES = frozenset({"emergency", "prompt", "ordinary"})


class SettingsWrong(Exception):
    """The file of settings can't be used; the message names the line."""


@dataclass(frozen=True, slots=True)
class Accepting:
    """So many minutes to accept a report of one urgency, in force during ``[valid_from, valid_to)``."""

    urgency: str
    minutes: int
    source: str
    valid_from: date
    valid_to: date | None = None

    @property
    def time(self) -> timedelta:
        """How long."""
        return timedelta(minutes=self.minutes)

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@cache
def every_accepting() -> tuple[Accepting, ...]:
    """All lines of the file. Raises SettingsWrong."""
    return read_accepting(FILE.read_text(encoding="utf-8"))


def read_accepting(text: str) -> tuple[Accepting, ...]:
    """The lines of a text. Raises SettingsWrong, naming the line that can't be used."""
    return tuple(_line(one) for one in yaml.safe_load(text)["accepting"])


def _line(told: dict[str, Any]) -> Accepting:
    try:
        made = Accepting(**told)
    except TypeError as error:
        raise SettingsWrong(f"{told.get('urgency')}: {error}") from error
    if made.urgency not in URGENCIES or made.minutes <= 0:
        raise SettingsWrong(f"{made.urgency}: {made.minutes} minutes")
    return made


def accepting(urgency: str, on: date) -> Accepting:
    """The setting in force on a day; before the first one, the first. Raises SettingsWrong when there is none."""
    known = [one for one in every_accepting() if one.urgency == urgency]
    if not known:
        raise SettingsWrong(urgency)
    return next((one for one in reversed(known) if one.in_force(on)), known[0])
