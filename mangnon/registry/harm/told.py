"""What people say about an accident or a spot: frozen, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AccidentTold:
    """What happened, to whom, where. ``child_id`` for a child of the register, else name, sex and year of birth."""

    happened_on: date
    cause: str
    outcome: str
    where: str
    setting: str = ""
    child_id: UUID | None = None
    child_name: str = ""
    child_sex: str = ""
    child_born_year: int | None = None
    spot_id: UUID | None = None
    died_on: date | None = None
    story: str = ""


@dataclass(frozen=True, slots=True)
class SpotTold:
    """Which spot, what may happen there, who answers for it."""

    name: str
    cause: str
    about: str = ""
    keeper: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
