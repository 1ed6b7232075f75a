"""What acts on plans share: it is the own place's, it is locked, a line goes into the task's history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.dates import format_date
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.places.models import Level, Unit
from mangnon.programmes.plans.models import Basis, Goal, Line, Objective, Programme, Task
from mangnon.programmes.refusals import ReasonMissing, TaskClosed, UnknownDocument
from mangnon.statutes.models import Document
from mangnon.statutes.queries.documents import of_number
from mangnon.statutes.whose import sees

LEAST_REASON = 10


def keeps(actor: Actor, right: str, place: Unit) -> bool:
    """Whether this person may do it for a place: a commune in reach; the province and districts are the province's."""
    reach = actor.reach(right)
    return reach.everywhere or (place.level == Level.COMMUNE and place.pk in reach)


def must_keep(actor: Actor, right: str, place: Unit) -> None:
    """Raises Forbidden when it is another place's."""
    if not keeps(actor, right, place):
        raise Forbidden(action=right, place_id=place.pk)


def take_plan(actor: Actor, right: str, plan_id: UUID) -> Programme:
    """A programme of the own place, locked. Raises NotFound, Forbidden."""
    seen = Programme.objects.select_related("place").filter(pk=plan_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)  # asked before the lock: row security locks nobody else's row
    return Programme.objects.select_for_update(of=("self",)).select_related("place").get(pk=plan_id)


def take_objective(actor: Actor, right: str, objective_id: UUID) -> Objective:
    """An objective of a programme of the own place, the programme locked. Raises NotFound, Forbidden."""
    found = Objective.objects.filter(pk=objective_id).first()
    if found is None:
        raise NotFound
    found.programme = take_plan(actor, right, found.programme_id)
    return found


def take_goal(actor: Actor, right: str, goal_id: UUID) -> Goal:
    """An indicator of a programme of the own place, the programme locked. Raises NotFound, Forbidden."""
    found = Goal.objects.select_related("objective").filter(pk=goal_id).first()
    if found is None:
        raise NotFound
    found.objective.programme = take_plan(actor, right, found.objective.programme_id)
    return found


def take_task(actor: Actor, right: str, task_id: UUID) -> Task:
    """A task of the own place, locked. Raises NotFound, Forbidden, TaskClosed."""
    seen = Task.objects.select_related("place").filter(pk=task_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)
    found = Task.objects.select_for_update(of=("self",)).select_related("place", "objective__programme").get(pk=task_id)
    if found.dropped_on is not None:
        raise TaskClosed(day=format_date(found.dropped_on))
    return found


def same_version(row: Any, version: int) -> None:
    """What was read is what stands there. Raises StaleVersion."""
    if row.version != version:
        raise StaleVersion


def touch(task: Task, *, actor: Actor, at: datetime) -> None:
    """Save it as a new version by this person."""
    task.version += 1
    task.changed_at, task.changed_by_name = at, actor.name
    task.save()


def note(task: Task, act: str, *, actor: Actor, at: datetime, text: str = "", **figures: int | None) -> None:
    """A line of its history."""
    line(task, act, actor=actor, at=at, text=text, **figures).save(force_insert=True)


def line(task: Task, act: str, *, actor: Actor, at: datetime, text: str = "", **figures: int | None) -> Line:
    """The same, not yet saved."""
    by = str(actor.person_id or actor.name)
    told = {name: figures.get(name) for name in ("progress", "spent")}
    return Line(task=task, act=act, text=text[:500], by=by, by_name=actor.name, at=at, **told)


def reason_of(text: str) -> str:
    """A reason that says something. Raises ReasonMissing."""
    told = text.strip()
    if len(told) < LEAST_REASON:
        raise ReasonMissing
    return told


def documents_named(actor: Actor, numbers: Iterable[str]) -> list[Document]:
    """Documents of the register by their numbers, as far as this person sees them. Raises UnknownDocument."""
    found: list[Document] = []
    for number in filter(None, (one.strip() for one in numbers)):
        known = next((one for one in of_number(number) if sees(actor, one)), None)
        if known is None:
            raise UnknownDocument(number=number[:80])
        if known not in found:
            found.append(known)
    return found


def rest_on(documents: Iterable[Document], *, programme: Programme | None = None, task: Task | None = None) -> None:
    """Say that it rests on exactly these documents."""
    wanted = {one.pk for one in documents}
    rows = Basis.objects.filter(programme=programme, task=task)
    there = set(rows.values_list("document_id", flat=True))
    rows.exclude(document_id__in=wanted).delete()
    Basis.objects.bulk_create(Basis(document_id=one, programme=programme, task=task) for one in sorted(wanted - there))
