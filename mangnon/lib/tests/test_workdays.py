"""Legal clocks: the rules of B-08 as properties, whatever days are off."""

import os
import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.lib.workdays import (
    AT_ONCE,
    Clock,
    Running,
    Term,
    TermOutOfRange,
    Weekends,
    due,
    end_of,
    last_day,
    shift,
    walk,
)

ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
PLAIN = Weekends()

some_days = st.frozensets(st.dates(FIRST, LAST), max_size=30)
calendars = st.builds(Weekends, off=some_days, worked=some_days)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 10, 31), timezones=st.just(VN_ZONE))  # noqa: DTZ001 - hypothesis adds the zone
lengths = st.integers(1, 40)
day_terms = st.builds(Term, lengths, st.sampled_from([Clock.DAY, Clock.WORKING_DAY]))
terms = st.one_of(day_terms, st.builds(Term, st.integers(1, 500), st.just(Clock.HOUR)))
MONDAY = datetime(2026, 11, 2, 9, tzinfo=VN_ZONE)


@settings(max_examples=500)
@given(moments, terms, calendars)
def test_b_08_nothing_is_due_before_it_starts(start, term, days):
    assert due(start, term, days) > start


@settings(max_examples=500)
@given(moments, moments, terms, calendars)
def test_b_08_who_starts_later_is_due_later_or_at_once(one, other, term, days):
    early, late = sorted([one, other])
    assert due(early, term, days) <= due(late, term, days)


@settings(max_examples=500)
@given(moments, lengths, st.sampled_from([Clock.DAY, Clock.WORKING_DAY, Clock.HOUR]), calendars)
def test_b_08_a_longer_term_is_due_later_or_at_once(start, length, clock, days):
    assert due(start, Term(length, clock), days) <= due(start, Term(length + 1, clock), days)


@settings(max_examples=500)
@given(moments, day_terms, calendars)
def test_b_08_no_term_in_days_ends_on_a_day_off(start, term, days):
    assert not days.is_off(local_day(due(start, term, days)))


@settings(max_examples=500)
@given(moments, day_terms, calendars, some_days)
def test_b_08_a_further_day_off_never_shortens(start, term, days, more):
    longer = Weekends(days.off | (more - days.worked), days.worked)
    assert due(start, term, days) <= due(start, term, longer)


@settings(max_examples=500)
@given(moments, lengths, calendars)
def test_b_08_exactly_so_many_working_days_lie_between(start, length, days):
    begins = local_day(start)
    ends = last_day(begins, Term(length, Clock.WORKING_DAY), days)
    assert sum(not days.is_off(begins + n * ONE_DAY) for n in range(1, (ends - begins).days + 1)) == length


@settings(max_examples=500)
@given(moments, day_terms, calendars)
def test_b_08_it_equals_a_naive_model(start, term, days):
    """Every day after the start written down, those off struck out, the nth taken."""
    after = [local_day(start) + n * ONE_DAY for n in range(1, 400)]
    open_days = [day for day in after if not days.is_off(day)]
    if term.clock is Clock.WORKING_DAY:
        expected = open_days[term.amount - 1]
    else:
        expected = next(day for day in open_days if day >= after[term.amount - 1])
    assert due(start, term, days) == end_of(expected)


@settings(max_examples=200)
@given(moments, lengths, lengths, calendars)
def test_five_and_two_working_days_are_seven(start, first, then, days):
    plan = due(start, Term(first, Clock.WORKING_DAY), days)
    approval = due(plan, Term(then, Clock.WORKING_DAY), days)
    assert approval == due(start, Term(first + then, Clock.WORKING_DAY), days)


@settings(max_examples=200)
@given(moments, terms, calendars, st.integers(-14, 14))
def test_b_08_the_same_instant_in_another_zone_is_due_at_the_same_instant(start, term, days, hours):
    elsewhere = start.astimezone(timezone(timedelta(hours=hours)))
    assert due(elsewhere, term, days) == due(start, term, days)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Ho_Chi_Minh"])
