"""Counts of the rail are kept for seconds, for one person, under the grants they have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mangnon.access.actor import Actor
from mangnon.testing.cast import Cast
from mangnon.ui.counting import Counts


class Clock:
    """Stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Counter:
    """Says how often it was asked."""

    asked = 0

    def __call__(self, _actor: Actor) -> int | None:
        self.asked += 1
        return self.asked


@pytest.fixture
def clock() -> Clock:
    """At 100 s."""
    return Clock()


def test_a_count_is_kept_for_some_seconds_and_then_taken_anew(cast: Cast, clock: Clock, settings: Any) -> None:
    settings.RAIL_COUNT_SECONDS = 5.0
    counts, counter = Counts(clock), Counter()
    assert [counts.of(cast.lien, "desk:home", counter) for _page in range(3)] == [1, 1, 1]
    clock.now += 4.9
    assert counts.of(cast.lien, "desk:home", counter) == 1
    clock.now += 0.2
    assert counts.of(cast.lien, "desk:home", counter) == 2


def test_lines_people_and_grants_are_counted_apart(cast: Cast, clock: Clock) -> None:
    counts, counter = Counts(clock), Counter()
    ended = replace(cast.lien, grants=(), _reaches={})
    asked = [(cast.lien, "a"), (cast.lien, "b"), (cast.quyet, "a"), (ended, "a"), (cast.lien, "a")]
    assert [counts.of(actor, line, counter) for actor, line in asked] == [1, 2, 3, 4, 1]


def test_who_acts_is_counted_anew_others_are_not(cast: Cast, clock: Clock) -> None:
    counts, counter = Counts(clock), Counter()
    counts.of(cast.lien, "a", counter)
    counts.of(cast.quyet, "a", counter)
    counts.forget(cast.lien)
    assert counts.of(cast.quyet, "a", counter) == 2
    assert counts.of(cast.lien, "a", counter) == 3


def test_nothing_is_kept_of_a_count_that_failed(cast: Cast, clock: Clock) -> None:
    counts = Counts(clock)

    def broken(_actor: Actor) -> int | None:
        raise LookupError("no count")

    with pytest.raises(LookupError, match="no count"):
        counts.of(cast.lien, "a", broken)
    assert counts.of(cast.lien, "a", Counter()) == 1
