"""Reads on the calendar: what is stated, as known at a moment, and the calendar of a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from mangnon.access.actor import Actor
from mangnon.lib.periods import Period
from mangnon.places.calendar.models import CalendarEntry
from mangnon.places.calendar.rules import Calendar, Calendars, Statement, Withdrawn
from mangnon.places.calendar.shipped import shipped


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the communes it reaches; None for the whole country."""

    statement: Statement
    reach: frozenset[int] | None

    def holds_in(self, place_id: int | None) -> bool:
        """Whether it holds in a place."""
        return self.reach is None or place_id in self.reach


def stated() -> list[Placed]:
    """Everything ever stated, withdrawn ones included: the shipped file, then what people entered."""
    rows = CalendarEntry.objects.select_related("unit", "withdrawal").order_by("recorded_at", "id")
    return [*(Placed(one, None) for one in shipped().statements), *map(placed, rows)]


def placed(row: CalendarEntry) -> Placed:
    """One row as a statement."""
    reach = None if row.unit is None else frozenset({row.unit.pk, *row.unit.reach})
    gone = getattr(row, "withdrawal", None)
    statement = Statement(
        key=str(row.pk or ""),
        name=row.name,
        document=row.document,
        confirmed=row.confirmed,
        known_from=row.recorded_at,
        off=Period(row.off_from, row.off_to) if row.off_from else None,
        worked=row.worked_on,
        place_id=row.unit_id,
        place=row.unit.name if row.unit else "",
        entered_by=row.entered_by,
        moved=sum(row.moved.values()),
        withdrawn=Withdrawn(gone.recorded_at, gone.entered_by, gone.reason) if gone else None,
    )
    return Placed(statement, reach)


def calendars(*, known_at: datetime | None = None) -> Calendars:
    """The calendars of all places, as known now or at an earlier moment; one query for all of them."""
    return calendars_of(in_force(stated(), known_at))


def in_force(every: Iterable[Placed], known_at: datetime | None = None) -> list[Placed]:
    """Those that hold now, or held as known at a moment."""
    if known_at is None:
        return [one for one in every if one.statement.withdrawn is None]
    return [one for one in every if one.statement.known_at(known_at)]


def calendars_of(listed: list[Placed]) -> Calendars:
    """The calendars that follow from some statements."""

    @cache
    def of(place_id: int | None) -> Calendar:
        held = [one.statement for one in listed if one.holds_in(place_id)]
        return Calendar(held, settled_through=shipped().settled_through)

    return of


def calendar_for(place_id: int | None = None, *, known_at: datetime | None = None) -> Calendar:
    """The calendar of a place (by id; None: the whole country), as known now or at an earlier moment."""
    return calendars(known_at=known_at)(place_id)


def home_of(actor: Actor) -> int | None:
    """The one commune somebody works in, whose own days off they see without asking."""
    places = {grant.place_id for grant in actor.grants if not grant.everywhere}
    return places.pop() if len(places) == 1 else None
