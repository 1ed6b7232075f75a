"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.cases import jobs


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="cases.remind", name="cases.remind")
def remind(timestamp: int) -> None:
    """Deadlines of cases, every five minutes."""
    jobs.remind_due(at=timezone.now())
