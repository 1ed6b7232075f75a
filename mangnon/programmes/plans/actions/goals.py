"""Indicators: what is to be reached, what was, from where that is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.programmes.plans.actions.keeping import take_goal, take_objective
from mangnon.programmes.plans.models import Better, Goal, Target
from mangnon.programmes.refusals import Computed, SentBefore, SourceMissing, YearOutside
from mangnon.programmes.rights import ADD_GOAL, COUNT_GOALS, SET_TARGET, TELL_ACTUAL


@action(ADD_GOAL)
def add_goal(
    *, actor: Actor, at: datetime, objective_id: UUID, name: str, unit: str, better: str = Better.MORE,
    figure: str = "", baseline: Decimal | None = None, baseline_year: int | None = None, uid: UUID | None = None,
) -> Goal:  # fmt: skip
    """An indicator of an objective; with ``figure`` it is computed. Raises NotFound, Forbidden, SentBefore."""
    objective = take_objective(actor, ADD_GOAL, objective_id)
    place_id = objective.programme.place_id
    if uid and (known := Goal.objects.filter(pk=uid).first()):
        if known.name != name.strip():
            raise SentBefore(name=known.name)
        book(actor=actor, action=ADD_GOAL, at=at, subject=known, place_id=place_id, again=True)
        return known
    year = (baseline_year or objective.programme.first_year - 1) if baseline is not None else None
    made = Goal.objects.create(
        id=uid or new_id(), objective=objective, name=name.strip(), unit=unit.strip(), better=better, figure=figure,
        baseline=baseline, baseline_year=year,
    )  # fmt: skip
    book(actor=actor, action=ADD_GOAL, at=at, subject=made, place_id=place_id, figure=figure)
    return made


@action(SET_TARGET)
def set_target(*, actor: Actor, at: datetime, goal_id: UUID, year: int, target: Decimal | None) -> Target:
    """What it is to be at the end of a year. Raises NotFound, Forbidden, YearOutside."""
    row = _row(take_goal(actor, SET_TARGET, goal_id), year)
    row.target = target
    row.save()
    _book(SET_TARGET, row, actor, at)
    return row


@action(TELL_ACTUAL)
def tell_actual(
    *, actor: Actor, at: datetime, goal_id: UUID, year: int, actual: Decimal, source: str, why: str = ""
) -> Target:
    """What it was, from where that is known, and why it was missed.

    Raises NotFound, Forbidden, YearOutside, Computed, SourceMissing.
    """
    goal = take_goal(actor, TELL_ACTUAL, goal_id)
    row = _row(goal, year)
    if goal.figure and row.actual != actual:
        raise Computed
    if not source.strip() and not goal.figure:
        raise SourceMissing
    row.actual, row.why = actual, why.strip()
    row.source = source.strip() or row.source
    row.told_at, row.told_by_name = at, actor.name
    row.save()
    _book(TELL_ACTUAL, row, actor, at)
    return row


@action(COUNT_GOALS)
def count_goals(*, actor: Actor, at: datetime, year: int, counted: Mapping[UUID, Decimal]) -> int:
    """Keep what was computed for a year, by indicator; how many changed. Done by the machine alone."""
    source = f"Tính từ hồ sơ trong hệ thống, ngày {format_date(local_day(at))}"
    changed = 0
    for goal in Goal.objects.filter(pk__in=list(counted)).order_by("pk"):
        row, _made = Target.objects.get_or_create(goal=goal, year=year)
        if row.actual != counted[goal.pk]:
            row.actual, row.source = counted[goal.pk], source
            row.told_at, row.told_by_name = at, ""
            row.save()
            changed += 1
    book(actor=actor, action=COUNT_GOALS, at=at, year=year, goals=len(counted), changed=changed)
    return changed


def _row(goal: Goal, year: int) -> Target:
    plan = goal.objective.programme
    if not plan.first_year <= year <= plan.last_year:
        raise YearOutside(year=year, first=plan.first_year, last=plan.last_year)
    return Target.objects.get_or_create(goal=goal, year=year)[0]


def _book(name: str, row: Target, actor: Actor, at: datetime) -> None:
    place_id = row.goal.objective.programme.place_id
    book(actor=actor, action=name, at=at, subject=row, place_id=place_id, year=row.year, actual=str(row.actual))
