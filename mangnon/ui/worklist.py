"""Slots for the worklist and the palette: rooms say what waits and what can be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text
from mangnon.ui.parts import WorkRow


class When(IntEnum):
    """The four groups of a worklist."""

    NOW = 0
    TODAY = 1
    WEEK = 2
    WAITING = 3


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do: its group, when it is due inside the group, and the line that shows it."""

    when: When
    due: datetime
    row: WorkRow


@dataclass(frozen=True, slots=True)
class WorkSource:
    """A room's things to do for one actor at one time."""

    name: str
    rows: Callable[[Actor, datetime], list[Work]]
    pressing: bool = True
    """Whether any of it may be due now or today; what never is, isn't asked for the number in the rail, and is kept
    for some seconds (``ui.counting``)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette: what it is, why it was found, where it opens."""

    title: Text
    note: Text
    url: str
    icon: str = "search"
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchSource:
    """Where the palette looks. ``find`` gets the words as typed and the most hits wanted."""

    name: str
    title: Text
    order: int
    find: Callable[[Actor, str, int], list[Hit]]
    shortest: int = 2
    """Fewest letters for which the answer "nothing found" is true."""
