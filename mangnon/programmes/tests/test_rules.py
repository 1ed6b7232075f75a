"""How a task stands, and that money never gets more or less on its way down or onto another map."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.programmes.plans.rules import (
    Standing,
    carried,
    met,
    next_year,
    pace,
    quarter_days,
    shared_out,
    standing,
    tally,
)

START, DUE = date(2026, 3, 1), date(2026, 9, 30)


@pytest.mark.parametrize(
    ("on", "progress", "finished", "how"),
    [
        (date(2026, 2, 1), 0, None, Standing.TODO),
        (date(2026, 3, 20), 0, None, Standing.TODO),
        (date(2026, 4, 1), 10, None, Standing.DOING),
        (date(2026, 8, 1), 20, None, Standing.RISK),
        (date(2026, 9, 20), 74, None, Standing.RISK),
        (date(2026, 9, 20), 80, None, Standing.DOING),
        (date(2026, 9, 30), 99, None, Standing.DOING),
        (date(2026, 10, 1), 99, None, Standing.LATE),
        (date(2026, 10, 9), 100, date(2026, 10, 8), Standing.DONE),
        (date(2026, 10, 5), 100, date(2026, 10, 8), Standing.LATE),
    ],
)
def test_a_task_stands_as_day_and_progress_say(on: date, progress: int, finished: date | None, how: Standing) -> None:
    assert standing(starts=START, due=DUE, progress=progress, on=on, finished=finished) is how


def test_pace_runs_from_nothing_to_all() -> None:
    assert [pace(START, DUE, one) for one in (date(2026, 2, 28), START, DUE, date(2027, 1, 1))] == [0, 0, 100, 100]


def test_a_square_shows_what_needs_somebody() -> None:
    assert tally([Standing.DONE, Standing.LATE, Standing.TODO]).worst is Standing.LATE
    assert tally([Standing.DONE, Standing.DONE]).worst is Standing.DONE
    assert tally([]).worst is Standing.TODO


@given(st.integers(0, 10**13), st.integers(1, 300))
def test_shares_sum_to_the_whole(total: int, many: int) -> None:
    shares = shared_out(total, many)
    assert sum(shares) == total
    assert max(shares) - min(shares) <= 1


@given(
    st.dictionaries(st.integers(0, 30), st.integers(0, 10**12)),
    st.dictionaries(st.integers(0, 30), st.lists(st.integers(100, 110), min_size=1, max_size=4, unique=True)),
)
def test_money_carried_onto_another_map_stays_the_same(planned: dict[int, int], todays: dict[int, list[int]]) -> None:
    kept = sum(money for place, money in planned.items() if place not in todays)
    assert sum(carried(planned, todays).values()) + kept == sum(planned.values())


def test_a_target_is_met_in_its_own_direction() -> None:
    assert met(Decimal(90), Decimal("87.7"), "more") is False
    assert met(Decimal(24), Decimal(24), "less") is True
    assert met(None, Decimal(1), "more") is None


def test_days_of_quarters_and_leap_years() -> None:
    assert quarter_days(2020, 1) == (date(2020, 1, 1), date(2020, 3, 31))
    assert quarter_days(2026, 4) == (date(2026, 10, 1), date(2026, 12, 31))
    assert next_year(date(2020, 2, 29), 6) == date(2026, 2, 28)
