"""The golden table: every deadline comes out as reckoned by hand."""

from __future__ import annotations

import pytest

from mangnon.lib.dates import parse_vi_date
from mangnon.lib.workdays import Clock, Term, due, end_of
from mangnon.places.calendar.moments import read_moment
from mangnon.places.calendar.rules import Calendar
from mangnon.places.calendar.shipped import shipped
from mangnon.places.calendar.tests.golden import DAYS, HOURS, WORKING_DAYS


@pytest.fixture(scope="module")
def country() -> Calendar:
    """The library and the shipped file, without what people entered."""
    return Calendar(shipped().statements, settled_through=shipped().settled_through)


@pytest.mark.parametrize(("start", "hours", "ends", "why"), HOURS)
def test_hours_run_through_nights_and_days_off(country: Calendar, start: str, hours: int, ends: str, why: str) -> None:
    assert due(read_moment(start), Term(hours, Clock.HOUR), country) == read_moment(ends), why


@pytest.mark.parametrize(("start", "days", "ends", "why"), WORKING_DAYS)
def test_working_days_end_as_reckoned_by_hand(country: Calendar, start: str, days: int, ends: str, why: str) -> None:
    assert due(read_moment(start), Term(days, Clock.WORKING_DAY), country) == end_of(parse_vi_date(ends)), why


@pytest.mark.parametrize(("start", "days", "ends", "why"), DAYS)
def test_days_end_as_reckoned_by_hand(country: Calendar, start: str, days: int, ends: str, why: str) -> None:
    assert due(read_moment(start), Term(days, Clock.DAY), country) == end_of(parse_vi_date(ends)), why


def test_the_table_is_long_enough_and_says_nothing_twice() -> None:
    rows = [(start, n, kind) for kind, table in enumerate((HOURS, WORKING_DAYS, DAYS)) for start, n, *_ in table]
    assert len(rows) >= 60
    assert len(set(rows)) == len(rows)


def test_without_the_shipped_file_the_swap_of_january_would_be_missed() -> None:
    library_alone = Calendar((), settled_through=2026)
    ends = due(read_moment("9:00 31/12/2025"), Term(5, Clock.WORKING_DAY), library_alone)
    assert ends == end_of(parse_vi_date("8/1/2026"))
