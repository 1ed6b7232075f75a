"""What a hold keeps, which rows may go, and the file of terms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mangnon.access.gathering import gather
from mangnon.access.retaining import Due, retained
from mangnon.oversight.retention.rules import Holding, digest, sort_out
from mangnon.oversight.retention.terms import FILE, End, Standing, TermsWrong, every_term, read

AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
ROW = Due("1", AT, "x", 7, (("testing.Sample", "AB"),))


@pytest.mark.parametrize(
    ("hold", "kept"),
    [
        (Holding(record="a"), True),
        (Holding(record="b"), False),
        (Holding(places=frozenset({7, 8}), place_named=True), True),
        (Holding(places=frozenset({8}), place_named=True), False),
        (Holding(places=None, place_named=True), True),
        (Holding(subject=("testing.sample", "ab")), True),
        (Holding(subject=("testing.sample", "ac")), False),
        (Holding(record="a", subject=("testing.sample", "ac")), False),
        (Holding(record="a", places=frozenset({7}), place_named=True, subject=("testing.Sample", "ab")), True),
    ],
)
def test_a_hold_keeps_what_fits_all_that_it_names(hold: Holding, kept: bool) -> None:
    assert hold.keeps("a", ROW) is kept


@pytest.mark.parametrize(
    ("hold", "active"),
    [
        (Holding(), True),
        (Holding(first=AT + timedelta(seconds=1)), False),
        (Holding(last_day=date(2026, 11, 23)), True),
        (Holding(last_day=date(2026, 11, 22)), False),
        (Holding(lifted_at=AT), False),
        (Holding(lifted_at=AT + timedelta(seconds=1)), True),
    ],
)
def test_a_hold_lasts_through_its_last_day_or_until_it_is_lifted(hold: Holding, active: bool) -> None:
    assert hold.active(AT) is active


KEYS = st.sampled_from("abcdef")
ROWS = st.lists(
    st.builds(
        Due, KEYS, st.just(AT), st.just("x"), st.none() | st.integers(1, 3), st.just(()) | st.just((("k", "1"),))
    ),
    max_size=6, unique_by=lambda row: row.id,
)  # fmt: skip
HOLDS = st.lists(
    st.builds(
        Holding, st.sampled_from(["", "r", "other"]), st.none() | st.frozensets(st.integers(1, 3)),
        place_named=st.booleans(), subject=st.none() | st.just(("K", "1")),
        last_day=st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 26)),
        lifted_at=st.none() | st.just(AT - timedelta(days=1)),
    ),
    max_size=4,
)  # fmt: skip


@given(st.lists(KEYS, unique=True), ROWS, HOLDS)
def test_nothing_held_and_nothing_not_due_ever_goes(listed: list[str], due: list[Due], holds: list[Holding]) -> None:
    found = sort_out("r", listed, due, holds, AT)
    known = {row.id: row for row in due}
    for key in found.go:
        assert key in known
        assert not any(one.active(AT) and one.keeps("r", known[key]) for one in holds)
    assert sorted([*found.go, *found.held, *found.gone]) == sorted(listed)


def test_the_hash_of_a_list_knows_every_id_and_no_order() -> None:
    assert digest(["a", "b"]) == digest(["b", "a"]) != digest(["ab"])


def test_every_type_that_people_destroy_is_offered_by_its_room_and_the_book_by_none() -> None:
    gather()
    asked = {one.record for one in every_term() if one.asks_people}
    assert asked == set(retained())
    assert not [record for record in retained() if record.startswith("audit.")]
    (book,) = (one for one in every_term() if one.record == "audit.book")
    assert book.end is End.KEEP


def test_what_no_text_says_is_kept() -> None:
    open_ones = [one for one in every_term() if one.standing is Standing.OPEN]
    assert len(open_ones) >= 4
    assert {one.end for one in open_ones} == {End.RESTRICT}


@pytest.mark.parametrize(
    "fields",
    [
        {"end": "destroy"},
        {"end": "destroy", "days": 30},
        {"standing": "ours", "end": "destroy"},
        {"standing": "ours", "end": "destroy", "days": 0},
        {"standing": "ours", "end": "destroy", "days": "90"},
        {"end": "burn"},
        {"standing": "sure"},
        {"source": None},
        {"source": " "},
        {"valid_from": "2026"},
        {"valid_to": date(2025, 1, 1)},
        {"color": "red"},
        {"record": "papers.sheet"},
        {"starts": "hôm qua"},
    ],
)
def test_a_mistake_in_the_file_stops_the_start(fields: dict[str, Any]) -> None:
    """Above all: an open term never destroys."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    told["rules"][0] = {key: value for key, value in {**told["rules"][0], **fields}.items() if value is not None}
    with pytest.raises(TermsWrong):
        read(yaml.safe_dump(told))


@pytest.mark.parametrize("text", ["[", "- a", "rules: 3"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(TermsWrong):
        read(text)
