"""Slots that rooms fill for the frame: lines of the rail, the main act, the place one works for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A line of the rail, shown to those who hold ``action`` (None: to all who are signed in)."""

    label: Text
    view: str
    icon: str
    order: int
    action: str | None = None
    yearly: bool = False
    """Stands in the second group, "Cả năm"."""
    short: Text = ""
    """One word for the phone's bottom bar."""
    count: Callable[[Actor], int | None] | None = None
    covers: frozenset[str] = frozenset()
    """Names of the room's pages that stand below this line. Without it: those that no other line covers or begins."""


@dataclass(frozen=True, slots=True)
class MainAct:
    """The green button of the phone's bottom bar, for those who hold ``action``; lowest order wins."""

    label: Text
    view: str
    icon: str
    order: int
    action: str


@dataclass(frozen=True, slots=True)
class Nameplate:
    """Says for whom and where the signed-in person works; filled once, by accounts."""

    role: Callable[[HttpRequest], Text]
    place: Callable[[HttpRequest], Text]


@dataclass(frozen=True, slots=True)
class Welcome:
    """Lines that ``make run`` prints of a demo world: the people one can sign in as."""

    lines: Callable[[], list[str]]
