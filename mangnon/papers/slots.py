"""What a room says when its records have papers: whose they are, who may do what, what is known already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import see
from mangnon.access.managers import Root
from mangnon.access.offers import filled
from mangnon.lib.refusal import NotFound, Text

Door = Callable[[Actor, UUID], Root]


@dataclass(frozen=True, slots=True)
class OwnerRef:
    """One owner: the kind of record and its id."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class About:
    """The record as papers name it: on screens, and by a code in the foot of a print."""

    title: Text
    url: str
    code: str


@dataclass(frozen=True, slots=True)
class Doors:
    """Who may do what. Each gives the record, or raises NotFound or Forbidden."""

    look: Door
    fill: Door
    number: Door
    print: Door
    open: Door
    may: Door | None = None
    """Whether ``fill`` would open, for pages that only offer it; given where ``fill`` locks the record."""


@dataclass(frozen=True, slots=True)
class PaperOwner:
    """A kind of record that has papers. Its migration puts them under its own row security with ``papers_of``.

    ``forms``: keys of the definitions that are filled in about it. ``day``: the day whose law binds the record,
    when that isn't the day of filling in.
    """

    kind: str
    title: Text
    forms: tuple[str, ...]
    doors: Doors
    about: Callable[[Any], About]
    day: Callable[[Any], date] | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that needn't be typed again: the answer as it is stored, and where it comes from."""

    answer: Any
    source: Text


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Facts of one room about records of ``kind``, by the names that definitions use: ``child.full_name``."""

    kind: str
    find: Callable[[Actor, Any], Mapping[str, Known]]


def doors_of(root: type[Root], *, look: str, fill: str, number: str, print: str, open: str) -> Doors:
    """The doors of a root: the names of its own rights are all there is to say."""
    return Doors(
        look=lambda actor, pk: see(root, pk, actor, look),
        fill=lambda actor, pk: see(root, pk, actor, fill),
        number=lambda actor, pk: see(root, pk, actor, number),
        print=lambda actor, pk: see(root, pk, actor, print),
        open=lambda actor, pk: see(root, pk, actor, open),
    )


def owner_of(kind: str) -> PaperOwner:
    """The slot that was filled for a kind. Raises NotFound when there is none."""
    found = next((one for one in filled(PaperOwner) if one.kind == kind), None)
    if found is None:
        raise NotFound
    return found


def place_of(record: Root) -> int:
    """The place that answers for a record today: the office in whose name its papers are made."""
    place: int = getattr(record, record.place_field)
    return place
