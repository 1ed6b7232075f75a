"""The records of the place files, and the book that collects and writes them."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from typing import Any

COLUMN_NAMES = {"from_": "from"}


@dataclass(frozen=True, order=True)
class Unit:
    """One administrative unit in one form, for one period [valid_from, valid_to)."""

    code: str
    valid_from: str
    valid_to: str
    level: str
    kind: str
    name: str
    parent: str
    source: str
    confirmed: int


@dataclass(frozen=True, order=True)
class Move:
    """A continuing unit passes to another parent on a day."""

    code: str
    valid_from: str
    on: str
    parent: str
    document: str
    source: str
    confirmed: int


@dataclass(frozen=True, order=True)
class Succession:
    """An ended unit goes, whole or in part, into a unit that starts on the same day."""

    from_code: str
    from_valid_from: str
    to_code: str
    to_valid_from: str
    on: str
    change: str
    part: str
    document: str
    source: str
    confirmed: int


@dataclass(frozen=True, order=True)
class Flag:
    """A property of a unit during a period (mountain commune and the like)."""

    code: str
    valid_from: str
    flag: str
    from_: str
    to: str
    source: str
    confirmed: int


@dataclass(frozen=True, order=True)
class Gap:
    """An ended unit without a recorded successor, and why."""

    code: str
    valid_from: str
    why: str


@dataclass
class Open:
    """A unit that is still in force while the history is being replayed."""

    code: str
    level: str
    start: str
    name: str
    kind: str
    parent: str
    source: str
    confirmed: int
    now_in: str = ""
    """The parent after the moves so far."""


@dataclass(frozen=True)
class Event:
    """What is known of one change: its day, document and source."""

    on: str
    document: str
    source: str
    confirmed: int


@dataclass
class Book:
    """Everything compiled so far; `open` holds the units in force, by code."""

    open: dict[str, Open] = field(default_factory=dict)
    units: list[Unit] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    def begin(self, unit: Open) -> None:
        """Put a unit in force; its code must be free."""
        if unit.code in self.open:
            raise ValueError(f"{unit.code} is already in force")
        unit.now_in = unit.parent
        self.open[unit.code] = unit

    def end(self, code: str, on: str) -> Open:
        """End the unit in force under the code, and return it."""
        unit = self.open.pop(code)
        self._keep(unit, on)
        return unit

    def move(self, code: str, parent: str, event: Event) -> None:
        """Record that a unit in force passes to another parent."""
        unit = self.open[code]
        if unit.now_in != parent:
            unit.now_in = parent
            self.moves.append(Move(code, unit.start, event.on, parent, event.document, event.source, event.confirmed))

    def succeed(self, old: Open, new: Open, change: str, event: Event, part: str = "") -> None:
        """Record that an ended unit went into one that begins."""
        ends = (old.code, old.start, new.code, new.start, new.start)
        self.successions.append(Succession(*ends, change, part, event.document, event.source, event.confirmed))

    def finish(self) -> None:
        """Write down the units that are still in force."""
        for unit in self.open.values():
            self._keep(unit, "")

    def _keep(self, unit: Open, end: str) -> None:
        u = unit
        self.units.append(Unit(u.code, u.start, end, u.level, u.kind, u.name, u.parent, u.source, u.confirmed))

    def write(self, folder: Path) -> None:
        """Write the six files, sorted, with LF line ends."""
        write_table(folder / "units.tsv", Unit, self.units)
        write_table(folder / "moves.tsv", Move, self.moves)
        write_table(folder / "successions.tsv", Succession, self.successions)
        write_table(folder / "flags.tsv", Flag, self.flags)
        write_table(folder / "exceptions.tsv", Gap, self.gaps)


def write_table(path: Path, kind: type[Any], rows: list[Any]) -> None:
    """Write rows of one record class as a tab-separated file with a header."""
    head = "\t".join(COLUMN_NAMES.get(f.name, f.name) for f in fields(kind))
    lines = [head] + ["\t".join(str(v) for v in astuple(row)) for row in sorted(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
