"""What consent is asked for and on what work rests without it: dated YAML, checked at start, in force by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mangnon.lib.yamls import read_yaml

FILE = Path(__file__).parent / "data" / "purposes.yaml"
PURPOSE = {"id", "name", "explanation", "source", "confirmed", "valid_from"}
CHOICE = {"own_from", "data", "duty", "valid_to"}
BASIS = {"id", "name", "explanation", "source", "confirmed", "works"}


class PurposesWrong(Exception):
    """The file of purposes can't be used; the system doesn't start."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One definition, in force during ``[valid_from, valid_to)``. ``duty``: the basis that makes consent needless."""

    id: str
    name: str
    explanation: str
    source: str
    confirmed: bool
    valid_from: date
    valid_to: date | None
    own_from: int
    data: tuple[str, ...]
    duty: str

    def in_force(self, day: date) -> bool:
        """Whether the definition holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class DutyWork:
    """One kind of work that rests on a basis."""

    name: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """Why data may be used at all."""

    id: str
    name: str
    explanation: str
    source: str
    confirmed: bool
    works: tuple[DutyWork, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """The whole file."""

    data: Mapping[str, str]
    purposes: tuple[Purpose, ...]
    bases: tuple[Basis, ...]


@cache
def library() -> Library:
    """The shipped file. Raises PurposesWrong."""
    return read(FILE.read_text(encoding="utf-8"))


def purposes_on(day: date) -> tuple[Purpose, ...]:
    """The purposes in force on a day."""
    return tuple(one for one in library().purposes if one.in_force(day))


def purpose_on(purpose: str, day: date) -> Purpose | None:
    """One purpose as it stands on a day, or None."""
    return next((one for one in purposes_on(day) if one.id == purpose), None)


def purpose_named(purpose: str, since: date) -> Purpose | None:
    """The definition under which a consent was given, or None when the file has lost it."""
    return next((one for one in library().purposes if (one.id, one.valid_from) == (purpose, since)), None)


def asked(day: date) -> tuple[Purpose, ...]:
    """The purposes for which consent is asked."""
    return tuple(one for one in purposes_on(day) if not one.duty)


def read(text: str) -> Library:
    """Read and check the file. Raises PurposesWrong, naming the entry and the field."""
    try:
        told = read_yaml(text)
    except yaml.YAMLError as trouble:
        raise PurposesWrong(f"purposes.yaml is no YAML: {trouble}") from trouble
    if not isinstance(told, dict) or set(told) != {"data", "purposes", "bases"}:
        raise PurposesWrong("purposes.yaml needs data, purposes and bases, and nothing else")
    try:
        data = {one["id"]: one["name"] for one in told["data"]}
        bases = tuple(_basis(one) for one in told["bases"])
        purposes = tuple(_purpose(one, data, {one.id for one in bases}) for one in told["purposes"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise PurposesWrong(f"purposes.yaml: {wrong}") from wrong
    _once_each_day(purposes)
    return Library(data, purposes, bases)


def _purpose(told: dict[str, Any], data: Iterable[str], bases: set[str]) -> Purpose:
    name = told.get("id", "without id")
    if missing := PURPOSE - told.keys():
        raise ValueError(f"{name} lacks {sorted(missing)}")
    if unknown := told.keys() - PURPOSE - CHOICE:
        raise ValueError(f"{name} doesn't know {sorted(unknown)}")
    kinds, duty, own_from = tuple(told.get("data", ())), told.get("duty", ""), told.get("own_from", 0)
    if set(kinds) - set(data) or (duty and duty not in bases):
        raise ValueError(f"{name} names kinds of data or a duty that aren't in the file")
    if bool(duty) == bool(kinds) or bool(duty) == (type(own_from) is int and own_from > 0):
        raise ValueError(f"{name} needs either a duty, or kinds of data with own_from")
    _dated(name, told)
    return Purpose(
        id=_text(told, "id"), name=_text(told, "name"), explanation=_text(told, "explanation"),
        source=_text(told, "source"), confirmed=_flag(told), valid_from=told["valid_from"],
        valid_to=told.get("valid_to"), own_from=own_from, data=kinds, duty=duty,
    )  # fmt: skip


def _basis(told: dict[str, Any]) -> Basis:
    if set(told) != BASIS:
        raise ValueError(f"{told.get('id', 'a basis')} needs {sorted(BASIS)}")
    works = tuple(DutyWork(_text(one, "name"), _text(one, "source"), _flag(one)) for one in told["works"])
    return Basis(
        id=_text(told, "id"), name=_text(told, "name"), explanation=_text(told, "explanation"),
        source=_text(told, "source"), confirmed=_flag(told), works=works,
    )  # fmt: skip


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} must be words")
    return value.strip()


def _flag(told: Mapping[str, Any]) -> bool:
    value = told["confirmed"]
    if type(value) is not bool:
        raise ValueError("confirmed is true or false")
    return value


def _dated(name: str, told: Mapping[str, Any]) -> None:
    first, end = told["valid_from"], told.get("valid_to")
    if type(first) is not date or (end is not None and (type(end) is not date or end <= first)):
        raise ValueError(f"{name}: valid_from and valid_to are days in order")


def _once_each_day(purposes: tuple[Purpose, ...]) -> None:
    last: dict[str, Purpose] = {}
    for one in sorted(purposes, key=lambda each: (each.id, each.valid_from)):
        before = last.get(one.id)
        if before is not None and before.in_force(one.valid_from):
            raise PurposesWrong(f"purposes.yaml: {one.id} is defined twice from {one.valid_from} on")
        last[one.id] = one
