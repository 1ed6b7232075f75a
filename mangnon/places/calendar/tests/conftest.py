"""Open deadlines of an invented room, which follow the calendar as those of real rooms do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from mangnon.access import offers
from mangnon.lib.workdays import Clock, Running, Shift, Term, due
from mangnon.places.calendar.moments import read_moment
from mangnon.places.calendar.queries import calendar_for
from mangnon.places.calendar.slots import DueDates
from mangnon.testing.cast import Cast


@dataclass
class Desk:
    """Deadlines by key, and the lines left in them."""

    running: dict[str, Running] = field(default_factory=dict)
    lines: list[tuple[str, str]] = field(default_factory=list)

    def begin(self, key: str, start: str, days: int, place_id: int | None = None) -> Running:
        """A deadline of some working days that begins now."""
        begins, term = read_moment(start), Term(days, Clock.WORKING_DAY)
        ends = due(begins, term, calendar_for(place_id))
        assert ends is not None
        self.running[key] = Running(key, place_id, begins, term, ends)
        return self.running[key]

    def open(self, places: Sequence[int] | None) -> list[Running]:
        """Those in some places."""
        return [one for one in self.running.values() if places is None or one.place_id in places]

    def move(self, shifts: Sequence[Shift], because: str, at: datetime) -> int:
        """Take the new moments and say why."""
        for one in shifts:
            was = self.running[one.running.key]
            self.running[was.key] = Running(was.key, was.place_id, was.start, was.term, one.due)
            self.lines.append((was.key, because))
        return len(shifts)

    def days(self) -> dict[str, str]:
        """Key → day due."""
        return {key: one.due.date().isoformat() for key, one in self.running.items()}


@pytest.fixture
def desk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An invented room that offers its deadlines."""
    made = Desk()
    slot = DueDates("thu", "hạn thử", made.open, made.move)
    filled: Callable[[type], list[object]] = offers.filled
    monkeypatch.setattr(offers, "filled", lambda kind: [slot] if kind is DueDates else filled(kind))
    return made
