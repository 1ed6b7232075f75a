"""Accidents: recorded once, corrected by version, within the reach of the place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, StaleVersion
from mangnon.registry.harm import refusals
from mangnon.registry.harm.accidents import correct_accident, told_of
from mangnon.registry.harm.queries import accidents, causes_on, listed_accidents
from mangnon.registry.harm.tests.conftest import DAY, Happen, Spot
from mangnon.registry.models import Accident
from mangnon.registry.queries.story import story_of
from mangnon.registry.refusals import Backwards, InFuture, OtherUseOfId, OutsideReach, UnknownCode
from mangnon.registry.tests.conftest import Enter
from mangnon.testing.cast import AT, TODAY, Cast


def test_an_accident_is_kept_once_however_often_it_is_sent(cast: Cast, happen: Happen) -> None:
    pk = new_id()
    for _send in range(2):
        happen(accident_id=pk)
    with acting(cast.lien):
        assert accidents(cast.lien).count() == 1
    with pytest.raises(OtherUseOfId):
        happen(accident_id=pk, cause="2")


def test_a_child_of_the_register_brings_sex_year_and_age(cast: Cast, enter: Enter, happen: Happen) -> None:
    child = enter("Hồ Thị Sương", "4/11/2014")
    made = happen(child_id=child.pk)
    assert (made.child_sex, made.child_born_year, made.child_age, made.child_name) == ("2", 2014, 11, "")
    assert made.water == "2"
    with acting(cast.lien):
        assert [one.key for one in story_of(child).of("accident")] == [str(made.pk)]
        assert listed_accidents(cast.lien).get().known_name == "Hồ Thị Sương"


def test_of_a_year_of_birth_the_younger_age_is_taken(happen: Happen) -> None:
    assert happen(child_born_year=2018).child_age == 7
    assert happen(child_born_year=None).child_age is None
    assert happen(child_born_year=2026).child_age == 0


def test_water_is_kept_for_drownings_only(happen: Happen) -> None:
    assert happen(cause="3").water == ""


REFUSED: tuple[tuple[dict[str, Any], type[Refusal]], ...] = (
    ({"child_name": " "}, refusals.WhoMissing),
    ({"child_sex": ""}, refusals.SexMissing),
    ({"child_born_year": 2027}, refusals.NoChildThen),
    ({"child_born_year": 2008}, refusals.NoChildThen),
    ({"cause": "99"}, refusals.CauseMissing),
    ({"setting": "9"}, UnknownCode),
    ({"where": ""}, refusals.WhereMissing),
    ({"happened_on": TODAY + timedelta(1)}, InFuture),
    ({"outcome": "died"}, refusals.DeathDayMissing),
    ({"died_on": TODAY}, refusals.DeathDayTooMuch),
    ({"outcome": "died", "died_on": DAY - timedelta(1)}, Backwards),
)


@pytest.mark.parametrize(("told", "refusal"), REFUSED)
def test_what_cannot_be_is_refused_in_words(happen: Happen, told: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        happen(**told)


def test_causes_are_those_of_the_list_and_what_only_the_report_has(forms: None) -> None:
    """Circular 13/2021/TT-BLĐTBXH names seven; the quarterly report counts four more."""
    known = causes_on(TODAY)
    assert [code for code in known if not code.startswith("R")] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [code for code in known if code.startswith("R")] == ["R05", "R09", "R10", "R11"]
    assert known["R10"] == "Điện giật"


def test_nobody_records_outside_of_their_places(cast: Cast, happen: Happen) -> None:
    with pytest.raises(OutsideReach):
        happen(by=cast.thao)
    with pytest.raises(OutsideReach):
        happen(by=cast.mo, hamlet=cast.land.other_hamlet)
    assert happen(by=cast.mo, hamlet=cast.land.hamlet).pk
    for actor in (cast.quyet, cast.van, cast.an, cast.quan):
        with pytest.raises(Forbidden):
            happen(by=actor)


def test_accidents_are_seen_within_reach_only(cast: Cast, happen: Happen) -> None:
    happen(hamlet=cast.land.other_hamlet)
    happen(hamlet=cast.land.hamlet)
    seen = {}
    for name in ("lien", "quyet", "mo", "thao", "phu"):
        actor = cast.everybody[name]
        with acting(actor):
            seen[name] = accidents(actor).count()
    assert seen == {"lien": 2, "quyet": 2, "mo": 1, "thao": 0, "phu": 2}


def test_a_child_out_of_reach_cannot_be_named(cast: Cast, enter: Enter, happen: Happen) -> None:
    other = enter(by=cast.thao, place=cast.land.sibling)
    with pytest.raises(NotFound):
        happen(child_id=other.pk)


def test_an_accident_is_put_right_by_the_version_that_was_read(cast: Cast, happen: Happen) -> None:
    made = happen()
    told = replace(told_of(made), outcome="died", died_on=date(2026, 11, 4))
    say = {"actor": cast.lien, "at": AT, "accident_id": made.pk, "told": told}
    assert correct_accident(**say, version=1).version == 2
    with pytest.raises(StaleVersion):
        correct_accident(**say, version=1)
    with pytest.raises(NotFound):
        correct_accident(**{**say, "actor": cast.thao}, version=2)
    with pytest.raises(Forbidden):
        correct_accident(**{**say, "actor": cast.mo}, version=2)


def test_a_spot_of_another_commune_is_refused(cast: Cast, happen: Happen, spot: Spot) -> None:
    far = spot(by=cast.phu, place=cast.land.sibling)
    near = spot()
    assert happen(spot_id=near.pk).spot_id == near.pk
    with pytest.raises(refusals.SpotElsewhere):
        happen(by=cast.phu, spot_id=far.pk)
    with pytest.raises(NotFound):
        happen(spot_id=far.pk)


def test_the_outcomes_of_the_model_are_those_that_the_report_counts() -> None:
    assert {"died", "lasting"} <= set(Accident.Outcome.values)
