"""The made register is believable, repeatable, under row security, and keeps the truth about its doubles."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from mangnon.access.actor import console
from mangnon.access.commands import DemoCall
from mangnon.access.scope import acting
from mangnon.accounts.demo import create_demo_people
from mangnon.lib.dates import is_child_on
from mangnon.lib.names import fold
from mangnon.registry.making.demo import make
from mangnon.registry.making.grounds import places
from mangnon.registry.making.names import CO_TU, KINH, XO_DANG
from mangnon.registry.making.people import RESERVED_PROVINCE, MadeHousehold, MadePlace, households
from mangnon.registry.making.slips import HELD_OUT, KNOWN, second_record, with_doubles
from mangnon.registry.making.writing import fill
from mangnon.registry.models import (
    Accident,
    Aid,
    Child,
    Circumstance,
    Household,
    HouseholdClass,
    HouseholdStay,
    Parent,
    Residence,
    RiskSpot,
)
from mangnon.registry.numbers import number_doubts, parts_of
from mangnon.testing.cast import AT, Cast

ON = date(2026, 11, 23)
WEST = MadePlace(1, ethnic=((CO_TU, 0.6), (XO_DANG, 0.4)), poor=0.3)
PLAIN = MadePlace(2, weight=2.0)


@pytest.fixture(scope="module")
def many() -> list[MadeHousehold]:
    """Six thousand children in two communes."""
    return list(households(7, 6_000, (WEST, PLAIN), ON))


def test_the_same_seed_gives_the_same_people() -> None:
    one, other = (list(households(3, 50, (WEST, PLAIN), ON)) for _try in range(2))
    assert one == other
    assert list(households(4, 50, (WEST, PLAIN), ON)) != one


def test_as_many_children_as_asked_all_under_sixteen(many: list[MadeHousehold]) -> None:
    children = [child for made in many for child in made.children]
    assert len(children) == 6_000
    assert all(is_child_on(child.birth, ON) and child.birth.earliest() <= ON for child in children)
    assert len({child.id for child in children}) == 6_000


def test_siblings_and_twins_are_as_frequent_as_said(many: list[MadeHousehold]) -> None:
    siblings = sum(len(made.children) for made in many if len(made.children) > 1)
    twins = sum(len(days) - len(set(days)) for made in many if (days := [one.birth for one in made.children]))
    assert 0.38 < siblings / 6_000 < 0.52
    assert 0.005 < 2 * twins / 6_000 < 0.025


def test_siblings_who_are_no_twins_are_born_ten_months_apart(many: list[MadeHousehold]) -> None:
    for made in many:
        days = sorted(child.birth.earliest() for child in made.children if child.birth.exact)
        gaps = {(later - earlier).days for earlier, later in pairwise(days)}
        assert all(gap == 0 or gap >= 300 for gap in gaps)


def test_names_follow_the_customs_of_each_people(many: list[MadeHousehold]) -> None:
    first = Counter(child.full_name.split()[0] for made in many for child in made.children if made.place_id == 2)
    assert first.most_common(1)[0][0] == "Nguyễn"
    assert 0.3 < first["Nguyễn"] / first.total() < 0.5
    west = {child.ethnicity: child for made in many for child in made.children if made.place_id == 1}
    assert set(west) == {CO_TU, XO_DANG}
    assert {child.ethnicity for made in many for child in made.children if made.place_id == 2} == {KINH}


def test_no_personal_number_can_belong_to_anybody(many: list[MadeHousehold]) -> None:
    numbered = [child for made in many for child in made.children if child.personal_number]
    assert len(numbered) > 4_000
    assert {parts_of(one.personal_number).province for one in numbered} == {RESERVED_PROVINCE}
    assert not any(number_doubts(one.personal_number, sex=one.sex, birth=one.birth) for one in numbered)


@pytest.mark.parametrize("name", sorted(KNOWN | HELD_OUT))
def test_each_slip_changes_what_it_is_named_for(name: str, many: list[MadeHousehold]) -> None:
    random = Random(5)  # noqa: S311 - invented people
    slip, changed = (KNOWN | HELD_OUT)[name], 0
    for made in many[:800]:
        child = made.children[0]
        written = second_record(random, made, child, {name: slip}, made.id)
        assert written.child.truth == child.id
        if written.child.slips:
            changed += 1
            now = (written.child.full_name, written.child.birth, written.child.personal_number)
            was = (child.full_name, child.birth, child.personal_number)
            assert now != was or written.mother != made.mother or written.phone != made.head.phone
            assert fold(now[0]).strip()
    assert changed >= 3


def test_slips_for_judging_are_not_those_for_tuning() -> None:
    assert not KNOWN.keys() & HELD_OUT.keys()


def test_doubles_are_a_second_sheet_with_the_truth(many: list[MadeHousehold]) -> None:
    doubled = list(with_doubles(1, many, 0.05, KNOWN, (1, 2)))
    again = [made for made in doubled if made.children[0].truth]
    known = {child.id for made in many for child in made.children}
    assert 220 < len(again) < 380
    assert all(made.children[0].truth in known and made.children[0].id not in known for made in again)
    assert len({made.id for made in doubled}) == len(doubled)


def test_they_stand_in_the_tables_under_row_security(cast: Cast, law: None) -> None:
    actor = console("test")
    ground = places([cast.land.own, cast.land.sibling])
    assert ground[0].ethnic != ((KINH, 1.0),)  # Trà Linh lies in the old district of Nam Trà My
    with acting(actor):
        assert fill(actor=actor, at=AT, households=households(1, 300, ground, ON), on=ON) == 300
        counts = {model: model._default_manager.count() for model in (Residence, HouseholdStay)}
        assert set(counts.values()) == {300}
        assert Parent.objects.count() > 560
        assert HouseholdClass.objects.count() == Household.objects_unguarded.count()
    with acting(cast.lien):
        mine = Child.objects_unguarded.count()
        assert 0 < mine < 300
        assert Residence.objects.count() == mine


def test_the_demo_has_children_in_need_with_the_facts_behind(cast: Cast, law: None, settings: Any) -> None:
    settings.DEMO = True

    class Bar:
        def __enter__(self) -> object:
            return lambda _n: None

        def __exit__(self, *_told: object) -> None:
            return None

    actor = console("demo")
    create_demo_people(at=AT)
    with acting(actor):
        make(DemoCall(120, 1, actor, AT, lambda _title, _total: Bar()))
        assert Child.objects_unguarded.count() >= 120
        assert Circumstance.objects.exclude(group="NC").count() >= 3
        assert Child.objects_unguarded.filter(visited_on__isnull=False).exists()
        assert RiskSpot.objects_unguarded.count() == 6
        assert Accident.objects_unguarded.exists()
        assert not Accident.objects_unguarded.filter(outcome="died").exists()
        assert Aid.objects.exists()
