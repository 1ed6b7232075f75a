"""While a child lives with a carer, and whence it came: the carer's own word, sixteen years, the running case."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.cases.actions.opening import Opening, open_cases
from mangnon.cases.caring import actions
from mangnon.cases.caring.offers import _work as work
from mangnon.cases.caring.queries import placements
from mangnon.cases.caring.refusals import NotGrown, WrongDays
from mangnon.cases.caring.rules import add_months, grown_day
from mangnon.cases.caring.tests.conftest import Care
from mangnon.cases.caring.tests.test_caring import cared, propose
from mangnon.cases.models import CaseKind
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT
from mangnon.testing.people import make_person, signed_in

pytestmark = pytest.mark.django_db


def test_the_carer_tells_after_six_months_then_each_year_and_at_once(care: Care) -> None:
    """Law on Children, article 64(1)b."""
    row, lien = cared(care), care.cast.lien
    with acting(lien):
        row = placements(lien).get(pk=row.pk)
        assert row.handed_on is not None
        assert row.hear_on == add_months(row.handed_on, 6)
        later, first = AT + timedelta(days=200), uuid4()
        told = {"actor": lien, "at": later, "placement_id": row.pk}
        for _twice in range(2):
            actions.hear_carer(**told, word_id=first, on=local_day(later), said="Cháu khỏe, học khá.")
        row = placements(lien).get(pk=row.pk)
        assert (row.hear_on, row.words.count()) == (add_months(row.handed_on, 12), 1)
        with pytest.raises(WrongDays):
            actions.hear_carer(**told, word_id=uuid4(), on=row.handed_on - timedelta(days=1), said="x")
        late = later + timedelta(days=400)
        assert [one.row.act for one in work(lien, late) if "lời báo" in one.row.act] == [
            "Hỏi người nhận chăm sóc, ghi lời báo"
        ]


def test_at_sixteen_help_is_arranged_once_and_not_before(care: Care) -> None:
    """Circular 14/2020, article 13(4)."""
    row, lien = cared(care), care.cast.lien
    birthday = grown_day(row.child_born)
    before, after = (datetime.combine(birthday + timedelta(days=n), time(9), VN_ZONE) for n in (-1, 1))
    with acting(lien):
        assert not [one for one in work(lien, AT) if "16 tuổi" in one.row.act]
        assert len([one for one in work(lien, before) if "16 tuổi" in one.row.act]) == 1
        with pytest.raises(NotGrown):
            actions.arrange_grown(actor=lien, at=before, placement_id=row.pk, on=local_day(before), note="Học nghề may")
        actions.arrange_grown(actor=lien, at=after, placement_id=row.pk, on=local_day(after), note="Học nghề may")
        assert not [one for one in work(lien, after) if "16 tuổi" in one.row.act]


def test_a_proposal_out_of_a_running_case_keeps_it(care: Care) -> None:
    put("form", "codes")
    cast = care.cast
    opening = Opening(
        case_id=uuid4(), kind=CaseKind.INTERVENTION, place=cast.land.own, first_information_at=AT,
        about="bị bỏ rơi", name="Hồ Văn Nam", child_id=care.child.pk,
    )  # fmt: skip
    (case,) = open_cases(actor=cast.lien, at=AT, openings=(opening,))
    row = propose(care, care.register())
    assert row.case_id == case.pk
    urls = [reverse("cases:case", args=[case.pk]), reverse("cases:placement", args=[row.pk])]
    lien = signed_in(make_person(cast.lien.name, Role.COMMUNE_OFFICER, cast.land.own))
    assert urls[0] in lien.get(urls[1]).content.decode()
