"""Places named in a question: old and new communes by any of their names, kept in memory; hamlets within reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from django.db import connection
from django.db.models import Q

from mangnon.access.actor import Reach
from mangnon.lib.names import fold
from mangnon.places.models import Hamlet, Level
from mangnon.places.queries import units_served
from mangnon.registry.search.asking import Asked, without

LONGEST_NAME = 6
_BEFORE = frozenset({"o", "tai", "xa", "phuong", "thuoc"})
"""Words that lead to a place and belong to nothing else: they go with it."""
_HAMLET = frozenset({"thon", "ap", "khoi", "nong"})
_HAMLETS_AT_MOST = 200
HELD_FOR = 300.0
"""Seconds for which the names of communes are kept: they change with a load, by the owner alone."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a question looks: whole communes, or one hamlet; ``words`` is how it was named."""

    words: str
    places: frozenset[int] = frozenset()
    hamlets: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Names:
    until: float = 0.0
    bare: dict[str, frozenset[int]] = field(default_factory=dict)
    whole: dict[str, frozenset[int]] = field(default_factory=dict)


_held: dict[str, _Names] = {}
_lock = Lock()


def readings(asked: Asked, reach: Reach) -> Iterator[tuple[Asked, Ground | None]]:
    """Each way to read a question: with the words of a place taken out of it, and as a name alone.

    A word of a name may also name a commune (Trà Linh), so both are tried. What stood behind a comma or after
    "ở", "xã" is a place when one is called so.
    """
    names = _names()
    rest = asked
    for part in asked.parts:
        ground = _named(fold(part), names, marked=True) or _hamlet(fold(part).split(), reach)
        if ground is not None:
            yield rest, ground
            return
    spans = _spans(asked.words, names)
    for start, end, ground in spans:
        if end - start < len(asked.words) or asked.kin:
            yield without(asked, start, end), ground
    hamlet = _after_marker(asked, reach)
    if hamlet is not None:
        yield hamlet
    yield asked, None


def _spans(words: tuple[str, ...], names: _Names) -> list[tuple[int, int, Ground]]:
    """The longest run of words that names a commune, with the words that lead to it."""
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length, -1, -1):
            ground = _named(
                " ".join(words[start : start + length]), names, marked=start > 0 and words[start - 1] in _BEFORE
            )
            if ground is not None and (length > 1 or start > 0):
                first = start
                while first > 1 and words[first - 1] in _BEFORE:
                    first -= 1
                return [(first, start + length, ground)]
    return []


def _named(words: str, names: _Names, *, marked: bool) -> Ground | None:
    found = names.whole.get(words) or (names.bare.get(words) if marked or " " in words else None)
    return Ground(words, places=found) if found else None


def _after_marker(asked: Asked, reach: Reach) -> tuple[Asked, Ground] | None:
    """``… thôn 2``: everything from the marker on names a hamlet."""
    at = next((at for at, word in enumerate(asked.words) if at and word in _HAMLET), None)
    ground = _hamlet(list(asked.words[at:]), reach) if at else None
    return (without(asked, at or 0, len(asked.words)), ground) if ground else None


def _hamlet(words: list[str], reach: Reach) -> Ground | None:
    if not words:
        return None
    rows = Hamlet.objects.filter(search_key__startswith=" ".join(words), valid_to__isnull=True)
    if not reach.everywhere:
        rows = rows.filter(unit__in=sorted(reach.places))
    if reach.narrowed:
        rows = rows.exclude(Q(unit__in=sorted(reach.narrowed)) & ~Q(pk__in=sorted(reach.hamlets)))
    found = list(rows.values_list("pk", "unit_id")[:_HAMLETS_AT_MOST])
    if not found:
        return None
    return Ground(" ".join(words), frozenset(unit for _pk, unit in found), frozenset(pk for pk, _unit in found))


def _names() -> _Names:
    """Names of all communes of the authority, old ones leading to those of today; read again after a while."""
    name = str(connection.settings_dict["NAME"])
    held, now = _held.get(name), monotonic()
    if held is not None and now < held.until:
        return held
    fresh = _Names(now + HELD_FOR)
    rows = units_served().filter(level=Level.COMMUNE)
    for pk, bare, whole, today in rows.values_list("pk", "bare_key", "search_key", "today"):
        for keyed, written in ((fresh.bare, bare), (fresh.whole, whole)):
            keyed[written] = keyed.get(written, frozenset()) | {pk, *today}
    with _lock:
        _held[name] = fresh
    return fresh
