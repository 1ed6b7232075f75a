"""Counts beside the lines of the rail, and work that doesn't press, kept for a person for a few seconds.

They cost more than the page beneath. They may be late by ``RAIL_COUNT_SECONDS`` when others act. What the person does
is counted at once: every request that may change something forgets what was kept for them, before and after.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings

from mangnon.access.actor import Actor, Grant

Key = tuple[tuple[Grant, ...], str]
T = TypeVar("T")
MOST_PEOPLE = 5_000


@dataclass(slots=True)
class Counts:
    """What was counted for whom, and until when it may be shown."""

    clock: Callable[[], float] = time.monotonic
    _kept: dict[UUID, dict[Key, tuple[float, Any]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, actor: Actor, name: str, count: Callable[[Actor], T]) -> T:
        """What stands under a name for this person: found now, or some seconds ago under the same grants."""
        now, key = self.clock(), (actor.grants, name)
        with self._lock:
            known = self._kept.get(actor.me, {}).get(key)
        if known is not None and now < known[0]:
            kept: T = known[1]
            return kept
        counted = count(actor)
        with self._lock:
            if len(self._kept) >= MOST_PEOPLE:
                self._kept.clear()
            self._kept.setdefault(actor.me, {})[key] = (now + settings.RAIL_COUNT_SECONDS, counted)
        return counted

    def forget(self, actor: Actor) -> None:
        """Count anew for this person."""
        if actor.is_person:
            with self._lock:
                self._kept.pop(actor.me, None)

    def forget_everybody(self) -> None:
        """Count anew for all."""
        with self._lock:
            self._kept.clear()


counts = Counts()
"""Those of this process."""
