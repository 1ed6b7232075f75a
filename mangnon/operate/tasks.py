"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.operate.backups import jobs


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="operate.backup", name="operate.backup", lock="operate.backup")
def backup(timestamp: int, *, asked: bool = False) -> None:
    """Looks each hour whether today's backup is still to be made: a night without power is made good."""
    jobs.backup(at=timezone.now(), asked=asked)


@app.periodic(cron="50 * * * *")
@app.task(queueing_lock="operate.drill", name="operate.drill", lock="operate.backup")
def drill(timestamp: int, *, asked: bool = False) -> None:
    """Once a month, when the machine has a key for it."""
    jobs.drill(at=timezone.now(), asked=asked)
