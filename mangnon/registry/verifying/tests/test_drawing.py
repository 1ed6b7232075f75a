"""The draw, the comparison, the interval and the file of fields: pure."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangnon.lib.dates import PartialDate
from mangnon.registry.models.verifying import RecheckAnswer, RecheckRound
from mangnon.registry.verifying.comparing import agree, compare, same_grade
from mangnon.registry.verifying.drawing import draw, fingerprint, new_seed, sample_size
from mangnon.registry.verifying.fields import AskedField, RecheckFileWrong, every_rules, read_rules, rules_on
from mangnon.registry.verifying.rates import Rate

Measure, Result = RecheckRound.Measure, RecheckAnswer.Result
FRAMES = st.lists(st.uuids(), max_size=60, unique=True)
SEEDS = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")


@given(FRAMES, SEEDS, st.integers(0, 80), st.randoms(use_true_random=False))
def test_the_same_seed_over_the_same_frame_draws_the_same_children_once_each(
    frame: list[UUID], seed: str, size: int, shuffler: Random
) -> None:
    drawn = draw(frame, seed=seed, size=size)
    shuffled = shuffler.sample(frame, len(frame))
    assert draw(shuffled, seed=seed, size=size) == drawn
    assert len(drawn) == len(set(drawn)) == min(size, len(frame))
    assert set(drawn) <= set(frame)
    assert draw(frame, seed=seed, size=size + 7)[: len(drawn)] == drawn
    assert fingerprint(shuffled) == fingerprint(frame)


def test_the_draw_is_what_the_docstring_says() -> None:
    frame = [UUID(int=n) for n in range(40)]
    by_hand = sorted(frame, key=lambda one: sha256(f"00ab:{one}".encode()).hexdigest())[:5]
    assert draw(frame, seed="00ab", size=5) == by_hand
    assert len({fingerprint(draw(frame, seed=f"{n}", size=5)) for n in range(50)}) > 45


def test_no_child_is_drawn_more_often_than_others() -> None:
    """Over 2,000 seeds each of ten children comes into a sample of three about 600 times (five standard deviations)."""
    frame = [UUID(int=n) for n in range(10)]
    times = dict.fromkeys(frame, 0)
    for seed in range(2_000):
        for one in draw(frame, seed=f"{seed:016x}", size=3):
            times[one] += 1
    assert all(abs(n - 600) < 5 * (2_000 * 0.3 * 0.7) ** 0.5 for n in times.values())


def test_seeds_are_new_each_time() -> None:
    assert len({new_seed() for _n in range(100)}) == 100
    assert all(len(new_seed()) == 16 for _n in range(10))


@pytest.mark.parametrize(
    ("frame", "measure", "size", "drawn"),
    [
        (100, Measure.NUMBER, 30, 30), (20, Measure.NUMBER, 30, 20), (0, Measure.NUMBER, 30, 0),
        (100, Measure.PERCENT, 5, 5), (101, Measure.PERCENT, 5, 6), (1, Measure.PERCENT, 1, 1),
        (0, Measure.PERCENT, 50, 0), (7, Measure.PERCENT, 100, 7), (50, Measure.NUMBER, 0, 0),
    ],
)  # fmt: skip
def test_a_sample_is_as_large_as_asked_and_never_larger_than_the_frame(
    frame: int, measure: str, size: int, drawn: int
) -> None:
    assert sample_size(frame, measure=measure, size=size) == drawn


def asked(kind: str, **more: str) -> AskedField:
    return AskedField("x", kind, "x", "x", **more)


@pytest.mark.parametrize(
    ("field", "said", "held", "result"),
    [
        (asked("name"), "Hồ Thị Sương", "Hồ Thị Sương", Result.EQUAL),
        (asked("name"), "Hồ  Thị Sương ", "Hồ Thị Sương", Result.EQUAL),
        (asked("name"), "Hồ Thị Suơng", "Hồ Thị Sương", Result.SPELLING),
        (asked("name"), "HỒ THỊ SƯƠNG", "Hồ Thị Sương", Result.SPELLING),
        (asked("name"), "A Lăng Thị Mơ", "Alăng Thị Mơ", Result.SPELLING),
        (asked("name"), "Hồ Thị Sen", "Hồ Thị Sương", Result.DIFFERENT),
        (asked("name"), "Hồ Thị Sen", "", Result.MISSING),
        (asked("name"), "", "Hồ Thị Sương", Result.UNKNOWN),
        (asked("birth"), "2014", "2014-03-07", Result.EQUAL),
        (asked("birth"), "2014-03", "2014-03-07", Result.EQUAL),
        (asked("birth"), "2014-03-08", "2014-03-07", Result.DIFFERENT),
        (asked("birth"), "2013~", "2014-03-07", Result.EQUAL),
        (asked("birth"), "2012~", "2014-03-07", Result.DIFFERENT),
        (asked("code", list="l"), "TU", "CHET|TU", Result.EQUAL),
        (asked("code", list="l"), "SONG", "CHET|TU", Result.DIFFERENT),
        (asked("code", list="l", silent="SONG"), "SONG", "", Result.EQUAL),
        (asked("code", list="l", silent="SONG"), "CHET", "", Result.DIFFERENT),
        (asked("yesno"), "yes", "", Result.MISSING),
        (asked("yesno", silent="no"), "no", "", Result.EQUAL),
        (asked("grade"), "Lớp 3A", "3 a", Result.EQUAL),
        (asked("grade"), "3", "3B", Result.EQUAL),
        (asked("grade"), "3A", "3B", Result.DIFFERENT),
        (asked("grade"), "4", "3", Result.DIFFERENT),
        (asked("hamlet"), "7", "8", Result.DIFFERENT),
    ],
)
def test_an_answer_is_compared_sensibly(field: AskedField, said: str, held: str, result: str) -> None:
    assert compare(field, said, held) == result


DATES = st.builds(PartialDate, st.integers(2013, 2015), st.integers(1, 3), st.integers(1, 3))


@given(DATES, DATES)
def test_dates_agree_in_both_directions_and_with_what_is_less_known(one: PartialDate, other: PartialDate) -> None:
    assert agree(one, other) == agree(other, one) == (one == other)
    assert agree(one, PartialDate(one.year, one.month))
    assert agree(PartialDate(one.year), other) == (one.year == other.year)


@given(st.text("0123abLớp ", max_size=8), st.text("0123abLớp ", max_size=8))
def test_grades_agree_in_both_directions(one: str, other: str) -> None:
    assert same_grade(one, one)
    assert same_grade(one, other) == same_grade(other, one)


def test_the_interval_is_wilsons() -> None:
    """Table I of R. G. Newcombe, Statistics in Medicine 17 (1998), method 3: 81/263, 15/148, 0/20, 1/29."""
    told = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0.0, 0.1611), (1, 29): (0.0061, 0.1718)}
    for (hits, n), (low, high) in told.items():
        found = Rate(hits, n).interval
        assert found is not None
        assert (round(found[0], 4), round(found[1], 4)) == (low, high)
    assert Rate(0, 0).interval is Rate(0, 0).share is None


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(n: int, data: st.DataObject) -> None:
    rate = Rate(data.draw(st.integers(0, n)), n)
    assert rate.interval is not None
    assert rate.share is not None
    assert 0 <= rate.interval[0] <= rate.share <= rate.interval[1] <= 1


def test_the_file_of_fields_is_read_and_dated() -> None:
    (rules,) = every_rules()
    assert rules_on(date(2020, 1, 1)) is rules
    assert not rules.confirmed
    assert rules.source
    codes = [one.code for one in rules.fields]
    assert len(codes) == len(set(codes)) >= 15


@pytest.mark.parametrize("text", ["rechecks: []", "rechecks: [{valid_from: 2020-01-01}]",
    "rechecks: [{valid_from: 2020-01-01, source: x, confirmed: true, fields: [{code: a, kind: odd, vi: a, en: a}]}]",
    "rechecks: [{valid_from: 2020-01-01, source: x, confirmed: true, fields: [{code: a, kind: code, vi: a, en: a}]}]",
])  # fmt: skip
def test_a_broken_file_of_fields_is_refused(text: str) -> None:
    with pytest.raises(RecheckFileWrong):
        read_rules(text)
