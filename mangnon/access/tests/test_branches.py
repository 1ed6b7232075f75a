"""Branches of a guarded query: together the query itself, each row in one of them, nothing beyond."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db import connection

from mangnon.access.managers import GuardedQuerySet, Unscoped
from mangnon.access.scope import acting
from mangnon.testing.cast import Cast, sample
from mangnon.testing.models import Sample

SEE = "testing.samples.see"


@pytest.fixture
def everywhere(cast: Cast) -> Cast:
    """A sample for each pair of a place and a second place, or none."""
    places = (cast.land.own, cast.land.sibling, cast.land.foreign)
    with acting(cast.phu):
        for place, other in product(places, (None, *places)):
            sample("Hồ Văn An", place, other=other, hamlet=cast.land.hamlet if place == cast.land.own else None)
    return cast


CHANGES: dict[str, Callable[[GuardedQuerySet[Any]], GuardedQuerySet[Any]]] = {
    "nothing more": lambda rows: rows,
    "a filter": lambda rows: rows.filter(full_name__startswith="Hồ"),
    "an exclusion": lambda rows: rows.exclude(other_place=None),
    "alternatives": lambda rows: rows.filter(born_year=1900) | rows,
    "itself again": lambda rows: rows & rows,
    "an order": lambda rows: rows.order_by("-sort_key"),
    "a distinct": lambda rows: rows.distinct(),
    "a slice": lambda rows: rows.order_by("id")[:3],
    "a lock": lambda rows: rows.select_for_update(),
    "a union": lambda rows: rows.union(rows),
    "nobody": lambda rows: rows.none(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("who", ["lien", "mo", "thao", "phu", "van", "an"])
def test_branches_are_the_query_itself_with_each_row_once(everywhere: Cast, who: str, change: str) -> None:
    """Row security is on for everybody but the check itself: with the wide role only Python's guard narrows."""
    actor = everywhere.everybody[who]
    for acts in (actor, everywhere.phu):
        with acting(acts):
            rows = CHANGES[change](Sample.objects.visible_to(actor, SEE))
            seen = [one.pk for branch in rows.branches() for one in branch]
            assert sorted(seen) == sorted(one.pk for one in rows)


def test_only_a_whole_reach_over_two_places_has_two_branches(everywhere: Cast) -> None:
    """A collaborator's hamlets, everywhere and alternatives stay one query."""
    for who, wanted in (("lien", 2), ("thao", 2), ("mo", 1), ("phu", 1)):
        actor = everywhere.everybody[who]
        assert len(Sample.objects.visible_to(actor, SEE).branches()) == wanted, who
    mine = Sample.objects.visible_to(everywhere.lien, SEE)
    assert len((mine.filter(born_year=1900) | mine).branches()) == 1


def test_branches_of_an_unopened_query_raise_like_the_query(everywhere: Cast) -> None:
    for branch in Sample.objects.get_queryset().branches():
        with pytest.raises(Unscoped):
            list(branch)


def test_the_planner_reads_nothing_into_a_policy_by_place(everywhere: Cast) -> None:
    """Bare conditions make it sort thousands of rows for a page of fifty (bench/row_security)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tablename, qual, with_check from pg_policies where policyname = 'reach' and qual ~ 'access_reach'"
        )
        rows = cursor.fetchall()
    assert {"testing_sample", "testing_samplefact"} <= {table for table, _qual, _check in rows}
    assert [table for table, qual, check in rows if not qual.startswith("COALESCE(") or check != qual] == []
