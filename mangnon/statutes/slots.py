"""Slots that higher rooms fill: what is pinned to a version, what rests on a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
