"""Pure rules: back-off, quiet hours, chains."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from mangnon.notices.rules import (
    GIVE_UP_AFTER,
    NAMED,
    Candidate,
    Step,
    What,
    Why,
    advance,
    is_away,
    is_dead,
    quiet_until,
    wait_before,
)  # fmt: skip

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("tries", "urgent", "seconds"),
    [(1, False, 5), (2, False, 10), (5, False, 80), (10, False, 2560), (11, False, 3600), (500, False, 3600),
     (1, True, 5), (6, True, 160), (7, True, 300), (500, True, 300)],
)  # fmt: skip
def test_the_wait_doubles_up_to_a_bound(tries: int, urgent: bool, seconds: int) -> None:
    assert wait_before(tries, urgent=urgent, chance=0.5) == timedelta(seconds=seconds)


def test_chance_moves_a_wait_by_a_fifth_at_most() -> None:
    low, high = wait_before(3, urgent=False, chance=0), wait_before(3, urgent=False, chance=1)
    assert (low, high) == (timedelta(seconds=16), timedelta(seconds=24))


@pytest.mark.parametrize("urgent", [True, False])
@pytest.mark.parametrize("chance", [0, 0.5, 1])
def test_no_letter_dies_while_a_provider_is_down_for_a_day(urgent: bool, chance: float) -> None:
    age, tries = timedelta(), 0
    while age < timedelta(hours=24):
        tries += 1
        assert not is_dead(tries, age)
        age += wait_before(tries, urgent=urgent, chance=chance)
    while not is_dead(tries, age):
        tries += 1
        age += wait_before(tries, urgent=urgent, chance=chance)
    assert GIVE_UP_AFTER <= age < GIVE_UP_AFTER + timedelta(hours=2)


def vn(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


NIGHT, NAP = (time(21), time(6)), (time(12), time(13, 30))


@pytest.mark.parametrize(
    ("at", "hours", "until"),
    [
        (vn(23, 20, 59), NIGHT, None),
        (vn(23, 21), NIGHT, vn(24, 6)),
        (vn(23, 23, 59), NIGHT, vn(24, 6)),
        (vn(24, 0), NIGHT, vn(24, 6)),
        (vn(24, 5, 59), NIGHT, vn(24, 6)),
        (vn(24, 6), NIGHT, None),
        (vn(30, 22), NIGHT, vn(30, 6) + timedelta(days=1)),
        (vn(23, 12), NAP, vn(23, 13, 30)),
        (vn(23, 13, 29), NAP, vn(23, 13, 30)),
        (vn(23, 13, 30), NAP, None),
        (vn(23, 3), NAP, None),
        (vn(23, 3), (time(3), time(3)), None),
    ],
)
def test_quiet_hours_end_when_they_should(at: datetime, hours: tuple[time, time], until: datetime | None) -> None:
    found = quiet_until(at, *hours)
    assert found == until
    assert found is None or quiet_until(found, *hours) is None


@pytest.mark.parametrize(
    ("first", "last", "away"),
    [(None, None, False), (23, 23, True), (22, 24, True), (24, 25, False), (20, 22, False), (23, 30, True)],
)
def test_both_days_of_an_absence_count(first: int | None, last: int | None, away: bool) -> None:
    day = date(2026, 11, 23)
    assert is_away(day, first and day.replace(day=first), last and day.replace(day=last)) is away


A, B, C = (Candidate(UUID(int=n), name) for n, name in ((1, "Liên"), (2, "Quyết"), (3, "Vân")))
STEPS = (Step(NAMED, 10 * MINUTE), Step("commune_officer", 15 * MINUTE), Step("province_leader", 30 * MINUTE))
AWAY, CLOSED = Candidate(UUID(int=4), "Mơ", away=True), Candidate(UUID(int=5), "Phú", disabled=True)
BOTH = Candidate(UUID(int=6), "Tâm", disabled=True, away=True)
Found = dict[int, list[Candidate]]


@pytest.mark.parametrize(
    ("position", "told", "found", "position_after", "wait", "tell"),
    [
        pytest.param(0, [], {0: [A]}, 1, 10, [A], id="the named one first"),
        pytest.param(0, [], {0: [A, B]}, 1, 10, [A, B], id="all of a step at once"),
        pytest.param(0, [], {1: [B]}, 2, 15, [B], id="a step without anybody takes no time"),
        pytest.param(0, [], {2: [C]}, 3, 30, [C], id="up to the province at once"),
        pytest.param(0, [], {0: [AWAY], 1: [B]}, 2, 15, [B], id="who is away is passed over"),
        pytest.param(0, [], {0: [CLOSED], 1: [B]}, 2, 15, [B], id="who is disabled is passed over"),
        pytest.param(0, [], {0: [AWAY, A]}, 1, 10, [A], id="beside somebody away the other is told"),
        pytest.param(1, [A.person_id], {1: [A, B]}, 2, 15, [B], id="nobody is called twice"),
        pytest.param(1, [A.person_id], {1: [A], 2: [C]}, 3, 30, [C], id="called before, so the next level"),
        pytest.param(2, [], {2: [C]}, 3, 30, [C], id="the last step"),
        pytest.param(3, [C.person_id], {}, 3, None, [], id="nobody answered"),
        pytest.param(0, [], {}, 3, None, [], id="nobody at all"),
        pytest.param(0, [], {0: [AWAY], 1: [CLOSED], 2: [BOTH]}, 3, None, [], id="nobody who can come"),
        pytest.param(1, [], {0: [A], 2: [C]}, 3, 30, [C], id="steps behind are never gone back to"),
    ],
)
def test_a_chain_goes_on_to_the_next_who_can_come(
    position: int, told: list[UUID], found: Found, position_after: int, wait: int | None, tell: list[Candidate]
) -> None:
    move = advance(STEPS, position, told, found)
    assert move.position == position_after
    assert move.wait == (None if wait is None else wait * MINUTE)
    assert list(move.tell) == [one.person_id for one in tell]
    assert [line.person_id for line in move.lines if line.what is What.TOLD] == list(move.tell)


def test_everybody_passed_over_stands_in_a_line_with_the_reason() -> None:
    move = advance(STEPS, 0, [A.person_id], {0: [A, AWAY, CLOSED, BOTH]})
    said = [(line.name, line.why) for line in move.lines if line.what is What.SKIPPED]
    assert said == [("Liên", Why.TOLD_BEFORE), ("Mơ", Why.AWAY), ("Phú", Why.DISABLED), ("Tâm", Why.DISABLED)]
    assert [line.step for line in move.lines if line.what is What.NOBODY] == [0, 1, 2]


def test_a_chain_without_steps_ends_at_once() -> None:
    assert advance((), 0, [], {}).wait is None
