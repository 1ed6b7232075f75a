"""What the worker's thread "outbox" does each second: move chains, then carry letters."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from mangnon.notices.outbox import Courier
from mangnon.notices.stepping import step_due

__all__ = ["Courier", "Round"]


class Round:
    """One per worker; several workers share the rows without meeting."""

    def __init__(self) -> None:
        self.courier = Courier(clock=_now)

    def __call__(self) -> None:
        """One second's work."""
        step_due(_now())
        self.courier.round()


def _now() -> datetime:
    return timezone.now()
