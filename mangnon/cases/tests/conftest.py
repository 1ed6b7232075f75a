"""The shipped procedure and forms, and cases of the cast's communes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.cases.actions.opening import Opening, open_cases
from mangnon.cases.actions.working import Done, Heard
from mangnon.cases.models import Case, CaseKind
from mangnon.lib.ids import new_id
from mangnon.papers.actions import Filling, fill_sheet
from mangnon.papers.slots import OwnerRef
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, Cast

TOLD = AT - timedelta(hours=3)
"""The first information: three hours before the moment of the tests."""
ASKED = Heard("asked", "Em muốn ở với bà.")
Begin = Callable[..., Case]


@pytest.fixture
def law(db: None) -> None:
    """Procedures, forms, code lists."""
    put("procedure", "form", "codes")


@pytest.fixture
def begin(cast: Cast, law: None) -> Begin:
    """Open a case as the officer of the own commune does, or as somebody else."""

    def begin(*, by: Actor | None = None, at: datetime = AT, **more: Any) -> Case:
        told = Opening(
            case_id=new_id(), kind=CaseKind.INTERVENTION, place=cast.land.own, first_information_at=TOLD,
            name="Hồ Thị Sương", born="2017-03-07", sex="2", about="nghi bị bạo lực trong nhà",
        )  # fmt: skip
        (made,) = open_cases(actor=by or cast.lien, at=at, openings=(replace(told, **more),))
        return made

    return begin


ANSWERS: dict[str, dict[str, Any]] = {
    "mau-02": {
        "done_on": "2026-11-23",
        "harm_degree": "CAO",
        "continued_harm": "CAO",
        "conclusion": "Nguy cơ cao.",
        "emergency": True,
    },
    "mau-03": {"done_on": "2026-11-23", "conclusion": "Cha dượng còn ở cùng nhà."},
    "mau-06": {"done_on": "2026-11-23"},
    "mau-07": {},
}


def fill(actor: Actor, at: datetime, case: Case, form: str, **more: Any) -> None:
    """Fill in a form about a case with little."""
    with acting(actor):
        fill_sheet(
            actor=actor, at=at, owner=OwnerRef("cases.case", case.pk),
            filling=Filling(form, "2017-07-01", {**ANSWERS[form], **more}),
        )  # fmt: skip


def done(at: datetime, late_reason: str = "") -> Done:
    """When it was done."""
    return Done(at, late_reason)
