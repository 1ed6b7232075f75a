"""Ages, certificates, quarters, and the days on which an officer looks in."""

from __future__ import annotations

from datetime import date

import pytest

from mangnon.cases.caring.models import CarerKind
from mangnon.cases.caring.rules import (
    add_months,
    asks_child,
    caring_law,
    certificate_holds,
    follow_days,
    next_follow,
    old_enough,
    quarter_of,
)

HANDED = date(2026, 1, 31)


def test_the_shipped_law_says_what_it_rests_on() -> None:
    law = caring_law()
    assert list(law.conditions) == ["a", "b", "c"]
    assert len(law.priority) == 4
    assert (law.older_by, law.meetings, law.asks_child_from, law.health_months) == (20, 2, 7, 6)
    assert "Điều 42" in law.priority_from
    assert "Điều 63" in law.conditions_from


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_month_that_is_shorter_ends_earlier(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_a_relative_is_of_age_and_anybody_else_twenty_years_older() -> None:
    child, on = date(2017, 3, 4), date(2026, 11, 23)
    assert old_enough(CarerKind.RELATIVE, date(2008, 11, 23), child, on)
    assert not old_enough(CarerKind.RELATIVE, date(2008, 11, 24), child, on)
    assert old_enough(CarerKind.FAMILY, date(1997, 3, 4), child, on)
    assert not old_enough(CarerKind.FAMILY, date(1997, 3, 5), child, on)


def test_a_child_is_asked_from_the_seventh_birthday() -> None:
    assert not asks_child(date(2017, 3, 4), date(2024, 3, 3))
    assert asks_child(date(2017, 3, 4), date(2024, 3, 4))


def test_a_certificate_is_six_months_old_at_most() -> None:
    assert certificate_holds(date(2026, 5, 23), date(2026, 11, 23))
    assert not certificate_holds(date(2026, 5, 22), date(2026, 11, 23))
    assert not certificate_holds(date(2026, 11, 24), date(2026, 11, 23))
    assert not certificate_holds(None, date(2026, 11, 23))


def test_the_officer_looks_in_after_one_three_then_each_six_months() -> None:
    days = follow_days(HANDED, (1, 3), 6, date(2027, 2, 1))
    assert days == [date(2026, 2, 28), date(2026, 4, 30), date(2026, 7, 31), date(2027, 1, 31), date(2027, 7, 31)]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], date(2026, 2, 28)),
        ([date(2026, 2, 20)], date(2026, 2, 28)),
        ([date(2026, 2, 28)], date(2026, 4, 30)),
        ([date(2026, 3, 2), date(2026, 5, 1)], date(2026, 7, 31)),
        ([date(2027, 1, 31)], date(2027, 7, 31)),
    ],
)
def test_a_visit_covers_what_was_due_and_an_early_one_nothing(done: list[date], expected: date) -> None:
    assert next_follow(HANDED, (1, 3), 6, done) == expected


def test_quarters_begin_in_january_april_july_october() -> None:
    assert [quarter_of(date(2026, month, 15)).month for month in range(1, 13)] == [1] * 3 + [4] * 3 + [7] * 3 + [10] * 3
