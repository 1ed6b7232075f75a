"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.registry.alike import jobs
from mangnon.registry.figures.jobs import close_due
from mangnon.registry.rosters.jobs import work_on


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="registry.alike", name="registry.alike")
def compare_written(timestamp: int) -> None:
    """Records written or changed, each minute; the very first time names are counted beforehand."""
    now = timezone.now()
    jobs.learn_first(at=now)
    jobs.compare_written(at=now)


@app.periodic(cron="10 20 * * 6")  # Sunday 3:10 in Vietnam
@app.task(queueing_lock="registry.alike_whole", name="registry.alike_whole")
def compare_all(timestamp: int) -> None:
    """Weights learnt anew, then the whole register compared with them, each week."""
    now = timezone.now()
    jobs.learn_weights(at=now)
    jobs.compare_all(at=now)


@app.task(name="registry.rosters")
def rosters(roster: str, person: str) -> None:
    """Check or take in one roster."""
    work_on(roster_id=UUID(roster), person_id=UUID(person), at=timezone.now())


@app.periodic(cron="40 20 * * *")  # 3:40 in Vietnam
@app.task(queueing_lock="registry.figures", name="registry.figures")
def figures(timestamp: int) -> None:
    """A quarter whose days for late entries are over is frozen, each night."""
    close_due(at=timezone.now())
