"""Legal deadlines of a case from the pinned procedure: when each step is due, how that stands, and why.

Hours run through nights and Tết, working days skip days off (``mangnon.lib.workdays``). A clock never pauses. Of
several terms the earliest that can be reckoned counts: the decision on the plan is due two working days after its
submission and seven after the first information (Decree 56/2017, article 28(4)). "Ngay" has no due moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from mangnon.lib.dates import local_day
from mangnon.lib.workdays import Clock, DaysOff, Term, due, end_of, last_day
from mangnon.statutes.kinds.procedure import Deadline, Procedure, Step

FIRST = "first_information"
SEPARATION = "SEPARATION"
"""The end of a separation, which is no step of the procedure."""


class Standing(StrEnum):
    """How a step stands at a moment."""

    AT_ONCE = "at_once"
    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_NEEDED = "not_needed"
    WAITS = "waits"
    """Not begun, and without a moment yet from which a term runs."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """When a step is due and from where that was counted; all None for "ngay" and what has no number."""

    due_at: datetime | None = None
    start: datetime | None = None
    amount: int | None = None
    unit: str = ""
    derived: bool = False


NO_TERM = Reckoned()
_FAR = datetime.max.replace(tzinfo=UTC)


def reckon(step: Step, starts: Mapping[str, datetime], days: DaysOff) -> Reckoned:
    """The earliest due moment of a step among its terms whose start is known."""
    found = [one for one in (_reckon(term, starts, days) for term in step.deadlines) if one is not None]
    return min(found, key=lambda one: one.due_at or _FAR, default=NO_TERM)


def _reckon(term: Deadline, starts: Mapping[str, datetime], days: DaysOff) -> Reckoned | None:
    start = starts.get(term.clock_from)
    if not term.value or term.unit is None or start is None:
        return None
    ends = due(start, Term.of(term.value, term.unit.value), days)
    return Reckoned(ends, start, term.value, term.unit.value, term.derived)


def at_once(step: Step) -> bool:
    """Whether the law says "ngay"."""
    return any(term.value == 0 for term in step.deadlines)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one step, as rules need it."""

    due_at: datetime | None = None
    done_at: datetime | None = None
    not_needed: bool = False
    unit: str = ""
    at_once: bool = False


def standing(told: Told, at: datetime, soon: Mapping[str, int], days: DaysOff) -> Standing:
    """How a step stands at ``at``. ``soon``: how little of a term is left when a warning begins, by unit."""
    if told.not_needed:
        return Standing.NOT_NEEDED
    if told.done_at is not None:
        return Standing.DONE_LATE if told.due_at is not None and told.done_at > told.due_at else Standing.DONE
    if told.due_at is None:
        return Standing.AT_ONCE if told.at_once else Standing.WAITS
    if at >= told.due_at:
        return Standing.OVERDUE
    return Standing.SOON if _near(told, told.due_at, at, soon, days) else Standing.OPEN


def _near(told: Told, due_at: datetime, at: datetime, soon: Mapping[str, int], days: DaysOff) -> bool:
    if told.unit == Clock.HOUR:
        return (due_at - at).total_seconds() <= soon["hour"] * 3600
    ahead = last_day(local_day(at), Term(soon["working_day"], Clock.WORKING_DAY), days)
    return local_day(due_at) <= ahead


def late_at(told: Told, moment: datetime) -> bool:
    """Whether a step was late at a moment, today or on any past day."""
    return told.due_at is not None and told.due_at <= moment and (told.done_at is None or told.done_at > moment)


def separation_due(until: date) -> datetime:
    """The last moment of a separation."""
    return end_of(until)


def last_day_of_separation(starts_on: date, procedure: Procedure) -> date | None:
    """The last day that a separation may have unless an authority asks for more; the first day counts as day one.

    None when the procedure has no emergency track. Decree 56/2017, article 32: fifteen days at most.
    """
    track = procedure.emergency
    return date.fromordinal(starts_on.toordinal() + track.most_days - 1) if track else None


def warn_day_of_separation(starts_on: date, until: date, procedure: Procedure) -> date | None:
    """The day from which the end is told: the tenth of fifteen, and as long before any other end.

    None when the procedure has no emergency track.
    """
    track = procedure.emergency
    if track is None:
        return None
    return max(starts_on, date.fromordinal(until.toordinal() - (track.most_days - track.warn_from_day)))
