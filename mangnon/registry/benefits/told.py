"""What people say about a grant or about aid: frozen, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GrantTold:
    """A decision: which line, since when, perhaps until when and how much."""

    law: str
    line: str
    since: date
    until: date | None = None
    decision: str = ""
    decided_on: date | None = None
    monthly_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class AidTold:
    """What was given, when, by whom; with ``entitlement_id`` for the month of something granted."""

    given_on: date
    kind: str
    what: str
    giver: str = ""
    value_vnd: int | None = None
    decision: str = ""
    entitlement_id: int | None = None
    for_month: date | None = None
