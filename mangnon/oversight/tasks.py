"""The schedule of the room's jobs; the worker finds this file by its name."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from mangnon.oversight import jobs
from mangnon.oversight.incidents import jobs as incidents
from mangnon.oversight.requests import jobs as requests
from mangnon.oversight.retention import jobs as retention


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="oversight.heads", name="oversight.heads")
def heads(timestamp: int) -> None:
    """The newest head leaves the host, each hour."""
    jobs.send_newest_head(at=timezone.now())


@app.periodic(cron="50 18 * * *")  # 1:50 in Vietnam
@app.task(queueing_lock="oversight.verify", name="oversight.verify")
def verify(timestamp: int) -> None:
    """The whole book, each night, and when somebody asks."""
    jobs.verify_whole_book(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="oversight.odd_reading", name="oversight.odd_reading")
def odd_reading(timestamp: int) -> None:
    """What was read since the last look, every ten minutes."""
    jobs.watch_reading(at=timezone.now())


@app.periodic(cron="30 19 * * *")  # 2:30 in Vietnam
@app.task(queueing_lock="oversight.reviews", name="oversight.reviews")
def reviews(timestamp: int) -> None:
    """Reviews of access that are due, each night."""
    jobs.open_due_reviews(at=timezone.now())


@app.periodic(cron="15 0,7 * * *")  # 7:15 and 14:15 in Vietnam
@app.task(queueing_lock="oversight.requests", name="oversight.requests")
def requests_due(timestamp: int) -> None:
    """Rights requests that are nearly or fully due, twice a day."""
    requests.remind_all(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="oversight.incidents", name="oversight.incidents")
def incidents_due(timestamp: int) -> None:
    """Terms of incidents that are nearly or fully over, every ten minutes."""
    incidents.remind_all(at=timezone.now())


@app.periodic(cron="10 20 * * *")  # 3:10 in Vietnam
@app.task(queueing_lock="oversight.retention", name="oversight.retention")
def draw_up(timestamp: int) -> None:
    """Lists of what is past its term, each night."""
    retention.draw_due(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="oversight.destroy", lock="oversight.destroy", name="oversight.destroy")
def destroy(timestamp: int) -> None:
    """What two people approved, at once and every ten minutes until it is done."""
    retention.destroy_approved(at=timezone.now())
