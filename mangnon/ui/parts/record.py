"""Parts of a record's page: timeline, stages, clocks, side blocks, old beside new."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mangnon.ui.parts.acts import Act, Call
from mangnon.ui.parts.status import Status
from mangnon.ui.parts.words import Link, Text, Words


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened, when, told by whom. `danger` only for a report of danger.

    A correction is an entry of its own that names the old one in `corrects`.
    """

    day: Text
    kind: Text
    icon: str
    text: Words
    time: Text = ""
    sources: tuple[Words, ...] = ()
    danger: bool = False
    corrects: Words = ""


class Reach(StrEnum):
    """How far a stage is."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stage:
    """A segment of the stage bar; `note` is the time it was done or "đang ở đây"."""

    label: Text
    reach: Reach
    note: Text = ""


class Haste(StrEnum):
    """How a clock stands: running calmly, a child in danger, past its time."""

    CALM = "calm"
    DANGER = "danger"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Clock:
    """Time in words and what it serves. `share` is how much of it has passed, 0 to 100; there is no pause.

    The big form shows all; the small form only `left` and `serves`.
    """

    left: Text
    serves: Words
    haste: Haste = Haste.CALM
    share: int = 0
    began: Words = ""
    rule: Words = ""
    ends: Words = ""
    act: Act | None = None
    act_note: Text = ""


@dataclass(frozen=True, slots=True)
class Check:
    """An item of the checklist of a step; `now` is the one to do next."""

    text: Text
    done: bool = False
    note: Words = ""
    by: Text = ""
    now: bool = False
    url: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person one can call. ``out``: where this person is taken off the list."""

    name: Text
    note: Text = ""
    call: Call | None = None
    url: str = ""
    out: Link | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value, or with a status. `change_url` shows "Sửa"; `url` makes the value a link."""

    label: Text
    value: Words = ""
    status: Status | None = None
    change_url: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """A line of a family list; `away` greys its node."""

    name: Text
    note: Text = ""
    away: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed block: what is inside, where the reason is posted. Opening is recorded, for this view only."""

    label: Text
    url: str
    reasons: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A value that changed: old, then new."""

    label: Text
    old: Words = ""
    new: Words = ""
