"""A worklist: groups by time, one line for each thing to do."""

from __future__ import annotations

from dataclasses import dataclass

from mangnon.ui.parts.acts import Call
from mangnon.ui.parts.status import Status
from mangnon.ui.parts.words import Text, Words


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line: time in words, who it is about, where, next act, who does it, a telephone.

    `status.note`, `code` and `act_note` make the second line, kept for what is urgent, new or late.
    """

    status: Status
    name: Text
    url: str
    about: Text = ""
    place: Text = ""
    act: Text = ""
    who: Text = ""
    code: Text = ""
    act_note: Words = ""
    call: Call | None = None
    danger: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """A group with its plain count. It never folds and never pages. `empty` is said when it has no rows."""

    title: Text
    rows: tuple[WorkRow, ...] = ()
    empty: Text = ""

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.rows)
