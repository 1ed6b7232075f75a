"""Pages by keyset: every row once, in order, forwards and backwards, whatever was inserted meanwhile."""

from __future__ import annotations

import base64
import json
from itertools import islice
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mangnon.access.scope import acting
from mangnon.testing.cast import Cast, sample
from mangnon.testing.queries import samples
from mangnon.ui.screens.base import AskedWrongly
from mangnon.ui.screens.keyset import Keyset, count_up_to

NAMES = ("Hồ Văn An", "Hồ Thị Ánh", "Đinh Văn Đỏ", "Y Lan", "A Phúc", "Hồ Thị Hoa", "Hồ Thị Hoa", "Hồ Thị Hòa")


@pytest.mark.parametrize("order", [("sort_key", "id"), ("-sort_key", "-id")])
@given(size=st.integers(1, 10))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_paging_gives_every_row_once_in_both_directions(cast: Cast, order: tuple[str, ...], size: int) -> None:
    with acting(cast.lien):
        if not samples(cast.lien).exists():
            for name in NAMES:
                sample(name, cast.land.own)
        keyset, found = Keyset(order), samples(cast.lien)
        wanted = [row.pk for row in found.order_by(*order)]
        seen, after, last = [], "", None
        while True:
            page = keyset.page(found, after=after, before="", size=size)
            seen += [row.pk for row in page.rows]
            last, after = page, page.after
            if not after:
                break
        assert seen == wanted
        back = [row.pk for row in last.rows]
        before = last.before
        while before:
            page = keyset.page(found, after="", before=before, size=size)
            back = [row.pk for row in page.rows] + back
            before = page.before
        assert back == wanted


def token(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


ANY = UUID("019ac000-0000-7000-8000-000000000000")
TOKENS = [
    *("x", "W10", "e30", "WyJhIl0", "%%%", "é", "WyJhIl"),
    *(token("a", "b"), token(None, None), token("a", None), token({"a": 1}, "b"), token("a", [1])),
    *(token("a\x00", str(ANY)), token(True, str(ANY))),
]


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_that_is_not_ours_is_refused_in_words(cast: Cast, token: str) -> None:
    with acting(cast.lien), pytest.raises(AskedWrongly):
        Keyset(("sort_key", "id")).page(samples(cast.lien), after=token, before="", size=5)


@given(
    names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=9),
    late=st.lists(st.sampled_from(NAMES), max_size=5),
    leave=st.lists(st.booleans(), max_size=5),
    size=st.integers(1, 4),
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nobody_is_lost_or_shown_twice_when_rows_come_and_go_meanwhile(
    cast: Cast, names: list[str], late: list[str], leave: list[bool], size: int
) -> None:
    """Those who were there from the first page to the last stand on exactly one page, whatever happened between."""
    with acting(cast.lien), transaction.atomic():
        stayed = [sample(name, cast.land.own).pk for name in names]
        keyset, found = Keyset(("sort_key", "id")), samples(cast.lien)
        coming, leaving = iter(late), iter(leave)
        page = keyset.page(found, after="", before="", size=size)
        seen = [row.pk for row in page.rows]
        while page.after:
            for name in islice(coming, 1):
                sample(name, cast.land.own)
            if next(leaving, False) and len(stayed) > 1:
                found.filter(pk=stayed.pop()).update(born_year=1900)
            page = keyset.page(found.exclude(born_year=1900), after=page.after, before="", size=size)
            seen += [row.pk for row in page.rows]
        transaction.set_rollback(True)
    assert len(seen) == len(set(seen))
    assert set(stayed) <= set(seen)


@given(
    rows=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["own", "sibling"]), st.booleans()), max_size=14),
    size=st.integers(1, 5),
    order=st.sampled_from([("sort_key", "id"), ("-sort_key", "-id"), ("pk",), ("place__code", "id")]),
    most=st.integers(1, 20),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_others_share_stands_in_its_order_among_the_own(
    cast: Cast, rows: list[tuple[str, str, bool]], size: int, order: tuple[str, ...], most: int
) -> None:
    """Pages and counts by branches are those of the whole query, for a reach of one commune."""
    with transaction.atomic():
        with acting(cast.phu):
            for name, where, shared in rows:
                place, other = (cast.land.own, cast.land.sibling)[:: 1 if where == "own" else -1]
                sample(name, place, other=other if shared else None)
        with acting(cast.lien):
            keyset, found = Keyset(order), samples(cast.lien)
            wanted, seen, after = [row.pk for row in found.order_by(*order)], [], ""
            while True:
                page = keyset.page(found, after=after, before="", size=size)
                seen += [row.pk for row in page.rows]
                after = page.after
                if not after:
                    break
            assert seen == wanted
            assert count_up_to(found, most) == min(len(wanted), most + 1)
            assert count_up_to(found.filter(born_year__in=[]), most) == 0
        transaction.set_rollback(True)
