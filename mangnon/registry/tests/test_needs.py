"""Special circumstances by period and sensitivity; visits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.registry.actions import close_circumstance, open_circumstance, record_visit
from mangnon.registry.actions.circumstances import EvidenceMissing
from mangnon.registry.actions.visiting import NothingSeen
from mangnon.registry.models import Circumstance, Visit
from mangnon.registry.queries import children, circumstances, groups_on, sensitive_children
from mangnon.registry.refusals import AlreadyHolds, Backwards, InFuture, OtherUseOfId, UnknownCode
from mangnon.registry.tests.conftest import Enter
from mangnon.testing.cast import AT, TODAY, Cast

SINCE = date(2025, 2, 1)


def test_all_groups_of_the_decree_and_of_the_working_list_can_be_chosen(law: None) -> None:
    """Decree 56/2017/NĐ-CP, articles 3 to 16: fourteen groups; eleven lines of children at risk."""
    lines = groups_on(TODAY)
    groups = [one.code for one in lines if one.code == one.group]
    assert groups == [*(f"HCDB-{n:02}" for n in range(1, 15)), "NC"]
    assert sum(one.group == "NC" and one.code != "NC" for one in lines) == 11
    assert len({one.code for one in lines}) == len(lines)


def test_a_child_belongs_to_a_group_by_period(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk, "code": "HCDB-03.7"}
    row = open_circumstance(**say, since=SINCE)
    assert (row.group, row.law_version, row.sensitivity) == ("HCDB-03", "2017-07-01", 0)
    with pytest.raises(AlreadyHolds):
        open_circumstance(**say, since=TODAY)
    close_circumstance(
        actor=cast.lien, at=AT, child_id=child.pk, circumstance_id=row.pk, on=date(2026, 1, 1), reason="Cha đã về"
    )
    again = open_circumstance(**say, since=date(2026, 3, 1))
    with acting(cast.lien):
        assert [one.pk for one in circumstances(cast.lien, child)] == [again.pk, row.pk]


def test_days_of_a_circumstance_stand_in_order(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk, "code": "HCDB-01.3"}
    with pytest.raises(Backwards):
        open_circumstance(**say, since=date(2014, 3, 6))
    with pytest.raises(InFuture):
        open_circumstance(**say, since=TODAY + timedelta(1))
    with pytest.raises(UnknownCode):
        open_circumstance(**{**say, "code": "HCDB-99"}, since=SINCE)


def test_a_group_whose_law_asks_for_a_paper_needs_its_evidence(cast: Cast, enter: Enter) -> None:
    """Decree 56/2017/NĐ-CP, article 11: a conclusion of an examination body, clinic or expert."""
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk, "code": "HCDB-09", "since": SINCE}
    with pytest.raises(EvidenceMissing, match="kết luận"):
        open_circumstance(**say)
    assert open_circumstance(**say, evidence="Kết luận 12/KL-BV ngày 3/2/2025").pk


def test_very_sensitive_groups_are_seen_with_their_own_right_only(cast: Cast, enter: Enter) -> None:
    child = enter(hamlet=cast.land.hamlet)
    open_circumstance(actor=cast.lien, at=AT, child_id=child.pk, code="HCDB-05", since=SINCE)
    open_circumstance(actor=cast.lien, at=AT, child_id=child.pk, code="HCDB-13.1", since=SINCE)
    for actor, expected in ((cast.lien, 2), (cast.quyet, 2), (cast.mo, 1)):
        with acting(actor):
            seen = children(actor).get(pk=child.pk)
            assert circumstances(actor, seen).count() == expected, actor.name
            found = children(actor).filter(sensitive_children(actor)).count()
            assert found == (1 if expected == 2 else 0), actor.name


def test_row_security_hides_circumstances_with_their_child(cast: Cast, enter: Enter) -> None:
    child = enter()
    open_circumstance(actor=cast.lien, at=AT, child_id=child.pk, code="HCDB-05", since=SINCE)
    with acting(cast.thao):
        assert Circumstance.objects.count() == 0
    with pytest.raises(NotFound):
        open_circumstance(actor=cast.thao, at=AT, child_id=child.pk, code="HCDB-05", since=SINCE)
    with pytest.raises(Forbidden):
        open_circumstance(actor=cast.mo, at=AT, child_id=child.pk, code="HCDB-01", since=SINCE)


def test_a_visit_is_kept_once_and_moves_the_last_day_forward_only(cast: Cast, enter: Enter) -> None:
    child = enter()
    first, say = new_id(), {"actor": cast.mo, "at": AT, "child_id": child.pk}
    for _send in range(2):
        record_visit(**say, visit_id=first, on=date(2026, 11, 20), seen="Cháu khỏe", met=["child", "carer"])
    record_visit(**say, visit_id=new_id(), on=date(2026, 10, 1), seen="Không gặp ai", met=["nobody"])
    with acting(cast.lien):
        assert Visit.objects.filter(child=child).count() == 2
        assert children(cast.lien).get(pk=child.pk).visited_on == date(2026, 11, 20)
    with pytest.raises(OtherUseOfId):
        record_visit(**say, visit_id=first, on=date(2026, 11, 20), seen="Khác")


def test_a_visit_needs_words_and_a_day_that_has_come(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.mo, "at": AT, "child_id": child.pk, "visit_id": new_id()}
    with pytest.raises(NothingSeen):
        record_visit(**say, on=TODAY, seen=" ")
    with pytest.raises(InFuture):
        record_visit(**say, on=TODAY + timedelta(1), seen="Cháu khỏe")
