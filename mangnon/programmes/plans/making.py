"""Pieces of the demo's plans: rows in bulk, results that are always the same. For the demo alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID, uuid5
from zlib import crc32

from mangnon.access.actor import Actor
from mangnon.audit.book import book
from mangnon.places.models import Level, Unit
from mangnon.programmes.plans.actions import add_plan
from mangnon.programmes.plans.actions.sharing import share_id
from mangnon.programmes.plans.models import (
    Adoption,
    Basis,
    Better,
    Goal,
    Kind,
    Line,
    Objective,
    Programme,
    Target,
    Task,
)
from mangnon.programmes.plans.rules import pace
from mangnon.statutes.models import Document
from mangnon.statutes.queries.documents import of_number

LATE, OPEN = 7, 3
"""Of a hundred shares of a year that is over: done late, never done."""
RECENT = timedelta(days=80)
"""What was due before that is done by now."""
SOURCE = "Báo cáo tổng kết năm của Sở (số liệu minh họa)"


class Year(Protocol):
    """What the making of a year knows."""

    @property
    def districts(self) -> list[tuple[Unit, list[Unit]]]:
        """Districts with their communes."""

    @property
    def began(self) -> datetime:
        """When it was planned."""


def lot(*words: object) -> int:
    """A number from 0 to 99, always the same for the same words."""
    return crc32("|".join(map(str, words)).encode()) % 100


def known(actor: Actor, numbers: Iterable[str]) -> list[str]:
    """Those that the register has: a demo without the register has plans all the same."""
    return [one for one in numbers if of_number(one)]


def day(text: str, year: int) -> date:
    """``15-11`` of a year."""
    number, month = str(text).split("-")
    return date(year, int(month), int(number))


def headings(plan: Programme, told: Sequence[dict[str, Any]]) -> Iterator[tuple[UUID, int, dict[str, Any]]]:
    """Write objectives and indicators; give each task with its objective and number."""
    objectives, goals, targets = [], [], []
    for number, one in enumerate(told, 1):
        objective = Objective(id=uuid5(plan.pk, str(number)), programme=plan, number=number, title=one["title"])
        objectives.append(objective)
        for goal in one.get("goals", ()):
            goals.append(_goal(objective, goal, plan.first_year))
            targets.append(_target(goals[-1], plan.first_year, goal["target"], goal["actual"], goal.get("why", "")))
    Objective.objects.bulk_create(objectives)
    Goal.objects.bulk_create(goals)
    Target.objects.bulk_create(targets)
    for objective, one in zip(objectives, told, strict=True):
        for number, task in enumerate(one["tasks"], 1):
            yield objective.pk, number, task


def _goal(objective: Objective, told: dict[str, Any], year: int) -> Goal:
    better = Better.LESS if told.get("less") else Better.MORE
    return Goal(
        id=uuid5(objective.pk, told["n"]), objective=objective, name=told["n"], unit=told["u"], better=better,
        figure=told.get("f", ""), baseline=Decimal(str(told["base"])), baseline_year=year - 1,
    )  # fmt: skip


def _target(goal: Goal, year: int, target: float, actual: float | None, why: str) -> Target:
    missed = actual is not None and (actual < target if goal.better == Better.MORE else actual > target)
    return Target(
        goal=goal, year=year, target=Decimal(str(target)), actual=None if actual is None else Decimal(str(actual)),
        source=SOURCE if actual is not None else "", why=why if missed else "",
    )  # fmt: skip


def task(
    uid: UUID, objective_id: UUID, place: Unit, number: int, told: dict[str, Any], year: int, at: datetime
) -> Task:
    """A task of the file."""
    return Task(
        id=uid, objective_id=objective_id, place=place, year=year, number=number, title=told["t"],
        starts_on=day(told["from"], year), due_on=day(told["due"], year), yearly=told.get("y", True), changed_at=at,
        changed_by_name="",
    )  # fmt: skip


def share(above: Task, place: Unit, money: int, at: datetime) -> Task:
    """A place's share of it."""
    return Task(
        id=share_id(above.pk, place.pk), objective_id=above.objective_id, parent=above, place=place, year=above.year,
        number=above.number, title=above.title, starts_on=above.starts_on, due_on=above.due_on, planned=money,
        yearly=above.yearly, changed_at=at, changed_by_name="",
    )  # fmt: skip


