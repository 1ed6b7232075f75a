"""Who is worth comparing with one child: a look at name, day of birth and mother, before whole records are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from mangnon.registry.alike.births import Apart, Born, apart, born_of
from mangnon.registry.alike.known import Line
from mangnon.registry.alike.names import Differs, Token, differs, token_of

NEAREST, DAY = 400, 400
"""So many of the commune born before, and so many after; and so many of one day anywhere."""
FAR = frozenset({Apart.LUNAR, Apart.SAME_YEAR, Apart.WHOLLY, Apart.VAGUE_NOT, Apart.VAGUE_NEAR})
"""Dates that say nothing of one child unless the given name or the mother agrees."""
Glance = tuple[UUID, str, str, str | None]
"""Id, name, birth, mother's name."""


def neighbours(rows: QuerySet[Any], line: Line) -> set[UUID]:
    """Ids of those born nearby, in time and place, who may be this child.

    Of its commune, born at most a year apart: whose day of birth nearly agrees, who bear its given name or have its
    mother. Of its day of birth anywhere: who bear nearly its given name or have its mother. Whatever else stands in
    the records of the others, they would be judged to be somebody else. About 3 µs for each record.
    """
    born = born_of(line.born)
    if not born.year:
        return set()
    known = FilteredRelation("parents", condition=Q(parents__which="mother", parents__unknown=False))
    told = rows.alias(mother=known).values_list("pk", "full_name", "born", "mother__full_name")
    mother, words = line.mother.casefold(), _words(line.full_name)
    found = {one[0] for one in _of_day(told, born) if _mothers(one, mother) or _nearly(_words(one[1]), words)}
    if line.place:
        found |= {
            one[0]
            for one in _of_commune(told, line.place, born)
            if apart(born, born_of(one[2])) not in FAR or _mothers(one, mother) or _bears(one[1], words)
        }
    return found


def _of_day(told: QuerySet[Any], born: Born) -> Iterable[Glance]:
    """Of the day, and of the one with day and month in the other order."""
    parts = {(born.month, born.day), (born.day, born.month)} if born.day else set()
    days = [date(born.year, month, day) for month, day in sorted(parts) if month <= 12]
    return told.filter(born_from__in=days).order_by()[:DAY] if days else ()


def _of_commune(told: QuerySet[Any], place: int, born: Born) -> Iterable[Glance]:
    first, last = date(born.year - 1, 1, 1), date(born.year + 1, 12, 31)
    middle = date(born.year, born.month or 7, born.day or 1)
    here = told.filter(place_id=place)
    before = here.filter(born_from__gte=first, born_from__lte=middle).order_by("-born_from")
    after = here.filter(born_from__gt=middle, born_from__lte=last).order_by("born_from")
    return chain(before[:NEAREST], after[:NEAREST])


def _mothers(one: Glance, mother: str) -> bool:
    return bool(mother and one[3] and one[3].casefold() == mother)


def _words(full_name: str) -> list[Token]:
    return [token_of(word) for word in full_name.split()]


def _bears(name: str, words: list[Token]) -> bool:
    """Whether a name ends like the given name, however it is spelled; who has none yet may be anybody."""
    last = name.rsplit(None, 1)[-1:]
    if not last or not words:
        return True
    theirs = token_of(last[0])
    return theirs.fold == words[-1].fold or theirs.sound == words[-1].sound


def _nearly(one: list[Token], other: list[Token]) -> bool:
    """Whether the given name of one stands nearly so anywhere in the other."""
    if not one or not other:
        return True
    return any(differs(word, one[-1]) <= Differs.EDIT for word in other) or any(
        differs(word, other[-1]) <= Differs.EDIT for word in one
    )