def test_b_08_the_zone_of_the_server_changes_nothing(monkeypatch, zone):
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        night = datetime(2026, 11, 5, 17, 30, tzinfo=UTC)  # 0:30 on Friday 6/11 in Viet Nam
        ends = due(night, Term(1, Clock.WORKING_DAY), PLAIN)
        assert ends.isoformat() == "2026-11-09T23:59:59+07:00"
        assert due(night, Term(12, Clock.HOUR), PLAIN).isoformat() == "2026-11-06T12:30:00+07:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_it_answers_in_vietnamese_time_whatever_zone_it_is_asked_in():
    summer_time = datetime(2026, 3, 8, 1, 30, tzinfo=ZoneInfo("America/New_York"))  # an hour before clocks change
    ends = due(summer_time, Term(12, Clock.HOUR), PLAIN)
    assert ends - summer_time == timedelta(hours=12)
    assert ends.tzinfo is VN_ZONE


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        due(datetime(2026, 11, 2, 9), Term(1, Clock.HOUR), PLAIN)  # noqa: DTZ001 - the very mistake


def test_at_once_has_no_due_moment():
    assert due(MONDAY, AT_ONCE, PLAIN) is None
    assert Term.of(0, "hour") == AT_ONCE
    assert Term.of(5, "working_day") == Term(5, Clock.WORKING_DAY)


@pytest.mark.parametrize(
    ("amount", "clock"),
    [(0, Clock.HOUR), (-1, Clock.DAY), (8_785, Clock.HOUR), (3_661, Clock.DAY), (2_601, Clock.WORKING_DAY)],
)
def test_a_term_of_no_length_or_of_decades_is_refused(amount, clock):
    with pytest.raises(TermOutOfRange):
        Term(amount, clock)


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (Term(12, Clock.HOUR), "12 giờ"),
        (Term(5, Clock.WORKING_DAY), "5 ngày làm việc"),
        (Term(15, Clock.DAY), "15 ngày"),
        (AT_ONCE, "ngay"),
    ],
)
def test_a_term_is_told_in_words(term, said):
    assert str(term) == said


def test_the_walk_tells_each_day_counted_or_passed_over():
    friday = date(2026, 11, 6)
    walked = list(walk(friday, Term(2, Clock.WORKING_DAY), PLAIN))
    assert [(one.day.day, one.number, one.off) for one in walked] == [
        (7, 0, True),
        (8, 0, True),
        (9, 1, False),
        (10, 2, False),
    ]
    moved = list(walk(friday, Term(1, Clock.DAY), PLAIN))
    assert [(one.day.day, one.number, one.skipped) for one in moved] == [(7, 1, False), (8, 0, True), (9, 0, True)]


def running(start=MONDAY, days=5):
    term = Term(days, Clock.WORKING_DAY)
    return Running("a", None, start, term, due(start, term, PLAIN))


STORM = Weekends(off=frozenset({date(2026, 11, 4)}))


def test_a_changed_calendar_moves_what_is_open():
    found = shift(running(), PLAIN, STORM, at=MONDAY)
    assert found.due == end_of(date(2026, 11, 10))


def test_what_is_due_already_stays():
    assert shift(running(), PLAIN, STORM, at=end_of(date(2026, 11, 9))) is None


def test_what_the_change_does_not_touch_stays_even_where_it_was_set_otherwise():
    earlier = Running("a", None, MONDAY, Term(1, Clock.WORKING_DAY), MONDAY + timedelta(hours=8))
    assert shift(earlier, PLAIN, STORM, at=MONDAY) is None


def test_nothing_moves_into_the_past():
    saturday = Weekends(worked=frozenset({date(2026, 11, 7)}))
    one = running(days=5)
    assert shift(one, PLAIN, saturday, at=MONDAY).due == end_of(date(2026, 11, 7))
    assert shift(one, PLAIN, saturday, at=datetime(2026, 11, 8, 9, tzinfo=VN_ZONE)) is None
