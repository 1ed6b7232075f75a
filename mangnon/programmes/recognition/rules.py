"""Points of a commune against a table of criteria: pure. The table and its points are data of the law, never here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mangnon.statutes.kinds.figures import CriteriaTable

Key = tuple[str, int]
"""A criterion's code and the number of its part, 0 where it has none."""
Points = Mapping[Key, int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """What gets points of its own. ``most``: full points, None where the table doesn't say."""

    code: str
    number: int
    part: int
    title: str
    most: int | None
    bands: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """Criterion and part."""
        return self.code, self.part

    @property
    def label(self) -> str:
        """``6.2``, or ``7`` for a criterion without parts."""
        return f"{self.number}.{self.part}" if self.part else str(self.number)


def lines(table: CriteriaTable) -> Iterator[Line]:
    """Everything that gets points, in the order of the table."""
    for one in table.criteria:
        bands = tuple(f"{band.condition}: {band.points}" for band in one.bands)
        if not one.parts:
            yield Line(one.code, one.number, 0, one.vi, one.points, bands)
        for part in one.parts:
            inner = tuple(f"{band.condition}: {band.points}" for band in part.bands)
            yield Line(one.code, one.number, part.number, part.vi, part.points, inner)


def maximum(table: CriteriaTable) -> int:
    """The points that the table gives in all, as far as it says."""
    return sum(one.most or 0 for one in lines(table))


def missing(table: CriteriaTable) -> list[str]:
    """Labels of what has no points yet; the declared total where the points don't add up to it (or there is none)."""
    found = [one.label for one in lines(table) if one.most is None]
    if not found and maximum(table) != table.total:
        return [f"{maximum(table)} / {table.total or '?'}"]
    return found


def least(table: CriteriaTable, place_class: str) -> int | None:
    """The least total for a class; None for one that the table doesn't have."""
    return next((one.least for one in table.thresholds if one.code == place_class), None)


def total(table: CriteriaTable, points: Points) -> int:
    """The sum over the table; what isn't scored counts nothing."""
    return sum(points.get(one.key) or 0 for one in lines(table))


def unscored(table: CriteriaTable, points: Points) -> list[str]:
    """Labels of what has not been scored."""
    return [one.label for one in lines(table) if points.get(one.key) is None]


def zeros(table: CriteriaTable, points: Points) -> list[int]:
    """Numbers of criteria of which every part is scored and that have no point in all."""
    sums: dict[int, list[int | None]] = {}
    for one in lines(table):
        sums.setdefault(one.number, []).append(points.get(one.key))
    return [number for number, given in sums.items() if None not in given and not any(given)]


def what_if(table: CriteriaTable, points: Points, added: Mapping[Key, int]) -> dict[Key, int | None]:
    """The points with some added, never beyond what the table gives."""
    found: dict[Key, int | None] = {}
    for one in lines(table):
        got, more = points.get(one.key), added.get(one.key, 0)
        most = one.most if one.most is not None else (got or 0) + more
        found[one.key] = got if not more else min((got or 0) + more, most)
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a place stands. ``short``: points missing to its least total; None where its class isn't known."""

    total: int
    least: int | None
    short: int | None
    zeros: tuple[int, ...]
    unscored: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Every part scored, no criterion at zero, the total reached."""
        return self.short == 0 and not self.zeros and not self.unscored


def judge(table: CriteriaTable, points: Points, place_class: str) -> Verdict:
    """Where a place of a class stands with its points."""
    got, wanted = total(table, points), least(table, place_class)
    short = None if wanted is None else max(wanted - got, 0)
    return Verdict(got, wanted, short, tuple(zeros(table, points)), tuple(unscored(table, points)))
