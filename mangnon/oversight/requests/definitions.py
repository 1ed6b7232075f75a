"""Kinds of rights requests: dated YAML with the clocks of each, checked at start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mangnon.oversight.definitions import (
    LegalTerm,
    day_of,
    flag_of,
    in_force,
    known_only,
    number_of,
    read_definitions,
    term_of,
    text_of,
)

FILE = Path(__file__).parent / "data" / "requests.yaml"
_FIELDS = {
    "id", "name", "child_from", "gives_copy", "second_person", "answer", "fulfil", "extension", "valid_from",
    "valid_to", "source",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RequestKind:
    """What can be asked for, and how long each step may take, in force during ``[valid_from, valid_to)``."""

    id: str
    name: str
    child_from: int
    """Full years from which a child asks in their own name."""
    gives_copy: bool
    second_person: bool
    """Whether somebody else must approve before it is carried out, since it can't be undone."""
    answer: LegalTerm
    fulfil: LegalTerm
    extension: LegalTerm
    valid_from: date
    valid_to: date | None
    source: str


def build(data: Mapping[str, Any]) -> RequestKind:
    """One entry of the file. Raises KeyError, ValueError, TypeError."""
    known_only(data, _FIELDS)
    return RequestKind(
        id=text_of(data, "id"),
        name=text_of(data, "name"),
        child_from=number_of(data, "child_from"),
        gives_copy=flag_of(data, "gives_copy"),
        second_person=flag_of(data, "second_person"),
        answer=term_of(data["answer"]),
        fulfil=term_of(data["fulfil"]),
        extension=term_of(data["extension"]),
        valid_from=day_of(data, "valid_from"),
        valid_to=day_of(data, "valid_to") if data.get("valid_to") else None,
        source=text_of(data, "source"),
    )


@cache
def every_kind() -> tuple[RequestKind, ...]:
    """All definitions of the file. Raises DefinitionFileWrong."""
    return read_definitions(FILE, build)


def kinds_on(day: date) -> tuple[RequestKind, ...]:
    """What can be asked for on a day."""
    return in_force(every_kind(), day)


def kind_on(kind: str, day: date) -> RequestKind | None:
    """The definition of a kind in force on a day."""
    return next((one for one in kinds_on(day) if one.id == kind), None)


def kind_since(kind: str, since: date) -> RequestKind:
    """The definition by which a request runs. Raises LookupError when the file has lost it."""
    for one in every_kind():
        if (one.id, one.valid_from) == (kind, since):
            return one
    raise LookupError(f"requests.yaml has lost {kind} of {since}")
