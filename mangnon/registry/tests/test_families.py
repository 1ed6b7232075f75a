"""Parents, carers, households."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.registry.actions import (
    classify_household,
    correct_household,
    end_carer,
    end_parent_state,
    join_household,
    leave_household,
    name_carer,
    register_household,
    say_parent,
    say_parent_state,
)
from mangnon.registry.models import Carer, Household, HouseholdClass, HouseholdStay, Parent, ParentState
from mangnon.registry.numbers import NotAPhone
from mangnon.registry.queries import children, households
from mangnon.registry.refusals import AlreadyHolds, Backwards, InFuture, NameOrReason, OtherUseOfId, UnknownCode
from mangnon.registry.tests.conftest import Enter
from mangnon.registry.told import HouseholdTold, ParentTold
from mangnon.testing.cast import AT, TODAY, Cast

SINCE = date(2020, 5, 1)


def _household(cast: Cast, head: str = "Hồ Văn Bảy", **more: object) -> Household:
    return register_household(
        actor=cast.lien, at=AT, household_id=new_id(), place=cast.land.own, hamlet_id=cast.land.hamlet.pk,
        told=HouseholdTold(head_name=head, **more),  # type: ignore[arg-type]  # fields of the dataclass
    )  # fmt: skip


def test_father_and_mother_are_separate_facts(cast: Cast, enter: Enter) -> None:
    child = enter()
    say_parent(actor=cast.mo, at=AT, child_id=child.pk, told=ParentTold("mother", "hồ  thị lan", phone="+84905123456"))
    say_parent(actor=cast.lien, at=AT, child_id=child.pk, told=ParentTold("father", unknown=True))
    say_parent(actor=cast.lien, at=AT, child_id=child.pk, told=ParentTold("mother", "Hồ Thị Lan", born_year=1990))
    with acting(cast.lien):
        mother, father = (Parent.objects.get(child=child, which=which) for which in ("mother", "father"))
        assert (mother.full_name, mother.born_year, father.unknown) == ("Hồ Thị Lan", 1990, True)


def test_a_parent_has_a_name_or_is_unknown(cast: Cast, enter: Enter) -> None:
    child = enter()
    with pytest.raises(NameOrReason):
        say_parent(actor=cast.lien, at=AT, child_id=child.pk, told=ParentTold("mother"))
    with pytest.raises(NotAPhone):
        say_parent(actor=cast.lien, at=AT, child_id=child.pk, told=ParentTold("mother", "Lan", phone="111"))


def test_a_parents_states_are_periods_and_several_hold_at_once(cast: Cast, enter: Enter) -> None:
    child = enter()
    for state in ("LH", "DIXA"):
        say_parent_state(actor=cast.lien, at=AT, child_id=child.pk, which="father", state=state, since=SINCE)
    with pytest.raises(AlreadyHolds):
        say_parent_state(actor=cast.lien, at=AT, child_id=child.pk, which="father", state="LH", since=TODAY)
    with pytest.raises(UnknownCode):
        say_parent_state(actor=cast.lien, at=AT, child_id=child.pk, which="father", state="BAY", since=SINCE)
    with pytest.raises(InFuture):
        say_parent_state(
            actor=cast.lien, at=AT, child_id=child.pk, which="father", state="TU", since=TODAY + timedelta(1)
        )
    with acting(cast.lien):
        row = ParentState.objects.get(child=child, state="DIXA")
    with pytest.raises(Backwards):
        end_parent_state(actor=cast.lien, at=AT, child_id=child.pk, state_id=row.pk, on=SINCE)
    ended = end_parent_state(actor=cast.lien, at=AT, child_id=child.pk, state_id=row.pk, on=TODAY)
    assert ended.valid_to == TODAY
    with pytest.raises(NotFound):
        end_parent_state(actor=cast.lien, at=AT, child_id=child.pk, state_id=row.pk, on=TODAY)


def test_a_new_main_carer_ends_the_time_of_the_earlier(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    mother = name_carer(**say, full_name="Hồ Thị Lan", relation="con đẻ", since=date(2014, 3, 7))
    aunt = name_carer(**say, full_name="Hồ Thị Bảy", relation="cháu (cô, dì, chú, bác)", since=SINCE)
    with acting(cast.lien):
        assert Carer.objects.get(pk=mother.pk).valid_to == SINCE
        assert Carer.objects.get(pk=aunt.pk).valid_to is None
    end_carer(**say, carer_id=aunt.pk, on=TODAY)
    with pytest.raises(Backwards):
        name_carer(**say, full_name="Hồ Thị Lan", relation="con đẻ", since=date(2014, 3, 6))


def test_a_household_is_sent_twice_and_kept_once(cast: Cast, law: None) -> None:
    one = new_id()
    for _send in range(2):
        register_household(
            actor=cast.lien, at=AT, household_id=one, place=cast.land.own, told=HouseholdTold("Hồ Văn Bảy")
        )
    with acting(cast.lien):
        assert households(cast.lien).count() == 1
    with pytest.raises(OtherUseOfId):
        register_household(actor=cast.lien, at=AT, household_id=one, place=cast.land.own, told=HouseholdTold("Khác"))
    with acting(cast.thao):
        assert Household.objects.everything_unchecked().count() == 0


def test_a_child_moves_from_one_household_to_another(cast: Cast, enter: Enter) -> None:
    child, first, second = enter(), _household(cast), _household(cast, "Hồ Thị Tư")
    join = {"actor": cast.mo, "at": AT, "child_id": child.pk}
    join_household(**join, household_id=first.pk, relation="3", since=date(2014, 3, 7))
    join_household(**join, household_id=second.pk, relation="5", since=SINCE)
    with acting(cast.lien):
        stays = HouseholdStay.objects.filter(child=child).order_by("valid_from")
        assert [(one.household, one.valid_to) for one in stays] == [(first, SINCE), (second, None)]
        assert children(cast.lien).get(pk=child.pk).household == second
    with pytest.raises(AlreadyHolds):
        join_household(**join, household_id=first.pk, relation="3", since=date(2019, 1, 1))
    leave_household(**join, on=TODAY)
    with acting(cast.lien):
        assert children(cast.lien).get(pk=child.pk).household is None
        assert HouseholdStay.objects.get(household=second).valid_to == TODAY


def test_of_two_editors_of_a_household_the_later_is_told(cast: Cast, law: None) -> None:
    household = _household(cast)
    correct = {"actor": cast.lien, "at": AT, "household_id": household.pk, "version": 1}
    correct_household(**correct, told=HouseholdTold("Hồ Văn Bảy", number="12"))
    with pytest.raises(StaleVersion):
        correct_household(**correct, told=HouseholdTold("Hồ Văn Bảy", number="13"))
    with pytest.raises(Forbidden):
        correct_household(**{**correct, "actor": cast.mo}, told=HouseholdTold("Hồ Văn Bảy"))


def test_a_household_has_one_class_a_year(cast: Cast, law: None) -> None:
    household = _household(cast)
    say = {"actor": cast.lien, "at": AT, "household_id": household.pk}
    classify_household(**say, year=2026, klass="HN", decision="12/QĐ-UBND", decided_on=date(2025, 12, 20))
    classify_household(**say, year=2026, klass="HCN")
    with pytest.raises(UnknownCode):
        classify_household(**say, year=2026, klass="X")
    with acting(cast.lien):
        assert HouseholdClass.objects.get(household=household).klass == "HCN"
