"""Slots that higher rooms fill: what is pinned to a version, what rests on a document, figures they can reckon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class Pinned:
    """Things that keep the version they began with: ``count(kind, key, version)`` says how many there are."""

    title: Text
    count: Callable[[str, str, str], int]


@dataclass(frozen=True, slots=True)
class Resting:
    """A thing that rests on a document."""

    title: Text
    url: str
    note: Text = ""


@dataclass(frozen=True, slots=True)
class RestsOn:
    """Things of one room that rest on a document, as far as this person may see them."""

    title: Text
    find: Callable[[Actor, int], list[Resting]]
    """Takes the id of the document."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that a room reckons from its records: how many, for units of a day, in the days of a period.

    ``count`` gets ids of units (a place with the ones it came from), the first and the last day; it runs beyond any
    person's reach, as a job, and tells nothing but the number; None where there is nothing to reckon it from.
    """

    key: str
    title: Text
    unit: Text
    count: Callable[[Sequence[int], date, date], Decimal | None]
