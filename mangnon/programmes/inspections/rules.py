"""How an inspection and its recommendations stand on a day: pure. No deadline stands here: each is set by people."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=14)
"""How long before its day a recommendation waits on a worklist (ours)."""


class Stand(StrEnum):
    """How a recommendation stands."""

    LATE = "late"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


def stand(*, due_on: date, answered_on: date | None, closed_on: date | None, today: date) -> Stand:
    """How a recommendation stands; the day itself is still in time."""
    if closed_on is not None:
        return Stand.CLOSED
    if answered_on is not None:
        return Stand.ANSWERED
    return Stand.LATE if today > due_on else Stand.WAITING


def behind(*, state: str, planned_to: date, today: date) -> bool:
    """Whether it should have taken place by now."""
    return state == "planned" and today > planned_to
