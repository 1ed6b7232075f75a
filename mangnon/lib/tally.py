"""Counts of this process, by name and labels, for whoever watches the machine.

Labels are names from our own code (views, actions, codes, jobs): never an id, a person or what somebody typed.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from dataclasses import dataclass, field

MOST_SERIES = 2_000
"""Beyond so many series of one name further ones are counted together, so that a mistake can't fill the memory."""
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the bins, in seconds."""
Labels = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Bins:
    """How many values fell below each bound, the last for all beyond, and their sum."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0


@dataclass(slots=True)
class Tally:
    """Counters and bins; one for each process, shared by its threads."""

    counters: dict[str, dict[Labels, float]] = field(default_factory=dict)
    bins: dict[str, dict[Labels, Bins]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, amount: float = 1.0, /, **labels: str) -> None:
        """Count something."""
        with self._lock:
            series = self.counters.setdefault(name, {})
            key = _key(series, labels)
            series[key] = series.get(key, 0.0) + amount

    def observe(self, name: str, seconds: float, /, **labels: str) -> None:
        """Put a duration into its bin."""
        with self._lock:
            series = self.bins.setdefault(name, {})
            key = _key(series, labels)
            found = series.get(key)
            if found is None:
                found = series[key] = Bins()
            found.counts[bisect_left(BOUNDS, seconds)] += 1
            found.total += seconds

    def copied(self) -> Tally:
        """The same at this moment, which changes no more."""
        with self._lock:
            counters = {name: dict(series) for name, series in self.counters.items()}
            bins = {
                name: {key: Bins(list(one.counts), one.total) for key, one in series.items()}
                for name, series in self.bins.items()
            }
        return Tally(counters, bins)

    def merge(self, other: Tally) -> None:
        """Add what another process counted."""
        for name, series in other.counters.items():
            for labels, amount in series.items():
                self.add(name, amount, **dict(labels))
        with self._lock:
            for name, found in other.bins.items():
                mine = self.bins.setdefault(name, {})
                for key, one in found.items():
                    held = mine.setdefault(key, Bins())
                    held.counts = [a + b for a, b in zip(held.counts, one.counts, strict=True)]
                    held.total += one.total


def _key(series: dict[Labels, object] | dict[Labels, float] | dict[Labels, Bins], labels: dict[str, str]) -> Labels:
    key = tuple(sorted(labels.items()))
    if key in series or len(series) < MOST_SERIES:
        return key
    return tuple((name, "other") for name, _value in key)


here = Tally()
"""The counts of this process."""
add = here.add
observe = here.observe
