"""The checked-in place files: whole, consistent, and right where the truth is known."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from mangnon.places.sources import SOURCES

DATA = Path(__file__).resolve().parent.parent / "data"
REFORM = "2025-07-01"
START = "2019-01-01"
HEADS = {
    "units": "code valid_from valid_to level kind name parent source confirmed",
    "moves": "code valid_from on parent document source confirmed",
    "successions": "from_code from_valid_from to_code to_valid_from on change part document source confirmed",
    "flags": "code valid_from flag from to source confirmed",
    "exceptions": "code valid_from why",
}
WIDTH = {"province": 2, "district": 3, "commune": 5}
KINDS = {
    "province": {"tỉnh", "thành phố trung ương"},
    "district": {"quận", "huyện", "thị xã", "thành phố"},
    "commune": {"xã", "phường", "thị trấn", "đặc khu"},
}
WHOLE = {"whole", "relevelled", "renamed"}

Row = dict[str, str]
Key = tuple[str, str]


def read(name: str) -> list[Row]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


TABLES = {name: read(name) for name in HEADS}
UNITS = TABLES["units"]
SUCCESSIONS = TABLES["successions"]
UNIT = {(u["code"], u["valid_from"]): u for u in UNITS}
PERIODS: dict[str, list[Key]] = defaultdict(list)
for _u in UNITS:
    PERIODS[_u["code"]].append((_u["valid_from"], _u["valid_to"] or "9999-12-31"))
STAYS: dict[Key, list[tuple[str, str, str]]] = {}
"""Unit -> (from, to, parent) of each stay under one parent."""
_MOVES: dict[Key, list[Row]] = defaultdict(list)
for _m in TABLES["moves"]:
    _MOVES[_m["code"], _m["valid_from"]].append(_m)
for _u in UNITS:
    _key = (_u["code"], _u["valid_from"])
    _cuts = [(_u["valid_from"], _u["parent"]), *((m["on"], m["parent"]) for m in _MOVES[_key])]
    _ends = [*(day for day, _ in _cuts[1:]), _u["valid_to"] or "9999-12-31"]
    STAYS[_key] = [(day, end, parent) for (day, parent), end in zip(_cuts, _ends, strict=True)]


def covered(code: str, start: str, end: str) -> bool:
    """Whether the code is in force on every day of [start, end)."""
    for begins, ends in sorted(PERIODS[code]):
        if begins <= start < ends:
            start = ends
    return start >= end


def parent_on(unit: Row, day: str) -> str:
    return next(p for begins, ends, p in STAYS[unit["code"], unit["valid_from"]] if begins <= day < ends)


def province_on(unit: Row, day: str) -> str:
    if unit["level"] == "province":
        return unit["code"]
    parent = parent_on(unit, day)
    if len(parent) == 2:
        return parent
    return parent_on(next(d for d in BY_CODE[parent] if lives(d, day)), day)


def lives(unit: Row, day: str) -> bool:
    return unit["valid_from"] <= day and (not unit["valid_to"] or day < unit["valid_to"])


class _InForce(dict[str, list[Row]]):
    def __missing__(self, day: str) -> list[Row]:
        self[day] = [u for u in UNITS if lives(u, day)]
        return self[day]


IN_FORCE = _InForce()
BY_CODE: dict[str, list[Row]] = defaultdict(list)
for _u in UNITS:
    BY_CODE[_u["code"]].append(_u)


def alive(level: str, day: str, province: str = "") -> list[Row]:
    return [u for u in IN_FORCE[day] if u["level"] == level and (not province or province_on(u, day) == province)]


def into(code: str, day: str) -> list[Row]:
    return [r for r in SUCCESSIONS if r["to_code"] == code and r["on"] == day]


def out_of(code: str, day: str) -> list[Row]:
    return [r for r in SUCCESSIONS if r["from_code"] == code and r["on"] == day]


# --- form ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HEADS)
def test_form(name: str) -> None:
    raw = (DATA / f"{name}.tsv").read_bytes()
    text = raw.decode("utf-8")
    lines = text.splitlines()
    assert unicodedata.is_normalized("NFC", text)
    assert b"\r" not in raw
    assert text.endswith("\n")
    assert lines[0] == HEADS[name].replace(" ", "\t")
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert not any("  " in line or line != line.strip("\n ") for line in lines)
    rows = [tuple(r.values()) for r in TABLES[name]]
    assert rows == sorted(rows)
    assert len(rows) == len(set(rows))
    if "confirmed" in HEADS[name]:
        assert {r["confirmed"] for r in TABLES[name]} <= {"0", "1"}
        assert all(r["source"] for r in TABLES[name])


def test_sources_are_explained() -> None:
    text = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    keys = {key for rows in TABLES.values() for r in rows if "source" in r for key in r["source"].split("+")}
    assert {key for key in keys if f"`{key}`" not in text} == set()


def test_every_source_has_words_for_people() -> None:
    used = {key for rows in TABLES.values() for row in rows for key in row.get("source", "").split("+") if key}
    assert used <= set(SOURCES), used - set(SOURCES)


def test_units_form() -> None:
    assert len(UNIT) == len(UNITS)
    for u in UNITS:
        assert u["code"].isdigit(), u
        assert len(u["code"]) == WIDTH[u["level"]], u
        assert u["kind"] in KINDS[u["level"]], u
        kind = "thành phố" if u["kind"] == "thành phố trung ương" else u["kind"]
        assert u["name"].startswith(kind.capitalize() + " "), u
        assert not u["valid_to"] or u["valid_from"] < u["valid_to"], u
        assert u["valid_from"] >= START, u
        assert (u["parent"] == "") == (u["level"] == "province"), u


# --- consistency ---------------------------------------------------------------------------


def test_periods_of_a_code_do_not_overlap() -> None:
    for code, periods in PERIODS.items():
        ordered = sorted(periods)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered)), code


def test_parents_are_in_force_for_the_whole_stay() -> None:
    for (code, _), stays in STAYS.items():
        for start, end, parent in stays:
            assert start < end, (code, stays)
            assert not parent or covered(parent, start, end), (code, stays)
            assert len(parent) < len(code), (code, stays)


def test_moves_change_the_parent_of_a_unit_in_force() -> None:
    for m in TABLES["moves"]:
        unit = UNIT[m["code"], m["valid_from"]]
        assert unit["valid_from"] < m["on"] < (unit["valid_to"] or "9999"), m
    for stays in STAYS.values():
        parents = [parent for _, _, parent in stays]
        assert all(a != b for a, b in pairwise(parents)), stays


def test_successions_join_an_end_and_a_beginning() -> None:
    for r in SUCCESSIONS:
        old, new = UNIT[r["from_code"], r["from_valid_from"]], UNIT[r["to_code"], r["to_valid_from"]]
        assert r["on"] == old["valid_to"] == new["valid_from"], r


def test_every_end_has_a_successor_or_an_exception() -> None:
    followed = {(r["from_code"], r["from_valid_from"]) for r in SUCCESSIONS}
    excepted = {(e["code"], e["valid_from"]) for e in TABLES["exceptions"]}
    ended = {key for key, u in UNIT.items() if u["valid_to"]}
    assert followed | excepted == ended
    assert not followed & excepted
    unknown = [k for k in excepted if UNIT[k]["level"] != "district" or UNIT[k]["valid_to"] != REFORM]
    assert len(unknown) == 6


def test_split_has_parts_and_whole_has_one_target() -> None:
    kinds: dict[Key, list[str]] = defaultdict(list)
    for r in SUCCESSIONS:
        kinds[r["from_code"], r["from_valid_from"]].append(r["change"])
    for key, changes in kinds.items():
        if len(changes) > 1:
            assert set(changes) == {"split"}, key
        else:
            assert changes[0] in WHOLE, key


def test_renamed_and_relevelled_have_one_source() -> None:
    sources = Counter((r["to_code"], r["to_valid_from"]) for r in SUCCESSIONS if r["to_code"][2:])
    for r in SUCCESSIONS:
        old, new = UNIT[r["from_code"], r["from_valid_from"]], UNIT[r["to_code"], r["to_valid_from"]]
        if r["change"] == "renamed":
            assert (old["kind"], sources[r["to_code"], r["to_valid_from"]]) == (new["kind"], 1), r
            assert old["name"] != new["name"], r
        if r["change"] == "relevelled":
            assert old["kind"] != new["kind"], r


# --- counts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "provinces"),
    [(START, 63), ("2021-06-01", 63), ("2025-06-30", 63), (REFORM, 34), ("2026-10-01", 34)],
)
def test_provinces(day: str, provinces: int) -> None:
    assert len(alive("province", day)) == provinces


@pytest.mark.parametrize(
    ("day", "province", "districts", "communes"),
    [
        ("2025-06-30", "", 696, 10035),
        (REFORM, "", 0, 3321),
        ("2019-12-31", "49", 18, 244),
        ("2020-01-31", "49", 18, 244),
        ("2020-02-01", "49", 18, 241),
        ("2020-12-31", "49", 18, 241),
        ("2024-12-31", "49", 18, 241),
        ("2025-01-01", "49", 17, 233),
        ("2025-06-30", "49", 17, 233),
        (REFORM, "49", 0, 0),
        ("2024-12-31", "48", 8, 56),
        ("2025-01-01", "48", 8, 47),
        (REFORM, "48", 0, 94),
    ],
)
def test_counts(day: str, province: str, districts: int, communes: int) -> None:
    assert len(alive("district", day, province)) == districts
    assert len(alive("commune", day, province)) == communes


@pytest.mark.parametrize(
    ("day", "province", "kinds"),
    [
        ("2020-02-01", "49", {"xã": 203, "phường": 25, "thị trấn": 13}),
        ("2025-06-30", "49", {"xã": 190, "phường": 29, "thị trấn": 14}),
        (REFORM, "48", {"xã": 70, "phường": 23, "đặc khu": 1}),
        (REFORM, "", {"xã": 2621, "phường": 687, "đặc khu": 13}),
    ],
)
def test_kinds(day: str, province: str, kinds: dict[str, int]) -> None:
    assert Counter(u["kind"] for u in alive("commune", day, province)) == kinds


def test_merged_and_unmerged_provinces() -> None:
    merged = {r["to_code"] for r in SUCCESSIONS if r["on"] == REFORM and len(r["to_code"]) == 2}
    kept = [u for u in alive("province", REFORM) if u["valid_from"] < REFORM]
    assert (len(merged), len(kept)) == (23, 11)
    assert {r["from_code"] for r in into("48", REFORM)} == {"48", "49"}


def test_special_zones_follow_their_islands() -> None:
    zones = {u["code"] for u in alive("commune", REFORM) if u["kind"] == "đặc khu"}
    from_districts = {r["to_code"] for r in SUCCESSIONS if len(r["from_code"]) == 3 and r["on"] == REFORM}
    assert zones == from_districts
    assert [r["change"] for r in into("20333", REFORM)] == ["relevelled"]


def test_2026_keeps_the_number_of_units() -> None:
    assert len(alive("commune", "2026-10-01")) == 3321
    cities = {u["code"] for u in alive("province", "2026-10-01") if u["kind"] == "thành phố trung ương"}
    assert cities == {"01", "22", "24", "31", "46", "48", "75", "79", "92"}


# --- Quảng Nam and Đà Nẵng -----------------------------------------------------------------


def test_quang_nam_goes_whole_into_78_units() -> None:
    old = {u["code"] for u in alive("commune", "2025-06-30", "49")}
    rows = [r for r in SUCCESSIONS if r["from_code"] in old and r["on"] == REFORM]
    assert len(rows) == 233
    assert Counter(r["change"] for r in rows) == {"whole": 232, "relevelled": 1}
    assert {r["confirmed"] for r in rows} == {"1"}
    targets = [UNIT[c, REFORM] for c in {r["to_code"] for r in rows}]
    assert Counter(u["kind"] for u in targets) == {"xã": 67, "phường": 11}
    mixed = [r for u in targets for r in into(u["code"], REFORM) if r["from_code"] not in old]
    assert mixed == []


@pytest.mark.parametrize("day", ["2020-02-01", "2024-12-31", "2025-01-04", "2025-06-30", REFORM])
def test_ghost_is_absent(day: str) -> None:
    assert "20674" not in {u["code"] for u in IN_FORCE[day]}


def test_hoa_lien_is_divided() -> None:
    parts = {UNIT[r["to_code"], REFORM]["name"]: r for r in out_of("20296", REFORM)}
    assert set(parts) == {"Phường Hải Vân", "Phường Liên Chiểu"}
    assert {r["change"] for r in parts.values()} == {"split"}
    assert all(r["part"] for r in parts.values())


@pytest.mark.parametrize(
    ("code", "name", "draft"),
    [
        ("20305", "Phường An Khê", "20224"),
        ("20194", "Phường Hải Vân", "20195"),
        ("20875", "Xã Lãnh Ngọc", "20872"),
    ],
)
def test_final_codes(code: str, name: str, draft: str) -> None:
    assert UNIT[code, REFORM]["name"] == name
    assert (draft, REFORM) not in UNIT


@pytest.mark.parametrize(
    ("code", "on", "to", "name"),
    [
        ("20653", "2020-02-01", "20665", "Xã Quế Mỹ"),
        ("20755", "2020-02-01", "20779", "Thị trấn Tân Bình"),
        ("20674", "2020-02-01", "20668", "Xã Ninh Phước"),
        ("20338", "2025-01-01", "20347", "Phường An Xuân"),
        ("20602", "2025-01-01", "20608", "Xã Duy Tân"),
        ("20761", "2025-01-01", "20758", "Xã Quế Tân"),
        ("20822", "2025-01-01", "20821", "Xã Bình Định"),
        ("20830", "2025-01-01", "20827", "Xã Bình Phú"),
        ("20863", "2025-01-01", "20857", "Xã Tiên Sơn"),
        ("20383", "2025-01-01", "20364", "Thị trấn Phú Thịnh"),
        ("20672", "2025-01-01", "20671", "Xã Quế Lộc"),
        ("20221", "2025-01-01", "20218", "Phường Thạc Gián"),
        ("20239", "2025-01-01", "20236", "Phường Hải Châu"),
        ("20251", "2025-01-01", "20242", "Phường Phước Ninh"),
    ],
)
def test_where_the_gone_communes_went(code: str, on: str, to: str, name: str) -> None:
    [row] = out_of(code, on)
    assert (row["to_code"], row["change"]) == (to, "whole")
    assert UNIT[to, on]["name"] == name


@pytest.mark.parametrize("code", ["20656", "20668", "20669", "20671", "20692"])
def test_nong_son_passes_to_que_son(code: str) -> None:
    for day, parent in (("2024-12-31", "519"), ("2025-01-01", "509")):
        [unit] = [u for u in IN_FORCE[day] if u["code"] == code]
        assert parent_on(unit, day) == parent


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("20950", "2020-04-01", "Xã Trà Linh"),
        ("20950", REFORM, "Xã Trà Linh"),
        ("20410", "2020-04-01", "Phường Sơn Phong"),
        ("20410", REFORM, "Phường Hội An"),
        ("20482", "2020-04-01", "Xã Tư"),
        ("20500", "2020-04-01", "Thị trấn Ái Nghĩa"),
        ("20467", "2020-04-01", "Thị trấn Prao"),
        ("20458", "2020-04-01", "Xã Bha Lêê"),
        ("20375", "2020-04-01", "Phường Hòa Thuận"),
        ("20695", "2025-06-30", "Thị trấn Thạnh Mỹ"),
        ("20695", REFORM, "Xã Thạnh Mỹ"),
        ("20434", REFORM, "Xã Tân Hiệp"),
        ("20992", REFORM, "Xã Tam Hải"),
        ("20656", "2023-04-09", "Xã Quế Trung"),
        ("20656", "2023-04-10", "Thị trấn Trung Phước"),
        ("20656", REFORM, "Xã Nông Sơn"),
        ("20593", "2023-04-10", "Phường Điện Minh"),
        ("20758", "2024-12-31", "Xã Hiệp Hòa"),
        ("20698", REFORM, "Xã La Êê"),
        ("20333", REFORM, "Đặc khu Hoàng Sa"),
        ("48", REFORM, "Thành phố Đà Nẵng"),
        ("49", "2025-06-30", "Tỉnh Quảng Nam"),
        ("46", "2024-12-31", "Tỉnh Thừa Thiên Huế"),
        ("46", "2025-01-01", "Thành phố Huế"),
    ],
)
def test_names(code: str, day: str, name: str) -> None:
    assert [u["name"] for u in IN_FORCE[day] if u["code"] == code] == [name]
