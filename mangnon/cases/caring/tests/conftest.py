"""A child of Trà Linh, carers there, and the law of substitute care inside a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.cases.caring.actions import CarerFacts, check_carer, register_carer
from mangnon.cases.caring.models import Carer, CarerKind
from mangnon.registry.models import Child
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.register import child

Register = Callable[..., Carer]
MET = {"a": True, "b": True, "c": True}


@dataclass(frozen=True, slots=True)
class Care:
    """The cast, a child of nine in Trà Linh, and a hand that registers carers."""

    cast: Cast
    child: Child
    register: Register


@pytest.fixture
def care(cast: Cast) -> Care:
    """As it says; carers are fit unless told otherwise."""
    put("procedure", "cham_soc_thay_the")
    with acting(cast.lien):
        known = child("Hồ Văn Nam", cast.land.own, born="2017-03-04")

    def registers(by: Actor | None = None, *, fit: bool | None = True, **changed: Any) -> Carer:
        who = by or cast.lien
        place = cast.land.sibling if who is cast.thao else cast.land.own
        facts: dict[str, Any] = {
            "kind": CarerKind.FAMILY, "name": "Bríu Thị Mai", "born": date(1980, 1, 1), "health_on": date(2026, 10, 1),
        }  # fmt: skip
        with acting(who):
            made = register_carer(actor=who, at=AT, place=place, facts=CarerFacts(**(facts | changed)), on=TODAY)
            if fit is not None:
                met = MET if fit else MET | {"b": False}
                check_carer(actor=who, at=AT, carer_id=made.pk, on=TODAY, met=met, note="")
                made.refresh_from_db()
        return made

    return Care(cast, known, registers)
