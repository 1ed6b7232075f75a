"""Moments as people write them, the shipped file, the library, marks and words."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import translation

from mangnon.lib.dates import VN_ZONE, UnreadableDate
from mangnon.lib.periods import Period
from mangnon.lib.refusal import Refusal
from mangnon.places.calendar import library
from mangnon.places.calendar.moments import HourMissing, UnreadableMoment, read_moment
from mangnon.places.calendar.rules import Calendar, Origin, Statement
from mangnon.places.calendar.shipped import DaysFileWrong, read, shipped
from mangnon.places.calendar.words import due_words, statement_words

HALF_PAST_FOUR = datetime(2026, 2, 13, 16, 30, tzinfo=VN_ZONE)


@pytest.mark.parametrize(
    "text",
    [
        "16:30 13/2/2026",
        "16:30, 13/2/2026",
        "16h30 13/2/2026",
        "16 giờ 30 ngày 13/2/2026".replace("16 giờ", "16giờ"),
        "13/2/2026 16:30",
        "13/2/2026 lúc 16:30",
        "13/2/2026, 16g30",
        "2026-02-13T16:30",
        "2026-02-13 16:30",
        "2026-02-13T16:30:00+07:00",
        "2026-02-13T09:30:00Z",
        "2026-02-13T10:30+01:00",
    ],
)
def test_a_moment_is_read_as_people_and_scripts_write_it(text: str) -> None:
    assert read_moment(text) == HALF_PAST_FOUR
    assert read_moment(text).utcoffset() == HALF_PAST_FOUR.utcoffset()


@pytest.mark.parametrize("text", ["13/2/2026", "2026-02-13", "ngày 13 tháng 2 năm 2026"])
def test_a_day_alone_will_do_where_the_hour_does_not_matter(text: str) -> None:
    assert read_moment(text, needs_hour=False) == HALF_PAST_FOUR.replace(hour=0, minute=0)
    with pytest.raises(HourMissing):
        read_moment(text)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", UnreadableDate),
        ("hôm qua", UnreadableDate),
        ("25:00 13/2/2026", UnreadableMoment),
        ("16:61 13/2/2026", UnreadableMoment),
        ("16:30 31/2/2026", UnreadableDate),
        ("2026-02-31T16:30", UnreadableMoment),
        ("0026-02-13T16:30", UnreadableMoment),
        ("16:30 13/2/26", UnreadableDate),
        ("2026-02-13T16:30 và nữa", UnreadableMoment),
    ],
)
def test_what_is_no_moment_is_refused_in_a_sentence(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        read_moment(text)
    assert "{" not in str(refused.value)


def test_the_shipped_file_is_sound_and_cites_the_letter() -> None:
    (swap,) = [one for one in shipped().statements if one.key == "swap-2026-01"]
    assert (swap.off, swap.worked) == (Period.closed(date(2026, 1, 2), date(2026, 1, 2)), date(2026, 1, 10))
    assert swap.document == "Công văn 12729/VPCP-KGVX ngày 25/12/2025"
    assert swap.known_from == datetime(2025, 12, 25, tzinfo=VN_ZONE)
    assert (swap.confirmed, swap.origin) == (True, Origin.SHIPPED)


HEAD = "settled_through: 2026\ndays:\n"
ROW = "- {key: a, name: A, document: B, known_on: 2026-01-01, confirmed: true"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("days: [", "no YAML"),
        ("days: []", "settled_through"),
        ("settled_through: 2026\ndays: {}", "is a list"),
        ("settled_through: nay\ndays: []", "is a year"),
        (HEAD + "- {key: a}", "entry 1: needs"),
        (HEAD + ROW + ", worked: 2026-01-10, wroked: 2026-01-11}", "entry 1: needs"),
        (HEAD + ROW + "}", "first_off and last_off"),
        (HEAD + ROW + ", first_off: 2026-01-02}", "first_off and last_off"),
        (HEAD + ROW + ", first_off: 2026-01-02, last_off: 2026-01-01}", "in order"),
        (HEAD + ROW + ", first_off: 2026-01-02, last_off: 2026-01-03, worked: 2026-01-03}", "off and worked"),
        (HEAD + ROW + ", worked: '10/1/2026'}", "worked is a day"),
        (HEAD + ROW.replace("true", "maybe") + ", worked: 2026-01-10}", "true or false"),
        (HEAD + ROW.replace("document: B", "document: ''") + ", worked: 2026-01-10}", "are words"),
        (HEAD + (ROW + ", worked: 2026-01-10}\n") * 2, "used twice"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(DaysFileWrong, match=said):
        read(text)


def test_the_library_is_the_one_whose_days_were_checked() -> None:
    """A new version may know more; then read what changed, renew the golden table and this line."""
    days = [day for year in range(2019, 2028) for day in library.names_of(year) if day.weekday() < 5]
    assert (library.VERSION, len(days)) == ("0.109", WEEKDAYS_OFF)
    worked = [day for year in range(2019, 2028) for day in library.swaps_of(year)]
    assert worked == [date(2019, 1, 5), date(2019, 5, 4), date(2024, 5, 4), date(2025, 4, 26), date(2026, 8, 22)]


WEEKDAYS_OFF = 11 + 10 + 11 + 11 + 11 + 12 + 12 + 13 + 12
"""Weekdays off of 2019 to 2027, counted on paper."""


def test_names_follow_the_language_and_write_days_as_people_do() -> None:
    mine = Calendar((), settled_through=2026)
    assert mine.mark(date(2026, 8, 31)).name == "Ngày nghỉ (thay cho ngày 22/8/2026)"  # type: ignore[union-attr]
    assert mine.mark(date(2026, 8, 22)).name == "Làm bù cho 31/8/2026"  # type: ignore[union-attr]
    with translation.override("en"):
        assert mine.mark(date(2026, 11, 24)).name == "Vietnam Cultural Day"  # type: ignore[union-attr]


def test_in_years_not_announced_days_that_somebody_decides_are_marked_as_expected() -> None:
    mine = Calendar((), settled_through=2026)
    expected = [mark.day for mark in mine.marks(date(2026, 1, 1), date(2027, 12, 31)) if not mark.confirmed]
    tet = [date(2027, 2, day) for day in range(4, 11)]
    assert expected == [*tet, date(2027, 5, 3), date(2027, 9, 3)]


def test_beyond_the_tables_of_the_library_there_are_weekends() -> None:
    mine = Calendar((), settled_through=2026)
    assert [mine.is_off(date(2105, 1, day)) for day in (1, 2, 3)] == [False, False, True]


def said(**given: object) -> Statement:
    known = HALF_PAST_FOUR
    return Statement("1", "Nghỉ", "VB", confirmed=True, known_from=known, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (said(off=Period.closed(date(2026, 1, 2), date(2026, 1, 2))), "Nghỉ thứ Sáu 2/1/2026"),
        (said(off=Period.closed(date(2026, 1, 2), date(2026, 1, 3))), "Nghỉ 2/1/2026 đến 3/1/2026"),
        (said(worked=date(2026, 1, 10)), "Làm bù thứ Bảy 10/1/2026"),
        (
            said(off=Period.closed(date(2026, 1, 2), date(2026, 1, 2)), worked=date(2026, 1, 10)),
            "Nghỉ thứ Sáu 2/1/2026, làm bù thứ Bảy 10/1/2026",
        ),
    ],
)
def test_a_statement_is_told_in_words(statement: Statement, words: str) -> None:
    assert statement_words(statement) == words


def test_the_end_of_a_day_is_told_as_such_and_an_hour_as_an_hour() -> None:
    assert due_words(HALF_PAST_FOUR.replace(hour=23, minute=59, second=59)) == "hết ngày thứ Sáu 13/2/2026"
    assert due_words(HALF_PAST_FOUR) == "16:30 thứ Sáu 13/2/2026"
