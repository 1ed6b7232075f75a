"""Scheduled work: the daily backup, the monthly drill."""

from __future__ import annotations

import logging
from datetime import datetime

from mangnon.access.actor import Actor, job
from mangnon.access.scope import acting
from mangnon.lib.refusal import Refusal
from mangnon.operate.backups import drilling
from mangnon.operate.backups.models import BackupRun, Drill
from mangnon.operate.backups.queries import drill_due, due
from mangnon.operate.backups.running import drill_newest, to_shelf

logger = logging.getLogger("mangnon.operate")


def keeper() -> Actor:
    """The machine that makes backups."""
    return job("operate.backup", "operate.backups.record", "operate.drills.record")


def backup(*, at: datetime, asked: bool) -> BackupRun | None:
    """Make today's backup if it is due, or one that was asked for."""
    with acting(keeper()):
        drilling.sweep()
        if not asked and not due(at):
            return None
        return to_shelf(actor=keeper(), at=at)


def drill(*, at: datetime, asked: bool) -> Drill | None:
    """Drill if it is due, or when asked."""
    with acting(keeper()):
        if not asked and not drill_due(at):
            return None
        try:
            return drill_newest(actor=keeper(), at=at)
        except Refusal as refusal:  # no key, nothing to try, or one runs: the page says so by itself
            logger.warning("no drill: %s", refusal)
            return None
