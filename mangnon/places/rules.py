"""Pure reckoning on units: names, who answers for whom, figures of one day shown on the map of another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

SPLIT = "split"
COMMUNE = "commune"
PROVINCE = "province"

KIND_WORDS = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")
"""The words with which the name of a unit begins."""


def bare_name(name: str) -> str:
    """``Xã Trà Linh`` → ``Trà Linh``; ``Phường 3`` stays whole, since a bare number says nothing."""
    for kind in KIND_WORDS:
        if name.lower().startswith(kind + " "):
            rest = name[len(kind) + 1 :]
            return name if rest.isdigit() else rest
    return name


def in_line(name: str) -> str:
    """The name as it stands within a sentence: ``Huyện Nam Trà My`` → ``huyện Nam Trà My``."""
    return name[:1].lower() + name[1:]


def address_line(names: Sequence[str]) -> str:
    """``Xã Trà Linh, huyện Nam Trà My, tỉnh Quảng Nam``, from the smallest unit to the greatest."""
    return ", ".join([*names[:1], *map(in_line, names[1:])])


@dataclass(frozen=True, slots=True)
class Named:
    """A unit to be named among others; ``above`` is the name of the unit it lies in."""

    id: int
    name: str
    above: str = ""


def shortest_names(units: Iterable[Named]) -> dict[int, str]:
    """The shortest name that tells each unit apart from the others given.

    Without its kind (``Trà Mai``), else with it (``phường Trà Mai``), else with what lies above
    (``Hòa Bình, huyện Vân Hồ``).
    """
    listed = list(units)
    bare = Counter(bare_name(one.name) for one in listed)
    full = Counter(one.name for one in listed)
    found = {}
    for one in listed:
        short = bare_name(one.name)
        if bare[short] > 1:
            short = one.name if full[one.name] == 1 or not one.above else f"{short}, {in_line(one.above)}"
        found[one.id] = short
    return found


@dataclass(frozen=True, slots=True)
class Link:
    """One unit, or a part of it, became another on a day."""

    predecessor: int
    successor: int
    on: date
    change: str

    @property
    def whole(self) -> bool:
        """True when all of the predecessor went there."""
        return self.change != SPLIT


@dataclass(frozen=True, slots=True)
class Projected:
    """Figures on the map of another day. Nothing is lost: both sums together are the sum that was given."""

    placed: dict[int, int] = field(default_factory=dict)
    unplaced: dict[int, int] = field(default_factory=dict)
    """What one number can't tell: under the unit at which it stopped (shown as "chưa tách được")."""

    @property
    def total(self) -> int:
        """The sum of both."""
        return sum(self.placed.values()) + sum(self.unplaced.values())


def project(figures: Mapping[int, int], links: Iterable[Link], *, shown_on: date, on_map: Collection[int]) -> Projected:
    """Carry ``figures`` (unit → number, of whatever day) to the map of ``shown_on``.

    A unit that ended by then goes forward: what went wholly into another is summed there, a divided unit stays
    apart. A unit that began later goes back: into the one unit it came from; one that came from several stays
    apart. ``on_map`` holds the units of the day shown: what ends outside of it (ended without a successor)
    stays apart too.
    """
    ways = _ways(links, shown_on)
    found = Projected()
    for unit, number in figures.items():
        last, clear = _follow(unit, ways)
        target = found.placed if clear and last in on_map else found.unplaced
        target[last] = target.get(last, 0) + number
    return found


_Ways = dict[int, list[tuple[int, bool]]]
"""Unit → where it leads, each with whether all of the unit goes there."""


def _ways(links: Iterable[Link], shown_on: date) -> _Ways:
    ways: _Ways = defaultdict(list)
    for link in links:
        if link.on <= shown_on:
            ways[link.predecessor].append((link.successor, link.whole))
        else:
            ways[link.successor].append((link.predecessor, True))
    return dict(ways)


def _follow(unit: int, ways: _Ways) -> tuple[int, bool]:
    """The unit at the end of the way, and whether the way was clear all along."""
    while unit in ways:
        if len(ways[unit]) > 1 or not ways[unit][0][1]:
            return unit, False
        unit = ways[unit][0][0]
    return unit, True


