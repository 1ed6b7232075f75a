"""Ages in full years; in doubt a child."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mangnon.lib.dates import NotBornYet, PartialDate, age_on, birthday, is_child_on

BIRTHS = st.dates(date(1950, 1, 1), date(2050, 12, 31))

AGES = [
    (date(2010, 3, 10), date(2026, 3, 9), 15),
    (date(2010, 3, 10), date(2026, 3, 10), 16),
    (date(2010, 3, 10), date(2010, 3, 10), 0),
    (date(2010, 3, 10), date(2011, 3, 9), 0),
    (date(2010, 3, 10), date(2011, 3, 10), 1),
    (date(2012, 2, 29), date(2028, 2, 28), 15),
    (date(2012, 2, 29), date(2028, 2, 29), 16),
    (date(2012, 2, 29), date(2026, 2, 28), 13),
    (date(2012, 2, 29), date(2026, 3, 1), 14),
    (date(2010, 12, 31), date(2026, 12, 30), 15),
    (date(2010, 12, 31), date(2026, 12, 31), 16),
    (PartialDate(2010), date(2026, 12, 30), 15),
    (PartialDate(2010), date(2026, 12, 31), 16),
    (PartialDate(2010, 3), date(2026, 3, 30), 15),
    (PartialDate(2010, 3), date(2026, 3, 31), 16),
    (PartialDate(2012, 2), date(2028, 2, 28), 15),
    (PartialDate(2012, 2), date(2028, 2, 29), 16),
    (PartialDate(2010, 3, 10), date(2026, 3, 9), 15),
    (PartialDate(2010, 3, 10, estimated=True), date(2026, 3, 10), 16),
    (PartialDate(2026), date(2026, 5, 1), 0),
]


@pytest.mark.parametrize(("born", "day", "age"), AGES)
def test_it_counts_full_years_from_the_last_possible_birth(born, day, age):
    assert age_on(born, day) == age


CHILDREN = [
    (date(2010, 3, 10), date(2026, 3, 9), True),
    (date(2010, 3, 10), date(2026, 3, 10), False),
    (PartialDate(2010), date(2026, 12, 30), True),
    (PartialDate(2010), date(2026, 12, 31), False),
    (PartialDate(2010, 3), date(2026, 3, 30), True),
]


@pytest.mark.parametrize(("born", "day", "child"), CHILDREN)
def test_in_doubt_somebody_is_a_child(born, day, child):
    assert is_child_on(born, day) is child


def test_another_limit_of_age_can_be_asked_for():
    assert is_child_on(date(2010, 3, 10), date(2026, 3, 10), until=18)
    assert not is_child_on(date(2010, 3, 10), date(2017, 3, 10), until=7)


UNBORN = [
    (date(2026, 3, 10), date(2026, 3, 9)),
    (PartialDate(2026, 3), date(2026, 2, 28)),
    (PartialDate(2026), date(2025, 12, 31)),
]


@pytest.mark.parametrize(("born", "day"), UNBORN)
def test_it_refuses_a_day_before_the_birth(born, day):
    with pytest.raises(NotBornYet) as refused:
        age_on(born, day)
    assert refused.value.said.startswith("Ngày ")
    assert refused.value.mend == "Xem lại ngày sinh."


BIRTHDAYS = [
    (date(2012, 2, 29), 1, date(2013, 3, 1)),
    (date(2012, 2, 29), 4, date(2016, 2, 29)),
    (date(2012, 2, 29), 16, date(2028, 2, 29)),
    (date(2010, 3, 10), 16, date(2026, 3, 10)),
    (date(2010, 3, 10), 0, date(2010, 3, 10)),
]


@pytest.mark.parametrize(("born", "years", "day"), BIRTHDAYS)
def test_somebody_turns_that_old_on_this_day(born, years, day):
    assert birthday(born, years) == day


@given(BIRTHS, st.integers(1, 90))
def test_the_age_changes_on_the_birthday_and_not_before(born, years):
    day = birthday(born, years)
    assert age_on(born, day) == years
    assert age_on(born, day - timedelta(days=1)) == years - 1


@given(BIRTHS, st.integers(0, 20_000), st.integers(0, 400))
def test_nobody_grows_younger(born, days, more):
    day = born + timedelta(days=days)
    assert age_on(born, day) <= age_on(born, day + timedelta(days=more))


@given(BIRTHS, st.integers(400, 20_000))
def test_the_less_is_known_the_younger(born, days):
    day = born + timedelta(days=days)
    exact = PartialDate.of(born)
    by_month = PartialDate(born.year, born.month)
    by_year = PartialDate(born.year)
    assume(by_year.earliest() <= day)
    assert age_on(by_year, day) <= age_on(by_month, day) <= age_on(exact, day)
    assert age_on(exact, day) - age_on(by_year, day) <= 1


@given(BIRTHS, st.integers(0, 20_000))
def test_whoever_may_be_a_child_counts_as_one(born, days):
    day = born + timedelta(days=days)
    if is_child_on(born, day):
        assert is_child_on(PartialDate(born.year), day)
