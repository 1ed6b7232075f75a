"""Scheduled work: days that come near or have passed are told; results of indicators are reckoned from the records."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from mangnon.access.actor import job
from mangnon.access.offers import filled
from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.programmes.campaigns.actions.reminding import remind_report
from mangnon.programmes.campaigns.models import Campaign
from mangnon.programmes.plans.actions import count_goals, remind
from mangnon.programmes.plans.models import Task
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.plans.queries.plans import goals_to_count
from mangnon.programmes.rights import COUNT_GOALS, REMIND, REMIND_REPORT
from mangnon.statutes.slots import Indicator

BEFORE = timedelta(days=7)
"""How long before its day an owner is told (ours)."""
OLDEST = timedelta(days=60)
"""What is overdue for longer was told long ago, or comes from another system."""
MOST = 500
CLOSES_AFTER = timedelta(days=31)
"""In January the year that is over is still reckoned anew: late entries count."""


def remind_due(*, at: datetime) -> int:
    """Tell of open tasks whose day is near, or past, and that weren't told of yet; how many."""
    actor, today = job("programmes.reminding", REMIND), local_day(at)
    near = Q(due_on__gte=today, due_on__lte=today + BEFORE, warned_at__isnull=True)
    past = Q(due_on__lt=today, due_on__gte=today - OLDEST, climbed_at__isnull=True)
    with acting(actor), transaction.atomic():
        rows = Task.objects.filter(near | past, finished_on__isnull=True, dropped_on__isnull=True)
        due = list(rows.order_by("due_on", "pk").values_list("pk", flat=True)[:MOST])
    for one in due:
        remind(actor=actor, at=at, task_id=one)
    return len(due)


def remind_reports(*, at: datetime) -> int:
    """Tell of reports of campaigns whose day is near, or past, and that weren't told of yet; how many."""
    actor, today = job("programmes.reminding", REMIND_REPORT), local_day(at)
    near = Q(report_due__gte=today, report_due__lte=today + BEFORE, report_warned_at__isnull=True)
    past = Q(report_due__lt=today, report_due__gte=today - OLDEST, report_climbed_at__isnull=True)
    with acting(actor), transaction.atomic():
        rows = Campaign.objects.filter(near | past, report_sent_on__isnull=True, dropped_on__isnull=True)
        due = list(rows.order_by("report_due", "pk").values_list("pk", flat=True)[:MOST])
    for one in due:
        remind_report(actor=actor, at=at, campaign_id=one)
    return len(due)


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
