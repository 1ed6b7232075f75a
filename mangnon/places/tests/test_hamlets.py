"""A commune names its hamlets; names and homes of the past are remembered; every act is booked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.places.actions import (
    HamletClosed,
    HamletNameMissing,
    HamletNameTaken,
    HamletOpen,
    NotACommune,
    close_hamlet,
    move_hamlet,
    name_hamlet,
    rename_hamlet,
    reopen_hamlet,
)
from mangnon.places.models import Hamlet, HamletPast
from mangnon.places.queries import hamlets_of
from mangnon.places.tests.conftest import AT, unit
from mangnon.testing.cast import Cast

NEXT_DAY = AT + timedelta(days=1)
TODAY = date(2026, 11, 23)


def booked(action: str) -> list[Entry]:
    """Entries of one action, as the wide reader sees them."""
    return list(Entry.objects.filter(action=action).order_by("id"))


def named(cast: Cast, name: str = "Thôn Tắk Pỏ", *, at: datetime = AT) -> Hamlet:
    """Liên names a hamlet of Trà Linh."""
    return name_hamlet(actor=cast.lien, at=at, unit_id=cast.land.own.pk, name=name)


def test_an_officer_names_a_hamlet_of_the_own_commune(cast: Cast) -> None:
    made = named(cast, "  thôn   Tắk Pỏ ")
    assert (made.unit, made.name, made.search_key) == (cast.land.own, "thôn Tắk Pỏ", "thon tak po")
    assert (made.valid_from, made.valid_to) == (TODAY, None)
    with acting(cast.an):
        (entry,) = booked("places.hamlets.name")
    assert (entry.subject_id, entry.place_id) == (str(made.pk), cast.land.own.pk)


@pytest.mark.parametrize("who", ["lien", "quyet", "phu"])
def test_officer_chair_and_province_may_name(cast: Cast, who: str) -> None:
    made = name_hamlet(actor=cast.everybody[who], at=AT, unit_id=cast.land.own.pk, name="Thôn 4")
    assert made.unit == cast.land.own


Act = Callable[[Actor, Cast], Any]
ACTS: dict[str, Act] = {
    "name": lambda who, cast: name_hamlet(actor=who, at=AT, unit_id=cast.land.own.pk, name="Thôn 9"),
    "rename": lambda who, cast: rename_hamlet(actor=who, at=AT, hamlet_id=cast.land.hamlet.pk, name="Thôn 9"),
    "close": lambda who, cast: close_hamlet(actor=who, at=AT, hamlet_id=cast.land.hamlet.pk),
    "reopen": lambda who, cast: reopen_hamlet(actor=who, at=AT, hamlet_id=cast.land.hamlet.pk),
    "move": lambda who, cast: move_hamlet(
        actor=who, at=AT, hamlet_id=cast.land.hamlet.pk, to_unit_id=cast.land.sibling.pk
    ),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["mo", "thao", "van", "an", "quan"])
def test_it_forbids_everybody_else(cast: Cast, who: str, act: str) -> None:
    before = list(Hamlet.objects.order_by("pk").values())
    with pytest.raises(Forbidden):
        ACTS[act](cast.everybody[who], cast)
    assert list(Hamlet.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "..."])
def test_it_refuses_a_hamlet_without_a_name(cast: Cast, name: str) -> None:
    with pytest.raises(HamletNameMissing):
        named(cast, name)


@pytest.mark.parametrize("name", ["Thôn Thử Một", "thôn thử một", "THON THU MOT"])
def test_it_refuses_a_name_that_the_commune_uses(cast: Cast, name: str) -> None:
    with pytest.raises(HamletNameTaken) as refused:
        named(cast, name)
    assert refused.value.field == "name"
    assert "Xã Trà Linh" in str(refused.value)


def test_two_communes_may_use_one_name(cast: Cast) -> None:
    made = name_hamlet(actor=cast.thao, at=AT, unit_id=cast.land.sibling.pk, name="Thôn Thử Một")
    assert made.unit == cast.land.sibling


def test_the_database_itself_refuses_a_name_twice(cast: Cast) -> None:
    twin = Hamlet(unit=cast.land.own, name="X", search_key=cast.land.hamlet.search_key, sort_key="x", valid_from=TODAY)
    with pytest.raises(IntegrityError, match="hamlet_name_once"), transaction.atomic():
        twin.save()


@pytest.mark.parametrize(("code", "since"), [("48", "2025-07-01"), ("20953", "2019-01-01"), ("514", "2019-01-01")])
def test_it_refuses_hamlets_of_what_is_no_commune_of_today(cast: Cast, code: str, since: str) -> None:
    with pytest.raises(NotACommune):
        name_hamlet(actor=cast.phu, at=AT, unit_id=unit(code, since).pk, name="Thôn 1")


def test_a_new_name_keeps_the_old_one_for_its_days(cast: Cast) -> None:
    made = named(cast)
    rename_hamlet(actor=cast.lien, at=NEXT_DAY, hamlet_id=made.pk, name="Thôn Tắk Ngo")
    today, before = NEXT_DAY.date(), TODAY
    assert "Thôn Tắk Ngo" in {one.name for one in hamlets_of(cast.land.own, on=today)}
    assert "Thôn Tắk Pỏ" not in {one.name for one in hamlets_of(cast.land.own, on=today)}
    assert "Thôn Tắk Pỏ" in {one.name for one in hamlets_of(cast.land.own, on=before)}
    with acting(cast.an):
        (entry,) = booked("places.hamlets.rename")
    assert (entry.detail["was"], entry.detail["name"]) == ("Thôn Tắk Pỏ", "Thôn Tắk Ngo")


def test_a_slip_mended_on_the_same_day_leaves_no_past(cast: Cast) -> None:
    made = named(cast)
    rename_hamlet(actor=cast.lien, at=AT, hamlet_id=made.pk, name="Thôn Tắk Pổ")
    assert not HamletPast.objects.filter(hamlet=made).exists()


def test_a_refused_name_leaves_no_past_either(cast: Cast) -> None:
    with pytest.raises(HamletNameTaken):
        rename_hamlet(actor=cast.lien, at=AT, hamlet_id=cast.land.hamlet.pk, name="Thôn Thử Hai")
    assert not HamletPast.objects.exists()
    cast.land.hamlet.refresh_from_db()
    assert cast.land.hamlet.name == "Thôn Thử Một"


def test_a_closed_hamlet_can_be_taken_back(cast: Cast) -> None:
    pk = cast.land.hamlet.pk
    close_hamlet(actor=cast.lien, at=AT, hamlet_id=pk)
    assert pk not in {one.hamlet.pk for one in hamlets_of(cast.land.own)}
    reopen_hamlet(actor=cast.quyet, at=NEXT_DAY, hamlet_id=pk)
    assert pk in {one.hamlet.pk for one in hamlets_of(cast.land.own)}


def test_a_closed_hamlet_frees_its_name_and_comes_back_only_while_it_is_free(cast: Cast) -> None:
    close_hamlet(actor=cast.lien, at=AT, hamlet_id=cast.land.hamlet.pk)
    named(cast, "Thôn Thử Một")
    with pytest.raises(HamletNameTaken):
        reopen_hamlet(actor=cast.lien, at=AT, hamlet_id=cast.land.hamlet.pk)


@pytest.mark.parametrize("act", ["rename", "close", "move"])
def test_it_refuses_to_change_a_closed_hamlet(cast: Cast, act: str) -> None:
    close_hamlet(actor=cast.lien, at=AT, hamlet_id=cast.land.hamlet.pk)
    with pytest.raises(HamletClosed) as refused:
        ACTS[act](cast.phu, cast)
    assert "23/11/2026" in str(refused.value)


def test_it_refuses_to_reopen_what_is_open(cast: Cast) -> None:
    with pytest.raises(HamletOpen):
        reopen_hamlet(actor=cast.lien, at=AT, hamlet_id=cast.land.hamlet.pk)


def test_a_hamlet_moves_by_whoever_reaches_both_communes(cast: Cast) -> None:
    moved = ACTS["move"](cast.phu, cast)
    assert moved.unit == cast.land.sibling
    past = HamletPast.objects.get(hamlet=moved)
    assert (past.unit, past.valid_from, past.valid_to) == (cast.land.own, date(2025, 7, 1), TODAY)
    with pytest.raises(Forbidden):
        move_hamlet(actor=cast.thao, at=AT, hamlet_id=moved.pk, to_unit_id=cast.land.own.pk)


def test_it_refuses_to_reach_out_from_the_own_commune(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        ACTS["move"](cast.lien, cast)
    cast.land.hamlet.refresh_from_db()
    assert cast.land.hamlet.unit == cast.land.own


@pytest.mark.parametrize(
    "act",
    [
        lambda who: name_hamlet(actor=who, at=AT, unit_id=0, name="Thôn 1"),
        lambda who: rename_hamlet(actor=who, at=AT, hamlet_id=0, name="Thôn 1"),
        lambda who: close_hamlet(actor=who, at=AT, hamlet_id=0),
        lambda who: reopen_hamlet(actor=who, at=AT, hamlet_id=0),
        lambda who: move_hamlet(actor=who, at=AT, hamlet_id=0, to_unit_id=0),
    ],
)
def test_what_does_not_exist_is_not_found(cast: Cast, act: Callable[[Actor], Any]) -> None:
    with pytest.raises(NotFound):
        act(cast.phu)


@pytest.mark.parametrize(
    "refusal", [HamletNameMissing, HamletNameTaken, NotACommune, HamletClosed], ids=lambda one: one.code
)
def test_every_refusal_says_what_to_do_next(refusal: type[Refusal]) -> None:
    said = refusal(unit="Xã Trà Linh", name="Thôn 1", day="23/11/2026")
    assert said.mend.endswith(".")
    assert "{" not in str(said)
