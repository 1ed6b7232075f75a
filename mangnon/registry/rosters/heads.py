"""Where the headings stand, what they say once merged cells are taken apart, and which of our columns they mean."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils import translation

from mangnon.lib.names import fold
from mangnon.registry.rosters.columns import COLUMNS, READ
from mangnon.registry.rosters.reading import HEAD_ROWS, Cell, Grid
from mangnon.registry.rosters.refusals import NoHeadings, SheetEmpty

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|[*:]")
_NUMBERING = re.compile(r"\(?\s*(?:\d{1,3}|[A-Za-z])\s*\)?(?:\s*=.*)?")
LEAST = 2
"""Headings of ours that a row must have to be taken for the row of headings."""
NEEDED = ("full_name", "birth")
SHARED = frozenset({"ho va ten", "ho ten", "nam sinh", "ngay sinh", "ngay thang nam sinh", "quan he", "dia chi"})
"""Headings that child, mother and father share: the one above them says whose they are."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a sheet: their words from left to right, and the index of the first row of data."""

    titles: tuple[str, ...]
    first: int

    @property
    def fingerprint(self) -> str:
        """The same for every sheet with the same headings in the same order."""
        return hashlib.sha256("\x1f".join(map(folded, self.titles)).encode()).hexdigest()[:32]


def folded(title: str) -> str:
    """A heading without marks, brackets and signs."""
    return fold(_BRACKETS.sub(" ", title))


@cache
def _known() -> dict[str, str]:
    with translation.override("vi"):
        return {words: column.key for column in COLUMNS for words in (*column.words, fold(str(column.title)))}


@cache
def meant(title: str) -> str:
    """Our column behind a heading: by its words, else by the longest of ours inside it; empty when unknown."""
    words = folded(title)
    if words in _known():
        return _known()[words]
    inside = [one for one in _known() if len(one) * 2 > len(words) and f" {one} " in f" {words} "]
    return _known()[max(inside, key=len)] if inside else ""


def find_headings(grid: Grid) -> Headings:
    """The best row, or two rows, of the first fifteen. Raises NoHeadings, SheetEmpty."""
    best: tuple[int, Headings] | None = None
    for at in range(min(HEAD_ROWS, len(grid.rows))):
        for deep in (1, 2):
            titles = _titles(grid, at, deep)
            hits = {key for key in map(meant, titles) if key}
            score = len(hits) * 2 - deep
            if len(hits) >= LEAST and "full_name" in hits and (best is None or score > best[0]):
                best = score, Headings(titles, at + deep)
    if best is None:
        raise NoHeadings(most=HEAD_ROWS)
    found = Headings(best[1].titles, _skip_numbering(grid.rows, best[1].first))
    if found.first >= len(grid.rows):
        raise SheetEmpty
    return found


def _titles(grid: Grid, at: int, deep: int) -> tuple[str, ...]:
    """One title for each column; of two rows, the upper one stretches over its merged cells."""
    upper = _texts(grid.rows, at)
    if deep == 1:
        return tuple(upper)
    lower = _texts(grid.rows, at + 1)
    for (top, left), (bottom, right) in grid.merged:
        if top <= at <= bottom and left < len(upper):
            for column in range(left + 1, min(right, len(upper) - 1) + 1):
                upper[column] = upper[column] or upper[left]
    if not grid.merged:
        _stretch(upper, lower)
    return tuple(_joined(one, two) for one, two in zip(upper, lower, strict=True))


def _stretch(upper: list[str], lower: list[str]) -> None:
    """In a CSV merged cells are blank: a heading reaches over blanks that have one of their own below."""
    for column in range(1, len(upper)):
        if not upper[column] and lower[column] and lower[column - 1]:
            upper[column] = upper[column - 1]


def _joined(upper: str, lower: str) -> str:
    """The words of both, unless the lower one says enough."""
    if not lower or not upper or upper == lower:
        return upper or lower
    alone = folded(lower)
    if alone in _known() and alone not in SHARED:
        return lower
    both = f"{upper} {lower}"
    return both if meant(both) or alone not in _known() else lower


def _texts(rows: Sequence[list[Cell]], at: int) -> list[str]:
    width = max(map(len, rows[: HEAD_ROWS + 2]))
    row = rows[at] if at < len(rows) else []
    texts = [" ".join(str(cell).split()) if cell is not None else "" for cell in row]
    return texts + [""] * (width - len(texts))


def _skip_numbering(rows: Sequence[list[Cell]], at: int) -> int:
    """Past a row of column numbers: (1) (2) (3), or A B 1 2."""
    if at < len(rows):
        filled = [str(cell) for cell in rows[at] if cell is not None]
        if len(filled) > LEAST and all(_NUMBERING.fullmatch(text) for text in filled):
            return at + 1
    return at


def suggest(titles: Sequence[str]) -> dict[int, str]:
    """Index of a column → our column; the first heading wins, the others stay unread."""
    chosen: dict[int, str] = {}
    for at, title in enumerate(titles):
        key = meant(title)
        if key and key in READ and key not in chosen.values():
            chosen[at] = key
    return chosen
