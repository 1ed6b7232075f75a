"""Hulls, cells and thinned lines."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mangnon.lib.planes import area, around, cells, centre, evened, far_off, hull, nearer, thinned

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
POINTS = some.lists(some.tuples(some.integers(1, 99), some.integers(1, 99)), min_size=2, max_size=25, unique=True).map(
    lambda found: [(float(x), float(y)) for x, y in found]
)
GROUND = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]


def test_a_hull_leaves_out_what_lies_inside() -> None:
    assert set(hull([*SQUARE, (5.0, 5.0), (5.0, 0.0)])) == set(SQUARE)
    assert hull([(1.0, 1.0), (1.0, 1.0)]) == [(1.0, 1.0)]


def test_a_clip_keeps_the_nearer_half() -> None:
    assert area(nearer(SQUARE, (2.0, 5.0), (8.0, 5.0))) == pytest.approx(50)
    assert centre(nearer(SQUARE, (2.0, 5.0), (8.0, 5.0))) == pytest.approx((2.5, 5.0))


@given(POINTS)
def test_cells_part_the_ground_without_gap_or_overlap_and_each_holds_what_is_nearest(points: list) -> None:
    found = cells(points, GROUND)
    assert sum(map(area, found)) == pytest.approx(10_000)
    for mine, ring in zip(points, found, strict=True):
        x, y = centre(ring)
        nearest = min(points, key=lambda one: hypot(one[0] - x, one[1] - y))
        assert hypot(mine[0] - x, mine[1] - y) == pytest.approx(hypot(nearest[0] - x, nearest[1] - y))


def test_evened_cells_grow_where_points_are_crowded() -> None:
    crowd = [(x / 10, y / 10) for x in range(3) for y in range(3)] + [(50.0, 50.0), (90.0, 20.0), (20.0, 90.0)]
    before = min(map(area, cells(crowd, GROUND)))
    assert min(map(area, evened(crowd, GROUND, 12))) > 20 * before


def test_an_island_far_at_sea_is_told_from_the_rest() -> None:
    mainland = [(float(x), float(y)) for x in range(5) for y in range(5)]
    assert far_off([*mainland, (60.0, 2.0)]) == {25}
    assert far_off(mainland) == set()
    assert far_off([(0.0, 0.0), (9.0, 9.0)]) == set()


def test_an_outline_leaves_a_margin() -> None:
    ring = around([(0.0, 0.0), (10.0, 0.0), (5.0, 8.0)], 2.0)
    assert (min(x for x, _y in ring), max(y for _x, y in ring)) == (-2.0, 10.0)


def test_a_thinned_line_stays_near_and_keeps_its_ends() -> None:
    line = [(float(x), 0.01 if x % 2 else 0.0) for x in range(50)] + [(50.0, 30.0)]
    assert thinned(line, 0.1) == [line[0], line[49], line[50]]
