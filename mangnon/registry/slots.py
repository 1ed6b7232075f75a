"""What higher rooms tell the register: which of their rows point to a child and go with it into a merge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from mangnon.access import offers
from mangnon.lib.refusal import Text


@dataclass(frozen=True, slots=True)
class Follows:
    """Rows that point to a child. When two records become one they move to the kept child, and back on undoing.

    A row that the database doesn't let move (one of a kind per child) stays with the dropped record, where the kept
    child's page shows it.
    """

    name: str
    title: Text
    model: type[models.Model]
    column: str = "child_id"

    @property
    def table(self) -> str:
        """How a merge remembers it."""
        return self.model._meta.db_table

    @property
    def rows(self) -> models.QuerySet[Any]:
        """All rows that row security shows."""
        return self.model._base_manager.all()


def followers() -> list[Follows]:
    """What follows, in the order of floors."""
    return offers.filled(Follows)
