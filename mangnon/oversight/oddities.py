"""Pure rules of odd reading: readings of one person in, findings out. No tables, tested in microseconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mangnon.access.roles import Role
from mangnon.lib.dates import VN_ZONE
from mangnon.oversight.odd_reading import Kind, Rule
from mangnon.oversight.slots import Traits


@dataclass(frozen=True, slots=True)
class Reading:
    """One entry in which somebody saw children, or took a list of them out."""

    entry: int
    at: datetime
    children: frozenset[str] = frozenset()
    exported: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose readings they are. ``places`` are those that the person answers for; none for whole provinces."""

    surname: str
    roles: frozenset[Role]
    places: frozenset[int] = frozenset()
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Odd:
    """One finding: the entries that make it, and the children they showed."""

    entries: tuple[int, ...]
    children: frozenset[str]
    first: datetime
    last: datetime


Children = Mapping[str, Traits]
_UNKNOWN = Traits()


def find(rule: Rule, reader: Reader, readings: Sequence[Reading], children: Children) -> list[Odd]:
    """What one rule finds in one person's readings, given in the order of time."""
    if not rule.looks_at(reader.roles):
        return []
    return list(_FINDERS[rule.kind](rule, reader, readings, children))


def _many(rule: Rule, reader: Reader, readings: Sequence[Reading], children: Children) -> Iterator[Odd]:
    """More than so many different children within the window; what made one finding makes no second."""
    yield from _windows(rule, readings, lambda kept: len(_seen(kept)) > rule.threshold)


def _often(rule: Rule, readings: Sequence[Reading]) -> Iterator[Odd]:
    yield from _windows(rule, readings, lambda kept: len(kept) >= rule.threshold)


def _windows(rule: Rule, readings: Sequence[Reading], enough: Callable[[Sequence[Reading]], bool]) -> Iterator[Odd]:
    """Slide over the readings; when a window has enough, it is a finding together with all that follows closely."""
    kept: list[Reading] = []
    found = False
    for reading in readings:
        while kept and reading.at - kept[0].at > rule.window:
            if found:
                yield _odd(kept)
                kept, found = [], False
            else:
                kept.pop(0)
        kept.append(reading)
        found = found or enough(kept)
    if found:
        yield _odd(kept)


def _surname(rule: Rule, reader: Reader, readings: Sequence[Reading], children: Children) -> Iterator[Odd]:
    """The same child of the reader's own surname, in the reader's own place, again and again."""
    alike = {
        child
        for child, traits in children.items()
        if reader.surname and traits.surname == reader.surname and traits.places & reader.places
    }
    for child in sorted(alike):
        opened = [one for one in readings if one.children == {child}]
        yield from _often(rule, opened)


def _night(rule: Rule, reader: Reader, readings: Sequence[Reading], children: Children) -> Iterator[Odd]:
    """In the hours of the night."""
    yield from _often(rule, [one for one in readings if one.children and _in_hours(rule, one.at)])


def _in_hours(rule: Rule, at: datetime) -> bool:
    if rule.hours is None:
        return False
    first, end = rule.hours
    hour = at.astimezone(VN_ZONE).hour
    return first <= hour < end if first < end else hour >= first or hour < end


def _outside(rule: Rule, reader: Reader, readings: Sequence[Reading], children: Children) -> Iterator[Odd]:
    """Children for whom other places answer today."""
    if reader.everywhere or not reader.places:
        return
    away = {child for child, traits in children.items() if traits.places and not traits.places & reader.places}
    yield from _often(rule, [_only(one, away) for one in readings if one.children & away])


def _export(rule: Rule, reader: Reader, readings: Sequence[Reading], children: Children) -> Iterator[Odd]:
    """Lists of children taken out as files."""
    yield from _often(rule, [one for one in readings if one.exported])


def _restricted(rule: Rule, reader: Reader, readings: Sequence[Reading], children: Children) -> Iterator[Odd]:
    """Children whose records are closed to most."""
    closed = {child for child, traits in children.items() if traits.restricted}
    yield from _often(rule, [_only(one, closed) for one in readings if one.children & closed])


def _only(reading: Reading, children: set[str]) -> Reading:
    """The same reading with those children alone that the finding is about."""
    return Reading(reading.entry, reading.at, reading.children & children, reading.exported)


def _seen(readings: Sequence[Reading]) -> frozenset[str]:
    return frozenset[str]().union(*(one.children for one in readings))


def _odd(kept: Sequence[Reading]) -> Odd:
    return Odd(tuple(one.entry for one in kept), _seen(kept), kept[0].at, kept[-1].at)


_FINDERS: Mapping[Kind, Callable[[Rule, Reader, Sequence[Reading], Children], Iterator[Odd]]] = {
    Kind.MANY: _many,
    Kind.SURNAME: _surname,
    Kind.NIGHT: _night,
    Kind.OUTSIDE: _outside,
    Kind.EXPORT: _export,
    Kind.RESTRICTED: _restricted,
}
