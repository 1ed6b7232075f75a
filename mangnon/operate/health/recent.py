"""Requests and faults of the last hour, by minute."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

MINUTES = 60


@dataclass(frozen=True, slots=True)
class Hour:
    """What happened in the last hour."""

    requests: int = 0
    faults: int = 0

    def __add__(self, other: Hour) -> Hour:
        return Hour(self.requests + other.requests, self.faults + other.faults)


_minutes: dict[int, list[int]] = {}
_lock = threading.Lock()


def note(*, fault: bool) -> None:
    """One request more."""
    minute = int(time.time() // 60)
    with _lock:
        held = _minutes.get(minute)
        if held is None:
            held = _minutes[minute] = [0, 0]
            for old in [one for one in _minutes if one <= minute - MINUTES]:
                del _minutes[old]
        held[0] += 1
        held[1] += fault


def last_hour() -> Hour:
    """The sums of this process."""
    floor = int(time.time() // 60) - MINUTES
    with _lock:
        held = [one for minute, one in _minutes.items() if minute > floor]
    return Hour(sum(one[0] for one in held), sum(one[1] for one in held))
