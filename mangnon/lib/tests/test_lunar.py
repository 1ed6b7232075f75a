"""Lunar days by Vietnam's rules, against the table of Tết 2000-2050 and days that are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mangnon.lib.dates.lunar import NoSuchLunarDay, new_year, solar_day

TET = """
5/2 24/1 12/2 1/2 22/1 9/2 29/1 17/2 7/2 26/1 14/2 3/2 23/1 10/2 31/1 19/2 8/2 28/1 16/2 5/2 25/1 12/2 1/2 22/1 10/2
29/1 17/2 6/2 26/1 13/2 2/2 23/1 11/2 31/1 19/2 8/2 28/1 15/2 4/2 24/1 12/2 1/2 22/1 10/2 30/1 17/2 6/2 26/1 14/2 2/2
23/1
"""
"""Tết of 2000 to 2050. Viet Nam and China differ in 2007 (18/2 there) and 2030 (3/2 there)."""


def test_tet_of_fifty_years() -> None:
    expected = [date(2000 + n, *map(int, reversed(text.split("/")))) for n, text in enumerate(TET.split())]
    assert len(expected) == 51
    assert [new_year(year) for year in range(2000, 2051)] == expected


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2019, date(2019, 9, 13)), (2020, date(2020, 10, 1)), (2021, date(2021, 9, 21)), (2022, date(2022, 9, 10)),
        (2023, date(2023, 9, 29)), (2024, date(2024, 9, 17)), (2025, date(2025, 10, 6)), (2026, date(2026, 9, 25)),
    ],
)  # fmt: skip
def test_mid_autumn_as_it_was_kept(year: int, day: date) -> None:
    assert solar_day(year, 8, 15) == day


def test_a_leap_month_moves_what_comes_after_it() -> None:
    assert solar_day(2020, 4, 15) == date(2020, 5, 7)
    assert solar_day(2020, 5, 5) == date(2020, 6, 25)
    assert solar_day(2025, 6, 1) == date(2025, 6, 25)
    assert solar_day(2025, 7, 15) == date(2025, 9, 6)


def test_the_year_in_which_vietnam_kept_tet_a_month_before_china() -> None:
    assert new_year(1985) == date(1985, 1, 21)
    assert solar_day(1984, 11, 1) == date(1984, 11, 23)


@pytest.mark.parametrize("year", [1950, 1984, 2006, 2025, 2033, 2060, 2150])
def test_months_follow_each_other_with_twenty_nine_or_thirty_days(year: int) -> None:
    firsts = [solar_day(year, month, 1) for month in range(1, 13)]
    gaps = [after - before for before, after in zip(firsts, [*firsts[1:], new_year(year + 1)], strict=True)]
    leap = [gap for gap in gaps if gap > timedelta(30)]
    assert all(timedelta(29) <= gap <= timedelta(60) for gap in gaps)
    assert len(leap) == (1 if sum(gaps, timedelta()) > timedelta(360) else 0)


def test_a_day_that_isnt_there_is_refused() -> None:
    firsts = [solar_day(2026, month, 1) for month in range(1, 13)]
    short = next(n for n in range(1, 12) if firsts[n] - firsts[n - 1] == timedelta(29))
    with pytest.raises(NoSuchLunarDay):
        solar_day(2026, short, 30)
    for wrong in ((1800, 1, 1), (2026, 13, 1), (2026, 1, 31)):
        with pytest.raises(NoSuchLunarDay):
            solar_day(*wrong)