def finish(row: Task, delays: Sequence[str], *, spend: bool = True, certain: bool = False) -> None:
    """What came of a task of a year that is over: most done in time, some late, a few never; money nearly spent."""
    n = lot(row.pk, row.place_id)
    if certain or n >= LATE + OPEN:
        row.progress, row.finished_on = 100, row.due_on - timedelta(days=n % 12)
    elif n >= OPEN:
        row.progress, row.finished_on = 100, min(row.due_on + timedelta(days=4 + n * 3), date(row.year, 12, 31))
        row.delay = delays[n % len(delays)] if row.finished_on > row.due_on else ""
    else:
        row.progress, row.delay = 60 + n * 10, delays[n % len(delays)]
    row.finished_on = max(row.finished_on, row.starts_on) if row.finished_on else None
    row.allotted = row.planned
    kept = row.planned // 10 if row.place.level != Level.COMMUNE and spend is True and row.parent_id else row.planned
    row.spent = kept * (100 - n % 6) // 100 * row.progress // 100


def bases(actor: Actor, rows: Iterable[tuple[Task, Sequence[str]]]) -> None:
    """On which documents tasks rest, as far as the register has them."""
    found: dict[str, Document | None] = {}
    made = []
    for row, numbers in rows:
        for number in numbers:
            if number not in found:
                found[number] = next(iter(of_number(number)), None)
            if (document := found[number]) is not None:
                made.append(Basis(document=document, task=row))
    Basis.objects.bulk_create(made)


def stories(rows: Iterable[Task], actor: Actor) -> None:
    """A line for each task of the province, and for each share that was late."""
    made = []
    for one in rows:
        if one.parent_id is not None and not one.delay:
            continue
        act = Line.Act.FINISHED if one.finished_on else Line.Act.TOLD
        made.append(
            Line(task=one, act=act, text=one.delay, progress=one.progress, spent=one.spent, by="demo",
                 by_name=one.owner_name or actor.name, at=one.changed_at)
        )  # fmt: skip
    Line.objects.bulk_create(made, batch_size=1_000)


def booked(actor: Actor, at: datetime, plan: Programme, tasks: int) -> None:
    """Say in the book that the demo made them."""
    book(actor=actor, action="programmes.demo", at=at, subject=plan, tasks=tasks)


def come_so_far(today: date, delays: Sequence[str]) -> None:
    """This year's tasks as far as the year has come: what is past is mostly done, the rest under way."""
    rows = Task.objects.filter(year=today.year, dropped_on__isnull=True).select_related("place")
    nobody = rows.filter(place__kind__icontains="đặc khu")
    nobody.update(dropped_on=date(today.year, 1, 2), dropped_why="Không có trẻ em thường trú")
    changed = []
    for one in rows:
        n = lot("nay", one.pk)
        one.allotted = one.planned
        if one.due_on < today:
            _past(one, n, today, delays)
        elif one.starts_on <= today:
            one.progress = min(95, max(0, pace(one.starts_on, one.due_on, today) + n % 30 - 18))
        one.spent = one.planned * one.progress // 100 * (88 + n % 12) // 100 if one.place.level == Level.COMMUNE else 0
        changed.append(one)
    fields = ["progress", "finished_on", "delay", "spent", "allotted"]
    Task.objects.bulk_create(changed, 1_000, update_conflicts=True, unique_fields=["id"], update_fields=fields)
    _aims(today.year)


