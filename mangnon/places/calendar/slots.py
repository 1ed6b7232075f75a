"""The slot by which rooms with legal clocks let the calendar move what is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mangnon.lib.refusal import Text
from mangnon.lib.workdays import Running, Shift


@dataclass(frozen=True, slots=True)
class DueDates:
    """A room's open deadlines, whose due moments follow the calendar.

    ``open`` gives those still open in some places (None: everywhere) whose term is in days or working days.
    ``move`` writes the new due moments and leaves in each a line that people see, which says ``because``. Both work
    under the machine's reach: nobody sees a child by them. What is already due is never handed to ``move``.
    """

    name: str
    title: Text
    """What the deadlines are, in the plural: "hạn của hồ sơ vụ việc"."""
    open: Callable[[Sequence[int] | None], Iterable[Running]]
    move: Callable[[Sequence[Shift], str, datetime], int]
