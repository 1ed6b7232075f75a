"""Opening hours as people write them, and whether something is open at a moment."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from mangnon.directory.rules import Span, UnreadableHours, Week, ages_words, is_open, parse_hours, said, written

OFFICE = "T2-T6: 7:30-11:30, 13:30-17:00"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Vietnamese time; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour - 7 if hour >= 7 else hour + 17, minute, tzinfo=UTC).replace(
        day=day if hour >= 7 else day - 1
    )


@pytest.mark.parametrize(
    "text",
    [
        OFFICE,
        "Thứ Hai đến thứ Sáu: 7h30-11h30; 13h30 - 17h",
        "thứ 2 - thứ 6: 07:30-11:30, 13.30–17.00",
        "Mon-Fri: 7:30-11:30, 13:30-17:00",
        "T2,T3,T4: 7:30-11:30, 13:30-17:00\nT5 và T6: 7:30-11:30, 13:30-17:00",
    ],
)
def test_the_same_hours_are_read_from_what_people_write(text: str) -> None:
    assert written(parse_hours(text)) == OFFICE
    assert parse_hours(written(parse_hours(text))) == parse_hours(text)


def test_weekends_nights_and_every_day_are_read() -> None:
    assert {one.weekday for one in parse_hours("hằng ngày: 7:00-21:00")} == set(range(7))
    assert parse_hours("CN: 22:00-6:00") == [Span(6, time(22), time(6))]
    assert {one.weekday for one in parse_hours("T7-CN: 8:00-24:00")} == {5, 6}
    assert parse_hours("  \n ") == []


@pytest.mark.parametrize(
    "text", ["7:30-11:30", "T2-T9: 7:30-11:30", "T2: sáng", "T2: 25:00-26:00", "T2: 8:00-8:00", "T2-T6"]
)
def test_a_line_that_says_no_days_and_times_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableHours) as refused:
        parse_hours(text)
    assert "T2-T6: 7:30-11:30" in str(refused.value)


def test_days_with_the_same_hours_stand_in_one_line() -> None:
    lines = said(parse_hours(f"{OFFICE}\nT7,CN: 8:00-11:00"))
    assert lines == ["Thứ Hai đến thứ Sáu: 7:30–11:30, 13:30–17:00", "Thứ Bảy, Chủ nhật: 8:00–11:00"]


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [(at(23, 7, 30), True), (at(23, 11, 30), False), (at(23, 12), False), (at(27, 16, 59), True), (at(28, 9), False)],
)
def test_it_is_open_from_the_first_minute_until_before_the_last(moment: datetime, open_now: bool) -> None:
    assert is_open(Week(tuple(parse_hours(OFFICE))), moment, holiday=False) is open_now


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    week = Week(tuple(parse_hours("CN: 22:00-6:00")))
    assert is_open(week, at(22, 23), holiday=False)
    assert is_open(week, at(23, 5, 59), holiday=False)
    assert not is_open(week, at(23, 6), holiday=False)
    assert not is_open(week, at(22, 5), holiday=False)


def test_on_a_holiday_only_what_says_so_is_open() -> None:
    spans = tuple(parse_hours(OFFICE))
    assert not is_open(Week(spans), at(23, 9), holiday=True)
    assert is_open(Week(spans, days_off=True), at(23, 9), holiday=True)
    assert is_open(Week(always=True), at(23, 3), holiday=True)


def test_ages_are_said_as_people_say_them() -> None:
    assert ages_words(4, 16) == "từ 4 đến dưới 16 tuổi"
    assert ages_words(None, 16) == "dưới 16 tuổi"
    assert ages_words(6, None) == "từ 6 tuổi"
    assert ages_words(None, None) == ""
