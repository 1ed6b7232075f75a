"""Flat shapes: convex hulls, cells around points, thinned lines. Pure; a point is ``(x, y)``, a ring isn't closed."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from statistics import median

Point = tuple[float, float]
Ring = list[Point]


def hull(points: Sequence[Point]) -> Ring:
    """The convex hull, in one turning direction (Andrew's monotone chain); fewer than three points stay as they are."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return list(ordered)
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(ordered: Sequence[Point]) -> Ring:
    chain: Ring = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def around(points: Sequence[Point], margin: float) -> Ring:
    """A convex outline that leaves ``margin`` (in the unit of the points) around all of them; eight corners each."""
    slant = margin * 0.7071
    steps = ((margin, 0.0), (slant, slant), (0.0, margin), (-slant, slant), (-margin, 0.0), (-slant, -slant),
             (0.0, -margin), (slant, -slant))  # fmt: skip
    return hull([(x + dx, y + dy) for x, y in points for dx, dy in steps])


def nearer(ring: Ring, mine: Point, other: Point) -> Ring:
    """What of a convex ring lies nearer to ``mine`` than to ``other`` (Sutherland and Hodgman's clip by one line)."""
    middle = ((mine[0] + other[0]) / 2, (mine[1] + other[1]) / 2)
    away = (other[0] - mine[0], other[1] - mine[1])

    def over(point: Point) -> float:
        return (point[0] - middle[0]) * away[0] + (point[1] - middle[1]) * away[1]

    kept: Ring = []
    for at, point in enumerate(ring):
        before = ring[at - 1]
        here, there = over(point), over(before)
        if (here > 0) != (there > 0):
            part = there / (there - here)
            kept.append((before[0] + (point[0] - before[0]) * part, before[1] + (point[1] - before[1]) * part))
        if here <= 0:
            kept.append(point)
    return kept


def cells(points: Sequence[Point], outline: Ring) -> list[Ring]:
    """The Voronoi cell of each point within a convex outline; points must differ."""
    return [_cell(mine, points, outline) for mine in points]


def _cell(mine: Point, points: Sequence[Point], outline: Ring) -> Ring:
    ring = list(outline)
    for distance, other in sorted((hypot(x - mine[0], y - mine[1]), (x, y)) for x, y in points if (x, y) != mine):
        if distance > 2 * max((hypot(x - mine[0], y - mine[1]) for x, y in ring), default=0.0):
            break
        ring = nearer(ring, mine, other)
    return ring


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, never negative."""
    return abs(_signed(ring))


def _signed(ring: Sequence[Point]) -> float:
    return sum(ring[at - 1][0] * y - x * ring[at - 1][1] for at, (x, y) in enumerate(ring)) / 2


def centre(ring: Sequence[Point]) -> Point:
    """The centre of gravity of a ring; the mean of its points when it has no area."""
    whole = _signed(ring)
    if abs(whole) < 1e-12:
        return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
    pairs = [(ring[at - 1], point) for at, point in enumerate(ring)]
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs)
    return x / (6 * whole), y / (6 * whole)


def evened(points: Sequence[Point], outline: Ring, rounds: int) -> list[Ring]:
    """Cells of nearly the same size that keep their neighbours (Lloyd): each point moves to its cell's middle."""
    found = cells(points, outline)
    for _round in range(rounds):
        found = cells([centre(ring) for ring in found], outline)
    return found


def far_off(points: Sequence[Point], times: float = 6.0) -> set[int]:
    """Which points lie far from all others: ``times`` the usual distance to the nearest one; an island at sea."""
    nearest = [
        min((hypot(x - a, y - b) for at, (a, b) in enumerate(points) if at != mine), default=0.0)
        for mine, (x, y) in enumerate(points)
    ]
    usual = median(nearest) if nearest else 0.0
    return {at for at, distance in enumerate(nearest) if len(points) > 3 and distance > times * usual}


def thinned(ring: Ring, tolerance: float) -> Ring:
    """A line with fewer points that strays at most ``tolerance`` from it (Douglas and Peucker, without recursion)."""
    keep = {0, len(ring) - 1}
    spans = [(0, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(((_off(ring[n], ring[first], ring[last]), n) for n in range(first + 1, last)), default=(0.0, 0))
        if far > tolerance:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [ring[at] for at in sorted(keep)]


def _off(point: Point, a: Point, b: Point) -> float:
    long = hypot(b[0] - a[0], b[1] - a[1])
    return abs(_turn(a, b, point)) / long if long else hypot(point[0] - a[0], point[1] - a[1])
