"""Eight writers at once, some of whom change their mind: no number twice, none left out."""

from __future__ import annotations

import random
import threading
from typing import Any

import pytest
from django.db import connection, transaction

from mangnon.access.scope import acting
from mangnon.papers.numbering import PaperNumber, next_number
from mangnon.testing.cast import Cast, make_cast

WRITERS, EACH = 8, 12


class ChangedMind(Exception):
    """The act was undone after its number was taken."""


def take(cast: Cast, seed: int, kept: list[int], start: threading.Barrier) -> None:
    dice = random.Random(seed)  # noqa: S311 - a dice, no secret
    start.wait()
    try:
        for _n in range(EACH):
            try:
                with acting(cast.lien), transaction.atomic():
                    number = next_number(place_id=cast.land.own.pk, kind="BC", year=2026)
                    if dice.random() < 0.4:
                        raise ChangedMind
                kept.append(number)
            except ChangedMind:
                continue
    finally:
        connection.close()


def test_eight_writers_leave_no_gap_and_no_double(committed: Any) -> None:
    from mangnon.access.gathering import gather

    gather()
    cast = make_cast()
    kept: list[int] = []
    start = threading.Barrier(WRITERS)
    writers = [threading.Thread(target=take, args=(cast, seed, kept, start)) for seed in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert 0 < len(kept) < WRITERS * EACH
    assert sorted(kept) == list(range(1, len(kept) + 1))


@pytest.mark.django_db
def test_offices_kinds_and_years_count_apart(cast: Cast) -> None:
    with acting(cast.phu):
        taken = [
            next_number(place_id=place.pk, kind=kind, year=year)
            for place, kind, year in [
                (cast.land.own, "BC", 2026),
                (cast.land.own, "BC", 2026),
                (cast.land.own, "QĐ", 2026),
                (cast.land.own, "BC", 2027),
                (cast.land.sibling, "BC", 2026),
            ]
        ]
    assert taken == [1, 2, 1, 1, 1]


def test_a_number_below_ten_gets_its_nought() -> None:
    assert [str(PaperNumber(n, "BC")) for n in (5, 41)] == ["05/BC-UBND", "41/BC-UBND"]
