"""Dates and hours in figures and words; always the day of Viet Nam."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.dates import (
    VN_ZONE,
    before_words,
    day_words,
    format_date,
    format_datetime,
    format_time,
    local_day,
    time_left,
    weekday_name,
)

MONDAY = datetime(2026, 11, 23, 10, 42, tzinfo=VN_ZONE)
ZONES = [UTC, VN_ZONE, timezone(timedelta(hours=-11)), timezone(timedelta(hours=14))]


def at(text):
    """A moment in Viet Nam from ``2026-11-23 20:15``."""
    return datetime.fromisoformat(text).replace(tzinfo=VN_ZONE)


LEFT = [
    ("2026-11-23 20:15", "Còn 9 giờ 33 phút", "trước 20:15 hôm nay"),
    ("2026-11-23 11:42", "Còn 1 giờ", "trước 11:42 hôm nay"),
    ("2026-11-23 11:00", "Còn 18 phút", "trước 11:00 hôm nay"),
    ("2026-11-23 10:43", "Còn 1 phút", "trước 10:43 hôm nay"),
    ("2026-11-24 10:41", "Còn 23 giờ 59 phút", "trước 10:41 ngày mai"),
    ("2026-11-24 10:42", "Ngày mai, thứ Ba 24/11", "trước 10:42 ngày mai"),
    ("2026-11-24 23:59", "Ngày mai, thứ Ba 24/11", "trước 23:59 ngày mai"),
    ("2026-11-25 00:00", "2 ngày nữa, thứ Tư 25/11", "trước 0:00 thứ Tư 25/11"),
    ("2026-11-25 17:00", "2 ngày nữa, thứ Tư 25/11", "trước 17:00 thứ Tư 25/11"),
    ("2026-11-29 17:00", "6 ngày nữa, Chủ nhật 29/11", "trước 17:00 Chủ nhật 29/11"),
    ("2027-01-04 17:00", "42 ngày nữa, thứ Hai 4/1/2027", "trước 17:00 thứ Hai 4/1/2027"),
    ("2026-11-23 10:42", "Trễ chưa đầy 1 phút", "trước 10:42 hôm nay"),
    ("2026-11-23 10:41", "Trễ 1 phút", "trước 10:41 hôm nay"),
    ("2026-11-23 07:22", "Trễ 3 giờ 20 phút", "trước 7:22 hôm nay"),
    ("2026-11-22 10:43", "Trễ 23 giờ 59 phút", "trước 10:43 hôm qua"),
    ("2026-11-22 10:42", "Trễ 1 ngày", "trước 10:42 hôm qua"),
    ("2026-11-21 10:43", "Trễ 1 ngày", "trước 10:43 thứ Bảy 21/11"),
    ("2026-11-20 08:00", "Trễ 3 ngày", "trước 8:00 thứ Sáu 20/11"),
    ("2025-11-23 10:42", "Trễ 365 ngày", "trước 10:42 Chủ nhật 23/11/2025"),
]


@pytest.mark.parametrize(("due", "left", "before"), LEFT, ids=[row[0] for row in LEFT])
def test_it_tells_the_time_left_and_the_moment(due, left, before):
    assert time_left(MONDAY, at(due)) == left
    assert before_words(MONDAY, at(due)) == before


@pytest.mark.parametrize(("due", "left", "before"), LEFT, ids=[row[0] for row in LEFT])
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_the_zone_of_the_caller_makes_no_difference(zone, due, left, before):
    now, moment = MONDAY.astimezone(zone), at(due).astimezone(zone)
    assert time_left(now, moment) == left
    assert before_words(now, moment) == before


def test_less_than_a_minute_is_said_so():
    assert time_left(MONDAY, MONDAY + timedelta(seconds=59)) == "Còn chưa đầy 1 phút"


@given(st.integers(1, 24 * 60 - 1), st.integers(0, 59))
def test_it_never_promises_more_time_than_there_is(minutes, seconds):
    words = time_left(MONDAY, MONDAY + timedelta(minutes=minutes, seconds=seconds)).split()
    told = dict(zip(words[2::2], map(int, words[1::2]), strict=True))
    assert told.get("giờ", 0) * 60 + told.get("phút", 0) == minutes


NAIVE = datetime(2026, 11, 23, 10, 42)  # noqa: DTZ001 - the very mistake


@pytest.mark.parametrize("told", [format_datetime, format_time, local_day])
def test_it_refuses_a_moment_without_zone(told):
    with pytest.raises(ValueError, match="zone"):
        told(NAIVE)


def test_it_refuses_to_take_a_moment_for_a_day():
    with pytest.raises(TypeError):
        format_date(MONDAY)


FIGURES = [
    (datetime(2026, 11, 23, 2, 5, tzinfo=UTC), "9:05", "9:05 23/11/2026", date(2026, 11, 23)),
    (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), "0:00", "0:00 24/11/2026", date(2026, 11, 24)),
    (datetime(2026, 11, 23, 16, 59, tzinfo=UTC), "23:59", "23:59 23/11/2026", date(2026, 11, 23)),
    (datetime(2014, 3, 7, 20, 15, tzinfo=VN_ZONE), "20:15", "20:15 7/3/2014", date(2014, 3, 7)),
]


@pytest.mark.parametrize(("moment", "hour", "whole", "day"), FIGURES)
def test_a_moment_is_written_in_vietnamese_time(moment, hour, whole, day):
    assert format_time(moment) == hour
    assert format_datetime(moment) == whole
    assert local_day(moment) == day


def test_a_day_is_written_without_leading_zeros():
    assert format_date(date(2014, 3, 7)) == "7/3/2014"


WEEK = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


@pytest.mark.parametrize(("later", "name"), list(enumerate(WEEK)))
def test_days_of_the_week_have_their_names(later, name):
    assert weekday_name(date(2026, 11, 23) + timedelta(days=later)) == name


NEAR = [(-2, "21/11/2026"), (-1, "Hôm qua"), (0, "Hôm nay"), (1, "Ngày mai"), (2, "25/11/2026")]


@pytest.mark.parametrize(("later", "words"), NEAR)
def test_near_days_are_told_in_words(later, words):
    today = date(2026, 11, 23)
    assert day_words(today, today + timedelta(days=later)) == words
