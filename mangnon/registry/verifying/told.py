"""What people say about a round and about a visit: frozen, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class RoundTold:
    """A round: its name, its days, how many children of each commune; ``special_size`` 0: no draw of their own."""

    title: str
    first_day: date
    due_on: date
    measure: str
    size: int
    special_size: int = 0


@dataclass(frozen=True, slots=True)
class VisitTold:
    """A visit: whether the child was met, and field → answer; what nobody knew is left out."""

    outcome: str
    on: date
    answers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
