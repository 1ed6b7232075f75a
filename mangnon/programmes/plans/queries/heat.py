"""The map of a year: communes down, tasks across, in each square how it stands. Built for 241 communes × 60 tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mangnon.places.models import Level, Unit
from mangnon.places.queries.trees import Branch
from mangnon.programmes.plans.models import Programme, Task
from mangnon.programmes.plans.queries.board import living
from mangnon.programmes.plans.queries.grounds import served_on
from mangnon.programmes.plans.rules import ORDER, Standing, standing

NOTHING = "none"
"""A place that doesn't have the task."""


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
    rows = Programme.objects.filter(first_year__lte=year, last_year__gte=year, objectives__tasks__parent__isnull=False)
    found = list(rows.select_related("place").distinct().order_by("-first_year", "made_at", "pk"))
    return sorted(found, key=lambda one: one.place.level != Level.PROVINCE)


def heat(plan: Programme, year: int, on: date, *, today: date) -> Heat:
    """The map of a plan in a year, as it stands on a day. Some six statements, however many places and tasks."""
    rows = living(year).filter(objective__programme=plan, shares__isnull=False)
    tops = list(
        rows.filter(place=plan.place_id).select_related("objective").order_by("objective__number", "number").distinct()
    )
    squares = _squares(plan, year, on)
    index = {task.pk: nth for nth, task in enumerate(tops)}
    groups = []
    for province in served_on(year, today):
        for above, units in _groups(province):
            made = tuple(_row(unit, squares[unit.pk], index) for unit in units if unit.pk in squares)
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


def _squares(plan: Programme, year: int, on: date) -> Mapping[int, dict[UUID, Standing]]:
    """Place → task of the top level → how its share there stands; of two the one that needs somebody."""
    found: dict[int, dict[UUID, Standing]] = defaultdict(dict)
    listed = living(year).filter(objective__programme=plan, parent__isnull=False, place__level=Level.COMMUNE)
    fields = listed.values_list(
        "place_id", "parent_id", "parent__parent_id", "starts_on", "due_on", "progress", "finished_on"
    )
    for place, parent, above, starts, due, progress, finished in fields.iterator(chunk_size=20_000):
        now = standing(starts=starts, due=due, progress=progress, on=on, finished=finished)
        row, top = found[place], above or parent
        if top not in row or ORDER[now] < ORDER[row[top]]:
            row[top] = now
    return found


def _row(unit: Unit, squares: Mapping[UUID, Standing], index: Mapping[UUID, int]) -> HeatRow:
    cells = [NOTHING] * len(index)
    late = done = 0
    for task, now in squares.items():
        nth = index.get(task)
        if nth is None:
            continue
        cells[nth] = now.value
        late += now is Standing.LATE
        done += now is Standing.DONE
    return HeatRow(unit, tuple(cells), late, done, sum(one != NOTHING for one in cells))