def _aims(year: int) -> None:
    """What is to be reached this year: what was to be reached in the plan before, and a little more."""
    rows = list(Target.objects.filter(year=year, goal__follows__isnull=False).select_related("goal__follows"))
    for one in rows:
        before = one.goal.follows.targets.order_by("-year").first() if one.goal.follows else None
        if before is not None and before.target is not None:
            more = one.goal.better == Better.MORE and one.goal.unit == "%"
            one.target = min(before.target + 2, Decimal(100)) if more else before.target
    Target.objects.bulk_update(rows, ["target"])


def _past(one: Task, n: int, today: date, delays: Sequence[str]) -> None:
    if n < 6 and one.parent_id is not None and today - one.due_on < RECENT:
        one.progress, one.delay = 45 + n * 10, delays[n % len(delays)]
        return
    one.progress = 100
    one.finished_on = max(one.starts_on, min(one.due_on + timedelta(days=n % 9 - 9 if n > 9 else n), today))
    one.delay = delays[n % len(delays)] if one.finished_on > one.due_on else ""


def hand_to(year: int, person: Actor | None, officer: Actor) -> None:
    """Tasks of the demo's own commune are its officer's, the province's are its officer's; one of them is late."""
    rows = Task.objects.filter(year=year)
    rows.filter(place__level=Level.PROVINCE).update(
        owner=officer.person_id, owner_name=officer.name, reports_to="Giám đốc Sở Y tế"
    )
    if person is None:
        return
    own = rows.filter(place__in=[one.place_id for one in person.grants])
    own.update(owner=person.person_id, owner_name=person.name)
    last = own.filter(finished_on__isnull=False).order_by("-due_on", "pk").first()
    if last is not None:
        last.progress, last.finished_on, last.delay = 70, None, ""
        last.save(update_fields=["progress", "finished_on", "delay"])


def long_programmes(told: Sequence[dict[str, Any]], place: Unit, actor: Actor, at: datetime) -> None:
    """Programmes of several years with what was reached in each."""
    for one in told:
        first, last = one["years"]
        plan = add_plan(
            actor=actor, at=at, place=place, title=one["title"], first_year=first, last_year=last,
            documents=known(actor, one["documents"]), about="Dữ liệu mẫu: số liệu minh họa.",
            uid=uuid5(place_space(place), one["title"]),
        )  # fmt: skip
        objective = Objective.objects.create(id=uuid5(plan.pk, "1"), programme=plan, number=1, title=one["heading"])
        for goal in one["goals"]:
            row = _goal(objective, goal, first)
            row.save(force_insert=True)
            years = zip(range(first, last + 1), goal["targets"], goal["actuals"], strict=True)
            Target.objects.bulk_create(
                _target(row, year, target, None if year == goal.get("skip") else actual, goal.get("why", ""))
                for year, target, actual in years
            )


def place_space(place: Unit) -> UUID:
    """A name space of a place."""
    return uuid5(UUID(int=0), place.code)


def adoptions(year: Year) -> None:
    """Who took it into which document in 2020: nearly all."""
    made = [
        _adoption(commune, kind, year, lot(commune.pk, kind.value))
        for _district, communes in year.districts
        for commune in communes
        for kind in Kind
    ]
    Adoption.objects.bulk_create(made, batch_size=1_000)


def _adoption(commune: Unit, kind: Kind, year: Year, n: int) -> Adoption:
    adopted = n >= 4
    words = f"{Kind(kind).label} năm 2020" if adopted else "Chưa đưa vào, sẽ bổ sung giữa năm"
    planned = (20 + n % 40) * 1_000_000 if kind is Kind.BUDGET and adopted else 0
    return Adoption(
        place=commune, year=2020, kind=kind, adopted=adopted, words=words[:1].upper() + words[1:], planned=planned,
        allotted=planned, spent=planned * (90 + n % 10) // 100, told_at=year.began, told_by_name="",
    )  # fmt: skip
