"""Everything about one child is read at once; other names and residences are written and closed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.registry.actions import (
    add_other_name,
    attach_file,
    drop_other_name,
    end_member,
    look_at_sensitive,
    move_home,
    name_carer,
    name_member,
    open_circumstance,
    record_visit,
    register_household,
    register_residence,
    say_parent,
    say_parent_state,
)
from mangnon.registry.actions.circumstances import LookReasonMissing
from mangnon.registry.actions.members import MemberTold
from mangnon.registry.actions.naming import NameEmpty, NameTwice
from mangnon.registry.models import Carer, Child, Circumstance, Member, OtherName, ParentState, Residence
from mangnon.registry.queries import children
from mangnon.registry.queries.story import STRANDS, authors_of, story_of
from mangnon.registry.refusals import AlreadyHolds, Backwards, NothingChanged, OutsideReach, WrongHamlet
from mangnon.registry.tests.conftest import Enter
from mangnon.registry.told import Home, HouseholdTold, ParentTold
from mangnon.testing.cast import AT, TODAY, Cast

SINCE = date(2026, 3, 1)


def test_a_story_is_two_statements_however_much_is_known(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    say_parent(**say, told=ParentTold("father", "Hồ Văn Bảy", phone="0905123456"))
    say_parent_state(**say, which="father", state="DIXA", since=SINCE)
    name_carer(**say, full_name="Hồ Thị Nhiêu", relation="05", since=SINCE)
    record_visit(**say, visit_id=new_id(), on=TODAY, seen="Cháu khỏe")
    open_circumstance(**say, code="HCDB-03.7", since=SINCE)
    open_circumstance(**say, code="HCDB-05", since=SINCE)
    with acting(cast.lien), CaptureQueriesContext(connection) as asked:
        story = story_of(child)
    assert len([one for one in asked.captured_queries if "select" in one["sql"].lower()[:8]]) <= 2
    assert [one.data["code"] for one in story.of("circumstance")] == ["HCDB-03.7"]
    assert {one.kind for one in story.told} == {"parent", "state", "carer", "visit", "circumstance", "residence"}
    assert (story.of("visit")[0].day, story.of("residence")[0].until) == (TODAY, None)
    assert story.holding("state", TODAY)[0].data == {"which": "father", "state": "DIXA"}


def test_every_strand_reads_a_table_that_hangs_on_the_child(cast: Cast, enter: Enter) -> None:
    child = enter()
    with acting(cast.lien):
        assert all(list(strand.rows(child)) is not None for strand in STRANDS)
    assert len({strand.kind for strand in STRANDS}) == len(STRANDS)


def test_a_child_has_other_names(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương")
    say = {"actor": cast.mo, "at": AT, "child_id": child.pk}
    row = add_other_name(**say, name="  bé  Na ", kind="house")
    assert (row.name, add_other_name(**say, name="bé Na", kind="house").pk) == ("bé Na", row.pk)
    with pytest.raises(NameTwice):
        add_other_name(**say, name="bé Na", kind="former")
    with pytest.raises(NameTwice):
        add_other_name(**say, name="Hồ Thị Sương", kind="former")
    with pytest.raises(NameEmpty):
        add_other_name(**say, name=" ", kind="house")
    with pytest.raises(Forbidden):
        drop_other_name(**say, name_id=row.pk)
    drop_other_name(actor=cast.lien, at=AT, child_id=child.pk, name_id=row.pk)
    with acting(cast.lien):
        assert OtherName.objects.filter(child=child).count() == 0
    with pytest.raises(NotFound):
        drop_other_name(actor=cast.lien, at=AT, child_id=child.pk, name_id=row.pk)


def test_a_child_moves_inside_its_commune(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    there = Home(hamlet_id=cast.land.other_hamlet.pk, address="Nhà bà ngoại")
    row = move_home(**say, home=there, since=SINCE)
    assert move_home(**say, home=there, since=SINCE).pk == row.pk
    with acting(cast.lien):
        spells = list(Residence.objects.filter(child=child).order_by("valid_from"))
        assert [(one.valid_from, one.valid_to) for one in spells] == [(date(2014, 3, 7), SINCE), (SINCE, None)]
        assert children(cast.lien).get(pk=child.pk).hamlet_id == cast.land.other_hamlet.pk
    with pytest.raises(NothingChanged):
        move_home(**say, home=there, since=TODAY)
    with pytest.raises(Backwards):
        move_home(**say, home=Home(hamlet_id=cast.land.hamlet.pk), since=date(2026, 2, 1))


def test_nobody_moves_a_child_to_where_they_have_no_duty(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"at": AT, "child_id": child.pk, "since": SINCE}
    with pytest.raises(OutsideReach):
        move_home(**say, actor=cast.mo, home=Home(hamlet_id=cast.land.other_hamlet.pk))
    with pytest.raises(NotFound):
        move_home(**say, actor=cast.thao, home=Home())
    with pytest.raises(WrongHamlet):
        move_home(**{**say, "child_id": enter(place=cast.land.sibling, by=cast.phu).pk}, actor=cast.phu,
                  home=Home(hamlet_id=cast.land.hamlet.pk))  # fmt: skip


def test_the_registered_residence_is_a_second_fact(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    register_residence(**say, place=cast.land.sibling, home=Home(status="TT"), since=date(2014, 4, 1))
    register_residence(**say, place=None, home=Home(address="Huyện Kon Plông, Kon Tum"), since=SINCE)
    with acting(cast.lien):
        rows = list(Residence.objects.filter(child=child, kind="registered").order_by("valid_from"))
        assert [(one.place_id, one.valid_to) for one in rows] == [(cast.land.sibling.pk, SINCE), (None, None)]
        assert children(cast.lien).get(pk=child.pk).place_id == cast.land.own.pk
    with pytest.raises(Forbidden):
        register_residence(**{**say, "actor": cast.mo}, place=None, home=Home(address="x"), since=TODAY)


def test_a_household_has_members_by_period(cast: Cast, law: None) -> None:
    house = register_household(
        actor=cast.lien, at=AT, household_id=new_id(), place=cast.land.own, told=HouseholdTold("Hồ Văn Bảy")
    )
    say = {"actor": cast.lien, "at": AT, "household_id": house.pk}
    row = name_member(**say, told=MemberTold("Hồ Thị Nhiêu", "4", born_year=1960), since=SINCE)
    with pytest.raises(AlreadyHolds):
        name_member(**say, told=MemberTold("Hồ Thị Nhiêu", "4", born_year=1960), since=SINCE)
    with pytest.raises(Backwards):
        end_member(**say, member_id=row.pk, on=SINCE)
    end_member(**say, member_id=row.pk, on=TODAY)
    with pytest.raises(NotFound):
        end_member(**say, member_id=row.pk, on=TODAY)
    with acting(cast.lien):
        assert Member.objects.get(household=house).valid_to == TODAY
    with pytest.raises(NotFound):
        name_member(**{**say, "actor": cast.thao}, told=MemberTold("Ai Đó", "5"), since=SINCE)


def test_what_is_closed_opens_with_a_reason_and_the_right_alone(cast: Cast, enter: Enter) -> None:
    child = enter()
    open_circumstance(actor=cast.lien, at=AT, child_id=child.pk, code="HCDB-05", since=SINCE)
    say = {"at": AT, "child_id": child.pk}
    with acting(cast.lien):
        rows = look_at_sensitive(actor=cast.lien, **say, reason="Chuẩn bị đến thăm em")
    assert [one.code for one in rows] == ["HCDB-05"]
    with pytest.raises(LookReasonMissing):
        look_at_sensitive(actor=cast.lien, **say, reason="xem")
    with pytest.raises(Forbidden):
        look_at_sensitive(actor=cast.mo, **say, reason="Chuẩn bị đến thăm em")
    with pytest.raises(NotFound):
        look_at_sensitive(actor=cast.thao, **say, reason="Chuẩn bị đến thăm em")


def test_a_second_send_of_the_same_fact_adds_nothing(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk, "since": SINCE}
    for _send in range(2):
        name_carer(**say, full_name="Hồ Thị Nhiêu", relation="05")
        say_parent_state(**say, which="mother", state="DIXA")
        open_circumstance(**say, code="HCDB-01.3")
    with acting(cast.lien):
        counts = [model.objects.filter(child=child).count() for model in (Carer, ParentState, Circumstance)]  # type: ignore[attr-defined]
    assert counts == [1, 1, 1]


def test_a_file_hangs_on_a_child_within_reach_only(cast: Cast, enter: Enter) -> None:
    child: Child = enter()
    with pytest.raises(NotFound):
        attach_file(actor=cast.thao, at=AT, child_id=child.pk, upload=None)
    with pytest.raises(Forbidden):
        attach_file(actor=cast.an, at=AT, child_id=child.pk, upload=None)


def test_who_wrote_at_the_server_is_said_in_words(db: None) -> None:
    assert authors_of({"console:root", "registry.making"}) == {"console:root": "Người quản máy chủ (root)"}
