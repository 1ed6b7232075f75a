"""Reads on real units: by code and day, their tree, search by old and new names, figures on another map."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from mangnon.lib.dates import UnreadableDate
from mangnon.places.models import Hamlet, HamletPast, Level, Unit
from mangnon.places.queries import (
    NotInForce,
    UnknownPlace,
    ancestors,
    children,
    hamlet_counts,
    hamlets_of,
    lines,
    old_districts,
    on_map,
    predecessors,
    province_served,
    provinces_on,
    read_day,
    resolve,
    search_units,
    successors,
    suggest,
    tree,
    unit_on,
    units_served,
)
from mangnon.places.queries.lineage import became_words, todays
from mangnon.places.tests.conftest import REFORM, Ground, unit

TODAY = date(2026, 11, 23)
EVE = REFORM - timedelta(days=1)


def tra_linh() -> Unit:
    """Xã Trà Linh of today, made of Trà Linh and Trà Nam."""
    return unit("20950", "2025-07-01")


# --- a unit by code and day ---


@pytest.mark.parametrize(
    ("code", "day", "name", "since"),
    [
        ("20950", TODAY, "Xã Trà Linh", date(2025, 7, 1)),
        ("20950", EVE, "Xã Trà Linh", date(2019, 1, 1)),
        ("20953", EVE, "Xã Trà Nam", date(2019, 1, 1)),
        ("48", REFORM, "Thành phố Đà Nẵng", date(2025, 7, 1)),
        ("49", EVE, "Tỉnh Quảng Nam", date(2019, 1, 1)),
        ("20674", date(2020, 1, 31), "Xã Quế Phước", date(2019, 1, 1)),
    ],
)
def test_a_code_means_another_unit_on_another_day(ground: Ground, code: str, day: date, name: str, since: date) -> None:
    found = unit_on(code, day)
    assert (found.name, found.valid_from) == (name, since)


@pytest.mark.parametrize(
    ("code", "day", "refusal", "said"),
    [
        ("20674", date(2021, 6, 1), NotInForce, "Từ ngày đó là xã Ninh Phước (20668)."),
        ("49", TODAY, NotInForce, "Từ ngày đó là thành phố Đà Nẵng (48)."),
        ("20950", date(2018, 5, 1), NotInForce, "không có vào ngày 1/5/2018"),
        ("99999", TODAY, UnknownPlace, "Mã xã có 5 chữ số"),
        ("Trà Linh", TODAY, UnknownPlace, "Có phải là: Xã Trà Linh (20950)"),
        ("", TODAY, UnknownPlace, "Không có địa bàn nào mang mã"),
    ],
)
def test_it_refuses_a_code_without_a_unit_and_says_what_to_try(
    ground: Ground, code: str, day: date, refusal: type[Exception], said: str
) -> None:
    with pytest.raises(refusal) as refused:
        unit_on(code, day)
    assert said in str(refused.value)


@pytest.mark.parametrize(("text", "day"), [("30/6/2025", EVE), ("2025-06-30", EVE), ("", TODAY), ("  ", TODAY)])
def test_a_day_is_read_as_people_and_scripts_write_it(text: str, day: date) -> None:
    assert read_day(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["31/2/2025", "1/13/2025", "hôm qua"])
def test_it_refuses_a_day_that_is_none(text: str) -> None:
    with pytest.raises(UnreadableDate):
        read_day(text, today=TODAY)


# --- trees and what lies above ---


@pytest.mark.parametrize(
    ("code", "day", "districts", "communes"),
    [
        ("49", date(2019, 12, 31), 18, 244),
        ("49", date(2020, 2, 1), 18, 241),
        ("49", EVE, 17, 233),
        ("48", EVE, 8, 47),
        ("48", REFORM, 0, 94),
    ],
)
def test_a_tree_holds_what_was_inside_on_its_day(
    ground: Ground, code: str, day: date, districts: int, communes: int
) -> None:
    (root,) = tree([unit_on(code, day)], day)
    below = [one for child in root.children for one in (child, *child.children)]
    levels = [one.unit.level for one in below]
    assert (levels.count(Level.DISTRICT), levels.count(Level.COMMUNE)) == (districts, communes)


def test_a_tree_costs_one_pair_of_queries_for_each_level(ground: Ground, django_assert_max_num_queries: object) -> None:
    root = unit_on("49", EVE)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        tree([root], EVE)


def test_a_branch_has_exactly_the_keys_of_the_contract(ground: Ground) -> None:
    (root,) = tree([unit_on("514", EVE)], EVE)
    told = root.as_json()
    keys = ["code", "name", "kind", "level", "valid_from", "valid_to", "children"]
    assert list(told) == keys
    assert all(list(child) == keys for child in told["children"])
    assert (told["level"], told["valid_to"]) == ("district", "2025-07-01")


@pytest.mark.parametrize(
    ("since", "day", "above"),
    [
        ("2019-01-01", EVE, ["Huyện Nam Trà My", "Tỉnh Quảng Nam"]),
        ("2025-07-01", TODAY, ["Thành phố Đà Nẵng"]),
        ("2025-07-01", EVE, []),
    ],
)
def test_ancestors_are_those_of_the_day(ground: Ground, since: str, day: date, above: list[str]) -> None:
    commune = unit("20950", since)
    assert [one.name for one in ancestors([commune], day)[commune.pk]] == above


def test_a_line_names_what_a_unit_lay_in_on_its_last_day(ground: Ground) -> None:
    old, new = unit("20950", "2019-01-01"), tra_linh()
    found = lines([old, new])
    assert found[old.pk] == "Xã Trà Linh, huyện Nam Trà My, tỉnh Quảng Nam"
    assert found[new.pk] == "Xã Trà Linh, thành phố Đà Nẵng"
    assert lines([new], TODAY) == {new.pk: found[new.pk]}


def test_children_are_sorted_by_name(ground: Ground) -> None:
    names = [one.name for one in children(unit_on("514", EVE), EVE)]
    assert "Thị trấn Prao" not in names
    assert names
    assert [one.sort_key for one in children(ground.da_nang, TODAY)] == sorted(
        one.sort_key for one in children(ground.da_nang, TODAY)
    )


# --- who became whom ---


def test_tra_linh_came_wholly_from_two(ground: Ground) -> None:
    steps = predecessors(tra_linh())
    assert [(step.unit.code, step.unit.name, step.change, step.on) for step in steps] == [
        ("20950", "Xã Trà Linh", "whole", REFORM),
        ("20953", "Xã Trà Nam", "whole", REFORM),
    ]
    assert list(steps[0].as_json()) == ["code", "name", "change", "date", "document", "confirmed"]
    assert successors(tra_linh()) == []


def test_a_divided_unit_leads_to_each_of_its_parts(ground: Ground) -> None:
    steps = successors(ground.hoa_lien)
    assert {step.unit.pk for step in steps} == {ground.hai_van.pk, ground.ba_na.pk}
    assert {step.change for step in steps} == {"split"}


@pytest.mark.parametrize(
    ("code", "said"),
    [("20467", "nay là xã Đông Giang"), ("20296", "đã chia về "), ("514", "nay là ")],
)
def test_what_is_no_more_says_what_it_is_today(ground: Ground, code: str, said: str) -> None:
    old = unit(code, "2019-01-01")
    assert became_words(old, todays([old])[old.pk]).startswith(said)


def test_what_is_in_force_says_nothing_of_it(ground: Ground) -> None:
    assert became_words(tra_linh(), todays([tra_linh()])[tra_linh().pk]) == ""


# --- who answers for whom ---


def test_tra_linh_answers_for_its_two_predecessors(ground: Ground) -> None:
    names = {(one.code, one.valid_from) for one in Unit.objects.filter(pk__in=tra_linh().reach)}
    assert names == {("20950", date(2019, 1, 1)), ("20953", date(2019, 1, 1)), ("20950", REFORM)}


def test_no_unit_of_the_country_answers_for_a_divided_predecessor(ground: Ground) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(distinct u.id), count(s.id) from places_unit u cross join unnest(u.reach) as r(id)"
            " left join places_succession s on s.predecessor_id = r.id and s.change = 'split'"
            " where u.level = 'commune' and u.valid_to is null and r.id <> u.id"
        )
        answering, divided = cursor.fetchone()
    assert answering > 2_000
    assert divided == 0


def test_the_part_does_not_reach_the_whole_and_the_whole_reaches_itself(ground: Ground) -> None:
    assert ground.hoa_lien.pk not in ground.hai_van.reach
    assert ground.hoa_lien.pk not in ground.ba_na.reach
    assert ground.hoa_lien.reach == [ground.hoa_lien.pk]


# --- the province served ---


def test_the_province_served_was_two_provinces_before_the_reform(ground: Ground) -> None:
    assert province_served().pk == ground.da_nang.pk
    assert [one.code for one in provinces_on(EVE)] == ["48", "49"]
    assert [one.code for one in provinces_on(REFORM)] == ["48"]
    assert provinces_on(EVE, served=False).count() == 63
    assert province_served(EVE).valid_from == date(2019, 1, 1)
    assert {"Huyện Nam Trà My", "Quận Hải Châu"} <= {one.name for one in old_districts()}
    assert not units_served().filter(code="01").exists()


# --- search ---


@pytest.mark.parametrize(
    "words", ["Trà Linh", "tra linh", "tralinh", "TRÀ LINH", "xã trà linh", "xa tra linh", "  trà   linh ", "20950"]
)
def test_tra_linh_is_found_however_it_is_written(ground: Ground, words: str) -> None:
    first = search_units(words)[0]
    assert (first.unit.pk, first.title) == (tra_linh().pk, "Xã Trà Linh")


@pytest.mark.parametrize(
    ("words", "title", "note"),
    [
        ("tra nam", "Xã Trà Nam cũ", "nay là xã Trà Linh"),
        ("hoa lien", "Xã Hòa Liên cũ", "đã chia về "),
        ("quang nam", "Tỉnh Quảng Nam cũ", "nay là thành phố Đà Nẵng"),
    ],
)
def test_an_old_name_is_found_and_says_what_it_is_today(ground: Ground, words: str, title: str, note: str) -> None:
    first = search_units(words)[0]
    assert first.title == title
    assert note in first.note


@pytest.mark.parametrize("words", ["", "   ", "!!!", "qwxzvk"])
def test_words_that_say_nothing_find_nothing(ground: Ground, words: str) -> None:
    assert search_units(words) == []


def test_a_slip_of_the_pen_still_finds_the_name(ground: Ground) -> None:
    assert "Xã Trà Linh" in {one.unit.name for one in search_units("tra linhh")}


def test_search_keeps_to_what_is_asked_for(ground: Ground) -> None:
    assert "00004" not in {one.unit.code for one in search_units("ba dinh")}
    assert "00004" in {one.unit.code for one in search_units("ba dinh", served=False)}
    assert {one.unit.level for one in search_units("tra my", levels=(Level.DISTRICT,))} == {"district"}
    assert all(one.unit.lives_on(EVE) for one in search_units("tra", on=EVE))
    assert all(one.unit.valid_to is None for one in search_units("tra", past=False))
    assert len(search_units("tra", limit=3)) == 3


def test_a_suggestion_for_an_old_name_is_what_it_became_and_why(ground: Ground) -> None:
    (first, *_rest) = suggest("tra nam")
    assert (first.unit.pk, first.note) == (tra_linh().pk, "gồm xã Trà Nam cũ")
    parts = {one.unit.pk: one.note for one in suggest("hoa lien")}
    assert parts[ground.hai_van.pk] == parts[ground.ba_na.pk] == "gồm một phần xã Hòa Liên cũ"


def test_a_box_resolves_the_chosen_key_or_the_text(ground: Ground) -> None:
    chosen = tra_linh()
    assert [one.pk for one in resolve("", str(chosen.pk))] == [chosen.pk]
    assert [one.pk for one in resolve("xa tra linh")] == [chosen.pk]
    assert [one.pk for one in resolve("Trà Nam")] == [chosen.pk]
    assert len(resolve("trà")) > 1
    assert resolve("") == resolve("x", "12x") == resolve("", str(ground.hoa_lien.pk)) == []
    foreign = str(unit("00004", "2025-07-01").pk)
    assert resolve("", foreign) == []
    assert len(resolve("", foreign, served=False)) == 1


# --- hamlets on a day ---


def test_hamlets_are_those_of_the_day_under_the_name_of_the_day(ground: Ground) -> None:
    new = Hamlet.objects.create(
        unit=ground.dong_giang, name="Thôn Gừng", search_key="thon gung", sort_key="a", valid_from=REFORM
    )
    HamletPast.objects.create(
        hamlet=new, unit=ground.prao, name="Thôn Gừng Cũ", valid_from=date(2020, 1, 1), valid_to=REFORM
    )
    closed = Hamlet.objects.create(
        unit=ground.dong_giang, name="Thôn Bút", search_key="thon but", sort_key="b", valid_from=REFORM, valid_to=TODAY
    )
    then = hamlets_of(ground.prao, on=EVE)
    assert [(one.name, one.hamlet.pk, one.renamed) for one in then] == [("Thôn Gừng Cũ", new.pk, True)]
    assert hamlets_of(ground.prao, on=date(2019, 6, 1)) == []
    assert [one.hamlet.pk for one in hamlets_of(ground.dong_giang)] == [new.pk]
    assert [one.hamlet.pk for one in hamlets_of(ground.dong_giang, closed=True)] == [new.pk, closed.pk]
    assert [one.hamlet.pk for one in hamlets_of(ground.dong_giang, on=REFORM)] == [new.pk, closed.pk]
    assert hamlet_counts([ground.dong_giang, ground.prao]) == {ground.dong_giang.pk: 1}


# --- figures on the map of a day ---


def test_figures_of_2024_stand_whole_on_the_map_of_today(ground: Ground) -> None:
    day = date(2024, 12, 31)
    quang_nam = unit_on("49", day)
    communes = [one.unit for district in tree([quang_nam], day)[0].children for one in district.children]
    figures = {one.pk: 10 + n % 7 for n, one in enumerate(communes)}
    found = on_map(figures, shown_on=TODAY)
    assert (len(figures), found.unplaced, found.total) == (241, {}, sum(figures.values()))
    assert len(found.placed) == 78
    pair = [one.pk for one in communes if one.code in ("20950", "20953")]
    assert found.placed[tra_linh().pk] == sum(figures[one] for one in pair)


def test_figures_of_a_divided_commune_stand_apart_on_the_map_of_today(ground: Ground) -> None:
    figures = {ground.hoa_lien.pk: 12, ground.prao.pk: 3}
    found = on_map(figures, shown_on=TODAY)
    assert (found.placed, found.unplaced) == ({ground.dong_giang.pk: 3}, {ground.hoa_lien.pk: 12})


def test_figures_on_the_map_of_their_own_day_stay_as_they_are(ground: Ground) -> None:
    figures = {ground.hoa_lien.pk: 12, ground.prao.pk: 3}
    assert on_map(figures, shown_on=EVE).placed == figures


def test_figures_of_today_can_not_be_torn_apart_on_the_map_of_the_past(ground: Ground) -> None:
    found = on_map({tra_linh().pk: 9}, shown_on=EVE)
    assert (found.placed, found.unplaced) == ({}, {tra_linh().pk: 9})
