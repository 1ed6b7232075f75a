"""The law with its report forms, spots and accidents of the cast's communes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.lib.ids import new_id
from mangnon.registry.harm.accidents import record_accident
from mangnon.registry.harm.spots import register_spot
from mangnon.registry.harm.told import AccidentTold, SpotTold
from mangnon.registry.models import Accident, RiskSpot
from mangnon.registry.tests.conftest import enter, law  # noqa: F401 - fixtures
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, Cast

Happen = Callable[..., Accident]
Spot = Callable[..., RiskSpot]
DAY = date(2026, 11, 3)
WHO: dict[str, Any] = {"child_name": "Hồ Văn Lạ", "child_sex": "1", "child_born_year": 2018}


@pytest.fixture
def forms(law: None) -> None:  # noqa: F811 - the fixture
    """With the report forms."""
    put("report")


@pytest.fixture
def happen(cast: Cast, forms: None) -> Happen:
    """Record an accident as the officer of the own commune does, or as somebody else."""

    def happen(*, by: Actor | None = None, place: Any = None, hamlet: Any = None, **more: Any) -> Accident:
        told = {"happened_on": DAY, "cause": "1", "outcome": "healed", "where": "Suối đầu thôn", "setting": "2", **more}
        if "child_id" not in told:
            told = {**WHO, **told}
        return record_accident(
            actor=by or cast.lien, at=AT, accident_id=told.pop("accident_id", None) or new_id(),
            place=place or cast.land.own, told=AccidentTold(**told), hamlet_id=hamlet.pk if hamlet else None,
        )  # fmt: skip

    return happen


@pytest.fixture
def spot(cast: Cast, forms: None) -> Spot:
    """Register a spot as the officer of the own commune does."""

    def spot(name: str = "Ao ông Bảy", *, by: Actor | None = None, place: Any = None, **more: Any) -> RiskSpot:
        hamlet = more.pop("hamlet", cast.land.hamlet if place is None else None)
        return register_spot(
            actor=by or cast.lien, at=AT, spot_id=more.pop("spot_id", None) or new_id(), place=place or cast.land.own,
            told=SpotTold(name, more.pop("cause", "1"), **more), hamlet_id=hamlet.pk if hamlet else None,
        )  # fmt: skip

    return spot
