"""Next year's plan from this one: yearly tasks only, on the map of the day, with what was learnt; nothing is lost.

Finished tasks stay where they were done. The new ones stand at today's places and name the earlier ones they carry
on: several where communes were merged. Districts are no more: their money stays with the level above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.places.models import Level, Unit
from mangnon.places.queries import children
from mangnon.programmes.plans.actions.keeping import line, rest_on, take_plan
from mangnon.programmes.plans.actions.sharing import share_id
from mangnon.programmes.plans.models import Basis, Before, Goal, Line, Objective, Programme, Target, Task
from mangnon.programmes.plans.rules import carried, next_year
from mangnon.programmes.refusals import CopiedAlready, NothingToCopy
from mangnon.programmes.rights import COPY
from mangnon.statutes.models import Document


@dataclass(frozen=True, slots=True)
class _Copying:
    """One copying: from which plan into which, by whom, when."""

    old: Programme
    new: Programme
    by: int
    """Years between them."""
    actor: Actor
    at: datetime

    def task(self, old: Task, place_id: int, uid: UUID, objective_id: UUID) -> Task:
        """A fresh task like an old one."""
        return Task(
            id=uid, objective_id=objective_id, place_id=place_id, year=old.year + self.by, number=old.number,
            title=old.title, about=old.about, owner_name=old.owner_name, reports_to=old.reports_to,
            starts_on=next_year(old.starts_on, self.by), due_on=next_year(old.due_on, self.by), planned=old.planned,
            yearly=True, learnt="", changed_at=self.at, changed_by_name=self.actor.name,
        )  # fmt: skip


@action(COPY)
def copy_plan(*, actor: Actor, at: datetime, plan_id: UUID, year: int, place: Unit, title: str) -> Programme:
    """Copy a year's plan into ``year``, for ``place`` (the plan's own, or what it became).

    Raises NotFound, Forbidden, NothingToCopy, CopiedAlready.
    """
    old = take_plan(actor, COPY, plan_id)
    uid = uuid5(old.pk, str(year))
    if (known := Programme.objects.filter(pk=uid).first()) is not None:
        raise CopiedAlready(year=known.first_year)
    rows = list(_yearly(old).filter(parent__isnull=True, place_id=old.place_id))
    if not rows:
        raise NothingToCopy
    new = Programme.objects.create(
        id=uid, place=place, title=title.strip(), about=old.about, first_year=year, last_year=year, follows=old,
        carries_out_id=old.carries_out_id, made_at=at, made_by_name=actor.name,
    )  # fmt: skip
    work = _Copying(old, new, year - old.last_year, actor, at)
    headings = _headings(work)
    made = _tops(work, rows, headings) + _shares(work, rows, place, headings)
    rest_on(_still_there(old), programme=new)
    book(actor=actor, action=COPY, at=at, subject=new, old=str(old.pk), tasks=made)
    return new


def _yearly(plan: Programme) -> QuerySet[Task]:
    return Task.objects.filter(objective__programme=plan, yearly=True, dropped_on__isnull=True).order_by("number", "pk")


def _still_there(old: Programme) -> list[Document]:
    """Documents it rested on that are still in force, as far as is known."""
    rows = Basis.objects.filter(programme=old).select_related("document")
    return [one.document for one in rows if one.document.state in ("in_force", "unknown")]


def _headings(work: _Copying) -> dict[UUID, UUID]:
    """Objectives and indicators of the new plan; old objective → new one. Last year's result is the new baseline."""
    pairs = {one.pk: uuid5(one.pk, str(work.new.first_year)) for one in work.old.objectives.all()}
    rows = work.old.objectives.order_by("number")
    Objective.objects.bulk_create(
        Objective(id=pairs[one.pk], programme=work.new, number=one.number, title=one.title, about=one.about)
        for one in rows
    )
    goals = Goal.objects.filter(objective__programme=work.old).prefetch_related("targets")
    made = Goal.objects.bulk_create(_goal(one, pairs, work) for one in goals.order_by("pk"))
    Target.objects.bulk_create(Target(goal=one, year=work.new.first_year) for one in made)
    return pairs


