"""A first look at many pairs at once: which of them could reach a score worth telling at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from mangnon.lib.names import skeleton
from mangnon.registry.alike.columns import NONE, Bools, Columns, Ints
from mangnon.registry.alike.edits import one_edit_apart

ENOUGH = {
    (4, 4): 0, (4, 3): 1, (4, 1): 2, (4, 0): 2,
    (3, 4): 1, (3, 3): 2, (3, 1): 3,
    (2, 4): 1, (2, 3): 2, (2, 1): 3,
    (0, 4): 2, (0, 3): 3,
}  # fmt: skip
"""How much the name and the date agree → how much of the family must; what isn't named here is never enough."""


def promising(c: Columns, pairs: Ints) -> Bools:
    """Whether name, date and family of each pair agree enough together; what falls through scores below possible."""
    one, other = pairs[:, 0], pairs[:, 1]
    name, date, family = _names(c, one, other), _dates(c, one, other), _family(c, one, other)
    needed = np.full((5, 5), 9)
    for (names, dates), least in ENOUGH.items():
        needed[names, dates] = least
    silent = (c.mother[one] == NONE) | (c.mother[other] == NONE)
    bare = (name == 4) & (date == 3) & silent
    kept: Bools = _equal(c.number, one, other) | _equal(c.code, one, other) | (family >= needed[name, date]) | bare
    return kept


def _equal(column: Ints, one: Ints, other: Ints) -> Bools:
    equal: Bools = (column[one] == column[other]) & (column[one] != NONE)
    return equal


def _names(c: Columns, one: Ints, other: Ints) -> Ints:
    """4: one name whatever its marks, spaces, order; 3: one given name; 2: nearly one; 0: another."""
    whole = _equal(c.whole, one, other) | _equal(c.sounds, one, other)
    given = _equal(c.given, one, other)
    near = _near(c, one, other) | (c.given[one] == NONE) | (c.given[other] == NONE)
    return np.select([whole, given, near], [4, 3, 2], 0)


def _near(c: Columns, one: Ints, other: Ints) -> Bools:
    size = np.int64(len(c.givens) + 1)
    close = near_words(c.givens)
    here, there = c.given[one], c.given[other]
    code = np.minimum(here, there) * size + np.maximum(here, there)
    return np.isin(code, np.array([low * size + high for low, high in close], dtype=np.int64))


def near_words(words: Iterable[str]) -> list[tuple[int, int]]:
    """Pairs (by number) of words one stroke apart, found by what is left when a letter is taken out."""
    beginnings: dict[str, list[int]] = defaultdict(list)
    listed = list(words)
    for at, word in enumerate(listed):
        for shape in {word, f"={skeleton(word)}", *(word[:cut] + word[cut + 1 :] for cut in range(len(word)))}:
            beginnings[shape].append(at)
    found = set()
    for group in beginnings.values():
        found |= {(a, b) for n, a in enumerate(group) for b in group[n + 1 :] if _near_each_other(listed[a], listed[b])}
    return sorted(found)


def _near_each_other(one: str, other: str) -> bool:
    return one_edit_apart(one, other) or skeleton(one) == skeleton(other)


def _dates(c: Columns, one: Ints, other: Ints) -> Ints:
    """4: one day; 3: nearly (swapped, two parts of three, too vague to differ); 1: one year or the next; 0: another."""
    years = np.abs(c.year[one] - c.year[other])
    same_month, same_day = c.month[one] == c.month[other], c.day[one] == c.day[other]
    swapped = (c.day[one] == c.month[other]) & (c.month[one] == c.day[other])
    vague = (c.day[one] == 0) | (c.day[other] == 0)
    agreeing = same_month.astype(np.int64) + same_day + (years == 0)
    first = (c.day[one] == 1) | (c.day[other] == 1) | (c.day[one] == 15) | (c.day[other] == 15)
    nearly = ((years == 0) & (swapped | first)) | (agreeing == 2) | (vague & (years <= 1))
    conditions = [agreeing == 3, nearly, years <= 1]
    return np.select(conditions, [4, 3, 1], 0)


def _family(c: Columns, one: Ints, other: Ints) -> Ints:
    """How many of mother, father or head, telephone and commune agree."""
    father = _equal(c.father, one, other) | _equal(c.head, one, other)
    crossed = (c.mother[one] == c.father[other]) & (c.mother[one] != NONE)
    count = _equal(c.mother, one, other).astype(np.int64) + (father | crossed)
    found: Ints = count + _equal(c.phone, one, other) + (c.place[one] == c.place[other])
    return found
