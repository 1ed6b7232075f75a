"""A task is written into a plan, its terms are changed, it is dropped with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.places.models import Level, Unit
from mangnon.programmes.plans.actions.keeping import (
    documents_named,
    must_keep,
    note,
    reason_of,
    rest_on,
    same_version,
    take_task,
    touch,
)
from mangnon.programmes.plans.models import Line, Objective, Task
from mangnon.programmes.refusals import DaysWrong, SentBefore, TaskUnder, YearOutside
from mangnon.programmes.reminding import moved
from mangnon.programmes.rights import ADD_TASK, CORRECT_TASK, DROP_TASK


@dataclass(frozen=True, slots=True)
class Terms:
    """Who does it, by when, with how much money (đồng), to whom they answer."""

    starts_on: date
    due_on: date
    owner: UUID | None = None
    owner_name: str = ""
    reports_to: str = ""
    planned: int = 0
    allotted: int = 0
    yearly: bool = False

    @property
    def checked(self) -> Terms:
        """Itself. Raises DaysWrong."""
        if self.due_on < self.starts_on:
            raise DaysWrong(due=format_date(self.due_on), start=format_date(self.starts_on))
        return self


@action(ADD_TASK)
def add_task(
    *, actor: Actor, at: datetime, objective_id: UUID, place: Unit, title: str, terms: Terms, about: str = "",
    documents: Sequence[str] = (), uid: UUID | None = None,
) -> Task:  # fmt: skip
    """A task of ``place`` under an objective of its own plan or of a higher one; its year is that of its last day.

    Raises NotFound, Forbidden, YearOutside, DaysWrong, UnknownDocument, SentBefore.
    """
    objective = Objective.objects.select_related("programme__place").filter(pk=objective_id).first()
    if objective is None:
        raise NotFound
    must_keep(actor, ADD_TASK, place)
    if objective.programme.place.level == Level.COMMUNE and objective.programme.place_id != place.pk:
        raise Forbidden(action=ADD_TASK, place_id=objective.programme.place_id)
    year, plan = terms.checked.due_on.year, objective.programme
    if not plan.first_year <= year <= plan.last_year:
        raise YearOutside(year=year, first=plan.first_year, last=plan.last_year)
    if uid and (known := Task.objects.filter(pk=uid).first()):
        if known.title != title.strip():
            raise SentBefore(name=known.title)
        book(actor=actor, action=ADD_TASK, at=at, subject=known, again=True)
        return known
    made = Task(
        id=uid or new_id(), objective=objective, place=place, year=year, number=_next(objective, place),
        title=title.strip(), about=about.strip(), changed_at=at, changed_by_name=actor.name,
    )  # fmt: skip
    _put(made, terms)
    made.save(force_insert=True)
    rest_on(documents_named(actor, documents), task=made)
    note(made, Line.Act.ADDED, actor=actor, at=at)
    book(actor=actor, action=ADD_TASK, at=at, subject=made, planned=terms.planned)
    return made


@action(CORRECT_TASK)
def correct_task(
    *, actor: Actor, at: datetime, task_id: UUID, version: int, title: str, terms: Terms, about: str = "",
    learnt: str = "", documents: Sequence[str] | None = None,
) -> Task:  # fmt: skip
    """Change a task and its terms; ``documents`` None leaves them.

    Raises NotFound, Forbidden, TaskClosed, StaleVersion, DaysWrong, YearOutside, UnknownDocument.
    """
    task = take_task(actor, CORRECT_TASK, task_id)
    same_version(task, version)
    if terms.checked.due_on.year != task.year:
        raise YearOutside(year=terms.due_on.year, first=task.year, last=task.year)
    was = _said(task)
    if terms.due_on != task.due_on:
        moved(task)
    task.title, task.about, task.learnt = title.strip(), about.strip(), learnt.strip()
    _put(task, terms)
    touch(task, actor=actor, at=at)
    if documents is not None:
        rest_on(documents_named(actor, documents), task=task)
    changed = [name for name, value in _said(task).items() if was[name] != value]
    note(task, Line.Act.CHANGED, actor=actor, at=at, text=", ".join(f"{was[n]} → {_said(task)[n]}" for n in changed))
    book(actor=actor, action=CORRECT_TASK, at=at, subject=task, changed=changed)
    return task


@action(DROP_TASK)
def drop_task(*, actor: Actor, at: datetime, task_id: UUID, reason: str) -> Task:
    """It won't be done; it stays in the history with its reason.

    Raises NotFound, Forbidden, TaskClosed, TaskUnder, ReasonMissing.
    """
    task = take_task(actor, DROP_TASK, task_id)
    running = task.shares.filter(finished_on__isnull=True, dropped_on__isnull=True).count()
    if running:
        raise TaskUnder(n=running)
    task.dropped_on, task.dropped_why = local_day(at), reason_of(reason)
    touch(task, actor=actor, at=at)
    note(task, Line.Act.DROPPED, actor=actor, at=at, text=task.dropped_why)
    book(actor=actor, action=DROP_TASK, at=at, subject=task)
    return task


def _put(task: Task, terms: Terms) -> None:
    task.starts_on, task.due_on = terms.starts_on, terms.due_on
    task.owner, task.owner_name, task.reports_to = terms.owner, terms.owner_name.strip(), terms.reports_to.strip()
    task.planned, task.allotted, task.yearly = terms.planned, terms.allotted, terms.yearly


def _said(task: Task) -> dict[str, str]:
    """What a line of the history tells of a change."""
    return {
        "title": task.title, "owner": task.owner_name or "…", "due": format_date(task.due_on),
        "planned": f"{task.planned} đồng", "allotted": f"cấp {task.allotted} đồng",
    }  # fmt: skip


def _next(objective: Objective, place: Unit) -> int:
    last = objective.tasks.filter(place=place).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
