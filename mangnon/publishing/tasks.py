"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.publishing import jobs


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="publishing.due", lock="publishing.due", name="publishing.due")
def due(timestamp: int) -> None:
    """What was approved for this minute comes out; what waits is signed."""
    jobs.publish_due(at=timezone.now())
    jobs.sign_waiting(at=timezone.now())


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="publishing.patrol", lock="publishing.patrol", name="publishing.patrol")
def patrol(timestamp: int) -> None:
    """The patrol, every quarter of an hour; before it, what may not be public any more comes down."""
    jobs.end_with_consents(at=timezone.now())
    jobs.go_round(at=timezone.now())
