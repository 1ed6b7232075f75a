"""Scheduled work: days that come near or have passed are told; results of indicators are reckoned from the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from mangnon.access.actor import job
from mangnon.access.offers import filled
from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.programmes.campaigns.actions.reminding import REPORTED, remind_preparation, remind_report
from mangnon.programmes.campaigns.queries.years import unprepared, unreported
from mangnon.programmes.forums.actions import remind_answer
from mangnon.programmes.forums.queries import unanswered as questions_unanswered
from mangnon.programmes.inspections.actions import remind_recommendation
from mangnon.programmes.inspections.queries import unanswered as recommendations_unanswered
from mangnon.programmes.plans.actions import count_goals, remind
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.plans.queries.plans import goals_to_count, open_tasks
from mangnon.programmes.reminding import STAMPS, Stamps
from mangnon.programmes.rights import (
    COUNT_GOALS,
    REMIND,
    REMIND_ANSWER,
    REMIND_PREPARATION,
    REMIND_RECOMMENDATION,
    REMIND_REPORT,
)
from mangnon.statutes.slots import Indicator

BEFORE = timedelta(days=7)
"""How long before its day an owner is told (ours)."""
OLDEST = timedelta(days=60)
"""What is overdue for longer was told long ago, or comes from another system."""
MOST = 500
CLOSES_AFTER = timedelta(days=31)
"""In January the year that is over is still reckoned anew: late entries count."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Days of one kind: which rows still wait, and the act that tells of one of them, which calls it ``thing``."""

    right: str
    waiting: Callable[[], QuerySet[Any]]
    act: Callable[..., int]
    thing: str
    due: str = "due_on"
    stamps: Stamps = STAMPS


def remind_days(watched: Watched, *, at: datetime) -> int:
    """Tell of days of one kind that are near, or past, and that weren't told of yet; how many."""
    actor, today = job("programmes.reminding", watched.right), local_day(at)
    near = Q(day__gte=today, day__lte=today + BEFORE, told_near__isnull=True)
    past = Q(day__lt=today, day__gte=today - OLDEST, told_past__isnull=True)
    with acting(actor), transaction.atomic():
        rows = watched.waiting().alias(
            day=F(watched.due), told_near=F(watched.stamps.near), told_past=F(watched.stamps.past)
        )
        due = list(rows.filter(near | past).order_by("day", "pk").values_list("pk", flat=True)[:MOST])
    for one in due:
        watched.act(actor=actor, at=at, **{watched.thing: one})
    return len(due)


remind_due = partial(remind_days, Watched(REMIND, open_tasks, remind, "task_id"))
remind_reports = partial(
    remind_days,
    Watched(REMIND_REPORT, unreported, remind_report, "campaign_id", due="report_due", stamps=REPORTED),
)
remind_preparations = partial(
    remind_days, Watched(REMIND_PREPARATION, unprepared, remind_preparation, "preparation_id")
)
remind_answers = partial(remind_days, Watched(REMIND_ANSWER, questions_unanswered, remind_answer, "question_id"))
remind_recommendations = partial(
    remind_days,
    Watched(REMIND_RECOMMENDATION, recommendations_unanswered, remind_recommendation, "recommendation_id"),
)
REMINDERS = (remind_due, remind_reports, remind_preparations, remind_answers, remind_recommendations)


def count_year(*, at: datetime) -> int:
    """Reckon this year's results, in January last year's too; how many changed."""
    today = local_day(at)
    years = [today.year] if today - CLOSES_AFTER >= date(today.year, 1, 1) else [today.year - 1, today.year]
    return sum(_count(year, at, min(today, date(year, 12, 31))) for year in years)


def _count(year: int, at: datetime, last: date) -> int:
    actor = job("programmes.counting", COUNT_GOALS)
    figures = {one.key: one for one in filled(Indicator)}
    with acting(actor), transaction.atomic():
        found = {}
        for goal in goals_to_count(year):
            units = Ground(goal.objective.programme.place)
            if (figure := figures.get(goal.figure)) is None:
                continue
            reach = [*units.unit.reach, *units.ids]
            counted = figure.count(reach, date(year, 1, 1), last)
            if counted is not None:
                found[goal.pk] = round(counted, 2)
        return count_goals(actor=actor, at=at, year=year, counted=found) if found else 0
