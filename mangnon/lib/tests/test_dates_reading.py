"""Reading full dates: day first, nothing guessed, a proposal where something is wrong."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.dates import (
    DayMonthSwapped,
    NoSuchDay,
    ShortYear,
    UnreadableDate,
    YearOutOfRange,
    format_date,
    parse_vi_date,
)
from mangnon.lib.dates.reading import NoSuchMonth
from mangnon.lib.refusal import Refusal

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))

READ = [
    ("7/3/2014", date(2014, 3, 7)),
    ("07/03/2014", date(2014, 3, 7)),
    ("07-03-2014", date(2014, 3, 7)),
    ("7.3.2014", date(2014, 3, 7)),
    (" 7 / 3 / 2014 ", date(2014, 3, 7)),
    ("7–3–2014", date(2014, 3, 7)),
    ("７/３/２０１４", date(2014, 3, 7)),
    ("2014-03-07", date(2014, 3, 7)),
    ("2014/3/7", date(2014, 3, 7)),
    ("ngày 7 tháng 3 năm 2014", date(2014, 3, 7)),
    ("Ngày 07 tháng 03 năm 2014", date(2014, 3, 7)),
    ("7 tháng 3 năm 2014", date(2014, 3, 7)),
    ("29/2/2024", date(2024, 2, 29)),
    ("1/1/1900", date(1900, 1, 1)),
    ("31/12/2100", date(2100, 12, 31)),
    ("3/4/2019", date(2019, 4, 3)),
]


@pytest.mark.parametrize(("text", "day"), READ)
def test_it_reads_what_people_type(text, day):
    assert parse_vi_date(text) == day


REFUSED = [
    ("3/14/2019", DayMonthSwapped, date(2019, 3, 14), "Không có tháng 14. Có phải 3/14/2019 là 14/3/2019?"),
    ("2019-14-03", DayMonthSwapped, date(2019, 3, 14), "Không có tháng 14. Có phải 2019-14-03 là 14/3/2019?"),
    ("14/14/2014", NoSuchMonth, None, "Không có tháng 14."),
    ("30/13/2014", NoSuchMonth, None, "Không có tháng 13."),
    ("2/30/2014", NoSuchMonth, None, "Không có tháng 30."),
    ("1/0/2014", NoSuchMonth, None, "Không có tháng 0."),
    ("31/4/2020", NoSuchDay, None, "Tháng 4/2020 không có ngày 31."),
    ("29/2/2023", NoSuchDay, None, "Tháng 2/2023 không có ngày 29."),
    ("0/5/2020", NoSuchDay, None, "Tháng 5/2020 không có ngày 0."),
    ("7/3/14", ShortYear, date(2014, 3, 7), "Năm viết tắt. Có phải 7/3/14 là 7/3/2014?"),
    ("7/3/26", ShortYear, date(2026, 3, 7), "Năm viết tắt. Có phải 7/3/26 là 7/3/2026?"),
    ("24/11/26", ShortYear, date(1926, 11, 24), "Năm viết tắt. Có phải 24/11/26 là 24/11/1926?"),
    ("7/3/99", ShortYear, date(1999, 3, 7), "Năm viết tắt. Có phải 7/3/99 là 7/3/1999?"),
    ("3/14/19", DayMonthSwapped, date(2019, 3, 14), None),
    ("31/4/20", NoSuchDay, None, None),
    ("1/1/3014", YearOutOfRange, None, "Năm 3014 không hợp lý."),
    ("1/1/0214", YearOutOfRange, None, "Năm 214 không hợp lý."),
    ("hôm qua", UnreadableDate, None, "Không đọc được ngày “hôm qua”."),
    ("", UnreadableDate, None, "Không đọc được ngày “”."),
    ("7/3", UnreadableDate, None, "Không đọc được ngày “7/3”."),
    ("07032014", UnreadableDate, None, "Không đọc được ngày “07032014”."),
    ("7/3/2014 8:00", UnreadableDate, None, "Không đọc được ngày “7/3/2014 8:00”."),
]


@pytest.mark.parametrize(("text", "kind", "proposal", "sentence"), REFUSED, ids=[row[0] for row in REFUSED])
def test_it_refuses_with_a_sentence_and_perhaps_a_proposal(text, kind, proposal, sentence):
    with pytest.raises(UnreadableDate) as refused:
        parse_vi_date(text, today=TODAY)
    assert type(refused.value) is kind
    assert refused.value.proposal == proposal
    assert sentence is None or refused.value.said == sentence
    assert refused.value.mend


def test_it_refuses_a_short_year_without_proposal_when_it_does_not_know_today():
    with pytest.raises(UnreadableDate) as refused:
        parse_vi_date("7/3/14")
    assert refused.value.proposal is None


def test_a_refusal_is_both_a_refusal_and_a_value_error():
    assert issubclass(UnreadableDate, Refusal)
    assert issubclass(UnreadableDate, ValueError)


def test_a_long_text_is_not_repeated_whole():
    with pytest.raises(UnreadableDate) as refused:
        parse_vi_date("x" * 1000)
    assert len(str(refused.value)) < 120


@given(DAYS)
def test_what_it_writes_it_reads(day):
    assert parse_vi_date(format_date(day)) == day
    assert parse_vi_date(day.isoformat()) == day
    assert parse_vi_date(f"{day:%d-%m-%Y}") == day


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999))
def test_it_reads_a_day_of_the_calendar_or_refuses(day, month, year):
    try:
        read = parse_vi_date(f"{day}/{month}/{year:04}")
    except UnreadableDate:
        assert not (1 <= day <= 28 and 1 <= month <= 12 and 1900 <= year <= 2100)
    else:
        assert (read.day, read.month, read.year) == (day, month, year)


@given(DAYS)
def test_it_never_takes_the_month_for_the_day(day):
    american = f"{day.month}/{day.day}/{day.year}"
    if day.day > 12:
        with pytest.raises(DayMonthSwapped) as refused:
            parse_vi_date(american)
        assert refused.value.proposal == day
    else:
        assert parse_vi_date(american) == date(day.year, day.day, day.month)


@given(st.text())
def test_any_other_text_is_refused_and_nothing_else_happens(text):
    with contextlib.suppress(UnreadableDate):
        assert parse_vi_date(text, today=TODAY).year in range(1900, 2101)
