"""From one reading of a question to lines with scores: sharp first, wider only while too little was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mangnon.lib.names import fold
from mangnon.registry.search.asking import Asked
from mangnon.registry.search.dictionary import Dictionary
from mangnon.registry.search.looking import (
    WITH_SLIP,
    Bounds,
    Branch,
    Line,
    by_number,
    look,
    loose,
    other_spellings,
    scored,
    sharp,
    with_kin,
    words_of,
)
from mangnon.registry.search.scoring import GOOD, NUMBER_KIN, NUMBER_OWN, Word, year_costs
from mangnon.registry.search.sounds import keys

ENOUGH_GOOD = 1
"""So many good lines, and nobody looks wider."""
FEW_WORDS, PLENTY = 2, 20
"""When so few words stand as typed in so many names, what is one slip away can't come among the first any more."""
NOT_AROUND = 12.0
"""What it costs when nobody around the child bears the name that was said."""
ONLY_KIN = 58.0
"""The score of a child that only the people around it point to."""


def gather(asked: Asked, bounds: Bounds, known: Dictionary) -> list[Line]:
    """All lines that answer one reading of a question, within bounds."""
    lines = [line for number in asked.numbers for line in _numbered(number, asked, bounds, known)]
    if asked.code:
        lines += [line for line in _numbered(asked.code, asked, bounds, known) if line.by == "number"]
    kin = asked.kin or tuple(word for part in asked.parts for word in part_words(part))
    if kin:
        lines += _around(asked, words_of(kin, known), bounds, known)
    elif asked.words:
        lines += _named(asked, bounds, known)
    return lines


def part_words(part: str) -> tuple[str, ...]:
    """Folded words of what stood behind a comma."""
    return tuple(fold(part).split())


def good(lines: Iterable[Line]) -> int:
    """How many of them are what was meant, or nearly."""
    return sum(line.score >= GOOD for line in lines)


def _named(asked: Asked, bounds: Bounds, known: Dictionary) -> list[Line]:
    words = words_of(asked.words, known, unfinished=asked.unfinished)
    years = asked.near_years
    branches = sharp(words, years, known)
    apart = 1 if len(words) <= FEW_WORDS else len(branches)
    lines = list(scored(look(branches[:apart], years, bounds), words, asked))
    if good(lines) < PLENTY:
        lines += scored(look(branches[apart:], years, bounds), words, asked)
    if good(lines) >= ENOUGH_GOOD:
        return lines
    for spelling in other_spellings(asked.words, known):
        other = words_of(spelling, known)
        lines += scored(look(sharp(other, years, known), years, bounds), other, asked)
    if good(lines) < ENOUGH_GOOD:
        lines += scored(look(loose(words, years, bounds), years, bounds), words, asked)
    if good(lines) < ENOUGH_GOOD:
        lines += _kin_unsaid(words, asked, bounds)
    return lines


def _around(asked: Asked, kin: Sequence[Word], bounds: Bounds, known: Dictionary) -> list[Line]:
    """Somebody around the child was named; who isn't found so is looked for by the name alone."""
    words = words_of(asked.words, known)
    years = asked.near_years
    if not words:
        rows = look(with_kin([{"all": [], "most": WITH_SLIP}], kin, slips=True), years, bounds)
        return [_pointed_to(line, asked) for line in scored(rows, (), asked, by="kin")]
    lines: list[Line] = []
    for branches, slips in ((sharp(words, years, known), False), (sharp(words, years, known), True)):
        if good(lines) < 1:
            rows = look(with_kin(branches, kin, slips=slips), years, bounds)
            lines += scored(rows, words, asked, by="kin")
    if good(lines) < 1:
        rows = look(with_kin(loose(words, years, bounds), kin, slips=True), years, bounds)
        lines += scored(rows, words, asked, by="kin")
    return lines + [replace(line, score=line.score - NOT_AROUND) for line in _named(asked, bounds, known)]


def _kin_unsaid(words: Sequence[Word], asked: Asked, bounds: Bounds) -> Iterator[Line]:
    """Perhaps the last words, or all, are the name of somebody around the child."""
    years = asked.near_years
    cuts = list(range(2, len(words) - 1)) + ([0] if len(words) > 1 else [])
    branches: list[Branch] = []
    for cut in cuts:
        named = [keys(word.sounds, years) for word in words[:cut]]
        branches += with_kin([{"all": named, "most": WITH_SLIP}], words[cut:])
    for row in look(branches, years, bounds):
        cut = cuts[row[0]]
        for line in scored([row], words[:cut], asked, by="kin"):
            yield line if cut else _pointed_to(line, asked)


def _pointed_to(line: Line, asked: Asked) -> Line:
    return replace(line, score=ONLY_KIN - year_costs(line.year, asked.years))


def _numbered(number: str, asked: Asked, bounds: Bounds, known: Dictionary) -> Iterator[Line]:
    """Children by a number, their own or of somebody around them; words typed beside it only order them."""
    words = words_of(asked.words, known)
    for row in look(by_number(number), (), bounds):
        own = row[0] == 0
        for line in scored([row], words, asked, by="number" if own else "kin_number"):
            top = NUMBER_OWN if own else NUMBER_KIN
            yield replace(line, score=top - (100.0 - max(line.score, 0.0)) / 4 if words else top)
