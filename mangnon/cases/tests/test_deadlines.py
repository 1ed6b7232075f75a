"""Deadlines of the shipped procedure, reckoned by hand over Tết, swapped days, year ends and midnight.

What was counted in 2026: off are 1 and 2 January (10 January worked instead), 16 to 20 February (Tết), 27 April (for
the 26th, a Sunday), 30 April, 1 May, 31 August (22 August worked instead), 1 and 2 September, 24 November.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from mangnon.cases.rules.deadlines import (
    FIRST,
    Standing,
    Told,
    last_day_of_separation,
    late_at,
    reckon,
    standing,
    warn_day_of_separation,
)
from mangnon.cases.rules.machine import machine
from mangnon.lib.dates import VN_ZONE
from mangnon.lib.workdays import DaysOff, end_of
from mangnon.places.calendar.rules import Calendar
from mangnon.places.calendar.shipped import shipped
from mangnon.statutes.kinds.procedure import Procedure, Step
from mangnon.statutes.loading import DATA, read_shipped
from mangnon.statutes.shapes import build

BODY = build(Procedure, read_shipped(DATA / "procedure" / "ho_tro_can_thiep@2025-07-01.yaml").body)
STEPS: dict[str, Step] = {one.code: one for one in BODY.steps}
CALENDAR: DaysOff = Calendar(shipped().statements, settled_through=shipped().settled_through)

TWELVE_HOURS = """
2025-12-31 18:00 > 2026-01-01 06:00
2026-01-01 00:00 > 2026-01-01 12:00
2026-02-16 22:40 > 2026-02-17 10:40
2026-02-20 20:00 > 2026-02-21 08:00
2026-02-28 13:00 > 2026-03-01 01:00
2026-04-30 23:59 > 2026-05-01 11:59
2026-06-30 16:30 > 2026-07-01 04:30
2026-08-31 12:00 > 2026-09-01 00:00
2026-11-24 08:15 > 2026-11-24 20:15
2024-02-28 22:00 > 2024-02-29 10:00
"""
FIVE_DAYS = """
2025-12-29 2026-01-07
2025-12-30 2026-01-08
2025-12-31 2026-01-09
2026-01-01 2026-01-09
2026-01-02 2026-01-09
2026-01-03 2026-01-09
2026-01-04 2026-01-09
2026-01-05 2026-01-10
2026-01-09 2026-01-15
2026-01-10 2026-01-16
2026-01-11 2026-01-16
2026-01-12 2026-01-19
2026-02-09 2026-02-23
2026-02-10 2026-02-24
2026-02-11 2026-02-25
2026-02-12 2026-02-26
2026-02-13 2026-02-27
2026-02-14 2026-02-27
2026-02-16 2026-02-27
2026-02-17 2026-02-27
2026-02-20 2026-02-27
2026-02-22 2026-02-27
2026-02-23 2026-03-02
2026-04-23 2026-05-05
2026-04-24 2026-05-06
2026-04-25 2026-05-06
2026-04-27 2026-05-06
2026-04-28 2026-05-07
2026-04-29 2026-05-08
2026-04-30 2026-05-08
2026-05-01 2026-05-08
2026-05-03 2026-05-08
2026-05-04 2026-05-11
2026-08-20 2026-08-26
2026-08-21 2026-08-27
2026-08-22 2026-08-28
2026-08-24 2026-09-03
2026-08-25 2026-09-04
2026-08-26 2026-09-07
2026-08-27 2026-09-08
2026-08-28 2026-09-09
2026-08-31 2026-09-09
2026-09-01 2026-09-09
2026-09-03 2026-09-10
2026-11-23 2026-12-01
2026-12-25 2027-01-04
"""
SEVEN_DAYS = """
2025-12-31 2026-01-12
2026-01-05 2026-01-13
2026-02-09 2026-02-25
2026-02-13 2026-03-03
2026-04-24 2026-05-08
2026-08-20 2026-08-28
2026-08-24 2026-09-07
2026-11-23 2026-12-03
"""
APPROVED_BY = """
2026-11-23 2026-11-25 2026-11-27
2026-11-23 2026-12-01 2026-12-03
2026-11-23 2026-12-04 2026-12-03
2026-02-09 2026-02-13 2026-02-24
2026-08-24 2026-08-27 2026-09-03
2026-01-05 2026-01-08 2026-01-10
"""
FIFTEEN_DAYS = """
2026-11-15 2026-11-24 2026-11-29
2026-02-14 2026-02-23 2026-02-28
2026-02-15 2026-02-24 2026-03-01
2026-12-20 2026-12-29 2027-01-03
2024-02-20 2024-02-29 2024-03-05
"""


def at(day: str, hour: str = "09:00") -> datetime:
    """A moment in Viet Nam."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=VN_ZONE)


