"""Risk spots: registered, corrected, checked, and on the worklist when nobody looks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.registry.harm import refusals
from mangnon.registry.harm.queries import listed_spots, neglected_spots, spots
from mangnon.registry.harm.spots import check_spot, correct_spot
from mangnon.registry.harm.tests.conftest import Happen, Spot
from mangnon.registry.harm.told import SpotTold
from mangnon.registry.harm.working import work
from mangnon.registry.models import RiskSpot, SpotCheck
from mangnon.registry.refusals import InFuture, OtherUseOfId, OutsideReach
from mangnon.testing.cast import AT, TODAY, Cast


def test_a_spot_is_kept_once_however_often_it_is_sent(cast: Cast, spot: Spot) -> None:
    pk = new_id()
    for _send in range(2):
        spot(spot_id=pk)
    with acting(cast.lien):
        assert spots(cast.lien).count() == 1
    with pytest.raises(OtherUseOfId):
        spot("Suối khác", spot_id=pk)


def test_a_spot_needs_a_name_a_known_cause_and_a_whole_position(spot: Spot) -> None:
    for name, more, refusal in (
        (" ", {}, refusals.SpotNameMissing),
        ("Ao", {"cause": "77"}, refusals.CauseMissing),
        ("Ao", {"latitude": Decimal(15)}, refusals.HalfPosition),
        ("Ao", {"latitude": Decimal(95), "longitude": Decimal(108)}, refusals.HalfPosition),
    ):
        with pytest.raises(refusal):
            spot(name, **more)


def test_the_latest_check_says_whether_a_spot_is_safe(cast: Cast, spot: Spot) -> None:
    made = spot()
    say = {"actor": cast.mo, "at": AT, "spot_id": made.pk}
    for _send in range(2):
        check_spot(**say, on=date(2026, 10, 1), found="Đã rào quanh ao", safe=True)
    check_spot(**say, on=date(2026, 9, 1), found="Chưa rào", safe=False)
    check_spot(**say, on=date(2026, 11, 1), found="Rào còn tốt", safe=True)
    with acting(cast.lien):
        assert SpotCheck.objects.filter(spot=made).count() == 3
        assert spots(cast.lien).get(pk=made.pk).made_safe_on == date(2026, 10, 1)
    check_spot(**say, on=TODAY, found="Rào đổ", safe=False)
    with acting(cast.lien):
        assert spots(cast.lien).get(pk=made.pk).made_safe_on is None


def test_a_check_needs_words_and_a_day_that_has_come(cast: Cast, spot: Spot) -> None:
    say = {"actor": cast.lien, "at": AT, "spot_id": spot().pk, "safe": True}
    with pytest.raises(refusals.NothingFound):
        check_spot(**say, on=TODAY, found=" ")
    with pytest.raises(InFuture):
        check_spot(**say, on=TODAY + timedelta(1), found="Đã rào")


def test_spots_are_written_within_reach_only(cast: Cast, spot: Spot) -> None:
    made = spot()
    told = SpotTold("Ao ông Tám", "1")
    with pytest.raises(OutsideReach):
        spot(by=cast.thao)
    for actor, refusal in ((cast.thao, NotFound), (cast.mo, Forbidden), (cast.quyet, Forbidden)):
        with pytest.raises(refusal):
            correct_spot(actor=actor, at=AT, spot_id=made.pk, version=1, told=told)
    with pytest.raises(NotFound):
        check_spot(actor=cast.thao, at=AT, spot_id=made.pk, on=TODAY, found="x", safe=True)
    assert correct_spot(actor=cast.lien, at=AT, spot_id=made.pk, version=1, told=told).name == "Ao ông Tám"
    with pytest.raises(StaleVersion):
        correct_spot(actor=cast.lien, at=AT, spot_id=made.pk, version=1, told=told)


def test_spots_where_children_came_to_harm_stand_first(cast: Cast, spot: Spot, happen: Happen) -> None:
    spot("Ao an lành")
    bad, worse = spot("Dốc trường học", cause="2"), spot("Suối Đá")
    for one in (bad, worse, worse):
        happen(spot_id=one.pk)
    with acting(cast.lien):
        found = listed_spots(cast.lien).order_by("calm", "sort_key", "pk")
        assert [(one.name, one.harmed) for one in found] == [
            ("Suối Đá", 2), ("Dốc trường học", 1), ("Ao an lành", 0),
        ]  # fmt: skip


def test_an_unsafe_spot_unchecked_for_six_months_waits_on_the_worklist(cast: Cast, spot: Spot) -> None:
    old, safe, fresh = spot("Ao cũ"), spot("Ao đã rào"), spot("Ao mới")
    long_ago = AT - timedelta(days=200)
    with acting(cast.lien):
        RiskSpot.objects.visible_to(cast.lien, "registry.spots.see").filter(pk__in=[old.pk, safe.pk]).update(
            recorded_at=long_ago
        )
    check_spot(actor=cast.lien, at=AT, spot_id=safe.pk, on=date(2026, 3, 1), found="Đã rào", safe=True)
    with acting(cast.lien):
        assert [one.pk for one in neglected_spots(cast.lien, TODAY)] == [old.pk]
        assert [one.row.name for one in work(cast.lien, AT)] == ["Ao cũ"]
    check_spot(actor=cast.lien, at=AT, spot_id=old.pk, on=TODAY, found="Chưa rào", safe=False)
    with acting(cast.lien):
        assert neglected_spots(cast.lien, TODAY) == []
    for nobody in (cast.phu, cast.quyet):
        with acting(nobody):
            assert neglected_spots(nobody, TODAY + timedelta(days=400)) == []
    assert fresh.made_safe_on is None
