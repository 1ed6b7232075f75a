"""The quarter that is over is closed by itself."""

from __future__ import annotations

from datetime import datetime

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.registry.figures.actions import CLOSE, ClosedAlready, close_quarter
from mangnon.registry.figures.rules import due_to_close

MACHINE = job("registry.figures", CLOSE)


def close_due(*, at: datetime) -> bool:
    """Freeze the latest quarter whose days for late entries are over; False when it was frozen before."""
    with acting(MACHINE):
        try:
            close_quarter(actor=MACHINE, at=at, end=due_to_close(local_day(at)))
        except ClosedAlready:
            return False
    return True
