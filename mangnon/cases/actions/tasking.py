"""Tasks of a team: given, done, dropped; told of when their day has passed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import save_case
from mangnon.cases.actions.working import written
from mangnon.cases.models import Case, CaseTask
from mangnon.cases.queries.reach import take_case
from mangnon.cases.refusals import DayPassed, NotInTeam, TaskEnded
from mangnon.cases.told import tell_people
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound

GIVE, FINISH, DROP, LATE = "cases.tasks.give", "cases.tasks.finish", "cases.tasks.drop", "cases.tasks.remind"


@action(GIVE)
def give_task(
    *, actor: Actor, at: datetime, case_id: UUID, task_id: UUID, what: str, person_id: UUID, due_on: date | None = None
) -> CaseTask:
    """Ask somebody of the team, or oneself, to do something; who is asked is told.

    Raises NotFound, NotOnTeam, CaseEnded, NotInTeam, DayPassed.
    """
    case = take_case(actor, case_id, at, GIVE)
    known = CaseTask.objects.filter(pk=task_id, case=case).first()
    if known is None:
        member = case.team.filter(person=person_id, until__isnull=True).first()
        if member is None:
            raise NotInTeam
        if due_on is not None and due_on < local_day(at):
            raise DayPassed(day=format_date(due_on))
        known = CaseTask(
            id=task_id, case=case, what=what.strip(), person=person_id, person_name=member.name, due_on=due_on,
            **written(actor, at),
        )  # fmt: skip
        known.save(force_insert=True)
        save_case(case, at)
        tell_people(actor, at, case, "cases.task_given", [person_id])
    book(actor=actor, action=GIVE, at=at, subject=case, task=str(known.pk), to=str(known.person))
    return known


def _open(case: Case, task_id: UUID) -> CaseTask:
    """An open task, locked. Raises NotFound, TaskEnded."""
    task = CaseTask.objects.filter(pk=task_id, case=case).select_for_update().first()
    if task is None:
        raise NotFound
    if not task.is_open:
        raise TaskEnded(name=task.finished_by_name or task.dropped_by_name)
    return task


@action(FINISH)
def finish_task(*, actor: Actor, at: datetime, case_id: UUID, task_id: UUID, result: str = "") -> CaseTask:
    """It is done, by whoever of the team says so; who asked is told. Raises NotFound, NotOnTeam, TaskEnded."""
    case = take_case(actor, case_id, at, FINISH)
    task = _open(case, task_id)
    task.finished_at, task.finished_by_name, task.result = at, actor.name, result.strip()
    task.save(update_fields=["finished_at", "finished_by_name", "result"])
    save_case(case, at)
    tell_people(actor, at, case, "cases.task_done", [_asker(task)])
    book(actor=actor, action=FINISH, at=at, subject=case, task=str(task.pk))
    return task


@action(DROP)
def drop_task(*, actor: Actor, at: datetime, case_id: UUID, task_id: UUID, reason: str) -> CaseTask:
    """It needn't be done any more. Raises NotFound, NotOnTeam, TaskEnded."""
    case = take_case(actor, case_id, at, DROP)
    task = _open(case, task_id)
    task.dropped_at, task.dropped_by_name, task.dropped_why = at, actor.name, reason.strip()
    task.save(update_fields=["dropped_at", "dropped_by_name", "dropped_why"])
    save_case(case, at)
    tell_people(actor, at, case, "cases.task_done", [task.person, _asker(task)])
    book(actor=actor, action=DROP, at=at, subject=case, task=str(task.pk))
    return task


def _asker(task: CaseTask) -> UUID | None:
    try:
        return UUID(task.by)
    except ValueError:  # a job asked
        return None


@action(LATE)
def tell_late(*, actor: Actor, at: datetime, task_id: UUID) -> CaseTask | None:
    """Once, when the last day of a task has passed: who should do it and who asked. For the machine."""
    task = CaseTask.objects.filter(CaseTask.OPEN, pk=task_id, told_late_at__isnull=True).first()
    case = take(Case, task.case_id, actor, LATE) if task is not None else None
    if task is not None and case is not None:
        task.told_late_at = at
        task.save(update_fields=["told_late_at"])
        tell_people(actor, at, case, "cases.task_late", [task.person, _asker(task)])
    book(actor=actor, action=LATE, at=at, subject=case, task=str(task_id))
    return task
