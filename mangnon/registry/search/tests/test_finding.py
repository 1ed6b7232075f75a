"""What people type, and whom they find: the examples of the notes on names, slips, rank, reach."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.registry.actions import (
    join_household,
    name_carer,
    open_circumstance,
    register_household,
    say_parent,
)
from mangnon.registry.models import OtherName
from mangnon.registry.queries import children
from mangnon.registry.search import Answer, State, find
from mangnon.registry.tests.conftest import Enter
from mangnon.registry.told import HouseholdTold, ParentTold
from mangnon.testing.cast import AT, Cast


def asked(actor: Actor, text: str, **more: object) -> Answer:
    """The answer, under the reach of whoever asks."""
    with acting(actor):
        return find(actor, text, at=AT, **more)  # type: ignore[arg-type]


def names(actor: Actor, text: str, **more: object) -> list[str]:
    """The names found, in order."""
    return [one.child.full_name for one in asked(actor, text, **more).found]


VILLAGE = (
    ("Nguyễn Thị Thuý", "2014"), ("Nguyễn Thị Thủy", "2014"), ("Hồ Thị Hoa", "4/9/2017"), ("Hồ Thị Hoa", "2016"),
    ("A Lăng Bh’nướch", "2013"), ("Zơrâm Thị Bhrố", "2012"), ("Y Lan", "2015"), ("A Ting Thị Hậu", "2016"),
    ("Trần Lê Quốc Bảo", "2018"), ("Đinh Văn Đỏ", "2011"), ("Huỳnh Phước Lộc", "2014"), ("Hoàng Phước Lộc", "2014"),
    ("Đặng Thị A Lăng", "2015"), ("Nguyễn Thị Mỹ", "2015"), ("Lê Hoà", "2015"), ("Vũ Quý", "2015"),
)  # fmt: skip


@pytest.fixture
def village(cast: Cast, enter: Enter) -> Cast:
    """The invented names of the notes, in Trà Linh."""
    for name, born in VILLAGE:
        enter(name, born)
    return cast


SLIPS = (
    ("nguyen thi thuy", "Nguyễn Thị Thủy"), ("Nguyễn Thị Thúy", "Nguyễn Thị Thuý"),
    ("NGUYỄN THỊ THUÝ", "Nguyễn Thị Thuý"), ("thúy nguyễn thị", "Nguyễn Thị Thuý"),
    ("Nguyeenx Thij Thuys", "Nguyễn Thị Thuý"), ("nguyễn thị thủi", "Nguyễn Thị Thủy"),
    ("Nguye6n4 Thi5 Thuy1", "Nguyễn Thị Thuý"), ("nguyen thi thu", "Nguyễn Thị Thủy"),
    ("ngueyn thi thuy", "Nguyễn Thị Thủy"), ("Alăng Bh'nướch", "A Lăng Bh’nướch"),
    ("alang bhnuoch", "A Lăng Bh’nướch"), ("a lang bhnuoc", "A Lăng Bh’nướch"), ("zoram bhro", "Zơrâm Thị Bhrố"),
    ("y lan", "Y Lan"), ("ating thi hau", "A Ting Thị Hậu"), ("ating hậu", "A Ting Thị Hậu"),
    ("quốc bảo", "Trần Lê Quốc Bảo"), ("bao tran", "Trần Lê Quốc Bảo"), ("Ðinh Văn Ðỏ", "Đinh Văn Đỏ"),
    ("dinh van do", "Đinh Văn Đỏ"), ("ddinh vawn ddor", "Đinh Văn Đỏ"), ("Huỳnh Phước Lộc", "Huỳnh Phước Lộc"),
    ("Hoàng Phước Lộc", "Hoàng Phước Lộc"), ("dang thi alang", "Đặng Thị A Lăng"), ("nguyễn thị mĩ", "Nguyễn Thị Mỹ"),
    ("nguyen my", "Nguyễn Thị Mỹ"), ("lê hòa", "Lê Hoà"), ("le hoa 2015", "Lê Hoà"), ("vũ quí", "Vũ Quý"),
    ("nguyenthimy", "Nguyễn Thị Mỹ"), ("trn le quoc bao", "Trần Lê Quốc Bảo"),
    ("trần lê quốc bảo anh", "Trần Lê Quốc Bảo"), ("tran quocc baor", "Trần Lê Quốc Bảo"),
)  # fmt: skip


def test_the_examples_of_the_notes_come_first_whatever_slip_was_made(village: Cast) -> None:
    wrong = {
        typed: found[:3]
        for typed, wanted in SLIPS
        for form in ("NFC", "NFD")
        if (found := names(village.lien, unicodedata.normalize(form, typed)))[:1] != [wanted]
    }
    assert wrong == {}
    assert len(SLIPS) > 30


def test_the_same_for_somebody_who_sees_the_whole_province(village: Cast) -> None:
    missed = [typed for typed, wanted in SLIPS if wanted not in names(village.phu, typed)]
    assert missed == []


def test_marks_decide_between_names_that_differ_by_nothing_else(village: Cast) -> None:
    assert names(village.lien, "nguyễn thị thủy")[:2] == ["Nguyễn Thị Thủy", "Nguyễn Thị Thuý"]
    assert names(village.lien, "nguyễn thị thuý")[:2] == ["Nguyễn Thị Thuý", "Nguyễn Thị Thủy"]


def test_the_year_decides_between_homonyms_and_may_be_one_off(village: Cast) -> None:
    born = [one.child.born_year for one in asked(village.lien, "hồ thị hoa 2016").found]
    assert born[:2] == [2016, 2017]
    assert names(village.lien, "hồ thị hoa 2014") == []
    assert next(one.child.born for one in asked(village.lien, "hoa 4/9/2017").found) == "2017-09-04"
    assert names(village.lien, "hoa", born=2018)[:1] == ["Hồ Thị Hoa"]


def test_equals_in_score_follow_the_vietnamese_order(cast: Cast, enter: Enter) -> None:
    order = ["Nguyễn Văn Ánh", "Nguyễn Văn Ân", "Nguyễn Văn Dũng", "Nguyễn Văn Đức", "Nguyễn Văn Hòa"]
    for name in reversed(order):
        enter(name, "2015")
    assert names(cast.lien, "nguyễn văn") == order


def test_numbers_lead_to_the_child_and_to_whom_they_belong(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "2014", personal_number="049314001234", external_code="BTXH-77")
    enter("Hồ Văn Nam", "2014", personal_number="049214005678")
    say_parent(actor=cast.lien, at=AT, child_id=child.pk, told=ParentTold("mother", "Hồ Thị Mơ", phone="0905123456"))
    for typed in (
        "049314001234",
        "0493 1400 1234",
        "1234",
        "sương 1234",
        "0905 123 456",
        "+84905123456",
        "3456",
        "BTXH-77",
    ):
        assert names(cast.lien, typed)[:1] == ["Hồ Thị Sương"], typed
    assert str(asked(cast.lien, "0905123456").found[0].why[0]) == "đúng số của người thân"
    assert names(cast.lien, "9999") == []


def test_people_around_a_child_lead_to_it(cast: Cast, enter: Enter) -> None:
    one, other = enter("Nguyễn Văn An", "2014"), enter("Nguyễn Minh An", "2014")
    enter("Nguyễn Quốc An", "2014")
    say_parent(actor=cast.lien, at=AT, child_id=one.pk, told=ParentTold("mother", "Trần Thị Nhung"))
    home = register_household(
        actor=cast.lien, at=AT, household_id=new_id(), place=cast.land.own,
        told=HouseholdTold("Lê Bảy", phone="0905123457"), hamlet_id=cast.land.hamlet.pk,
    )  # fmt: skip
    join_household(
        actor=cast.lien,
        at=AT,
        child_id=other.pk,
        household_id=home.pk,
        relation="3",
        since=AT.date() - timedelta(days=9),
    )
    name_carer(actor=cast.lien, at=AT, child_id=other.pk, full_name="Bríu Pố", relation="BA", since=AT.date())
    for actor in (cast.lien, cast.phu):
        assert names(actor, "nguyen an 2014, mẹ trần thị nhung")[0] == "Nguyễn Văn An"
        assert names(actor, "nguyễn an tran thi nhung 2014")[0] == "Nguyễn Văn An"
        assert names(actor, "an con bà Nhung")[0] == "Nguyễn Văn An"
        assert names(actor, "an, le bay")[0] == "Nguyễn Minh An"
        assert names(actor, "mẹ trần thị nhugn") == ["Nguyễn Văn An"]
        assert names(actor, "bríu pố") == ["Nguyễn Minh An"]
        assert names(actor, "0905123457") == ["Nguyễn Minh An"]
    assert "người thân: Trần Thị Nhung" in map(str, asked(cast.lien, "an con bà Nhung").found[0].why)


def test_places_by_new_and_old_names_and_hamlets(cast: Cast, enter: Enter) -> None:
    enter("Hồ Văn Nam", "2014")
    enter("Hồ Văn Nam", "2014", by=cast.thao, place=cast.land.sibling)
    enter("Trần Trà Linh", "2014", by=cast.thao, place=cast.land.sibling)
    codes = {
        typed: [one.child.place.code for one in asked(cast.phu, typed).found if one.child.full_name == "Hồ Văn Nam"][:1]
        for typed in (
            "nam 2014 trà linh",
            "ho van nam, Trà Leng",
            "nam ở xã Trà Leng",
            "nam Trà Nam",
            "nam thôn thử một",
        )
    }
    assert codes == {
        "nam 2014 trà linh": ["20950"], "ho van nam, Trà Leng": ["20938"], "nam ở xã Trà Leng": ["20938"],
        "nam Trà Nam": ["20950"], "nam thôn thử một": ["20950"],
    }  # fmt: skip
    assert names(cast.phu, "tran tra linh")[0] == "Trần Trà Linh"
    assert names(cast.phu, "nam", place=cast.land.sibling) == ["Hồ Văn Nam"]


def test_other_names_lead_to_the_child_after_its_own(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "2014")
    enter("Hồ Tí", "2015")
    with acting(cast.lien):
        OtherName.objects.create(child=child, name="Tí", kind="house")
    assert sorted(names(cast.lien, "tí")) == ["Hồ Thị Sương", "Hồ Tí"]
    assert "tên khác: Tí" in [str(why) for one in asked(cast.lien, "tí").found for why in one.why]


def test_a_merged_record_leads_to_the_one_that_lives_on(cast: Cast, enter: Enter) -> None:
    kept, gone = enter("Hồ Thị Sương", "2014"), enter("Hồ Thị Xương Mai", "2014", personal_number="049314001234")
    with acting(cast.lien):
        children(cast.lien).filter(pk=gone.pk).update(left="merged", left_on=AT.date(), merged_into=kept)
    assert [one.child.pk for one in asked(cast.lien, "xương mai").found] == [kept.pk]
    assert [one.child.pk for one in asked(cast.lien, "049314001234").found] == [kept.pk]


def test_those_who_left_are_found_and_said_to_have_left(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "2014")
    with acting(cast.lien):
        children(cast.lien).filter(pk=child.pk).update(left="away", left_on=AT.date())
    assert [one.child.left for one in asked(cast.lien, "sương").found] == ["away"]


def test_what_is_still_being_typed_finds_by_its_beginning(village: Cast) -> None:
    assert "Nguyễn Thị Thuý" in names(village.lien, "nguyen thi th", unfinished=True)
    assert names(village.lien, "quoc b", unfinished=True) == ["Trần Lê Quốc Bảo"]


@pytest.mark.parametrize(
    ("text", "state"),
    [("", State.EMPTY), ("  ", State.EMPTY), ("h", State.SHORT), ("2", State.SHORT), ("%%", State.SHORT),
     ("zzzzzz", State.NONE), ("hoa", State.SOME), ("99999999", State.NONE)],
)  # fmt: skip
def test_the_answer_says_what_it_can_say(village: Cast, text: str, state: State) -> None:
    assert asked(village.lien, text).state is state


def test_homonyms_do_not_push_out_names_nearly_the_same(cast: Cast, enter: Enter) -> None:
    for _number in range(25):
        enter("Hồ Thị Lan", "2015")
    enter("Hồ Thị Lam", "2015")
    answer = asked(cast.phu, "ho thi lan 2015")
    assert len(answer.found) == 20
    assert answer.more
    assert "Hồ Thị Lam" in [one.child.full_name for one in answer.found]
    assert answer.found[0].child.full_name == "Hồ Thị Lan"


def test_very_sensitive_circumstances_play_no_role(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "2014")
    before = asked(cast.lien, "sương").found
    open_circumstance(
        actor=cast.lien, at=AT, child_id=child.pk, code="HCDB-08", since=AT.date(), evidence="Xác nhận số 1/XN-TYT",
        decided_by="Chủ tịch",
    )  # fmt: skip
    after = asked(cast.lien, "sương").found
    assert [(one.score, one.why) for one in before] == [(one.score, one.why) for one in after]
    assert names(cast.lien, "xâm hại") == names(cast.lien, "HCDB-08") == []
