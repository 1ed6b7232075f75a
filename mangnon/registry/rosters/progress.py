"""How far long work is, told past its own transaction: the page that watches must see it while it runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db import connections

EVERY = 1.0
"""Seconds between two tellings."""
KEPT = 3_600


@dataclass(frozen=True, slots=True)
class Told:
    """Rows done, of how many."""

    done: int
    total: int


class Meter:
    """Counts ticks; tells how far it is at most once a second, from a thread with a connection of its own."""

    def __init__(self, roster_id: UUID, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._key, self._total, self._clock = _key(roster_id), max(total, 1), clock
        self._done, self._told_at = 0, clock()

    def __call__(self, n: int) -> None:
        """So many rows more."""
        self._done += n
        now = self._clock()
        if now - self._told_at >= EVERY:
            self._told_at = now
            thread = threading.Thread(target=_put, args=(self._key, min(self._done, self._total), self._total))
            thread.start()
            thread.join()


def _put(key: str, done: int, total: int) -> None:
    try:
        cache.set(key, (done, total), KEPT)
    finally:
        connections.close_all()


def told(roster_id: UUID) -> Told | None:
    """How far it is; None before the first telling."""
    found = cache.get(_key(roster_id))
    return Told(*found) if found else None


def _key(roster_id: UUID) -> str:
    return f"roster:{roster_id}"