def sum_up(figures: Mapping[int, int], above: Mapping[int, int]) -> dict[int, int]:
    """Sum figures of units into the units they lie in; those without one keep their own line."""
    sums: dict[int, int] = {}
    for unit, number in figures.items():
        home = above.get(unit, unit)
        sums[home] = sums.get(home, 0) + number
    return sums


@dataclass(frozen=True, slots=True)
class Life:
    """What reckoning needs of a unit: its level and its days ``[start, end)``."""

    id: int
    level: str
    start: date
    end: date | None

    def lives_on(self, day: date) -> bool:
        """Whether it is in force on ``day``."""
        return self.start <= day and (self.end is None or day < self.end)

    def last_day(self, today: date) -> date:
        """Its last day, or today while it lives (its first day when that lies ahead)."""
        if self.end is not None and self.end <= today:
            return self.end - timedelta(days=1)
        return max(self.start, today)


@dataclass(frozen=True, slots=True)
class Lies:
    """A unit lay in another during ``[start, end)``."""

    child: int
    parent: int
    start: date
    end: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it did on ``day``."""
        return self.start <= day and (self.end is None or day < self.end)


class Ground:
    """Who lies in whom and who became whom, for reckoning reach, today's units and today's provinces."""

    def __init__(self, lives: Iterable[Life], lies: Iterable[Lies], links: Iterable[Link], *, today: date) -> None:
        self.today = today
        self.lives = {life.id: life for life in lives}
        self._inside: dict[int, list[Lies]] = defaultdict(list)
        self._above: dict[int, list[Lies]] = defaultdict(list)
        for one in lies:
            self._inside[one.parent].append(one)
            self._above[one.child].append(one)
        self._from: dict[int, list[Link]] = defaultdict(list)
        self._to: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            self._from[link.predecessor].append(link)
            self._to[link.successor].append(link)
        self._absorbed: dict[int, frozenset[int]] = {}
        self._became: dict[int, frozenset[int]] = {}

    def reach(self, unit: int) -> list[int]:
        """Commune-level units in it on its last day (or today), and those that went wholly into them."""
        return sorted({one for below in self._communes(unit) for one in self._wholly(below)})

    def became(self, unit: int) -> list[int]:
        """The units in force today that it became; a district without a successor: those of its communes."""
        return sorted(self._todays(unit))

    def provinces(self, unit: int) -> list[int]:
        """The provinces of today on whose ground it lies."""
        return sorted({top for one in self._todays(unit) if (top := self._top(one)) is not None})

    def _communes(self, unit: int) -> list[int]:
        life = self.lives[unit]
        if life.level == COMMUNE:
            return [unit]
        return self._below(unit, life.last_day(self.today)) or [unit]

    def _below(self, unit: int, day: date) -> list[int]:
        found = []
        for one in self._inside[unit]:
            child = self.lives[one.child]
            if not (one.holds_on(day) and child.lives_on(day)):
                continue
            found += [child.id] if child.level == COMMUNE else self._below(child.id, day)
        return found

    def _wholly(self, unit: int) -> frozenset[int]:
        if unit not in self._absorbed:
            before = (self._wholly(link.predecessor) for link in self._to[unit] if link.whole)
            self._absorbed[unit] = frozenset({unit}).union(*before)
        return self._absorbed[unit]

    def _todays(self, unit: int) -> frozenset[int]:
        if unit not in self._became:
            self._became[unit] = self._reckon_today(unit)
        return self._became[unit]

    def _reckon_today(self, unit: int) -> frozenset[int]:
        life = self.lives[unit]
        if life.end is None or life.end > self.today:
            return frozenset({unit})
        onward = [link.successor for link in self._from[unit]]
        if not onward and life.level != COMMUNE:
            onward = self._below(unit, life.last_day(self.today))
        return frozenset[int]().union(*map(self._todays, onward))

    def _top(self, unit: int) -> int | None:
        life = self.lives[unit]
        if life.level == PROVINCE:
            return unit
        day = life.last_day(self.today)
        above = next((one.parent for one in self._above[unit] if one.holds_on(day)), None)
        return None if above is None else self._top(above)
