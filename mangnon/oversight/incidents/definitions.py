"""Kinds of incidents and form 08: dated YAML, checked at start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mangnon.lib.workdays import Clock
from mangnon.lib.yamls import read_yaml
from mangnon.oversight.definitions import (
    DefinitionFileWrong,
    LegalTerm,
    day_of,
    in_force,
    known_only,
    number_of,
    read_definitions,
    term_of,
    text_of,
)

FOLDER = Path(__file__).parent / "data"
FILE, FORM_08 = FOLDER / "incidents.yaml", FOLDER / "form08.yaml"
FACTS = frozenset(
    {
        "office", "code", "kinds", "began", "known", "what", "systems", "people", "people_told", "measures",
        "tellings", "lead",
    }
)  # fmt: skip
"""What form 08 can be filled from."""


@dataclass(frozen=True, slots=True)
class IncidentClock:
    """Whom to tell within how many hours from the moment it was known."""

    id: str
    name: str
    term: LegalTerm


@dataclass(frozen=True, slots=True)
class IncidentKind:
    """A kind of incident, in force during ``[valid_from, valid_to)``."""

    id: str
    name: str
    keep_years: int
    """Years that its file is kept at least, from the day it is closed."""
    clocks: tuple[IncidentClock, ...]
    valid_from: date
    valid_to: date | None
    source: str
    form: str = ""


def build(data: Mapping[str, Any]) -> IncidentKind:
    """One entry of the file. Raises KeyError, ValueError, TypeError."""
    known_only(data, {"id", "name", "keep_years", "form", "clocks", "valid_from", "valid_to", "source"})
    return IncidentKind(
        id=text_of(data, "id"),
        name=text_of(data, "name"),
        keep_years=number_of(data, "keep_years"),
        clocks=tuple(map(_clock, data["clocks"])),
        valid_from=day_of(data, "valid_from"),
        valid_to=day_of(data, "valid_to") if data.get("valid_to") else None,
        source=text_of(data, "source"),
        form=str(data.get("form", "")),
    )


def _clock(data: Any) -> IncidentClock:
    known_only(data, {"id", "name", "term"})
    term = term_of(data["term"])
    if term.term.clock is not Clock.HOUR:
        raise ValueError("clocks of incidents run in hours")
    return IncidentClock(text_of(data, "id"), text_of(data, "name"), term)


@cache
def every_kind() -> tuple[IncidentKind, ...]:
    """All definitions of the file. Raises DefinitionFileWrong."""
    return read_definitions(FILE, build)


def kinds_on(day: date) -> tuple[IncidentKind, ...]:
    """The kinds known on a day."""
    return in_force(every_kind(), day)


def named(kinds: Iterable[str], day: date) -> list[IncidentKind]:
    """Some kinds by their definitions on a day, in the order of the file."""
    wanted = set(kinds)
    return [one for one in kinds_on(day) if one.id in wanted]


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of a plain form: what it says, and which fact fills it."""

    label: str
    fact: str


@dataclass(frozen=True, slots=True)
class PlainForm:
    """A form whose official layout isn't known yet."""

    title: str
    source: str
    confirmed: bool
    lines: tuple[FormLine, ...]


@cache
def form_08() -> PlainForm:
    """Form 08. Raises DefinitionFileWrong."""
    return read_form(FORM_08.read_text(encoding="utf-8"))


def read_form(text: str) -> PlainForm:
    """Read a plain form. Raises DefinitionFileWrong on a fact that nobody knows."""
    data = read_yaml(text)
    lines = tuple(FormLine(str(one["label"]), str(one["fact"])) for one in data["lines"])
    if unknown := {one.fact for one in lines} - FACTS:
        raise DefinitionFileWrong(f"form08.yaml names {', '.join(sorted(unknown))}, which no incident tells")
    return PlainForm(str(data["title"]), str(data["source"]), bool(data["confirmed"]), lines)
