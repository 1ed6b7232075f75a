"""How urgent a report is and why; when a rota has gaps; how soon a hand-over must be accepted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mangnon.intake.models import Danger, Urgency
from mangnon.intake.rules import (
    REASONS,
    SIGNS,
    Facts,
    Gap,
    Known,
    Likeness,
    Triage,
    Turn,
    emergency_due,
    gaps,
    missing,
    never_lower,
    triage,
    youngest,
)
from mangnon.intake.settings import SettingsWrong, accepting, read_accepting
from mangnon.lib.dates import PartialDate

CALM = {"danger": Danger.NO}
T = datetime(2027, 2, 5, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "urgency", "reasons"),
    [
        (Facts(**CALM), Urgency.ORDINARY, ()),
        (Facts(danger=Danger.YES), Urgency.EMERGENCY, ("danger",)),
        (Facts(danger=Danger.UNKNOWN), Urgency.PROMPT, ("unknown",)),
        (Facts(**CALM, signs=frozenset({"life"})), Urgency.EMERGENCY, ("life",)),
        (Facts(**CALM, signs=frozenset({"injured"})), Urgency.EMERGENCY, ("injured",)),
        (Facts(**CALM, signs=frozenset({"held"})), Urgency.EMERGENCY, ("held",)),
        (Facts(**CALM, signs=frozenset({"alone"})), Urgency.PROMPT, ("alone",)),
        (Facts(**CALM, signs=frozenset({"alone"}), age=5), Urgency.EMERGENCY, ("young_alone", "alone", "young")),
        (Facts(**CALM, signs=frozenset({"alone"}), age=6), Urgency.PROMPT, ("alone",)),
        (Facts(**CALM, harms=frozenset({"BR"}), age=3), Urgency.EMERGENCY, ("young_alone", "harm", "young")),
        (Facts(**CALM, harms=frozenset({"XHTD"})), Urgency.EMERGENCY, ("serious", "harm")),
        (Facts(**CALM, harms=frozenset({"MB"})), Urgency.EMERGENCY, ("serious", "harm")),
        (Facts(**CALM, harms=frozenset({"BL"})), Urgency.PROMPT, ("harm",)),
        (Facts(**CALM, harms=frozenset({"KHAC"})), Urgency.ORDINARY, ()),
        (Facts(**CALM, ties=frozenset({"mother"})), Urgency.EMERGENCY, ("carer",)),
        (Facts(**CALM, ties=frozenset({"neighbour"})), Urgency.ORDINARY, ()),
        (Facts(**CALM, near=True), Urgency.PROMPT, ("near",)),
        (Facts(**CALM, age=2), Urgency.PROMPT, ("young",)),
        (Facts(**CALM, reports=2), Urgency.PROMPT, ("several",)),
    ],
)
def test_the_table_of_urgency(facts: Facts, urgency: Urgency, reasons: tuple[str, ...]) -> None:
    assert triage(facts) == Triage(urgency, reasons)


def test_who_told_it_is_no_input_and_every_reason_has_words_and_a_source() -> None:
    assert not {"anonymous", "reporter", "name", "phone"} & set(Facts.__slots__)
    assert all(str(reason.text) and str(reason.basis) for reason in REASONS)


FACTS = st.builds(
    Facts,
    danger=st.sampled_from(Danger.values),
    harms=st.frozensets(st.sampled_from(("BL", "BLOT", "XHTD", "MB", "BR", "KHAC"))),
    signs=st.frozensets(st.sampled_from(sorted(SIGNS))),
    ties=st.frozensets(st.sampled_from(("father", "neighbour", "unknown"))),
    near=st.booleans(),
    age=st.none() | st.integers(0, 17),
    reports=st.integers(1, 3),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(before=FACTS, now=FACTS)
def test_what_is_learnt_later_never_lowers(before: Facts, now: Facts) -> None:
    order = list(reversed(Urgency.values))
    was, then = triage(before), triage(now)
    kept = never_lower(was, then)
    assert order.index(kept.urgency) == max(order.index(was.urgency), order.index(then.urgency))
    assert set(then.reasons) <= set(kept.reasons)


def test_the_emergency_track_runs_in_clock_hours_through_nights_and_tet() -> None:
    assert emergency_due(Urgency.EMERGENCY, T, 12) == T + timedelta(hours=12)
    assert emergency_due(Urgency.PROMPT, T, 12) is None


def test_the_youngest_child_counts_in_doubt_the_younger_age() -> None:
    births = [PartialDate(2010), PartialDate(2020)]
    assert youngest(births, date(2026, 6, 1)) == 5
    assert youngest([], date(2026, 6, 1)) is None


def test_what_is_missing_is_asked_in_the_order_of_need() -> None:
    assert missing(Known(True, True, True, True, True, True, True)) == ()
    assert len(missing(Known())) == 7
    assert str(missing(Known(where=True))[0]) == "trẻ có đang an toàn không"


HOUR = timedelta(hours=1)


def test_gaps_of_a_rota() -> None:
    turns = [Turn(T, T + 4 * HOUR), Turn(T + 3 * HOUR, T + 6 * HOUR), Turn(T + 8 * HOUR, T + 9 * HOUR, out=True)]
    assert gaps(turns, T, T + 10 * HOUR) == [Gap(T + 6 * HOUR, T + 10 * HOUR, out=True)]
    assert gaps([], T, T + HOUR) == [Gap(T, T + HOUR)]
    assert gaps([Turn(T - HOUR, T + 2 * HOUR)], T, T + HOUR) == []


MOMENTS = st.integers(0, 48)


@given(turns=st.lists(st.tuples(MOMENTS, MOMENTS, st.booleans()), max_size=8))
def test_every_hour_is_either_covered_or_in_a_gap(turns: list[tuple[int, int, bool]]) -> None:
    made = [Turn(T + a * HOUR, T + b * HOUR, out) for a, b, out in turns if a < b]
    found = gaps(made, T, T + 48 * HOUR)
    for n in range(48):
        middle = T + n * HOUR + HOUR / 2
        covered = any(one.start <= middle < one.end for one in made if not one.out)
        assert covered != any(gap.start <= middle < gap.end for gap in found)


def test_how_soon_a_report_must_be_accepted() -> None:
    on = date(2026, 11, 23)
    assert accepting("emergency", on).time == timedelta(minutes=30)
    assert accepting("emergency", on).time < accepting("prompt", on).time < accepting("ordinary", on).time
    with pytest.raises(SettingsWrong):
        read_accepting("accepting: [{urgency: odd, minutes: 5, source: x, valid_from: 2026-01-01}]")
    with pytest.raises(SettingsWrong):
        read_accepting("accepting: [{urgency: prompt, minutes: 0, source: x, valid_from: 2026-01-01}]")
    with pytest.raises(SettingsWrong):
        accepting("odd", on)


def test_one_event_is_likely_by_its_number_or_by_child_and_place() -> None:
    assert Likeness(same_reference=True).score >= 6
    assert Likeness(same_name=True, same_place=True, days_apart=0).score >= 6
    assert Likeness(same_place=True, days_apart=0).score < 5
