"""Pure reckoning: names, figures on the map of another day, and who answers for whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mangnon.places.rules import (
    COMMUNE,
    PROVINCE,
    SPLIT,
    Ground,
    Lies,
    Life,
    Link,
    Named,
    address_line,
    bare_name,
    project,
    shortest_names,
    sum_up,
)

DAY = date(2020, 1, 1)
TODAY = date(2040, 1, 1)
PROVINCE_ID = 0


@dataclass
class World:
    """Communes of one province through a series of mergers and splits, one a month."""

    lives: dict[int, Life] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    now: list[int] = field(default_factory=list)
    day: date = DAY

    def begin(self) -> int:
        """A new commune from the current day on."""
        unit = len(self.lives) + 1
        self.lives[unit] = Life(unit, COMMUNE, self.day, None)
        self.now.append(unit)
        return unit

    def end(self, unit: int) -> None:
        """The commune is no more from the current day on."""
        self.now.remove(unit)
        self.lives[unit] = Life(unit, COMMUNE, self.lives[unit].start, self.day)

    def change(self, *, merge: bool, first: int, number: int) -> None:
        """A month later some communes become one, or one becomes several."""
        self.day += timedelta(days=30)
        start = first % len(self.now)
        old = self.now[start : start + number] if merge else [self.now[start]]
        for unit in old:
            self.end(unit)
        new = [self.begin() for _ in range(1 if merge else number)]
        change = "whole" if merge else SPLIT
        self.links += [Link(before, after, self.day, change) for before in old for after in new]

    def on(self, day: date) -> set[int]:
        """Communes in force on a day."""
        return {unit for unit, life in self.lives.items() if life.lives_on(day)}

    @property
    def ground(self) -> Ground:
        """For reckoning reach."""
        lies = [Lies(unit, PROVINCE_ID, life.start, life.end) for unit, life in self.lives.items()]
        return Ground([Life(PROVINCE_ID, PROVINCE, DAY, None), *self.lives.values()], lies, self.links, today=TODAY)


@st.composite
def worlds(draw: st.DrawFn, *, splits: bool = True) -> World:
    """A few communes and four to twelve changes, so that 300 worlds hold more than a thousand."""
    world = World()
    for _ in range(draw(st.integers(2, 6))):
        world.begin()
    change = st.tuples(st.booleans(), st.integers(0, 30), st.integers(2, 4))
    for merge, first, number in draw(st.lists(change, min_size=4, max_size=12)):
        world.change(merge=merge or not splits, first=first, number=number)
    return world


def figures_of(world: World) -> st.SearchStrategy[dict[int, int]]:
    """Numbers of some communes of whatever time."""
    return st.dictionaries(st.sampled_from(sorted(world.lives)), st.integers(0, 500))


@settings(max_examples=300, deadline=None, database=None)
@given(worlds(), st.data())
def test_mergers_and_splits_keep_totals_on_the_map_of_any_day(world: World, data: st.DataObject) -> None:
    figures = data.draw(figures_of(world))
    shown_on = DAY + timedelta(days=data.draw(st.integers(0, 500)))
    on_map = world.on(shown_on)
    found = project(figures, world.links, shown_on=shown_on, on_map=on_map)
    assert found.total == sum(figures.values())
    assert found.placed.keys() <= on_map
    above = dict.fromkeys(world.lives, PROVINCE_ID)
    province = Counter(sum_up(found.placed, above)) + Counter(sum_up(found.unplaced, above))
    assert province[PROVINCE_ID] == sum(figures.values())


@settings(max_examples=100, deadline=None, database=None)
@given(worlds(splits=False), st.data())
def test_mergers_alone_leave_nothing_apart_on_the_map_of_today(world: World, data: st.DataObject) -> None:
    figures = data.draw(figures_of(world))
    found = project(figures, world.links, shown_on=world.day, on_map=world.on(world.day))
    assert found.unplaced == {}
    for unit, number in found.placed.items():
        assert number == sum(figures.get(one, 0) for one in world.ground.reach(unit))


@settings(max_examples=100, deadline=None, database=None)
@given(worlds(), st.data())
def test_the_map_of_its_own_day_changes_no_figure(world: World, data: st.DataObject) -> None:
    day = DAY + timedelta(days=data.draw(st.integers(0, 400)))
    figures = {unit: unit * 7 for unit in world.on(day)}
    found = project(figures, world.links, shown_on=day, on_map=world.on(day))
    assert (found.placed, found.unplaced) == (figures, {})


@settings(max_examples=100, deadline=None, database=None)
@given(worlds())
def test_nobody_answers_for_a_divided_predecessor_and_no_two_for_one(world: World) -> None:
    divided = {link.predecessor for link in world.links if not link.whole}
    ground = world.ground
    answered = [one for unit in world.now for one in ground.reach(unit)]
    assert not divided & set(answered)
    assert len(answered) == len(set(answered))
    assert set(world.now) <= set(answered)


@settings(max_examples=100, deadline=None, database=None)
@given(worlds())
def test_every_unit_became_units_in_force_of_its_province(world: World) -> None:
    ground = world.ground
    for unit in world.lives:
        became = ground.became(unit)
        assert became
        assert set(became) <= set(world.now)
        assert ground.provinces(unit) == [PROVINCE_ID]


MERGER = [Link(1, 3, date(2025, 7, 1), "whole"), Link(2, 3, date(2025, 7, 1), "whole")]
DIVISION = [Link(1, 2, date(2025, 7, 1), SPLIT), Link(1, 3, date(2025, 7, 1), SPLIT)]
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("links", "figures", "shown_on", "on_map", "placed", "unplaced"),
    [
        (MERGER, {1: 10, 2: 5}, AFTER, {3}, {3: 15}, {}),
        (MERGER, {3: 15}, BEFORE, {1, 2}, {}, {3: 15}),
        (MERGER[:1], {3: 15}, BEFORE, {1}, {1: 15}, {}),
        (DIVISION, {1: 8}, AFTER, {2, 3}, {}, {1: 8}),
        (DIVISION, {2: 3, 3: 4}, BEFORE, {1}, {1: 7}, {}),
        ([], {9: 4}, AFTER, {3}, {}, {9: 4}),
    ],
    ids=["sum", "merged goes back", "alone goes back", "divided stays apart", "parts go back", "without successor"],
)
def test_figures_go_where_one_number_can_tell(
    links: list[Link],
    figures: dict[int, int],
    shown_on: date,
    on_map: set[int],
    placed: dict[int, int],
    unplaced: dict[int, int],
) -> None:
    found = project(figures, links, shown_on=shown_on, on_map=on_map)
    assert (found.placed, found.unplaced) == (placed, unplaced)


def test_a_unit_without_a_home_keeps_its_own_line() -> None:
    assert sum_up({1: 3, 2: 4, 7: 5}, {1: 100, 2: 100}) == {100: 7, 7: 5}


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Xã Trà Linh", "Trà Linh"),
        ("Thị trấn Prao", "Prao"),
        ("Thành phố Đà Nẵng", "Đà Nẵng"),
        ("Đặc khu Hoàng Sa", "Hoàng Sa"),
        ("Phường 3", "Phường 3"),
        ("Xãm", "Xãm"),
    ],
)
def test_the_kind_falls_off_a_name_unless_a_number_remains(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_names_are_as_short_as_they_stay_distinct() -> None:
    named = [
        Named(1, "Xã Trà Linh"),
        Named(2, "Thị trấn Trà My"),
        Named(3, "Xã Trà My"),
        Named(4, "Xã Hòa Bình", "Huyện Vân Hồ"),
        Named(5, "Xã Hòa Bình", "Huyện Chợ Mới"),
    ]
    assert shortest_names(named) == {
        1: "Trà Linh",
        2: "Thị trấn Trà My",
        3: "Xã Trà My",
        4: "Hòa Bình, huyện Vân Hồ",
        5: "Hòa Bình, huyện Chợ Mới",
    }


def test_an_address_goes_from_the_smallest_to_the_greatest() -> None:
    assert (
        address_line(["Xã Trà Linh", "Huyện Nam Trà My", "Tỉnh Quảng Nam"])
        == "Xã Trà Linh, huyện Nam Trà My, tỉnh Quảng Nam"
    )
