"""Scheduled work of the room: deadlines are told before they pass, and climb when they have."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.cases.actions.reminding import REMIND, remind
from mangnon.cases.models import StepRecord
from mangnon.cases.rules.machine import machine

NAME = "cases.reminding"
MOST = 500
"""Steps in one run; the rest follow in the next."""


def remind_due(*, at: datetime) -> int:
    """Tell of every open step with a term of its own that is near or past and wasn't told yet; how many."""
    actor = job(NAME, REMIND)
    near = Q(unit="hour", due_at__lte=at + timedelta(hours=machine().soon["hour"])) | Q(
        unit="working_day", due_at__lte=at + timedelta(days=machine().soon["working_day"])
    )
    untold = Q(due_at__gt=at, warned_at__isnull=True) | Q(due_at__lte=at, climbed_at__isnull=True)
    with acting(actor):
        with transaction.atomic():
            rows = StepRecord.objects.filter(
                near, untold, done_at__isnull=True, not_needed=False, derived=False, case__ended_at__isnull=True
            )
            due = list(rows.order_by("due_at", "pk").values_list("case_id", "code")[:MOST])
        for case_id, code in due:
            remind(actor=actor, at=at, case_id=case_id, code=code)
    return len(due)
