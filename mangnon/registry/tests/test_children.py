"""A child comes into the register, is corrected, is seen by those who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from mangnon.access.scope import acting
from mangnon.lib.dates import PartialDate
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.registry.actions import correct_child, register_child
from mangnon.registry.actions.correcting import told_of
from mangnon.registry.models import Child, Correction, Residence
from mangnon.registry.queries import children, here
from mangnon.registry.refusals import (
    BornInFuture,
    NameAndReason,
    NameOrReason,
    NotAChild,
    NothingChanged,
    OtherUseOfId,
    OutsideReach,
    ReasonMissing,
    UnknownCode,
    WrongHamlet,
)
from mangnon.registry.tests.conftest import Enter, told
from mangnon.registry.told import Home
from mangnon.testing.cast import AT, TODAY, Cast


def test_a_child_lives_from_birth_where_it_was_entered(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    with acting(cast.lien):
        home = Residence.objects.get(child=child)
        assert (home.kind, home.place, home.hamlet) == ("actual", cast.land.own, cast.land.hamlet)
        assert (home.valid_from, home.valid_to) == (date(2014, 3, 7), None)
        assert children(cast.lien).get(pk=child.pk).born_year == 2014


def test_a_birth_known_by_its_year_stays_so(cast: Cast, enter: Enter) -> None:
    child = enter("Zơrâm Bhrố", "khoảng 2015")
    with acting(cast.lien):
        child = children(cast.lien).get(pk=child.pk)
        assert (child.born, child.born_from, child.born_to) == ("2015~", date(2015, 1, 1), date(2015, 12, 31))
        assert child.birth == PartialDate(2015, estimated=True)
        assert Residence.objects.get(child=child).valid_from == TODAY


def test_who_may_still_be_under_sixteen_counts_as_a_child(cast: Cast, enter: Enter) -> None:
    doubtful = enter("Hồ Văn Nam", "2010")
    with pytest.raises(NotAChild, match="đủ 16 tuổi"):
        enter("Hồ Văn Bắc", "2009")
    with pytest.raises(NotAChild):
        enter("Hồ Văn Đông", "23/11/2010")
    tomorrow = enter("Hồ Văn Tây", "24/11/2010")
    with acting(cast.lien):
        assert set(here(cast.lien, TODAY)) == {doubtful, tomorrow}
        assert set(here(cast.lien, date(2026, 11, 24))) == {doubtful}
        assert set(here(cast.lien, date(2026, 12, 31))) == set()


def test_a_birth_to_come_is_refused(enter: Enter) -> None:
    with pytest.raises(BornInFuture):
        enter("Hồ Thị Mai", "24/11/2026")
    assert enter("Hồ Thị Mai", "2026").born == "2026"


def test_a_name_or_the_reason_why_there_is_none(enter: Enter) -> None:
    with pytest.raises(NameOrReason):
        enter("  ", "2026")
    with pytest.raises(NameAndReason):
        enter("Hồ Thị Mai", "2026", nameless="newborn")
    assert str(enter("", "2026", nameless="foundling")) == "Trẻ bị bỏ rơi chưa được đặt tên"


def test_the_database_too_asks_for_a_name_or_a_reason(enter: Enter, cast: Cast) -> None:
    child = enter()
    with acting(cast.lien), pytest.raises(IntegrityError), transaction.atomic():
        children(cast.lien).filter(pk=child.pk).update(full_name="")


def test_a_code_outside_its_list_is_refused(enter: Enter) -> None:
    with pytest.raises(UnknownCode, match="“99” không có trong danh mục"):
        enter(ethnicity="99")


def test_the_same_send_twice_makes_one_child(cast: Cast, law: None) -> None:
    one = new_id()
    for _send in range(2):
        register_child(actor=cast.lien, at=AT, child_id=one, place=cast.land.own, told=told())
    with acting(cast.lien):
        assert children(cast.lien).count() == 1
    with pytest.raises(OtherUseOfId):
        register_child(actor=cast.lien, at=AT, child_id=one, place=cast.land.own, told=told("Hồ Văn Khác"))


def test_nobody_enters_a_child_where_they_have_no_duty(cast: Cast, enter: Enter) -> None:
    with pytest.raises(OutsideReach):
        enter(place=cast.land.sibling)
    with pytest.raises(OutsideReach):
        enter(by=cast.mo, hamlet=cast.land.other_hamlet)
    with pytest.raises(OutsideReach):
        register_child(actor=cast.mo, at=AT, child_id=new_id(), place=cast.land.own, told=told())
    assert enter(by=cast.mo, hamlet=cast.land.hamlet).hamlet == cast.land.hamlet
    with pytest.raises(Forbidden):
        enter(by=cast.an)


def test_a_hamlet_of_another_commune_is_refused(cast: Cast, law: None) -> None:
    with pytest.raises(WrongHamlet):
        register_child(
            actor=cast.thao, at=AT, child_id=new_id(), place=cast.land.sibling, told=told(),
            home=Home(hamlet_id=cast.land.hamlet.pk),
        )  # fmt: skip


def test_each_sees_the_children_of_their_places(cast: Cast, enter: Enter) -> None:
    ours = enter("Hồ Thị Sương")
    elsewhere = enter("Hồ Thị Sao", hamlet=cast.land.other_hamlet)
    theirs = enter("Hồ Thị Suối", by=cast.thao, place=cast.land.sibling)
    seen: dict[Any, set[Child]] = {
        cast.lien: {ours, elsewhere},
        cast.quyet: {ours, elsewhere},
        cast.mo: {ours},
        cast.thao: {theirs},
        cast.an: set(),
        cast.quan: set(),
    }
    for actor, expected in seen.items():
        with acting(actor):
            assert set(children(actor)) == expected, actor.name


def test_row_security_alone_hides_other_communes_children_and_their_parts(cast: Cast, enter: Enter) -> None:
    enter("Hồ Thị Sương")
    with acting(cast.thao):
        assert Child.objects.everything_unchecked().count() == 0
        assert Residence.objects.count() == 0
    with acting(cast.lien):
        assert Residence.objects.count() == 1


def test_nothing_can_be_hung_on_a_child_out_of_sight(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương")
    with acting(cast.thao), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Correction.objects.create(child_id=child.pk, field="full_name", reason="x", at=AT, by="x", by_name="x")


def _correct(cast: Cast, child: Child, **changes: Any) -> tuple[Correction, ...]:
    from dataclasses import replace

    version = changes.pop("version", child.version)
    actor = changes.pop("by", cast.lien)
    reason = changes.pop("reason", "Theo giấy khai sinh")
    new = replace(told_of(child), **changes)
    return correct_child(actor=actor, at=AT, child_id=child.pk, version=version, told=new, reason=reason)


def test_a_correction_keeps_both_texts_and_the_reason(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    lines = _correct(cast, child, full_name="Hồ  Thị Sướng", birth=PartialDate(2014, 7, 3))
    assert {(one.field, one.old, one.new) for one in lines} == {
        ("full_name", "Hồ Thị Sương", "Hồ Thị Sướng"),
        ("birth", "7/3/2014", "3/7/2014"),
    }
    with acting(cast.lien):
        now = children(cast.lien).get(pk=child.pk)
        assert (now.full_name, now.born, now.version) == ("Hồ Thị Sướng", "2014-07-03", 2)


def test_a_correction_needs_a_reason_and_a_change(cast: Cast, enter: Enter) -> None:
    child = enter()
    with pytest.raises(ReasonMissing):
        _correct(cast, child, sex="1", reason="  ")
    with pytest.raises(NothingChanged):
        _correct(cast, child)


def test_of_two_editors_the_later_is_told(cast: Cast, enter: Enter) -> None:
    child = enter()
    _correct(cast, child, mark="con ông Bảy")
    with pytest.raises(StaleVersion):
        _correct(cast, child, mark="con bà Tư", version=1)


def test_who_may_not_correct_is_refused(cast: Cast, enter: Enter) -> None:
    child = enter()
    with pytest.raises(Forbidden):
        _correct(cast, child, sex="1", by=cast.mo)
    with pytest.raises(NotFound):
        _correct(cast, child, sex="1", by=cast.thao)


def test_a_child_grown_up_meanwhile_can_still_be_corrected_but_not_made_older(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Văn Tây", "24/11/2010")
    later = AT.replace(year=2028)
    changed = told_of(child)
    with pytest.raises(NotAChild):
        correct_child(
            actor=cast.lien, at=later, child_id=child.pk, version=1, reason="x",
            told=told("Hồ Văn Tây", "24/10/2010"),
        )  # fmt: skip
    assert correct_child(
        actor=cast.lien, at=later, child_id=child.pk, version=1, reason="x",
        told=told("Hồ Văn Tây", "24/11/2010", sex=changed.sex, mark="anh cả"),
    )  # fmt: skip


def test_vietnamese_order_stands_in_the_row(cast: Cast, enter: Enter) -> None:
    for name in ("Trần Văn Đức", "Nguyễn Thị Ánh", "Đặng Văn An", "Hồ Văn Dũng"):
        enter(name)
    with acting(cast.lien), connection.cursor() as cursor:
        cursor.execute("select full_name from registry_child order by sort_key, id")
        assert [row[0] for row in cursor.fetchall()] == [
            "Đặng Văn An", "Nguyễn Thị Ánh", "Hồ Văn Dũng", "Trần Văn Đức",
        ]  # fmt: skip
