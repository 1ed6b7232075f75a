"""The map of a year: communes down, tasks across, in each square how it stands. Built for 241 communes × 60 tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef

from mangnon.places.models import Level, Unit
from mangnon.places.queries.trees import Branch
from mangnon.programmes.plans.models import Programme, Task
from mangnon.programmes.plans.queries.board import living
from mangnon.programmes.plans.queries.grounds import served_on
from mangnon.programmes.plans.rules import ORDER, Standing, standing

Key = tuple[int, int]
"""Number of an objective and of a task under it: a share has those of the task it comes from."""
NOTHING = "none"
"""A place that doesn't have the task."""
URGENCY: Mapping[str, int] = {**{one.value: nth for one, nth in ORDER.items()}, NOTHING: len(ORDER)}
"""Which of two shares of one task a square shows: the lower."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A place: its square for each task, how many are late, how many done."""

    unit: Unit
    cells: tuple[str, ...]
    """Words of ``Standing``, or ``none``."""
    late: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Heat:
    """The whole map: groups of rows (a district of then, or none), heads of columns."""

    tasks: tuple[Task, ...]
    groups: tuple[tuple[Unit | None, tuple[HeatRow, ...]], ...]

    @property
    def rows(self) -> list[HeatRow]:
        """All rows."""
        return [one for _above, rows in self.groups for one in rows]


def plans_of(year: int) -> list[Programme]:
    """Plans with tasks in a year that were given down, the one of the highest level and latest first."""
    given = Task.objects.filter(objective__programme=OuterRef("pk"), parent__isnull=False)
    rows = Programme.objects.filter(Exists(given), first_year__lte=year, last_year__gte=year)
    found = list(rows.select_related("place").order_by("-first_year", "made_at", "pk"))
    return sorted(found, key=lambda one: one.place.level != Level.PROVINCE)


def heat(plan: Programme, year: int, on: date, *, today: date) -> Heat:
    """The map of a plan in a year, as it stands on a day. Some six statements, however many places and tasks."""
    shared = Exists(Task.objects.filter(parent=OuterRef("pk")))
    rows = living(year).filter(shared, objective__programme=plan, place=plan.place_id)
    tops = list(rows.select_related("objective").order_by("objective__number", "number", "pk"))
    squares = _squares(plan, year, on, {(task.objective.number, task.number): nth for nth, task in enumerate(tops)})
    groups = []
    for province in served_on(year, today):
        for above, units in _groups(province):
            made = tuple(_row(unit, squares[unit.pk]) for unit in units if unit.pk in squares)
            if made:
                groups.append((above, made))
    return Heat(tuple(tops), tuple(groups))


def _groups(province: Branch) -> Iterable[tuple[Unit | None, list[Unit]]]:
    loose = [one.unit for one in province.children if one.unit.level == Level.COMMUNE]
    if loose:
        yield None, loose
    for one in province.children:
        if one.unit.level == Level.DISTRICT:
            yield one.unit, [child.unit for child in one.children]


def _squares(plan: Programme, year: int, on: date, index: Mapping[Key, int]) -> dict[int, list[str]]:
    """Place → how its share of each task stands, in the order of the tasks; of two shares the one that needs somebody.

    Shares with the same days come in one row, places and progress side by side: far fewer rows than squares. Shares
    of districts come too; nobody asks for them.
    """
    found: dict[int, list[str]] = defaultdict(lambda: [NOTHING] * len(index))
    listed = living(year).filter(objective__programme=plan, parent__isnull=False)
    alike = listed.values_list("objective__number", "number", "starts_on", "due_on", "finished_on")
    aside = alike.annotate(places=ArrayAgg("place_id"), made=ArrayAgg("progress"))
    for heading, number, starts, due, finished, places, made in aside:
        nth = index.get((heading, number))
        if nth is None:
            continue
        known = {
            one: standing(starts=starts, due=due, progress=one, on=on, finished=finished).value for one in set(made)
        }
        for place, progress in zip(places, made, strict=True):
            row, now = found[place], known[progress]
            if URGENCY[now] < URGENCY[row[nth]]:
                row[nth] = now
    return found


def _row(unit: Unit, cells: list[str]) -> HeatRow:
    total = len(cells) - cells.count(NOTHING)
    return HeatRow(unit, tuple(cells), cells.count(Standing.LATE), cells.count(Standing.DONE), total)
