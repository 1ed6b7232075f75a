"""The year of a place: its tasks, how each stands, who to call for what is late; the shares of the places below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from mangnon.accounts.models import Person
from mangnon.places.models import Level
from mangnon.programmes.plans.models import Objective, Task
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.plans.rules import ORDER, Standing, Tally, standing, tally


@dataclass(frozen=True, slots=True)
class Standings:
    """A task with how it stands, and how its shares do."""

    task: Task
    how: Standing
    below: Tally | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page."""

    ground: Ground
    year: int
    on: date
    rows: tuple[Standings, ...]
    counts: Tally = field(default_factory=lambda: Tally({}))
    money: tuple[int, int, int] = (0, 0, 0)
    """Planned, allotted, spent: đồng of the own tasks; spent with what the places below spent of their shares."""

    @property
    def headings(self) -> list[tuple[Objective, list[Standings]]]:
        """Rows under their objectives, in the order of the plan."""
        found: dict[UUID, tuple[Objective, list[Standings]]] = {}
        for one in self.rows:
            found.setdefault(one.task.objective_id, (one.task.objective, []))[1].append(one)
        return sorted(found.values(), key=lambda pair: (pair[0].programme_id, pair[0].number))

    def standing(self, *which: Standing) -> list[Standings]:
        """Rows that stand like one of these, the earliest day first."""
        return sorted((one for one in self.rows if one.how in which), key=lambda one: (one.task.due_on, one.task.pk))


def living(year: int) -> QuerySet[Task]:
    """Tasks of a year that weren't dropped."""
    return Task.objects.filter(year=year, dropped_on__isnull=True)


def how(task: Task, on: date) -> Standing:
    """How a task stands on a day."""
    return standing(starts=task.starts_on, due=task.due_on, progress=task.progress, on=on, finished=task.finished_on)


def board(ground: Ground, year: int, on: date) -> Board:
    """The year of a place. Four statements however many tasks there are."""
    rows = living(year).filter(place__in=ground.on(year)).select_related("objective__programme", "place")
    tasks = list(rows.order_by("objective__number", "number", "place__sort_key", "pk"))
    below = below_of([one.pk for one in tasks], on) if ground.unit.level != Level.COMMUNE else {}
    phones = phones_of(one.owner for one in tasks)
    lines = tuple(
        Standings(one, how(one, on), below.get(one.pk), phones.get(one.owner, "") if one.owner else "") for one in tasks
    )
    planned, allotted, spent = (sum(getattr(one, name) for one in tasks) for name in ("planned", "allotted", "spent"))
    spent += sum(one.spent for one in below.values())
    return Board(ground, year, on, lines, tally(one.how for one in lines), (planned, allotted, spent))


def below_of(tasks: Sequence[UUID], on: date) -> dict[UUID, Tally]:
    """How the shares of tasks stand, those of their shares with them."""
    rows = Task.objects.filter(Q(parent__in=tasks) | Q(parent__parent__in=tasks), dropped_on__isnull=True)
    found: dict[UUID, list[Standing]] = defaultdict(list)
    money: dict[UUID, int] = defaultdict(int)
    listed = rows.values_list(
        "parent_id", "parent__parent_id", "starts_on", "due_on", "progress", "finished_on", "spent"
    )
    known = set(tasks)
    for parent, above, starts, due, progress, finished, spent in listed.iterator(chunk_size=5_000):
        top = above if above in known else parent
        found[top].append(standing(starts=starts, due=due, progress=progress, on=on, finished=finished))
        money[top] += spent
    return {task: tally(each, money[task]) for task, each in found.items()}


def phones_of(people: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """Office telephones of people."""
    wanted = {one for one in people if one is not None}
    if not wanted:
        return {}
    return dict(Person.objects.filter(pk__in=wanted).exclude(phone="").values_list("pk", "phone"))


def late_below(ground: Ground, year: int, on: date, most: int) -> tuple[list[Standings], int]:
    """Late tasks of communes below, the longest overdue first, and how many there are in all."""
    rows = living(year).filter(place__level=Level.COMMUNE, finished_on__isnull=True, due_on__lt=on)
    rows = rows.filter(objective__programme__place__in=ground.ids).exclude(place__in=ground.ids)
    total = rows.count()
    found = list(rows.select_related("place", "objective").order_by("due_on", "place__sort_key", "pk")[:most])
    phones = phones_of(one.owner for one in found)
    lines = [Standings(one, Standing.LATE, phone=phones.get(one.owner, "") if one.owner else "") for one in found]
    return lines, total


def urgent_first(rows: Iterable[Standings]) -> list[Standings]:
    """What needs somebody first."""
    return sorted(rows, key=lambda one: (ORDER[one.how], one.task.due_on, one.task.pk))


def years_known() -> list[int]:
    """Years that have tasks, the latest first."""
    return list(Task.objects.order_by("-year").values_list("year", flat=True).distinct())
