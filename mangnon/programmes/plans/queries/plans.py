"""One programme and one task, as their pages show them; the list; what rests on a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, Sum

from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.places.queries import tree
from mangnon.programmes.plans.models import Basis, Before, Goal, Line, Objective, Programme, Target, Task
from mangnon.programmes.plans.queries.board import Standings, below_of, how
from mangnon.programmes.plans.rules import met
from mangnon.statutes.models import Document


@dataclass(frozen=True, slots=True)
class GoalRow:
    """An indicator with its years."""

    goal: Goal
    targets: tuple[Target, ...]

    @property
    def missed(self) -> list[Target]:
        """Years in which it wasn't reached."""
        better = self.goal.better
        return [one for one in self.targets if met(one.target, one.actual, better) is False]


@dataclass(frozen=True, slots=True)
class Heading:
    """An objective with its indicators and the plan's own tasks."""

    objective: Objective
    goals: tuple[GoalRow, ...]
    tasks: tuple[Standings, ...]


def plans() -> QuerySet[Programme]:
    """Every programme."""
    return Programme.objects.select_related("place")


def plan_seen(pk: UUID) -> Programme:
    """One programme. Raises NotFound."""
    found = Programme.objects.select_related("place", "carries_out__place", "follows").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def headings(plan: Programme, on: date) -> list[Heading]:
    """Its objectives with indicators and tasks: five statements."""
    targets = Prefetch("targets", Target.objects.order_by("year"))
    goals = Prefetch("goals", Goal.objects.order_by("name", "pk").prefetch_related(targets))
    rows = Task.objects.filter(place=plan.place_id, dropped_on__isnull=True).order_by("year", "number", "pk")
    tasks = Prefetch("tasks", rows, to_attr="own")
    found = list(plan.objectives.order_by("number").prefetch_related(goals, tasks))
    below = below_of([task.pk for one in found for task in one.own], on)
    return [
        Heading(
            one,
            tuple(GoalRow(goal, tuple(goal.targets.all())) for goal in one.goals.all()),
            tuple(Standings(task, how(task, on), below.get(task.pk)) for task in one.own),
        )
        for one in found
    ]


def task_seen(pk: UUID) -> Task:
    """One task. Raises NotFound."""
    rows = Task.objects.select_related("place", "objective__programme__place", "parent__place")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def objective_seen(pk: UUID) -> Objective:
    """One objective. Raises NotFound."""
    found = Objective.objects.select_related("programme__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def goal_seen(pk: UUID) -> Goal:
    """One indicator. Raises NotFound."""
    found = Goal.objects.select_related("objective__programme__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def shares(task: Task, on: date) -> list[Standings]:
    """Its shares, by place."""
    rows = task.shares.select_related("place").order_by("place__level", "place__sort_key", "pk")
    return [Standings(one, how(one, on)) for one in rows]


def shared_money(task: Task) -> int:
    """Money planned that stands in its shares, đồng."""
    rows = task.shares.filter(dropped_on__isnull=True)
    return int(rows.aggregate(sum=Sum("planned"))["sum"] or 0)


def befores(task: Task) -> list[Task]:
    """Tasks of earlier years that it carries on."""
    rows = Before.objects.filter(task=task).select_related("earlier__place").order_by("earlier__place__sort_key")
    return [one.earlier for one in rows]


def lines(task: Task) -> list[Line]:
    """Its history, the newest first."""
    return list(task.lines.order_by("-id")[:100])


def grounds(row: Programme | Task) -> list[Document]:
    """Documents it rests on, the highest first as they were issued."""
    found = row.grounds.select_related("document").order_by("document__issued_sort", "pk")
    return [one.document for one in found]


def resting(document_id: int) -> list[Basis]:
    """What rests on a document."""
    rows = Basis.objects.filter(document_id=document_id).select_related("programme__place", "task__place")
    return list(rows.order_by("pk")[:100])


def search(words: str, most: int) -> list[Task | Programme]:
    """Programmes, then tasks of the highest level, whose title holds every word, with or without marks."""
    typed = fold(words).split()
    if not typed:
        return []
    found: list[Task | Programme] = []
    for rows in (plans().order_by("-last_year", "pk"), _tops()):
        found += [one for one in rows if all(word in fold(one.title) for word in typed)][: most - len(found)]
    return found


def _tops() -> QuerySet[Task]:
    rows = Task.objects.filter(parent__isnull=True, dropped_on__isnull=True).select_related("place")
    return rows.order_by("-year", "objective__number", "number")[:2_000]


def open_tasks() -> QuerySet[Task]:
    """Tasks that are neither finished nor dropped."""
    return Task.objects.filter(finished_on__isnull=True, dropped_on__isnull=True)


def goals_to_count(year: int) -> list[Goal]:
    """Indicators of a year whose results are computed."""
    rows = Goal.objects.filter(
        Q(objective__programme__first_year__lte=year, objective__programme__last_year__gte=year)
    ).exclude(figure="")
    return list(rows.select_related("objective__programme__place").order_by("pk"))


def children_on(unit: Unit, day: date) -> list[Unit]:
    """Communes below a unit on a day, by name."""
    found: list[Unit] = []
    layers = list(tree([unit], day))
    while layers:
        inside = [child for one in layers for child in one.children]
        found += [one.unit for one in inside if one.unit.level == Level.COMMUNE]
        layers = inside
    return sorted(found, key=lambda one: (one.sort_key, one.pk))
