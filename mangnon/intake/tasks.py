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


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="intake.let_go", name="intake.let_go")
def let_go(timestamp: int) -> None:
    """Held drops of the public page at which nobody has looked in time, each minute."""
    jobs.let_go(at=timezone.now())
