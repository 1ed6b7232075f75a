"""The worker: seals the book within two seconds, carries letters, and runs the scheduled jobs of all rooms."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status
from procrastinate.worker import Worker
from psycopg import OperationalError

from config.logs import catch_the_last
from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.audit.sealing import HeadsFile, seal
from mangnon.intake.jobs import take_in_due
from mangnon.lib import tally, tracing
from mangnon.lib.ids import new_reference
from mangnon.notices.running import Round
from mangnon.operate.health import publishing
from mangnon.operate.health.beating import BEAT_EVERY, BEAT_FRESH, beat_path

logger = logging.getLogger("mangnon.worker")

SEAL_EVERY = 1.0
"""Seconds between two runs of the sealer."""
OUTBOX_EVERY = 1.0
"""Seconds between two looks into the outbox and at the chains."""
DOOR_EVERY = 1.0
"""Seconds between two looks into the box of the public page."""
RETRY_AFTER = 1.0
NICE = 5
"""How far the worker steps back when the machine has too little for all: people wait before pages."""
POOL_PATIENCE = 3.0
"""A pool whose connections died waits longer and longer: after so many seconds a new pool is quicker."""
RESCUE_EVERY = 60.0


def run(stop: threading.Event) -> None:
    """Work until ``stop`` is set or a signal asks for it: threads seal and beat, the main thread runs jobs."""
    _stop_on_signals(stop)
    os.nice(NICE)
    catch_the_last()
    publishing.begin("worker")
    threads = (("sealer", _seal_until), ("outbox", _carry_until), ("door", _take_in_until), ("beat", _beat_until))
    helpers = [threading.Thread(target=work, args=(stop,), name=name, daemon=True) for name, work in threads]
    for helper in helpers:
        helper.start()
    _jobs_until(stop)
    for helper in helpers:
        helper.join(timeout=10)


def _stop_on_signals(stop: threading.Event) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())


def _seal_until(stop: threading.Event) -> None:
    heads = HeadsFile(settings.HEADS_FILE)
    with acting(job("audit.sealer")):
        while not stop.is_set():
            try:
                seal(heads)
            except (DatabaseError, OSError):  # no database, or a full disk: both may be mended meanwhile
                logger.exception("the sealer could not finish")
                close_old_connections()
            stop.wait(SEAL_EVERY)


def _carry_until(stop: threading.Event) -> None:
    carry = Round()
    while not stop.is_set():
        try:
            carry()
        except (DatabaseError, OSError):  # as with the sealer
            logger.exception("the outbox could not be emptied")
            close_old_connections()
        stop.wait(OUTBOX_EVERY)


def _take_in_until(stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            take_in_due(at=timezone.now())
        except (DatabaseError, OSError):  # as with the sealer
            logger.exception("the box of the public page could not be emptied")
            close_old_connections()
        stop.wait(DOOR_EVERY)


def _jobs_until(stop: threading.Event) -> None:
    """Run jobs; a database that went away is waited for, so that its death isn't ours too."""
    while not stop.is_set():
        try:
            asyncio.run(_jobs(stop))
        except (ConnectorException, OperationalError) as trouble:
            logger.warning("jobs wait for the database: %s", " ".join(str(trouble).split()))
            stop.wait(RETRY_AFTER)


async def _jobs(stop: threading.Event) -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params

    connector = PsycopgConnector(kwargs=connector_params(), timeout=POOL_PATIENCE)
    with app.replace_connector(connector) as working:
        async with working.open_async():
            jobs = asyncio.create_task(
                working.run_worker_async(
                    concurrency=2,
                    fetch_job_polling_interval=1.0,
                    listen_notify=False,  # polled: a listener that loses its connection would end the worker
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    worker_middleware=[traced],
                )
            )
            rescue = asyncio.create_task(_rescue(working))
            while not (stop.is_set() or jobs.done() or rescue.done()):
                await asyncio.wait({jobs, rescue}, timeout=0.2)
            await _end(rescue)
            await _end(jobs)  # lets running jobs finish; nothing when it has ended by itself


async def traced(run_job: Callable[[], Awaitable[Any]], context: JobContext, worker: Worker) -> Any:
    """Each job runs under a reference, is counted, and has one line of the log; its arguments aren't told."""
    began, outcome = time.perf_counter(), "failed"
    with tracing.under(new_reference()):
        try:
            done = await run_job()
            outcome = "done"
            return done
        finally:
            seconds, name = time.perf_counter() - began, context.job.task_name
            tally.add("jobs", job=name, outcome=outcome)
            tally.observe("job_seconds", seconds, job=name)
            facts = {"job": name, "outcome": outcome, "ms": round(seconds * 1000, 1)}
            logger.log(logging.INFO if outcome == "done" else logging.ERROR, "job", extra={"facts": facts})


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _rescue(working: App) -> None:
    """Take up again, each minute, what a worker had begun that was killed: its beat is missing."""
    while True:
        await take_up(working)
        await asyncio.sleep(RESCUE_EVERY)


async def take_up(working: App) -> int:
    """Put jobs of dead workers back into the queue; how many. Jobs are safe to repeat: each is one action."""
    stalled = list(await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=BEAT_FRESH))
    for one in stalled:
        logger.warning("job %s of a dead worker is taken up again: %s", one.id, one.task_name)
        try:
            await working.job_manager.retry_job(one)
        except UniqueViolation:  # its next run waits already
            await working.job_manager.finish_job(one, Status.FAILED, delete_job=True)
    return len(stalled)


def _beat_until(stop: threading.Event) -> None:
    while not stop.is_set():
        with contextlib.suppress(OSError):  # a full disk: the beat grows stale, /readyz says so
            beat_path().touch()
        stop.wait(BEAT_EVERY)
