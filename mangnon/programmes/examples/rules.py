"""What can become of a model, and how copies stand below each other: pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

NEXT: Mapping[str, tuple[str, ...]] = {
    "running": ("paused", "ended"),
    "paused": ("running", "ended"),
    "ended": ("running",),
}
"""What a model can become; one that has ended can begin again."""


def may_become(state: str) -> tuple[str, ...]:
    """States that it can go to."""
    return NEXT.get(state, ())


def in_tree(pairs: Sequence[tuple[T, T | None]]) -> list[tuple[T, int]]:
    """Things with what each was copied from, as they stand in a tree: each below its own, with its depth from 0.

    What it was copied from may be missing: it stands at the top then. The order of ``pairs`` is kept among equals.
    """
    known = {one for one, _above in pairs}
    below: dict[T | None, list[T]] = defaultdict(list)
    for one, above in pairs:
        below[above if above in known else None].append(one)
    found: list[tuple[T, int]] = []
    waiting = [(one, 0) for one in reversed(below[None])]
    while waiting:
        one, depth = waiting.pop()
        found.append((one, depth))
        waiting += [(child, depth + 1) for child in reversed(below[one])]
    return found


def years_run(since: date, until: date | None, today: date) -> list[int]:
    """Years of which it can be told, the latest first."""
    return list(range((until or today).year, since.year - 1, -1))
