"""What another calendar does to open deadlines: reckoned for a preview, carried out by an action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mangnon.access import offers
from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.lib.workdays import Shift, shift
from mangnon.places.calendar.queries import Placed, calendars_of, in_force
from mangnon.places.calendar.rules import DayChange, turned
from mangnon.places.calendar.slots import DueDates


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do: days it turns, and open deadlines it moves, by kind."""

    days: list[DayChange]
    shifts: list[tuple[DueDates, list[Shift]]]

    @property
    def moved(self) -> dict[str, int]:
        """Name of a kind → how many move."""
        return {slot.name: len(listed) for slot, listed in self.shifts if listed}

    def tellings(self) -> list[tuple[DueDates, Counter[tuple[date, date]]]]:
        """For each kind how many go from which day to which, without saying whose."""
        return [
            (slot, Counter((local_day(one.running.due), local_day(one.due)) for one in listed))
            for slot, listed in self.shifts
            if listed
        ]


def effect(changed: Placed, *, every: Sequence[Placed], withdraw: bool, at: datetime) -> Effect:
    """Reckon what adding (or withdrawing) a statement does."""
    now = in_force(every)
    others = [one for one in now if one.statement.key != changed.statement.key]
    before, after = (calendars_of(now), calendars_of(others)) if withdraw else (calendars_of(now), None)
    if after is None:
        after = calendars_of([*now, changed])
    place = changed.statement.place_id
    shifts = []
    with acting(machine()):
        for slot in offers.filled(DueDates):
            running = slot.open(None if changed.reach is None else sorted(changed.reach))
            found = (shift(one, before(one.place_id), after(one.place_id), at=at) for one in running)
            shifts.append((slot, [one for one in found if one is not None]))
    return Effect(turned(changed.statement, before(place), after(place)), shifts)


def carry_out(found: Effect, *, because: str, at: datetime) -> None:
    """Let each room move its deadlines and say why."""
    with acting(machine()):
        for slot, shifts in found.shifts:
            if shifts:
                slot.move(shifts, because, at)


def machine() -> Actor:
    """Who moves deadlines across reaches: the person changes the calendar, and sees no case by it."""
    return job("places.calendar")
