"""What moves the clocks of cases from below: an edited calendar, an earlier first information, a pinned law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.cases.actions.doing import next_due, save_case
from mangnon.cases.models import Case, DueShift, StepRecord
from mangnon.cases.queries.procedures import KIND
from mangnon.cases.queries.reach import LIST
from mangnon.intake.models import HarmReport
from mangnon.intake.slots import ClockMoved
from mangnon.lib.workdays import Running, Shift, Term
from mangnon.places.calendar.slots import DueDates
from mangnon.statutes.slots import Pinned

MACHINE = job("cases.clocks", LIST)
"""Sees where clocks run, whatever case it is, and shows nothing to anybody."""


def running(places: Sequence[int] | None) -> Iterator[Running]:
    """Open steps whose term is in working days."""
    rows = StepRecord.objects.filter(
        done_at__isnull=True, not_needed=False, due_at__isnull=False, unit="working_day", case__ended_at__isnull=True
    ).annotate(place=F("case__place"))
    if places is not None:
        rows = rows.filter(case__place__in=list(places))
    for row in rows:
        if row.due_at is not None and row.clock_from is not None and row.amount:
            yield Running(str(row.pk), row.place, row.clock_from, Term.of(row.amount, row.unit), row.due_at)


def move(shifts: Sequence[Shift], because: str, at: datetime) -> int:
    """Write the new due moments, each with a line that people see."""
    rows = {str(row.pk): row for row in StepRecord.objects.filter(pk__in=[UUID(one.running.key) for one in shifts])}
    for one in shifts:
        row = rows.get(one.running.key)
        if row is None or row.due_at is None:
            continue
        DueShift.objects.create(
            case_id=row.case_id, code=row.code, was=row.due_at, now=one.due, because=because[:500], at=at
        )
        row.due_at = one.due
        row.save(update_fields=["due_at"])
    for case in Case.objects.visible_to(MACHINE, LIST).filter(pk__in={row.case_id for row in rows.values()}):
        case.due_at, case.due_step = next_due(case)
        case.save(update_fields=["due_at", "due_step"])
    return len(rows)


def first_information(actor: Actor, at: datetime, report: HarmReport) -> None:
    """A report's first information was earlier: so were those of its cases, and what follows from them."""
    with acting(MACHINE):
        rows = Case.objects.visible_to(MACHINE, LIST).filter(reports__report=report)
        for case in rows.filter(first_information_at__gt=report.first_information_at):
            case.first_information_at = report.first_information_at
            save_case(case, at)


def pinned(kind: str, key: str, version: str) -> int:
    """How many cases keep a version of a procedure."""
    if kind != KIND:
        return 0
    with acting(MACHINE):
        return Case.objects.visible_to(MACHINE, LIST).filter(procedure=key, procedure_version=version).count()


CLOCKS = (
    DueDates("cases.steps", _("hạn của hồ sơ vụ việc"), running, move),
    ClockMoved("cases.clocks", first_information),
    Pinned(_("Hồ sơ vụ việc"), pinned),
)
