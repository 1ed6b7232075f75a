"""The rail beside each page, in tests of something else: counted once for each set of roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mangnon.access.actor import Actor

COUNTED = (
    "tests/journeys/",
    "tests/access/test_budgets.py",
    "mangnon/desk/",
    "mangnon/ui/tests/test_counting.py",
    "mangnon/notices/",
)
"""Tests that look at the counts or at what they cost: there each is taken as in real life."""


class CountsOfRoles:
    """Stands where ``ui.counting.counts`` stands for the rail: some thirty statements a page otherwise."""

    def __init__(self) -> None:
        self._kept: dict[tuple[frozenset[str], str], Any] = {}

    def of(self, actor: Actor, name: str, count: Callable[[Actor], Any]) -> Any:
        """The count of the first person of these roles in this run."""
        key = (frozenset(str(grant.role) for grant in actor.grants), name)
        if key not in self._kept:
            self._kept[key] = count(actor)
        return self._kept[key]