def rows(table: str) -> list[list[str]]:
    """The lines of a table."""
    return [line.split() for line in table.strip().splitlines()]


@pytest.mark.parametrize("line", TWELVE_HOURS.strip().splitlines())
def test_emergency_is_due_twelve_clock_hours_after_the_first_information(line: str) -> None:
    start, ends = (at(*one.split()) for one in line.split(" > "))
    assert reckon(STEPS["S4_EMERGENCY"], {FIRST: start}, CALENDAR).due_at == ends


@pytest.mark.parametrize(("first", "ends"), rows(FIVE_DAYS))
def test_the_plan_is_submitted_within_five_working_days(first: str, ends: str) -> None:
    found = reckon(STEPS["S7_PLAN_DRAFT"], {FIRST: at(first, "16:30")}, CALENDAR)
    assert found.due_at == end_of(date.fromisoformat(ends))


@pytest.mark.parametrize(("first", "ends"), rows(SEVEN_DAYS))
def test_before_the_submission_the_decision_is_due_after_seven(first: str, ends: str) -> None:
    found = reckon(STEPS["S8_APPROVAL"], {FIRST: at(first)}, CALENDAR)
    assert found.due_at == end_of(date.fromisoformat(ends))


@pytest.mark.parametrize(("first", "submitted", "ends"), rows(APPROVED_BY))
def test_after_it_two_days_later_but_never_beyond_the_seven(first: str, submitted: str, ends: str) -> None:
    found = reckon(STEPS["S8_APPROVAL"], {FIRST: at(first), "S7_PLAN_DRAFT": at(submitted)}, CALENDAR)
    assert found.due_at == end_of(date.fromisoformat(ends))


@pytest.mark.parametrize(("first", "warn", "last"), rows(FIFTEEN_DAYS))
def test_a_separation_lasts_fifteen_days_and_warns_from_the_tenth(first: str, warn: str, last: str) -> None:
    day = date.fromisoformat(first)
    until = last_day_of_separation(day, BODY)
    assert until == date.fromisoformat(last)
    assert warn_day_of_separation(day, until, BODY) == date.fromisoformat(warn)


def test_a_shorter_separation_and_an_extended_one_warn_as_long_before_their_end() -> None:
    begun = date(2026, 11, 15)
    told = [warn_day_of_separation(begun, date(2026, 11, day), BODY) for day in (17, 22, 30)]
    assert told == [begun, date(2026, 11, 17), date(2026, 11, 25)]


def test_at_once_has_no_moment_and_is_never_late() -> None:
    assert reckon(STEPS["S1_INTAKE"], {FIRST: at("2020-01-02")}, CALENDAR).due_at is None
    told = Told(at_once=True)
    assert standing(told, at("2030-01-02"), machine().soon, CALENDAR) is Standing.AT_ONCE
    assert not late_at(told, at("2030-01-02"))


def test_how_a_step_stands_from_far_off_to_done_late() -> None:
    soon, due_at = machine().soon, end_of(date(2026, 11, 30))
    open_one = Told(due_at, unit="working_day")
    told = [
        standing(open_one, at("2026-11-25"), soon, CALENDAR),
        standing(open_one, at("2026-11-27"), soon, CALENDAR),  # a Friday: the next working day is the last
        standing(open_one, due_at, soon, CALENDAR),
        standing(Told(due_at, due_at, unit="working_day"), at("2026-12-09"), soon, CALENDAR),
        standing(Told(due_at, due_at + timedelta(seconds=1)), at("2026-12-09"), soon, CALENDAR),
        standing(Told(due_at, not_needed=True), at("2026-12-09"), soon, CALENDAR),
    ]
    assert told == ["open", "soon", "overdue", "done", "done_late", "not_needed"]


def test_what_was_late_on_a_past_day_stays_answerable() -> None:
    due_at = at("2026-11-20")
    done_late = Told(due_at, at("2026-11-23"))
    assert [late_at(done_late, at(f"2026-11-{day}")) for day in ("19", "21", "24")] == [False, True, False]