def _goal(old: Goal, pairs: dict[UUID, UUID], work: _Copying) -> Goal:
    last = next((one for one in old.targets.all() if one.year == work.old.last_year), None)
    known = last is not None and last.actual is not None
    return Goal(
        id=uuid5(old.pk, str(work.new.first_year)), objective_id=pairs[old.objective_id], name=old.name, unit=old.unit,
        better=old.better, figure=old.figure, follows=old, baseline=last.actual if known and last else old.baseline,
        baseline_year=work.old.last_year if known else old.baseline_year,
    )  # fmt: skip


def _tops(work: _Copying, rows: Iterable[Task], headings: dict[UUID, UUID]) -> int:
    year = str(work.new.first_year)
    made = [work.task(one, work.new.place_id, uuid5(one.pk, year), headings[one.objective_id]) for one in rows]
    _save(work, made, [(uuid5(one.pk, year), one.pk) for one in rows])
    return len(made)


def _shares(work: _Copying, tops: list[Task], place: Unit, headings: dict[UUID, UUID]) -> int:
    """Shares of the communes, on today's map; a task that every commune had goes to every commune of today."""
    day = local_day(work.at)
    shares = _old_shares(tops)
    todays = _todays({one.place_id for each in shares.values() for one in each})
    everywhere, all_now = _reach_of(work.old), [one.pk for one in _communes(place, day)]
    made, befores = [], []
    for top in tops:
        got = shares[top.pk]
        if not got:
            continue
        money = carried({one.place_id: one.planned for one in got}, todays)
        places = {*money, *all_now} if everywhere <= {one.place_id for one in got} else set(money)
        parent = uuid5(top.pk, str(work.new.first_year))
        for one in sorted(places):
            fresh = work.task(got[0], one, share_id(parent, one), headings[top.objective_id])
            fresh.parent_id, fresh.planned, fresh.reports_to = parent, money.get(one, 0), top.owner_name
            made.append(fresh)
        befores += [(share_id(parent, now), one.pk) for one in got for now in todays.get(one.place_id, ())]
    _save(work, made, befores)
    return len(made)


def _old_shares(tops: list[Task]) -> dict[UUID, list[Task]]:
    """Of each task of the top level the shares of communes, also those that a district gave on."""
    known = {one.pk for one in tops}
    rows = Task.objects.filter(Q(parent__in=known) | Q(parent__parent__in=known), place__level=Level.COMMUNE)
    found: dict[UUID, list[Task]] = defaultdict(list)
    for one in rows.filter(dropped_on__isnull=True).select_related("parent").order_by("place_id", "pk"):
        above = one.parent
        if above is not None:
            found[above.pk if above.pk in known or above.parent_id is None else above.parent_id].append(one)
    return found


def _todays(places: set[int]) -> dict[int, list[int]]:
    rows = Unit.objects.filter(pk__in=places).values_list("pk", "today")
    return {pk: sorted(now) for pk, now in rows}


def _reach_of(plan: Programme) -> set[int]:
    """The communes below the plan's place at the end of its years."""
    day = date(plan.last_year, 12, 31)
    return {one.pk for one in _communes(plan.place, day)} or {0}


def _communes(place: Unit, day: date) -> list[Unit]:
    below = [place]
    found: list[Unit] = []
    while below:
        inside = [child for one in below for child in children(one, day)]
        found += [one for one in inside if one.level == Level.COMMUNE]
        below = [one for one in inside if one.level != Level.COMMUNE]
    return found


def _save(work: _Copying, made: list[Task], befores: list[tuple[UUID, UUID]]) -> None:
    Task.objects.bulk_create(made, batch_size=1_000)
    Before.objects.bulk_create([Before(task_id=new, earlier_id=old) for new, old in befores], batch_size=2_000)
    lines = [line(one, Line.Act.ADDED, actor=work.actor, at=work.at) for one in made if one.parent_id is None]
    Line.objects.bulk_create(lines, batch_size=1_000)
