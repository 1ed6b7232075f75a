"""The reading room names plans and boards to those who read them, and to nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from mangnon.access.scope import acting
from mangnon.oversight.slots import subjects
from mangnon.programmes.models import Objective, Programme
from mangnon.testing.cast import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Programme:
    with acting(cast.phu):
        made: Any = {"made_at": AT, "made_by_name": "x", "first_year": 2026, "last_year": 2026}
        return Programme.objects.create(place=cast.land.own, title="Kế hoạch thử", **made)


def test_a_plan_is_named_with_its_address_to_those_who_read_plans(cast: Cast, plan: Programme) -> None:
    found = subjects()["programmes.Programme"]
    with acting(cast.lien):
        shown = found.shown(cast.lien, [str(plan.pk)])
    assert shown[str(plan.pk)].title == "Kế hoạch thử"
    assert str(plan.pk) in shown[str(plan.pk)].url
    with acting(cast.an):
        assert found.shown(cast.an, [str(plan.pk)]) == {}


def test_a_part_opens_the_page_of_its_plan(cast: Cast, plan: Programme) -> None:
    with acting(cast.phu):
        part = Objective.objects.create(programme=plan, number=1, title="Mục tiêu thử")
        (shown,) = subjects()["programmes.Objective"].shown(cast.phu, [str(part.pk)]).values()
    assert str(plan.pk) in shown.url


def test_every_table_whose_rows_are_booked_is_told_of() -> None:
    told = {kind for kind in subjects() if kind.startswith("programmes.")}
    parts = {
        "programmes.Before",
        "programmes.Basis",
        "programmes.Line",
        "programmes.Target",
        "programmes.Adoption",
        "programmes.Score",
        "programmes.ProjectPartner",
        "programmes.Attendance",
        "programmes.Reached",
    }
    models = {model._meta.label for model in apps.get_app_config("programmes").get_models()}
    assert models - parts == told
