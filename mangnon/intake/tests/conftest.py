"""Reports of the cast's communes; a hotline, and people who really exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.intake.actions import receive_report
from mangnon.intake.models import HarmReport
from mangnon.intake.told import ChildTold, PlaceTold, Receipt, ReporterTold, ReportTold
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.testing.cast import AT, Cast, actor
from mangnon.testing.people import make_person

WHAT = "Nghe tiếng trẻ khóc và tiếng đánh ở nhà bên từ chiều"
REPORTER = ReporterTold(name="Nguyễn Thị Kín", phone="0905111222", relation="hàng xóm", safe_contact="sau 18 giờ")
Receive = Callable[..., Receipt]


def told(place: Unit | None = None, text: str = "", **more: Any) -> ReportTold:
    """An invented report: ordinary unless something more is said."""
    whole: dict[str, Any] = {"channel": "phone", "what": WHAT, "danger": "no", **more}
    return ReportTold(place=PlaceTold(place.pk if place else None, None, text), **whole)


@pytest.fixture
def hotline(cast: Cast) -> Actor:
    """Somebody at the provincial centre's telephone: no place, no row of the register."""
    return actor("Nguyễn Thị Trực", Role.HOTLINE, cast.land.province)


@pytest.fixture
def people(cast: Cast) -> dict[str, Any]:
    """The cast as people who can be told, put on duty and named."""
    land = cast.land
    return {
        "lien": make_person(cast.lien.name, Role.COMMUNE_OFFICER, land.own),
        "quyet": make_person(cast.quyet.name, Role.COMMUNE_CHAIR, land.own),
        "thao": make_person(cast.thao.name, Role.COMMUNE_OFFICER, land.sibling),
        "phu": make_person(cast.phu.name, Role.PROVINCE_OFFICER, land.province),
        "van": make_person(cast.van.name, Role.PROVINCE_LEADER, land.province),
    }


@pytest.fixture
def receive(cast: Cast, people: dict[str, Any]) -> Receive:
    """Take a report in as somebody does."""

    def receive(by: Actor, place: Unit | None = None, *, report_id: Any = None, at: Any = AT, **more: Any) -> Receipt:
        with acting(by):
            return receive_report(actor=by, at=at, report_id=report_id or new_id(), told=told(place, **more))

    return receive


def fresh(report_id: Any) -> HarmReport:
    """The row as it stands, whoever may see it."""
    return HarmReport.objects.everything_unchecked().get(pk=report_id)


def named(name: str, **more: Any) -> ChildTold:
    """A child of that name."""
    return replace(ChildTold(full_name=name), **more)
