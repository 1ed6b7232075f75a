"""Dated settings of the room: how soon a hand-over must be accepted, how much the public page takes at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mangnon.lib.yamls import read_yaml

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
    return tuple(_line(one) for one in read_yaml(text)["accepting"])


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


@dataclass(frozen=True, slots=True)
class WebDoor:
    """How much the public page takes before a person looks first, in force during ``[valid_from, valid_to)``."""

    most_from: int
    """Drops from one address within an hour."""
    most_all: int
    """Drops from everywhere within a minute."""
    hold_minutes: int
    """For how long a held drop waits for somebody before it goes on by itself."""
    release_per_minute: int
    """How many of those that go on by themselves go on in a minute."""
    most_tries: int
    """Codes that one address may try within ten minutes."""
    source: str
    valid_from: date
    valid_to: date | None = None


@cache
def every_web_door() -> tuple[WebDoor, ...]:
    """All lines of the file. Raises SettingsWrong."""
    return tuple(_door(one) for one in read_yaml(FILE.read_text(encoding="utf-8"))["web_door"])


def _door(told: dict[str, Any]) -> WebDoor:
    try:
        return WebDoor(**told)
    except TypeError as error:
        raise SettingsWrong(str(error)) from error


def web_door(on: date) -> WebDoor:
    """The setting in force on a day; before the first one, the first."""
    known = every_web_door()
    here = (one for one in reversed(known) if one.valid_from <= on and (one.valid_to is None or on < one.valid_to))
    return next(here, known[0])
