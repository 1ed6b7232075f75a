"""Which pairs are worth comparing: records that share one of a dozen keys. Never the family name alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mangnon.registry.alike.columns import NONE, Bools, Columns, Ints

BIGGEST = 60
"""A key that so many records share says nothing; whoever belongs together shares another."""
KIN, FEW = 12, 6
_MIX = np.uint64(0x9E3779B97F4A7C15)


def pairs(columns: Columns, *, first: int | None = None, across: bool = False) -> Ints:
    """Pairs (n × 2, smaller index first) that share a key; with ``first``, only those that touch an earlier index.

    With ``across`` the other record of each pair isn't one of the first.
    """
    size = np.int64(max(len(columns), 1))
    codes = []
    for key, there, most in keys(columns):
        one, other = _sharing(key, there, most)
        if first is not None:
            touching = (one < first) & (other >= first) if across else one < first
            one, other = one[touching], other[touching]
        codes.append(one * size + other)
    found = np.unique(np.concatenate(codes))
    return np.stack((found // size, found % size), axis=1)


def keys(c: Columns) -> Iterator[tuple[Ints, Bools, int]]:
    """Each key with who has all parts of it, and how many may share it."""
    for key, there in _narrow(c):
        yield key, there, BIGGEST
    for key, there in _family(c):
        yield key, there, KIN
    for key, there in _wide(c):
        yield key, there, FEW


def _family(c: Columns) -> Iterator[tuple[Ints, Bools]]:
    """Keys of a family: namesakes of a mother in one commune are more than its children."""
    named, housed = c.given != NONE, c.place > 0
    yield _mixed(c.mother, c.given), (c.mother != NONE) & named
    yield _mixed(c.head, c.given), (c.head != NONE) & named
    yield _mixed(c.mother, c.place), (c.mother != NONE) & housed
    yield _mixed(c.father, c.place), (c.father != NONE) & housed
    yield _mixed(c.head, c.place), (c.head != NONE) & housed


def _wide(c: Columns) -> Iterator[tuple[Ints, Bools]]:
    """Keys that say something only where few share them: rare names, small communes, unusual addresses."""
    family, given, year, dated = c.family != NONE, c.given != NONE, c.year > 0, c.day > 0
    yield c.number_start, c.number_start != NONE
    yield c.number_end, c.number_end != NONE
    yield c.address, c.address != NONE
    yield _mixed(c.place, c.family), (c.place > 0) & family
    yield _mixed(c.place, c.given), (c.place > 0) & given
    yield _mixed(c.place, c.year), (c.place > 0) & year
    yield _mixed(c.place, c.day, c.month), (c.place > 0) & dated
    yield _mixed(c.family, c.year), family & year
    yield _mixed(c.day, c.month, c.given), given & dated
    yield _mixed(c.day, c.month, c.family), family & dated
    yield _mixed(c.year, c.month, c.day), dated
    yield c.sounds, given
    yield _mixed(c.place, c.number_start), (c.place > 0) & (c.number_start != NONE)


def _narrow(c: Columns) -> Iterator[tuple[Ints, Bools]]:
    low, high = np.minimum(c.day, c.month), np.maximum(c.day, c.month)
    full = c.day > 0
    named = c.given != NONE
    yield c.number, c.number != NONE
    yield c.code, c.code != NONE
    yield c.phone, c.phone != NONE
    yield _mixed(c.year, low, high, c.place), full & (c.place > 0)
    yield _mixed(c.year, low, high, c.given), full & named
    yield _mixed(c.year, low, high, c.mother), full & (c.mother != NONE)
    yield _mixed(c.year, low, high, c.father), full & (c.father != NONE)
    yield _mixed(c.father, c.given, c.year), (c.father != NONE) & named & (c.year > 0)
    yield _mixed(c.father, c.mother), (c.father != NONE) & (c.mother != NONE)
    yield _mixed(c.place, c.whole), (c.place > 0) & named
    yield _mixed(c.place, c.sounds, c.year), (c.place > 0) & named
    yield _mixed(c.place, c.given, c.year, c.family), (c.place > 0) & named & (c.year > 0)
    yield _mixed(c.sounds, c.year), named & (c.year > 0)
    yield _mixed(c.whole, c.day, c.month), named & full
    yield _mixed(c.day, c.month, c.mother), full & (c.mother != NONE)


def _mixed(*parts: Ints) -> Ints:
    mixed = np.zeros(len(parts[0]), dtype=np.uint64)
    for part in parts:
        mixed = (mixed ^ part.astype(np.uint64)) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)


def _sharing(key: Ints, there: Bools, most: int) -> tuple[Ints, Ints]:
    """All pairs inside the groups of one key, groups of at most ``most``."""
    index = np.flatnonzero(there)
    order = index[np.argsort(key[index], kind="stable")]
    sorted_key = key[order]
    starts = np.flatnonzero(np.r_[True, sorted_key[1:] != sorted_key[:-1]]) if len(order) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(order)])
    size_of = np.repeat(sizes, sizes)
    order = order[(size_of > 1) & (size_of <= most)]
    sizes = sizes[(sizes > 1) & (sizes <= most)]
    if not len(sizes):
        return order[:0], order[:0]
    end_of = np.repeat(np.cumsum(sizes), sizes)
    ones: list[Ints] = []
    others: list[Ints] = []
    place = np.arange(len(order))
    for step in range(1, int(sizes.max())):
        left = place[place + step < end_of]
        if not len(left):
            break
        ones.append(order[left])
        others.append(order[left + step])
    one, other = np.concatenate(ones), np.concatenate(others)
    return np.minimum(one, other), np.maximum(one, other)
