"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.files import jobs


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="files.check", name="files.check")
def check(timestamp: int) -> None:
    """Files in quarantine, each minute."""
    jobs.check_waiting(at=timezone.now())


@app.periodic(cron="15 19 * * *")  # 2:15 in Vietnam
@app.task(queueing_lock="files.sweep", name="files.sweep")
def sweep(timestamp: int) -> None:
    """Bytes without a row, each night."""
    jobs.sweep(at=timezone.now())
