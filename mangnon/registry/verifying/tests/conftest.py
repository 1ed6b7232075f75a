"""The law, children of the cast's communes, and rounds over them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.registry.models import Child, Recheck, RecheckRound
from mangnon.registry.tests.conftest import enter, law  # noqa: F401 - fixtures
from mangnon.registry.verifying.rounds import open_round
from mangnon.registry.verifying.told import RoundTold, VisitTold
from mangnon.registry.verifying.visiting import assign_visits, send_visit
from mangnon.testing.cast import AT, TODAY, Cast
from mangnon.testing.people import make_person
from mangnon.testing.register import child, household

SEED = "00000000000000ab"
Draw = Callable[..., RecheckRound]
Send = Callable[..., Recheck]


def told(**more: Any) -> RoundTold:
    """A round of two weeks, ten children of each commune."""
    asked: dict[str, Any] = {
        "title": "Phúc tra quý 4", "first_day": date(2026, 11, 16), "due_on": date(2026, 11, 30), "measure": "number",
        "size": 10,
    }  # fmt: skip
    return RoundTold(**{**asked, **more})


@pytest.fixture
def people(cast: Cast, law: None) -> Cast:  # noqa: F811 - the fixture
    """The cast as people with assignments, so that they can be sent."""
    land = cast.land
    make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own)
    make_person("Hồ Thị Mơ", Role.COLLABORATOR, land.own, hamlets=(land.hamlet,))
    make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling)
    make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province)
    return cast


@pytest.fixture
def suong(people: Cast) -> Child:
    """A girl of the own commune, in the hamlet in which Mơ doesn't work."""
    land = people.land
    with acting(people.phu):
        house = household("Hồ Văn Bảy", land.own, land.other_hamlet, address="Sau trường học")
        return child("Hồ Thị Sương", land.own, hamlet=land.other_hamlet, household=house, born="7/3/2016",
                     ethnicity="25", registered="in_time")  # fmt: skip


@pytest.fixture
def drawn(people: Cast) -> Draw:
    """Open a round as a provincial officer does, or as somebody else."""

    def drawn(*, by: Actor | None = None, only: Any = None, seed: str = SEED, **more: Any) -> RecheckRound:
        round_id = more.pop("round_id", None) or new_id()
        return open_round(actor=by or people.phu, at=AT, round_id=round_id, told=told(**more), only=only, seed=seed)

    return drawn


ANSWERS = {"full_name": "Hồ Thị Sương", "birth": "2016-03-07", "sex": "2", "ethnicity": "25", "registered": "yes"}
"""What Sương's family says when the register is right."""


@pytest.fixture
def send(people: Cast, suong: Child, drawn: Draw) -> Send:
    """Mơ is sent to Sương and answers."""
    one = drawn(only=people.land.own)
    with acting(people.phu):
        row = Recheck.objects_unguarded.get(round=one, child=suong)
    assign_visits(actor=people.lien, at=AT, recheck_ids=[row.pk], visitor_id=people.mo.me)

    def send(
        outcome: str = "met", *, by: Actor | None = None, note: str = "", on: date = TODAY, **said: str
    ) -> Recheck:
        answers = {**ANSWERS, **said} if outcome == "met" else said
        visit = VisitTold(outcome, on, answers, note)
        return send_visit(actor=by or people.mo, at=AT, recheck_id=row.pk, told=visit)

    return send
