"""The one vocabulary of states: word, icon and colour always together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mangnon.ui.parts.words import Text


class State(StrEnum):
    """What a status says. The macro knows the word, the icon and the colour of each."""

    URGENT = "urgent"
    LATE = "late"
    NEW = "new"
    DOING = "doing"
    DUE = "due"
    DAY = "day"
    WAITING = "waiting"
    DONE = "done"
    TODO = "todo"
    UNFOUNDED = "unfounded"
    RESTRICTED = "restricted"
    UNSENT = "unsent"
    PASSED = "passed"


ICONS: dict[State, str] = {
    State.URGENT: "alert",
    State.LATE: "late",
    State.NEW: "mail",
    State.DOING: "doing",
    State.DUE: "clock",
    State.DAY: "calendar",
    State.WAITING: "hourglass",
    State.DONE: "circle-check",
    State.TODO: "todo",
    State.UNFOUNDED: "ban",
    State.RESTRICTED: "lock",
    State.UNSENT: "cloud-off",
    State.PASSED: "forward",
}


@dataclass(frozen=True, slots=True)
class Status:
    """A state with its own words ("Còn 9 giờ 33 phút"); without words the vocabulary's word is shown."""

    state: State
    text: Text = ""
    note: Text = ""

    @property
    def icon(self) -> str:
        """Name of the icon in the sprite."""
        return ICONS[self.state]


class Tone(StrEnum):
    """What a tag's colour may mean. Danger is for a child in danger only, late for a time that is past."""

    PLAIN = "plain"
    DANGER = "danger"
    LATE = "late"
    INFO = "info"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Tag:
    """An alert under a page's title: outlined when plain, tinted when it has a tone."""

    text: Text
    icon: str
    tone: Tone = Tone.PLAIN
    url: str = ""
