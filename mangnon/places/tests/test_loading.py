"""Loading the files: an unchanged state costs one query, a changed one keeps ids, a wrong one changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from mangnon.places.loading import UnitInUse, WrongPlaceData, load_units
from mangnon.places.models import Hamlet, Unit
from mangnon.testing.database import TestDatabase

TODAY = date(2026, 11, 23)
HEADS = {
    "units": "code valid_from valid_to level kind name parent source confirmed",
    "moves": "code valid_from on parent document source confirmed",
    "successions": "from_code from_valid_from to_code to_valid_from on change part document source confirmed",
    "flags": "code valid_from flag from to source confirmed",
}
PROVINCE = "98|2019-01-01||province|tỉnh|Tỉnh Thử|||1"
BINH = "98001|2019-01-01|2027-01-01|commune|xã|Xã Bình|98|thu|1"
AN = "98002|2019-01-01|2027-01-01|commune|xã|Xã An|98|thu|1"
BINH_AN = "98003|2027-01-01||commune|xã|Xã Bình An|98|thu|1"
MERGED = (
    "98001|2019-01-01|98003|2027-01-01|2027-01-01|whole||NQ 1|thu|1",
    "98002|2019-01-01|98003|2027-01-01|2027-01-01|whole||NQ 1|thu|1",
)
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def empty(django_db_setup: TestDatabase, django_db_blocker: Any) -> Iterator[None]:
    """A database without units, in which loads really commit: a load is one transaction of its own."""
    with django_db_blocker.unblock(), django_db_setup.clone("loading"):
        yield


@pytest.fixture
def write(tmp_path: Path, empty: None) -> Write:
    """Files of an invented province in which two communes will become one, and no units yet."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate places_unit, places_loaded cascade")

    def write_them(
        *units: str, moves: tuple[str, ...] = (), successions: tuple[str, ...] = (), flags: tuple[str, ...] = ()
    ) -> Path:
        rows = {"units": units, "moves": moves, "successions": successions, "flags": flags}
        for name, head in HEADS.items():
            lines = [head.replace(" ", "\t"), *(row.replace("|", "\t") for row in rows[name])]
            (tmp_path / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return write_them


def units() -> dict[str, Unit]:
    """What the owner sees, by code."""
    return {one.code: one for one in Unit.objects.using("owner")}


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_unchanged_state_costs_one_query_and_milliseconds() -> None:
    with CaptureQueriesContext(connections["owner"]) as asked:
        began = time.perf_counter()
        report = load_units()
        took = time.perf_counter() - began
    told = [one["sql"] for one in asked.captured_queries if "places_" in one["sql"]]
    assert (report.units, report.changed) == (15_945, False)
    assert len(told) == 1
    assert took < 0.25


def test_changed_files_keep_ids_and_change_what_is_said(write: Write) -> None:
    first = load_units(folder=write(PROVINCE, BINH, AN, BINH_AN, successions=MERGED), today=TODAY)
    before = units()
    again = load_units(folder=write(PROVINCE, BINH, AN, BINH_AN, successions=MERGED), today=TODAY)
    renamed = BINH_AN.replace("Bình An", "Bình Yên")
    fresh = "98004|2026-01-01||commune|phường|Phường Mới|98|thu|0"
    third = load_units(folder=write(PROVINCE, BINH, AN, renamed, fresh, successions=MERGED), today=TODAY)
    after = units()
    assert [(one.units, one.changed) for one in (first, again, third)] == [(4, True), (4, False), (5, True)]
    assert {code: after[code].pk for code in before} == {code: one.pk for code, one in before.items()}
    assert (after["98003"].name, after["98003"].search_key, after["98003"].bare_key) == (
        "Xã Bình Yên",
        "xa binh yen",
        "binh yen",
    )
    assert after["98004"].pk not in {one.pk for one in before.values()}


def test_reach_is_reckoned_anew_on_the_day_on_which_a_unit_ends(write: Write) -> None:
    folder = write(PROVINCE, BINH, AN, BINH_AN, successions=MERGED)
    load_units(folder=folder, today=date(2026, 12, 31))
    before = units()
    quiet = load_units(folder=folder, today=date(2026, 12, 31))
    turned = load_units(folder=folder, today=date(2027, 1, 1))
    after = units()
    ids = {code: one.pk for code, one in after.items()}
    assert (quiet.changed, turned.changed) == (False, True)
    assert before["98001"].today == [ids["98001"]]
    assert after["98001"].today == [ids["98003"]]
    assert sorted(before["98"].reach) == sorted([ids["98001"], ids["98002"]])
    assert sorted(after["98"].reach) == sorted([ids["98001"], ids["98002"], ids["98003"]])


def test_a_split_predecessor_stays_out_of_reach(write: Write) -> None:
    parts = (
        "98001|2019-01-01|98003|2027-01-01|2027-01-01|split|thôn 1|NQ 1|thu|1",
        "98001|2019-01-01|98004|2027-01-01|2027-01-01|split|thôn 2|NQ 1|thu|1",
    )
    other = BINH_AN.replace("98003", "98004").replace("Bình An", "Bình Tây")
    load_units(folder=write(PROVINCE, BINH, BINH_AN, other, successions=parts), today=date(2027, 1, 1))
    found = units()
    assert found["98003"].reach == [found["98003"].pk]
    assert sorted(found["98001"].today) == sorted([found["98003"].pk, found["98004"].pk])


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ((PROVINCE, BINH.replace("|98|", "|97|")), "98001 Xã Bình: 97"),
        ((PROVINCE, BINH.replace("commune", "hamlet")), "98001 Xã Bình: hamlet"),
        ((PROVINCE, BINH, BINH.replace("2019-01-01|2027", "2020-01-01|2027")), "unit_one_at_a_time"),
        ((PROVINCE.replace("01||", "01|2019-01-01|", 1),), "unit_lives"),
        ((PROVINCE.replace("01||", "01|2018-01-01|", 1),), "unit_lives"),
        ((PROVINCE.replace("2019-01-01", "2019-13-01"),), "month must be in 1..12"),
    ],
    ids=["unknown parent", "unknown level", "a code twice on one day", "no day", "ends before it begins", "no date"],
)
def test_it_refuses_files_that_contradict_themselves_and_changes_nothing(
    write: Write, rows: tuple[str, ...], what: str
) -> None:
    load_units(folder=write(PROVINCE, AN), today=TODAY)
    before = {code: one.name for code, one in units().items()}
    with pytest.raises(WrongPlaceData) as refused:
        load_units(folder=write(*rows), today=TODAY)
    assert what in str(refused.value)
    assert {code: one.name for code, one in units().items()} == before


