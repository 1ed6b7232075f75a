"""Half-open periods, spoken as closed ones."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.dates import NoSuchDay, UnreadableDate
from mangnon.lib.periods import BackwardPeriod, Period, UnreadablePeriod, gaps, merged

JAN, FEB, MAR, APR, MAY = (date(2025, month, 1) for month in range(1, 6))
ORIGIN = date(2020, 1, 1)

FORMS = [
    (Period(date(2025, 2, 3)), "từ 3/2/2025"),
    (Period(date(2020, 2, 1), date(2025, 7, 1)), "1/2/2020 đến 30/6/2025"),
    (Period(date(2025, 2, 3), date(2025, 2, 4)), "ngày 3/2/2025"),
    (Period(date(2024, 2, 28), date(2024, 3, 1)), "28/2/2024 đến 29/2/2024"),
    (Period(date(2024, 12, 31), date(2025, 1, 2)), "31/12/2024 đến 1/1/2025"),
]


@pytest.mark.parametrize(("period", "text"), FORMS)
def test_it_is_spoken_with_its_last_day_inside(period, text):
    assert str(period) == text
    assert Period.parse(text) == period


SPOKEN = [
    ("từ 3/2/2025 đến nay", Period(date(2025, 2, 3))),
    ("3/2/2025 đến nay", Period(date(2025, 2, 3))),
    ("Từ ngày 3/2/2025", Period(date(2025, 2, 3))),
    ("từ 1/2/2020 đến 30/6/2025", Period(date(2020, 2, 1), date(2025, 7, 1))),
    ("từ ngày 1/2/2020 đến hết ngày 30/6/2025", Period(date(2020, 2, 1), date(2025, 7, 1))),
    ("ngày 1/2/2020 đến ngày 30/6/2025", Period(date(2020, 2, 1), date(2025, 7, 1))),
    ("1/2/2020 - 30/6/2025", Period(date(2020, 2, 1), date(2025, 7, 1))),
    ("1/2/2020 – 30/6/2025", Period(date(2020, 2, 1), date(2025, 7, 1))),
    ("2020-02-01 tới 2025-06-30", Period(date(2020, 2, 1), date(2025, 7, 1))),
    ("  1/2/2020   đến  1/2/2020 ", Period(date(2020, 2, 1), date(2020, 2, 2))),
]


@pytest.mark.parametrize(("text", "period"), SPOKEN)
def test_it_reads_what_people_write(text, period):
    assert Period.parse(text) == period


REFUSED = [
    ("", UnreadablePeriod, "Không đọc được khoảng thời gian “”."),
    ("3/2/2025", UnreadablePeriod, "Không đọc được khoảng thời gian “3/2/2025”."),
    ("mãi mãi", UnreadablePeriod, "Không đọc được khoảng thời gian “mãi mãi”."),
    ("từ đến nay", UnreadableDate, None),
    ("từ 30/2/2025", NoSuchDay, "Tháng 2/2025 không có ngày 30."),
    ("từ hôm qua", UnreadablePeriod, None),
    ("5/2/2025 đến 4/2/2025", BackwardPeriod, "Ngày cuối 4/2/2025 trước ngày đầu 5/2/2025."),
]


@pytest.mark.parametrize(("text", "kind", "sentence"), REFUSED)
def test_it_refuses_with_a_sentence(text, kind, sentence):
    with pytest.raises(kind) as refused:
        Period.parse(text)
    assert sentence is None or refused.value.said == sentence
    assert refused.value.mend


@pytest.mark.parametrize("end", [JAN, JAN - timedelta(days=1)])
def test_it_refuses_to_be_empty_or_backward(end):
    with pytest.raises(BackwardPeriod):
        Period(JAN, end)


def test_it_is_made_of_the_days_people_say():
    assert Period.closed(JAN, date(2025, 1, 31)) == Period(JAN, FEB)
    assert Period.closed(JAN, JAN).days == 1
    assert Period.closed(JAN, None) == Period(JAN)
    assert Period(JAN).days is None
    assert Period(JAN).last is None


INSIDE = [(JAN, True), (date(2025, 1, 31), True), (FEB, False), (date(2024, 12, 31), False)]


@pytest.mark.parametrize(("day", "inside"), INSIDE)
def test_the_start_is_inside_and_the_end_is_not(day, inside):
    assert Period(JAN, FEB).contains(day) is inside
    assert (day in Period(JAN, FEB)) is inside


RELATIONS = [
    # one, other, overlap, intersection, one covers other, adjoin
    (Period(JAN, MAR), Period(FEB, APR), True, Period(FEB, MAR), False, False),
    (Period(JAN, FEB), Period(FEB, MAR), False, None, False, True),
    (Period(FEB, MAR), Period(JAN, FEB), False, None, False, True),
    (Period(JAN, FEB), Period(MAR, APR), False, None, False, False),
    (Period(JAN, APR), Period(FEB, MAR), True, Period(FEB, MAR), True, False),
    (Period(JAN), Period(FEB, MAR), True, Period(FEB, MAR), True, False),
    (Period(JAN), Period(FEB), True, Period(FEB), True, False),
    (Period(JAN, FEB), Period(JAN), True, Period(JAN, FEB), False, False),
    (Period(JAN, FEB), Period(JAN, FEB), True, Period(JAN, FEB), True, False),
    (Period(JAN, FEB), Period(FEB), False, None, False, True),
]


@pytest.mark.parametrize(("one", "other", "overlap", "common", "covers", "adjoin"), RELATIONS)
def test_two_periods_stand_so_to_each_other(one, other, overlap, common, covers, adjoin):
    assert one.overlaps(other) is overlap
    assert one.intersect(other) == common
    assert one.covers(other) is covers
    assert one.adjoins(other) is adjoin


GAPS = [
    ([], None, []),
    ([], Period(JAN, FEB), [Period(JAN, FEB)]),
    ([Period(JAN, FEB), Period(MAR, APR)], None, [Period(FEB, MAR)]),
    ([Period(MAR, APR), Period(JAN, FEB)], None, [Period(FEB, MAR)]),
    ([Period(JAN, FEB), Period(FEB, MAR)], None, []),
    ([Period(JAN, MAR), Period(FEB, APR)], None, []),
    ([Period(FEB, MAR)], Period(JAN, APR), [Period(JAN, FEB), Period(MAR, APR)]),
    ([Period(FEB, MAR)], Period(JAN), [Period(JAN, FEB), Period(MAR)]),
    ([Period(FEB)], Period(JAN), [Period(JAN, FEB)]),
    ([Period(JAN)], Period(FEB, MAR), []),
    ([Period(APR, MAY)], Period(JAN, FEB), [Period(JAN, FEB)]),
    ([Period(JAN, FEB)], Period(MAR, APR), [Period(MAR, APR)]),
    ([Period(JAN, MAY), Period(FEB, MAR)], None, []),
]


@pytest.mark.parametrize(("periods", "within", "free"), GAPS)
def test_gaps_are_the_days_that_no_period_holds(periods, within, free):
    assert gaps(periods, within) == free


MERGED = [
    ([], []),
    ([Period(FEB, MAR), Period(JAN, FEB)], [Period(JAN, MAR)]),
    ([Period(JAN, FEB), Period(MAR)], [Period(JAN, FEB), Period(MAR)]),
    ([Period(JAN), Period(FEB, MAR)], [Period(JAN)]),
    ([Period(JAN, APR), Period(FEB, MAR)], [Period(JAN, APR)]),
]


@pytest.mark.parametrize(("periods", "joined"), MERGED)
def test_overlapping_and_adjoining_periods_become_one(periods, joined):
    assert merged(periods) == joined


def days(first, last):
    return st.integers(first, last).map(lambda number: ORIGIN + timedelta(days=number))


@st.composite
def some_periods(draw):
    start = draw(days(0, 60))
    length = draw(st.one_of(st.none(), st.integers(1, 30)))
    return Period(start, length and start + timedelta(days=length))


@given(some_periods())
def test_what_it_writes_it_reads(period):
    assert Period.parse(str(period)) == period


@given(some_periods(), some_periods(), days(0, 100))
def test_a_day_is_in_the_intersection_if_it_is_in_both(one, other, day):
    common = one.intersect(other)
    assert (common is not None and day in common) == (day in one and day in other)


@given(some_periods(), some_periods())
def test_relations_are_symmetric(one, other):
    assert one.overlaps(other) == other.overlaps(one)
    assert one.intersect(other) == other.intersect(one)
    assert one.adjoins(other) == other.adjoins(one)
    assert not (one.overlaps(other) and one.adjoins(other))


@given(some_periods(), some_periods())
def test_to_cover_is_to_hold_the_whole_intersection(one, other):
    assert one.covers(other) == (one.intersect(other) == other)


@given(st.lists(some_periods(), max_size=6), days(0, 100))
def test_merging_keeps_every_day(periods, day):
    joined = merged(periods)
    assert any(day in period for period in joined) == any(day in period for period in periods)
    assert all(not one.overlaps(two) and not one.adjoins(two) for one in joined for two in joined if one is not two)


@given(st.lists(some_periods(), max_size=6), some_periods(), days(0, 100))
def test_a_day_is_either_held_or_in_a_gap(periods, within, day):
    free = gaps(periods, within)
    held = any(day in period for period in periods)
    assert any(day in gap for gap in free) == (day in within and not held)
