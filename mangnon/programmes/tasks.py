"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.programmes import jobs


@app.periodic(cron="20 7 * * *")
@app.task(queueing_lock="programmes.remind", lock="programmes.remind", name="programmes.remind")
def remind(timestamp: int) -> None:
    """Each morning: what is due soon, what is late."""
    for one in jobs.REMINDERS:
        one(at=timezone.now())


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="programmes.count", lock="programmes.count", name="programmes.count")
def count(timestamp: int) -> None:
    """Each night: results of indicators."""
    jobs.count_year(at=timezone.now())
