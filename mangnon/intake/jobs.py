"""Scheduled work of the room: people are called when a report waits too long."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.intake.actions import climb
from mangnon.intake.queries.reports import unaccepted

NAME = "intake.climbing"


def climb_due(*, at: datetime) -> int:
    """Call people for every hand-over past its time; how many."""
    actor = job(NAME, "intake.climb")
    with acting(actor):
        with transaction.atomic():
            due = unaccepted(at)
        for step in due:
            climb(actor=actor, at=at, step=step)
    return len(due)
