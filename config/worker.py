"""The worker: seals the book within two seconds, and runs the scheduled jobs of all rooms."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.audit.sealing import HeadsFile, seal

logger = logging.getLogger("mangnon.worker")

SEAL_EVERY = 1.0
"""Seconds between two runs of the sealer."""
BEAT_EVERY = 5.0
BEAT_FRESH = 30.0
"""A worker that hasn't beaten for so many seconds counts as dead."""


def beat_path() -> Path:
    """The file whose age says whether the worker lives."""
    return Path(settings.DATA_DIR) / "worker.beat"


def beat_is_fresh() -> bool:
    """Whether a worker beat lately."""
    try:
        return time.time() - beat_path().stat().st_mtime < BEAT_FRESH
    except OSError:
        return False


def run(stop: threading.Event) -> None:
    """Work until ``stop`` is set: one thread seals, the main thread runs jobs."""
    sealer = threading.Thread(target=_seal_until, args=(stop,), name="sealer", daemon=True)
    sealer.start()
    _jobs_until(stop)
    sealer.join(timeout=10)


def _seal_until(stop: threading.Event) -> None:
    heads = HeadsFile(settings.HEADS_FILE)
    with acting(job("audit.sealer")):
        while not stop.is_set():
            try:
                seal(heads)
            except DatabaseError:
                logger.exception("the sealer could not reach the database")
                close_old_connections()
            stop.wait(SEAL_EVERY)


def _jobs_until(stop: threading.Event) -> None:
    from procrastinate.contrib.django import app

    beat = threading.Thread(target=_beat_until, args=(stop,), name="beat", daemon=True)
    beat.start()
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's has it
    with app.replace_connector(connector) as working:
        watcher = threading.Thread(target=_stop_when, args=(stop,), name="stopper", daemon=True)
        watcher.start()
        working.run_worker(
            concurrency=2, fetch_job_polling_interval=1.0, delete_jobs="successful", install_signal_handlers=True
        )
    stop.set()


def _stop_when(stop: threading.Event) -> None:
    stop.wait()
    os.kill(os.getpid(), signal.SIGTERM)


def _beat_until(stop: threading.Event) -> None:
    while not stop.is_set():
        beat_path().touch()
        stop.wait(BEAT_EVERY)
