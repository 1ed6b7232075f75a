"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.intake import jobs


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="intake.climb", name="intake.climb")
def climb(timestamp: int) -> None:
    """Hand-overs that nobody accepted in time, each minute."""
    jobs.climb_due(at=timezone.now())
