"""A-16: one test for each rule of odd reading, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.access.roles import Role
from mangnon.oversight.odd_reading import Kind, Rule, Severity, every_rule
from mangnon.oversight.oddities import Odd, Reader, Reading, find
from mangnon.oversight.slots import Traits

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""12:00 in Vietnam."""
HOME, AWAY = 1, 2
OFFICER = Reader("ho", frozenset({Role.COMMUNE_OFFICER}), frozenset({HOME}))
PROVINCE = Reader("tran", frozenset({Role.PROVINCE_OFFICER}), everywhere=True)


def rule(kind: Kind, threshold: int, minutes: int = 60, **changed: object) -> Rule:
    made = Rule(
        id="thu",
        kind=kind,
        name="Thử",
        explanation="Thử.",
        threshold=threshold,
        window=timedelta(minutes=minutes),
        roles=frozenset(),
        severity=Severity.TODAY,
        valid_from=date(2026, 1, 1),
        valid_to=None,
        source="thử",
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def reading(number: int, minutes: float, *children: str, exported: int = 0) -> Reading:
    return Reading(number, NOON + timedelta(minutes=minutes), frozenset(children), exported)


def numbers(found: list[Odd]) -> list[tuple[int, ...]]:
    return [one.entries for one in found]


def test_a_16_many_children_within_an_hour() -> None:
    many = rule(Kind.MANY, 3)
    calm = [reading(n, 10 * n, f"c{n}") for n in range(3)]
    assert find(many, OFFICER, calm, {}) == []
    hasty = [*calm, reading(9, 35, "c9")]
    (odd,) = find(many, OFFICER, hasty, {})
    assert odd.entries == (0, 1, 2, 9)
    assert odd.children == {"c0", "c1", "c2", "c9"}


def test_a_16_the_same_children_again_are_not_many() -> None:
    again = [reading(n, n, "c1", "c2", "c3") for n in range(40)]
    assert find(rule(Kind.MANY, 3), OFFICER, again, {}) == []


def test_a_16_many_children_over_a_whole_day_are_no_hour() -> None:
    slow = [reading(n, 40 * n, f"c{n}") for n in range(30)]
    assert find(rule(Kind.MANY, 3), OFFICER, slow, {}) == []


def test_a_16_own_surname_in_own_place_again_and_again() -> None:
    surname = rule(Kind.SURNAME, 3, 10080)
    children = {"mine": Traits("ho", frozenset({HOME})), "other": Traits("dinh", frozenset({HOME}))}
    opened = [reading(n, n, "mine") for n in range(3)]
    assert numbers(find(surname, OFFICER, opened, children)) == [(0, 1, 2)]
    assert find(surname, OFFICER, opened[:2], children) == []
    assert find(surname, OFFICER, [reading(n, n, "other") for n in range(9)], children) == []


def test_a_16_own_surname_elsewhere_or_in_a_list_is_nothing_odd() -> None:
    """Whole communes bear one surname: a list of them says nothing, nor does a child of another place."""
    surname = rule(Kind.SURNAME, 2, 10080)
    away = {"far": Traits("ho", frozenset({AWAY}))}
    assert find(surname, OFFICER, [reading(n, n, "far") for n in range(5)], away) == []
    here = {child: Traits("ho", frozenset({HOME})) for child in ("a", "b")}
    assert find(surname, OFFICER, [reading(n, n, "a", "b") for n in range(5)], here) == []


@pytest.mark.parametrize(
    ("hour", "odd"), [(21, False), (22, True), (23, True), (0, True), (4, True), (5, False), (12, False)]
)
def test_a_16_reading_at_night(hour: int, odd: bool) -> None:
    night = rule(Kind.NIGHT, 2, 360, hours=(22, 5))
    local = (hour - 12) * 60  # NOON is 12:00 in Vietnam
    found = find(night, OFFICER, [reading(n, local + n, "c") for n in range(2)], {})
    assert bool(found) is odd


def test_a_16_a_night_within_one_day_is_understood() -> None:
    night = rule(Kind.NIGHT, 1, 60, hours=(1, 4))
    assert find(night, OFFICER, [reading(1, (3 - 12) * 60, "c")], {})
    assert find(night, OFFICER, [reading(1, (4 - 12) * 60, "c")], {}) == []


def test_a_16_reading_outside_the_own_place() -> None:
    outside = rule(Kind.OUTSIDE, 1, 1440)
    children = {"here": Traits("a", frozenset({HOME})), "far": Traits("b", frozenset({AWAY}))}
    (odd,) = find(outside, OFFICER, [reading(1, 0, "here"), reading(2, 1, "here", "far")], children)
    assert (odd.entries, odd.children) == ((2,), {"far"})


def test_a_16_a_child_of_two_places_and_one_of_no_place_are_not_outside() -> None:
    children = {"both": Traits("a", frozenset({HOME, AWAY})), "gone": Traits("b")}
    read = [reading(1, 0, "both"), reading(2, 1, "gone"), reading(3, 2, "unknown")]
    assert find(rule(Kind.OUTSIDE, 1, 1440), OFFICER, read, children) == []


def test_a_16_the_province_is_nowhere_outside() -> None:
    children = {"far": Traits("b", frozenset({AWAY}))}
    assert find(rule(Kind.OUTSIDE, 1, 1440), PROVINCE, [reading(1, 0, "far")], children) == []


def test_a_16_lists_taken_out() -> None:
    export = rule(Kind.EXPORT, 2, 1440)
    assert find(export, OFFICER, [reading(1, 0, "a", exported=1), reading(2, 1, "b")], {}) == []
    twice = [reading(1, 0, "a", exported=1), reading(2, 300, "b", "c", exported=2)]
    assert numbers(find(export, OFFICER, twice, {})) == [(1, 2)]


def test_a_16_a_restricted_record_opened_once() -> None:
    children = {"closed": Traits("a", frozenset({HOME}), restricted=True), "plain": Traits("b", frozenset({HOME}))}
    (odd,) = find(rule(Kind.RESTRICTED, 1), OFFICER, [reading(1, 0, "plain", "closed")], children)
    assert odd.children == {"closed"}
    assert find(rule(Kind.RESTRICTED, 1), OFFICER, [reading(1, 0, "plain")], children) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_a_rule_looks_at_its_roles_alone(kind: Kind) -> None:
    """Success and failure share one set-up: the same readings, with and without the role."""
    children = {"far": Traits("ho", frozenset({AWAY}), restricted=True), "near": Traits("ho", frozenset({HOME}))}
    night = -12 * 60
    read = [reading(n, night + n, *(["near"] if n % 2 else ["far"]), exported=1) for n in range(6)]
    hours = (22, 5) if kind is Kind.NIGHT else None
    mine = rule(kind, 1, 600, roles=frozenset({Role.COMMUNE_OFFICER}), hours=hours)
    assert find(mine, OFFICER, read, children)
    assert find(replace(mine, roles=frozenset({Role.HOTLINE})), OFFICER, read, children) == []


@given(st.lists(st.integers(0, 3000), max_size=60), st.integers(1, 6))
def test_no_entry_stands_in_two_findings_and_each_fits_its_window(minutes: list[int], threshold: int) -> None:
    read = [reading(n, at, f"c{n % 9}") for n, at in enumerate(sorted(minutes))]
    found = find(rule(Kind.RESTRICTED, threshold), OFFICER, read, {f"c{n}": Traits(restricted=True) for n in range(9)})
    every = [number for one in found for number in one.entries]
    assert len(every) == len(set(every))
    assert all(one.last - one.first <= timedelta(hours=1) for one in found)
    assert all(len(one.entries) >= threshold for one in found)


def test_every_kind_has_a_rule_in_the_file() -> None:
    assert {one.kind for one in every_rule()} == set(Kind)
