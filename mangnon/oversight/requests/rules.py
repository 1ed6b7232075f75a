"""Pure rules of rights requests: clocks, stages, what may come next. No ORM, no clock of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from mangnon.lib.dates import age_on
from mangnon.lib.workdays import DaysOff, Term, due
from mangnon.oversight.requests.definitions import RequestKind


class Stage(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    FULFILLED = "fulfilled"
    CLOSED = "closed"


class Standing(Protocol):
    """What the rules ask of a request."""

    answer: str
    answer_due: datetime
    fulfil_due: datetime
    answered_at: datetime | None
    fulfilled_at: datetime | None
    closed_at: datetime | None
    extended_from: datetime | None
    approved_at: datetime | None
    conflict: str
    redirected_to: str


def stage_of(one: Standing) -> Stage:
    """Where it stands."""
    if one.closed_at is not None:
        return Stage.CLOSED
    if one.fulfilled_at is not None:
        return Stage.FULFILLED
    if one.answered_at is None:
        return Stage.RECEIVED
    return Stage.REFUSED if one.answer == "refused" else Stage.ACCEPTED


def ends(start: datetime, term: Term, days: DaysOff) -> datetime:
    """When a term ends. Raises TypeError for "ngay", which no kind of request has."""
    found = due(start, term, days)
    if found is None:
        raise TypeError(f"{term} has no end")
    return found


@dataclass(frozen=True, slots=True)
class Clocks:
    """The two due moments of a request."""

    answer: datetime
    fulfil: datetime


def clocks_of(kind: RequestKind, received: datetime, days: DaysOff) -> Clocks:
    """Both clocks run from the receipt: the reading that leaves the requester waiting least."""
    return Clocks(ends(received, kind.answer.term, days), ends(received, kind.fulfil.term, days))


def running_due(one: Standing) -> datetime | None:
    """The due moment that counts now; None when nothing is due any more."""
    stage = stage_of(one)
    if stage is Stage.RECEIVED:
        return one.answer_due
    return one.fulfil_due if stage is Stage.ACCEPTED else None


def is_late(one: Standing, at: datetime) -> bool:
    """Whether the running clock is over."""
    found = running_due(one)
    return found is not None and found < at


def old_enough(born: date, received: date, kind: RequestKind) -> bool:
    """Whether a child asks in their own name."""
    return age_on(born, received) >= kind.child_from


def blocked_by_conflict(one: Standing) -> bool:
    """Whether it must first go to another representative or authority."""
    return bool(one.conflict) and not one.redirected_to


def may_extend(one: Standing, at: datetime) -> bool:
    """Once, after acceptance, while the term still runs."""
    return stage_of(one) is Stage.ACCEPTED and one.extended_from is None and at <= one.fulfil_due


def waits_for_second(one: Standing, kind: RequestKind) -> bool:
    """Whether somebody else must approve before it is carried out."""
    return stage_of(one) is Stage.ACCEPTED and kind.second_person and one.approved_at is None
