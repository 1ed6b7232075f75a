"""Dates known in part are kept as they are known."""

import dataclasses
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.dates import NoSuchDay, PartialDate, Precision, UnreadableDate, YearOutOfRange
from mangnon.lib.dates.reading import NoSuchMonth

FORMS = [
    (PartialDate(2014, 3, 7), "7/3/2014", "2014-03-07", Precision.DAY, date(2014, 3, 7), date(2014, 3, 7)),
    (PartialDate(2014, 3), "3/2014", "2014-03", Precision.MONTH, date(2014, 3, 1), date(2014, 3, 31)),
    (PartialDate(2014), "năm 2014", "2014", Precision.YEAR, date(2014, 1, 1), date(2014, 12, 31)),
    (PartialDate(2024, 2), "2/2024", "2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    (PartialDate(2023, 2), "2/2023", "2023-02", Precision.MONTH, date(2023, 2, 1), date(2023, 2, 28)),
    (
        PartialDate(2014, estimated=True),
        "khoảng năm 2014",
        "2014~",
        Precision.YEAR,
        date(2014, 1, 1),
        date(2014, 12, 31),
    ),
    (
        PartialDate(2014, 3, estimated=True),
        "khoảng 3/2014",
        "2014-03~",
        Precision.MONTH,
        date(2014, 3, 1),
        date(2014, 3, 31),
    ),
    (
        PartialDate(2014, 3, 7, True),
        "khoảng 7/3/2014",
        "2014-03-07~",
        Precision.DAY,
        date(2014, 3, 7),
        date(2014, 3, 7),
    ),
]


@pytest.mark.parametrize(("known", "text", "code", "precision", "first", "last"), FORMS, ids=[row[1] for row in FORMS])
def test_it_is_written_and_bounded_as_known(known, text, code, precision, first, last):
    assert str(known) == text
    assert known.code == code
    assert known.precision is precision
    assert known.earliest() == first
    assert known.latest() == last


SPOKEN = [
    ("2014", PartialDate(2014)),
    ("năm 2014", PartialDate(2014)),
    ("Năm 2014", PartialDate(2014)),
    ("khoảng 2014", PartialDate(2014, estimated=True)),
    ("chừng năm 2014", PartialDate(2014, estimated=True)),
    ("~2014", PartialDate(2014, estimated=True)),
    ("2014 ~", PartialDate(2014, estimated=True)),
    ("…/…/2014", PartialDate(2014)),
    ("../../2014", PartialDate(2014)),
    ("__/__/2014", PartialDate(2014)),
    ("?/?/2014", PartialDate(2014)),
    ("-/-/2014", PartialDate(2014)),
    ("…/3/2014", PartialDate(2014, 3)),
    ("3/2014", PartialDate(2014, 3)),
    ("03-2014", PartialDate(2014, 3)),
    ("tháng 3/2014", PartialDate(2014, 3)),
    ("tháng 3 năm 2014", PartialDate(2014, 3)),
    ("2014-03", PartialDate(2014, 3)),
    ("7/3/2014", PartialDate(2014, 3, 7)),
    ("khoảng 7/3/2014", PartialDate(2014, 3, 7, estimated=True)),
    ("ngày 7 tháng 3 năm 2014", PartialDate(2014, 3, 7)),
]


@pytest.mark.parametrize(("text", "known"), SPOKEN)
def test_it_reads_what_people_write(text, known):
    assert PartialDate.parse(text) == known


UNREADABLE = [
    ("", UnreadableDate),
    ("không rõ", UnreadableDate),
    ("14", UnreadableDate),
    ("13/2014", NoSuchMonth),
    ("0/2014", NoSuchMonth),
    ("2014-13", NoSuchMonth),
    ("29/2/2014", NoSuchDay),
    ("năm 214", UnreadableDate),
    ("1/2200", YearOutOfRange),
    ("khoảng", UnreadableDate),
]


@pytest.mark.parametrize(("text", "kind"), UNREADABLE)
def test_it_refuses_what_is_no_date(text, kind):
    with pytest.raises(kind) as refused:
        PartialDate.parse(text)
    assert str(refused.value)


IMPOSSIBLE = [
    ({"year": 1899}, YearOutOfRange),
    ({"year": 2014, "month": 13}, NoSuchMonth),
    ({"year": 2014, "month": 0}, NoSuchMonth),
    ({"year": 2014, "day": 7}, UnreadableDate),
    ({"year": 2014, "month": 2, "day": 29}, NoSuchDay),
    ({"year": 2014, "month": 2, "day": 0}, NoSuchDay),
]


@pytest.mark.parametrize(("parts", "kind"), IMPOSSIBLE)
def test_it_refuses_to_be_made_of_what_cannot_be(parts, kind):
    with pytest.raises(kind):
        PartialDate(**parts)


def test_it_never_fills_in_the_first_of_january():
    assert PartialDate.parse("2014") != PartialDate.parse("1/1/2014")


def test_only_a_certain_day_is_exact():
    assert PartialDate(2014, 3, 7).exact
    assert not PartialDate(2014, 3, 7, estimated=True).exact
    assert not PartialDate(2014, 3).exact


def test_it_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        PartialDate(2014).year = 2015  # type: ignore[misc]


def test_a_full_day_makes_one():
    assert PartialDate.of(date(2014, 3, 7)) == PartialDate(2014, 3, 7)
    assert PartialDate.of(date(2014, 3, 7), estimated=True).estimated


@st.composite
def partial_dates(draw):
    day = draw(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    known = draw(st.integers(1, 3))
    return PartialDate(
        day.year,
        day.month if known > 1 else None,
        day.day if known > 2 else None,
        draw(st.booleans()),
    )


@given(partial_dates())
def test_what_it_writes_it_reads(known):
    assert PartialDate.parse(str(known)) == known
    assert PartialDate.parse(known.code) == known
    assert pickle.loads(pickle.dumps(known)) == known  # noqa: S301 - our own bytes


@given(partial_dates())
def test_the_first_day_is_never_after_the_last(known):
    assert known.earliest() <= known.latest()
    assert (known.earliest() == known.latest()) == (known.precision is Precision.DAY)
    assert known.earliest().year == known.latest().year == known.year
