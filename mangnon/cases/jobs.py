"""Scheduled work of the room: deadlines are told before they pass, and climb when they have."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.cases.actions.reminding import REMIND, remind
from mangnon.cases.actions.tasking import LATE, tell_late
from mangnon.cases.models import CaseTask, Separation, StepRecord
from mangnon.cases.queries.procedures import procedure_of
from mangnon.cases.rules.deadlines import SEPARATION, separation_due, warn_day_of_separation
from mangnon.cases.rules.machine import machine
from mangnon.lib.dates import local_day

NAME = "cases.reminding"
MOST = 500
"""Steps, and separations, in one run; the rest follow in the next."""


def remind_due(*, at: datetime) -> int:
    """Tell of every step, separation and task whose end is near or past and wasn't told yet; how many."""
    actor = job(NAME, REMIND, LATE)
    with acting(actor):
        with transaction.atomic():
            due, late = [*_steps(at), *_separations(at)], _tasks(at)
        for case_id, code in due:
            remind(actor=actor, at=at, case_id=case_id, code=code)
        for task_id in late:
            tell_late(actor=actor, at=at, task_id=task_id)
    return len(due) + len(late)


def _tasks(at: datetime) -> list[UUID]:
    rows = CaseTask.objects.filter(CaseTask.OPEN, due_on__lt=local_day(at), told_late_at__isnull=True)
    return list(rows.filter(case__ended_at__isnull=True).order_by("due_on", "pk").values_list("pk", flat=True)[:MOST])


def _steps(at: datetime) -> list[tuple[UUID, str]]:
    """Those with a term of their own."""
    near = Q(unit="hour", due_at__lte=at + timedelta(hours=machine().soon["hour"])) | Q(
        unit="working_day", due_at__lte=at + timedelta(days=machine().soon["working_day"])
    )
    untold = Q(due_at__gt=at, warned_at__isnull=True) | Q(due_at__lte=at, climbed_at__isnull=True)
    rows = StepRecord.objects.filter(
        near, untold, done_at__isnull=True, not_needed=False, derived=False, case__ended_at__isnull=True
    )
    return list(rows.order_by("due_at", "pk").values_list("case_id", "code")[:MOST])


def _separations(at: datetime) -> list[tuple[UUID, str]]:
    untold = Q(warned_at__isnull=True) | Q(climbed_at__isnull=True)
    rows = Separation.objects.filter(untold, ended_on__isnull=True, case__ended_at__isnull=True)
    found = rows.select_related("case").order_by("until", "pk")[:MOST]
    return [(one.case_id, SEPARATION) for one in found if _due(one, at)]


def _due(row: Separation, at: datetime) -> bool:
    if separation_due(row.until) <= at:
        return row.climbed_at is None
    day = warn_day_of_separation(row.starts_on, row.until, procedure_of(row.case))
    return row.warned_at is None and day is not None and day <= local_day(at)
