"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.accounts import jobs
from mangnon.accounts.throttling import forget_old_counters


@app.periodic(cron="20 18 * * *")  # 1:20 in Vietnam
@app.task(queueing_lock="accounts.sleepers", name="accounts.sleepers")
def sleepers(timestamp: int) -> None:
    """People who stay away, each night."""
    jobs.watch_sleepers(at=timezone.now())


@app.periodic(cron="40 * * * *")
@app.task(queueing_lock="accounts.sessions", name="accounts.sessions")
def sessions(timestamp: int) -> None:
    """Old sessions and counters of tries, each hour."""
    now = timezone.now()
    jobs.clear_old_sessions(at=now)
    forget_old_counters(now)
