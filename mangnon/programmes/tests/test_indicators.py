"""Figures that plans reckon from the records: children, those in special circumstances, help, cases in time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.cases.actions.opening import Opening, open_cases
from mangnon.cases.indicators import closed, in_time, opened
from mangnon.cases.models import Case, CaseKind, CaseState, StepRecord
from mangnon.programmes.rights import COUNT_GOALS
from mangnon.registry.indicators import helped, in_need, number
from mangnon.registry.models import Aid, Circumstance
from mangnon.statutes.tests.shipping import put
from mangnon.testing import register
from mangnon.testing.cast import AT, Cast

pytestmark = pytest.mark.django_db
SPACE = UUID(int=7)
YEAR = (date(2026, 1, 1), date(2026, 11, 23))


def test_half_of_the_children_in_special_circumstances_were_helped(cast: Cast) -> None:
    own, machine = cast.land.own, job("test", COUNT_GOALS)
    with acting(cast.lien):
        children = [register.child(f"Hồ Thị Số {n}", own) for n in range(3)]
        for one in children[:2]:
            Circumstance.objects.create(
                child=one, code="HCDB-01", group="HCDB-01", law_version="2017-07-01", sensitivity=1,
                valid_from=date(2025, 1, 1), recorded_by="x",
            )  # fmt: skip
        Aid.objects.create(child=children[0], given_on=date(2026, 5, 1), kind="x", what="Xe đạp", recorded_by="x")
        Aid.objects.create(child=children[1], given_on=date(2025, 5, 1), kind="x", what="Áo ấm", recorded_by="x")
    with acting(machine):
        assert number([own.pk], *YEAR) == 3
        assert in_need([own.pk], *YEAR) == 2
        assert helped([own.pk], *YEAR) == Decimal(50)
        assert helped([cast.land.sibling.pk], *YEAR) is None


def test_a_case_with_one_late_step_was_not_in_time(cast: Cast) -> None:
    put("procedure", "form", "codes")
    own = cast.land.own
    for nth in range(2):
        told = Opening(
            case_id=uuid5(SPACE, str(nth)), kind=CaseKind.INTERVENTION, place=own, first_information_at=AT,
            name=f"Hồ Thị Vụ {nth}", born="2016", about="nghi bị bỏ mặc",
        )  # fmt: skip
        with acting(cast.lien):
            (case,) = open_cases(actor=cast.lien, at=AT, openings=(told,))
            steps = StepRecord.objects.filter(case=case, due_at__isnull=False, derived=False)
            assert steps.exists()
            for one in steps:
                one.done_at = one.due_at + timedelta(hours=1 if nth else -1)
                one.late_reason = "x" if nth else ""
                one.save(update_fields=["done_at", "late_reason"])
            found = Case.objects.visible_to(cast.lien, "cases.list").get(pk=case.pk)
            found.state, found.ended_at = CaseState.CLOSED, AT
            found.save(update_fields=["state", "ended_at"])
    with acting(job("test", COUNT_GOALS)):
        assert (opened([own.pk], *YEAR), closed([own.pk], *YEAR)) == (2, 2)
        assert in_time([own.pk], *YEAR) == Decimal(50)
        assert in_time([cast.land.sibling.pk], *YEAR) is None
