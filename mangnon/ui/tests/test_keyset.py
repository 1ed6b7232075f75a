"""Pages by keyset: every row once, in order, forwards and backwards, whatever was inserted meanwhile."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mangnon.access.scope import acting
from mangnon.testing.cast import Cast, sample
from mangnon.testing.queries import samples
from mangnon.ui.screens.base import AskedWrongly
from mangnon.ui.screens.listing import Keyset

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


@pytest.mark.parametrize("token", ["x", "W10", "e30", "WyJhIl0", "%%%"])
def test_a_token_that_is_not_ours_is_refused_in_words(cast: Cast, token: str) -> None:
    with acting(cast.lien), pytest.raises(AskedWrongly):
        Keyset(("sort_key", "id")).page(samples(cast.lien), after=token, before="", size=5)