@pytest.mark.parametrize("table", ["successions", "moves", "flags"])
def test_it_refuses_rows_about_units_that_are_not_there(write: Write, table: str) -> None:
    rows = {
        "successions": MERGED[0],
        "moves": "98009|2019-01-01|2020-01-01|98|NQ 1|thu|1",
        "flags": "98009|2019-01-01|mountain|2019-01-01||thu|1",
    }
    with pytest.raises(WrongPlaceData):
        load_units(folder=write(PROVINCE, AN, **{table: (rows[table],)}), today=TODAY)


def test_it_refuses_to_drop_a_unit_in_use(write: Write) -> None:
    load_units(folder=write(PROVINCE, AN, BINH), today=TODAY)
    home = units()["98001"]
    Hamlet.objects.using("owner").create(
        unit=home, name="Thôn 1", search_key="thon 1", sort_key="thon 1", valid_from=TODAY
    )
    with pytest.raises(UnitInUse):
        load_units(folder=write(PROVINCE, AN), today=TODAY)
    assert units()["98001"].pk == home.pk


def test_a_unit_that_moves_lies_in_one_parent_on_each_day(write: Write) -> None:
    second = PROVINCE.replace("98|", "97|", 1).replace("Thử", "Hai")
    move = "98002|2019-01-01|2023-05-01|97|NQ 2|thu|1"
    load_units(folder=write(PROVINCE, second, AN, moves=(move,)), today=TODAY)
    stays = (
        units()["98002"]
        .parents.order_by("valid_from")
        .values_list("parent__code", "valid_from", "valid_to", "document")
    )
    assert list(stays) == [
        ("98", date(2019, 1, 1), date(2023, 5, 1), ""),
        ("97", date(2023, 5, 1), date(2027, 1, 1), "NQ 2"),
    ]
