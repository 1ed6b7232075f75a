"""Pure rules: when a letter is tried again, when somebody sleeps, who is told next in a chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from mangnon.lib.dates import VN_ZONE

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
LONGEST_URGENT_WAIT = timedelta(minutes=5)
MOST_TRIES = 10
GIVE_UP_AFTER = timedelta(hours=36)
"""A letter dies after both: so many tries, and so long a time. A provider that is down for a day kills none."""
JITTER = 0.2


def wait_before(tries: int, *, urgent: bool, chance: float) -> timedelta:
    """How long to wait after ``tries`` vain tries: doubled each time up to a bound, ± 20 % by ``chance`` (0 to 1)."""
    bound = LONGEST_URGENT_WAIT if urgent else LONGEST_WAIT
    wait: timedelta = min(FIRST_WAIT * 2 ** min(max(tries - 1, 0), 20), bound)
    return wait * (1 + JITTER * (2 * chance - 1))


def is_dead(tries: int, age: timedelta) -> bool:
    """Whether a letter that may still go isn't tried any more."""
    return tries >= MOST_TRIES and age >= GIVE_UP_AFTER


QUIET_FROM = time(21)
QUIET_TO = time(6)


def quiet_until(at: datetime, first: time, end: time) -> datetime | None:
    """When the quiet hours end in which ``at`` lies, or None outside them. They may pass midnight."""
    local = at.astimezone(VN_ZONE)
    now = local.time()
    if first == end:
        return None
    inside = first <= now < end if first < end else now >= first or now < end
    if not inside:
        return None
    day = local.date() + timedelta(days=1 if now >= end else 0)
    return datetime.combine(day, end, VN_ZONE)


def is_away(day: date, first: date | None, last: date | None) -> bool:
    """Whether somebody is away on a day, both ends included."""
    return first is not None and last is not None and first <= day <= last


class What(StrEnum):
    """What a line of a chain says."""

    TOLD = "told"
    SKIPPED = "skipped"
    NOBODY = "nobody"
    ALERTED = "alerted"
    ACKNOWLEDGED = "acknowledged"


class Why(StrEnum):
    """Why somebody is passed over."""

    DISABLED = "disabled"
    AWAY = "away"
    TOLD_BEFORE = "told_before"


NAMED = "named"
"""The step that tells those whom the room named when it started the chain."""


@dataclass(frozen=True, slots=True)
class Step:
    """Whom to tell (a role, or ``named``), and how long to wait for an answer."""

    whom: str
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a step may tell."""

    person_id: UUID
    name: str
    disabled: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened in a chain."""

    step: int
    whom: str
    what: What
    person_id: UUID | None = None
    name: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What to do now: lines to write, people to tell, where the chain stands, when it looks again."""

    position: int
    wait: timedelta | None
    """None: nobody is left."""
    tell: tuple[UUID, ...] = ()
    lines: tuple[Line, ...] = field(default=())


def advance(
    steps: Sequence[Step], position: int, told: Sequence[UUID], found: Mapping[int, Sequence[Candidate]]
) -> Move:
    """Go on from a position to the first step with somebody to tell; steps without anybody take no time."""
    lines: list[Line] = []
    for number in range(position, len(steps)):
        step = steps[number]
        fit: list[Candidate] = []
        for one in found.get(number, ()):
            why = _why_not(one, told)
            if why:
                lines.append(Line(number, step.whom, What.SKIPPED, one.person_id, one.name, why))
            else:
                fit.append(one)
        if fit:
            lines += [Line(number, step.whom, What.TOLD, one.person_id, one.name) for one in fit]
            return Move(number + 1, step.wait, tuple(one.person_id for one in fit), tuple(lines))
        lines.append(Line(number, step.whom, What.NOBODY))
    return Move(len(steps), None, (), tuple(lines))


def _why_not(one: Candidate, told: Sequence[UUID]) -> str:
    if one.disabled:
        return Why.DISABLED
    if one.person_id in told:
        return Why.TOLD_BEFORE
    return Why.AWAY if one.away else ""
