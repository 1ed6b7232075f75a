"""Merging: nothing is lost, what overlaps is kept, and whatever happened since, it can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from hypothesis import given, settings
from hypothesis import strategies as st

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.registry.actions import (
    correct_child,
    dismiss_pair,
    merge_children,
    open_circumstance,
    record_visit,
    say_parent,
    undo_merge,
)
from mangnon.registry.actions.alike import AlreadyDecided
from mangnon.registry.actions.merging import NotOfThePair, TransferWaits
from mangnon.registry.actions.unmerging import UndoLaterFirst
from mangnon.registry.alike.following import everything, gaps
from mangnon.registry.alike.snapshots import row_data
from mangnon.registry.models import (
    Child,
    Circumstance,
    LookAlike,
    Merge,
    OtherName,
    Parent,
    Residence,
    Transfer,
    Visit,
)
from mangnon.registry.refusals import RecordClosed
from mangnon.registry.tests.conftest import told
from mangnon.registry.told import ParentTold
from mangnon.testing.cast import AT, Cast

from .conftest import Twice

pytestmark = pytest.mark.django_db
GROUP = "HCDB-04.2"


def merge(cast: Cast, pair: LookAlike, keep: Child, **choices: str) -> Merge:
    return merge_children(actor=cast.lien, at=AT, pair_id=pair.pk, keep=keep.pk, choices=choices, why="Cùng một cháu.")


def undo(cast: Cast, one: Merge) -> Merge:
    return undo_merge(actor=cast.lien, at=AT, merge_id=one.pk, why="Gộp nhầm.")


def visit(cast: Cast, child: Child, day: int) -> Visit:
    return record_visit(
        actor=cast.lien, at=AT, visit_id=new_id(), child_id=child.pk, on=date(2026, 10, day), seen=f"Thăm ngày {day}."
    )  # fmt: skip


def circumstance(cast: Cast, child: Child, since: date, until: date | None = None) -> Circumstance:
    row = open_circumstance(
        actor=cast.lien, at=AT, child_id=child.pk, code=GROUP, since=since, evidence="Giấy", decided_by="UBND xã"
    )  # fmt: skip
    if until:
        row.valid_to = until
        with acting(cast.lien):
            row.save(update_fields=["valid_to"])
    return row


def state_of(*children: Child) -> dict[str, Any]:
    """Both records with everything that hangs on them; versions and notes of comparing aside."""
    rows: dict[str, Any] = {}
    for child in children:
        data = row_data(Child.objects_unguarded.get(pk=child.pk))
        rows[str(child.pk)] = {name: value for name, value in data.items() if name != "version"}
        for follows in everything():
            found = follows.rows.filter(**{follows.column: child.pk}).order_by("pk")
            rows[f"{child.pk}.{follows.table}"] = [row_data(row) for row in found]
    return rows


def test_every_fact_of_both_is_on_the_kept_record(cast: Cast, twice: Twice) -> None:
    kept, dropped, pair = twice()
    visits = {visit(cast, kept, 1).pk, visit(cast, dropped, 2).pk}
    merge(cast, pair, kept)
    with acting(cast.lien):
        assert set(Visit.objects.filter(child=kept).values_list("pk", flat=True)) == visits
        closed = Child.objects_unguarded.get(pk=dropped.pk)
        assert (closed.left, closed.merged_into_id, closed.left_on) == ("merged", kept.pk, date(2026, 11, 23))
        assert Child.objects_unguarded.get(pk=kept.pk).visited_on == date(2026, 10, 2)
        assert list(OtherName.objects.filter(child=kept).values_list("name", flat=True)) == ["Ho Thi Suong"]


def test_the_word_that_was_chosen_stands_and_the_silent_field_is_filled(cast: Cast, twice: Twice) -> None:
    kept, _dropped, pair = twice({"full_name": "Hồ Thị Xương", "personal_number": "048314000123", "ethnicity": "18"})
    merge(cast, pair, kept, full_name="dropped")
    with acting(cast.lien):
        kept.refresh_from_db()
    assert (kept.full_name, kept.personal_number, kept.ethnicity) == ("Hồ Thị Xương", "048314000123", "18")


def test_a_parent_may_be_taken_from_the_other_record(cast: Cast, twice: Twice) -> None:
    kept, dropped, pair = twice()
    say_parent(actor=cast.lien, at=AT, child_id=dropped.pk, told=ParentTold("mother", "Hồ Thị Lài", born_year=1991))
    one = merge(cast, pair, kept, mother="dropped")
    with acting(cast.lien):
        assert Parent.objects.get(child=kept).born_year == 1991
        undo(cast, one)
        assert (Parent.objects.get(child=kept).born_year, Parent.objects.get(child=dropped).born_year) == (1990, 1991)


def test_days_on_which_the_kept_record_says_nothing_come_from_the_other(cast: Cast, twice: Twice) -> None:
    """An overlap loses nothing: the original stays readable, the uncovered days are copied."""
    kept, dropped, pair = twice()
    circumstance(cast, kept, date(2020, 1, 1), date(2022, 1, 1))
    original = circumstance(cast, dropped, date(2021, 1, 1))
    merge(cast, pair, kept)
    with acting(cast.lien):
        periods = list(
            Circumstance.objects.filter(child=kept).order_by("valid_from").values_list("valid_from", "valid_to")
        )
        assert periods == [(date(2020, 1, 1), date(2022, 1, 1)), (date(2022, 1, 1), None)]
        original.refresh_from_db()
        assert (original.child_id, original.valid_from) == (dropped.pk, date(2021, 1, 1))
        assert Residence.objects.filter(child=dropped).count() == 1


def test_a_second_send_merges_nothing_twice(cast: Cast, twice: Twice) -> None:
    kept, dropped, pair = twice()
    first = merge(cast, pair, kept)
    assert merge(cast, pair, kept).pk == first.pk
    with pytest.raises(AlreadyDecided):
        merge(cast, pair, dropped)
    with pytest.raises(AlreadyDecided):
        dismiss_pair(actor=cast.lien, at=AT, pair_id=pair.pk, why="Khác nhau.")
    assert undo(cast, first).pk == undo(cast, first).pk
    with acting(cast.lien):
        assert Merge.objects.count() == 1


STAY = {
    "registry.Correction": "tells of the record's own columns",
    "registry.Departure": "tells how the record left",
    "registry.Transfer": "tells where the record was handed to; none is open at a merge",
    "registry.Child": "the record that it was merged into",
    "registry.LookAlike": "the pair itself",
    "registry.Merge": "the merge itself",
    "registry.AlikeDue": "a note for the comparing job",
}


def test_whatever_points_to_a_child_follows_it_into_a_merge_or_has_a_reason_to_stay() -> None:
    """A later room that forgets its Follows slot fails here."""
    pointing = {
        field.model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Child and field.concrete
    }
    following = {follows.model._meta.label for follows in everything()}
    assert pointing - following == set(STAY)


def test_a_merged_record_takes_no_more_facts(cast: Cast, twice: Twice) -> None:
    kept, dropped, pair = twice()
    merge(cast, pair, kept)
    with pytest.raises(RecordClosed):
        visit(cast, dropped, 3)


def test_only_a_record_of_the_pair_can_be_kept(cast: Cast, twice: Twice) -> None:
    _kept, _dropped, pair = twice()
    with pytest.raises(NotOfThePair):
        merge_children(actor=cast.lien, at=AT, pair_id=pair.pk, keep=new_id(), choices={})


def test_a_record_that_waits_for_another_commune_is_not_merged(cast: Cast, twice: Twice) -> None:
    kept, dropped, pair = twice()
    with acting(cast.lien):
        Transfer.objects.create(
            id=new_id(), child=dropped, from_place=cast.land.own, to_place=cast.land.sibling,
            moved_on=date(2026, 11, 1),
            hand_over="", asked_by=cast.lien.me, asked_by_name=cast.lien.name,
        )  # fmt: skip
    with pytest.raises(TransferWaits):
        merge(cast, pair, kept)


@pytest.mark.parametrize("who", ["mo", "quyet", "thao", "van", "an", "quan"])
def test_who_may_not_merge_can_neither_merge_nor_part(cast: Cast, twice: Twice, who: str) -> None:
    kept, _dropped, pair = twice()
    actor = getattr(cast, who)
    with pytest.raises((Forbidden, NotFound)):
        merge_children(actor=actor, at=AT, pair_id=pair.pk, keep=kept.pk, choices={})
    done = merge(cast, pair, kept)
    with pytest.raises((Forbidden, NotFound)):
        undo_merge(actor=actor, at=AT, merge_id=done.pk, why="Gộp nhầm.")


def test_a_merge_over_two_communes_is_made_and_undone_by_the_province(cast: Cast, twice: Twice) -> None:
    kept, dropped, pair = twice({"by": cast.thao, "place": cast.land.sibling})
    with pytest.raises(NotFound):
        merge(cast, pair, kept)
    with acting(cast.phu):
        before = state_of(kept, dropped)
    done = merge_children(actor=cast.phu, at=AT, pair_id=pair.pk, keep=kept.pk, choices={})
    undo_merge(actor=cast.phu, at=AT, merge_id=done.pk, why="Gộp nhầm.")
    with acting(cast.phu):
        assert state_of(kept, dropped) == before


def test_what_was_corrected_since_stays_and_is_told(cast: Cast, twice: Twice) -> None:
    kept, _dropped, pair = twice({"ethnicity": "18"})
    done = merge(cast, pair, kept)
    with acting(cast.lien):
        kept.refresh_from_db()
    correct_child(
        actor=cast.lien, at=AT, child_id=kept.pk, told=told(ethnicity="01"), version=kept.version, reason="Ghi nhầm."
    )  # fmt: skip
    assert ["corrected", "child", "ethnicity"] in undo(cast, done).undecided
    with acting(cast.lien):
        kept.refresh_from_db()
    assert kept.ethnicity == "01"


def test_what_was_added_since_stays_with_the_kept_record(cast: Cast, twice: Twice) -> None:
    kept, dropped, pair = twice()
    old = visit(cast, dropped, 2)
    done = merge(cast, pair, kept)
    new = visit(cast, kept, 9)
    assert undo(cast, done).undecided == []
    with acting(cast.lien):
        assert list(Visit.objects.filter(child=kept)) == [new]
        assert list(Visit.objects.filter(child=dropped)) == [old]


def test_a_later_merge_is_undone_first(cast: Cast, twice: Twice) -> None:
    first, second, pair = twice()
    done = merge(cast, pair, second)
    third, _fourth, _other = twice({"born": "7/3/2014"})
    with acting(cast.lien):
        joined = LookAlike.objects.filter(first__in=(second, third), second__in=(second, third)).get()
    later = merge(cast, joined, third)
    with pytest.raises(UndoLaterFirst):
        undo(cast, done)
    undo(cast, later)
    undo(cast, done)
    with acting(cast.lien):
        assert Child.objects_unguarded.get(pk=first.pk).left == ""


DAYS = st.dates(date(2015, 1, 1), date(2025, 12, 31))
ACTS = st.lists(
    st.tuples(st.sampled_from(["visit", "circumstance"]), st.booleans(), DAYS, st.integers(1, 400)), max_size=4
)
CHOICES = st.dictionaries(st.sampled_from(["full_name", "born", "sex", "mother"]), st.sampled_from(["kept", "dropped"]))


def test_b_03_merge_and_undo_lose_nothing(cast: Cast, twice: Twice) -> None:
    """Random facts, a merge, more facts, the undoing: both records equal what they were, and the new is still there."""

    @settings(max_examples=5, deadline=None)
    @given(before=ACTS, after=ACTS, choices=CHOICES)
    def holds(before: Any, after: Any, choices: dict[str, str]) -> None:
        kept, dropped, pair = twice({"born": "3/7/2014", "full_name": "Hồ Thị Sương"})
        with acting(cast.lien):
            for act in before:
                add_fact(cast, dropped if act[1] else kept, act)
            was = state_of(kept, dropped)
            done = merge(cast, pair, kept, **choices)
            assert set(ids_in(was)) <= set(ids_of(kept, dropped)), "no fact vanished in the merge"
            for act in after:
                visit(cast, kept, 1 + act[3] % 20)
            undo(cast, done)
            now = state_of(kept, dropped)
            visits = f"{kept.pk}.{Visit._meta.db_table}"
            assert len(now[visits]) == len(was[visits]) + len(after)
            now[visits] = [row for row in now[visits] if row in was[visits]]
            now[str(kept.pk)]["visited_on"] = was[str(kept.pk)]["visited_on"]
            assert now == was

    holds()


def add_fact(cast: Cast, child: Child, act: tuple[str, bool, date, int]) -> None:
    kind, _whose, since, days = act
    if kind == "visit":
        visit(cast, child, 1 + days % 20)
        return
    until = date.fromordinal(since.toordinal() + days)
    taken = Circumstance.objects.filter(child=child, valid_from__lt=until, valid_to__gt=since)
    if not taken.exists():
        Circumstance.objects.create(
            child=child, code=GROUP, group="HCDB-04", law_version="x", sensitivity=0, valid_from=since, valid_to=until,
            recorded_by="x",
        )  # fmt: skip


def ids_of(*children: Child) -> list[tuple[str, str]]:
    return list(ids_in(state_of(*children)))


def ids_in(state: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key.partition(".")[2], str(row["id"])) for key, rows in state.items() if "." in key for row in rows]


@given(
    start=DAYS, length=st.integers(1, 900) | st.none(),
    taken=st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 300)), max_size=5),
)  # fmt: skip
def test_gaps_and_taken_periods_together_cover_the_whole(start: date, length: int | None, taken: Any) -> None:
    first = date(2014, 1, 1).toordinal()
    periods, at = [], first
    for shift, days in taken:
        at += shift
        periods.append((date.fromordinal(at), date.fromordinal(at + days)))
        at += days
    end = date.fromordinal(start.toordinal() + length) if length else None
    found = gaps(start, end, periods)
    for day in range(start.toordinal(), (end or date(2030, 1, 1)).toordinal(), 13):
        one = date.fromordinal(day)
        covered = any(a <= one < b for a, b in periods)
        in_gap = sum(a <= one and (b is None or one < b) for a, b in found)
        assert in_gap == (0 if covered else 1)
