"""What training reckons: gains, when a training runs out, who in a place is untrained, what ships."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mangnon.programmes.training.curricula import shipped
from mangnon.programmes.training.models import Curriculum
from mangnon.programmes.training.queries.needs import standing_as
from mangnon.programmes.training.rules import (
    Need,
    attended_enough,
    gain_of,
    months_later,
    need,
    runs_out,
    tally,
)
from mangnon.testing.cast import AT, TODAY

POINTS = some.none() | some.integers(0, 100).map(lambda n: Decimal(n) / 10)
DAYS = some.dates(date(2016, 1, 1), date(2060, 12, 31))
MONTHS = some.integers(1, 120)


@given(some.lists(some.tuples(POINTS, POINTS), max_size=30))
def test_gain_is_of_complete_pairs_alone(pairs: list[tuple[Decimal | None, Decimal | None]]) -> None:
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    found = gain_of(pairs)
    if not both:
        assert found is None
        return
    assert found is not None
    assert (found.tested, found.improved) == (len(both), sum(b > a for a, b in both))
    assert abs(found.gain - sum((b - a for a, b in both), Decimal(0)) / len(both)) <= Decimal("0.01")
    assert 0 <= found.share <= 100
    assert gain_of([(b, a) for a, b in both]).gain == -found.gain  # type: ignore[union-attr]


@given(some.integers(0, 40), some.integers(0, 40), some.integers(1, 100))
def test_more_sessions_never_harm(came: int, held: int, least: int) -> None:
    if attended_enough(came, held, least):
        assert held > 0
        assert attended_enough(came + 1, held, least)
        assert attended_enough(came, held, max(least - 1, 1))
    assert attended_enough(held, held, 100) is (held > 0)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_later_ends_with_the_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@given(DAYS, MONTHS, DAYS)
def test_a_training_holds_until_its_months_are_over(passed: date, months: int, on: date) -> None:
    until = runs_out(passed, months)
    assert until is not None
    assert (need(passed, months, on) is Need.EXPIRED) is (on >= until)
    assert need(passed, None, on) is Need.FINE
    assert need(None, months, on) is Need.NEVER


@given(DAYS, MONTHS, DAYS)
def test_the_database_asks_what_the_rule_says(passed: date, months: int, on: date) -> None:
    law = Curriculum(refresh_months=months)
    fits = {
        one for one in (Need.EXPIRED, Need.SOON, Need.FINE)
        if all(passed > value if key.endswith("__gt") else passed <= value
               for key, value in standing_as(one, law, on).children)
    }  # fmt: skip
    assert fits == {need(passed, months, on)}


def test_a_place_is_counted_by_who_holds_the_role_and_who_was_trained() -> None:
    lasts: dict[object, date] = {"a": date(2026, 1, 5), "b": date(2020, 1, 5), "by name": date(2026, 1, 5)}
    found = tally({"a", "b", "c"}, lasts, 24, TODAY)
    assert (found.holders, found.unmet, found.trained) == (3, 2, 2)
    assert not found.well
    assert tally(set(), {}, 24, TODAY).well is False


def test_what_ships_names_its_source_and_what_is_ours() -> None:
    found = shipped(AT)
    assert len({one.code for one in found}) == len(found) == 6
    assert all("hệ thống đề xuất" in one.source for one in found)
