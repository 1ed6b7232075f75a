"""Two writings of one name: how likely a slip made one of the other, and how likely chance did."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from mangnon.registry.alike.edits import two_edits_apart
from mangnon.registry.alike.names import Differs, Name, Token, differs
from mangnon.registry.alike.weights import FAMILY, GIVEN, MIDDLE, Weights

SLIP = {
    Differs.NOT: 0.93,
    Differs.MARKS: 0.005,
    Differs.LETTER_I: 0.008,
    Differs.TONE: 0.005,
    Differs.SOUND: 0.004,
    Differs.HAT: 0.004,
    Differs.SHORT: 0.003,
    Differs.KEYS: 0.004,
    Differs.EDIT: 0.0006,
    Differs.EDITS: 0.00003,
    Differs.WHOLLY: 0.0,
}
"""How often one syllable of the same name is found written so, for each single outcome."""
REPLACED = {FAMILY: 0.001, MIDDLE: 0.004, GIVEN: 0.003}
"""Another word altogether: it is as frequent as that word is."""
OTHER_WORDS = 0.003
LEFT_OUT, SPACED, REORDERED = 0.03, 0.02, 0.004
READ_ALIKE = 0.4
FEWER = 0.3
"""How often two names of different people differ by a word more or less."""


class Writing(StrEnum):
    """How two names differ as a whole."""

    SAME = "same"
    MARKS = "marks"
    SPACES = "spaces"
    ORDER = "order"
    LEFT_OUT = "left_out"
    SLIP = "slip"
    OTHER = "other"
    MISSING = "missing"


class Place(NamedTuple):
    """One pair of words that face each other."""

    part: int
    differs: Differs
    slip: float
    """Probability of the pair when both are the same name."""
    chance: float
    """When they aren't."""
    rare: float
    """Share of the rarer one of the two words."""


class Faced(NamedTuple):
    """Two names word by word."""

    writing: Writing
    places: tuple[Place, ...] = ()
    slip: float = 1.0
    """Probability of what concerns the whole: words left out, order, spaces."""
    chance: float = 1.0


_AGREES = SLIP[Differs.NOT]
NOTHING = Faced(Writing.MISSING)


def face(one: Name, other: Name, weights: Weights) -> Faced:
    """Put two names side by side; the same in both directions."""
    if not one.tokens or not other.tokens:
        return NOTHING
    if one.key == other.key:
        return Faced(Writing.SAME, _places(one.tokens, other.tokens, weights))
    return _one_spelling(one, other, weights) if one.tight == other.tight else _unlike(one, other, weights)


def _unlike(one: Name, other: Name, weights: Weights) -> Faced:
    if len(one.tokens) > 1 and one.sounds == other.sounds:
        longest = max(one.tokens, other.tokens, key=len)
        return Faced(Writing.ORDER, _places(longest, longest, weights), REORDERED)
    if len(one.tokens) == len(other.tokens):
        places = _places(one.tokens, other.tokens, weights)
        return _crossed(one.tokens, other.tokens, weights) or _elsewhere(one, other, places, weights)
    if two_edits_apart(one.tight, other.tight):
        longest = max((one.tokens, other.tokens), key=len)
        return Faced(Writing.SPACES, _places(longest, longest, weights), SPACED * SLIP[Differs.EDIT] * 10)
    return _left_out(one.tokens, other.tokens, weights)


def _one_spelling(one: Name, other: Name, weights: Weights) -> Faced:
    """The same letters: without marks, in other spaces, or with other marks.

    A stranger's name is written without marks, or in other spaces, as often as a child's own: that cancels out, and
    what is left is that more names than one read so.
    """
    if len(one.tokens) != len(other.tokens) or one.fold != other.fold:
        longest = max((one.tokens, other.tokens), key=len)
        return Faced(Writing.SPACES, _places(longest, longest, weights), READ_ALIKE)
    for bare, marked in ((one, other), (other, one)):
        if all(token.bare for token in bare.tokens):
            return Faced(Writing.MARKS, _places(marked.tokens, marked.tokens, weights), READ_ALIKE)
    return Faced(Writing.SLIP, _places(one.tokens, other.tokens, weights))


def _places(one: tuple[Token, ...], other: tuple[Token, ...], weights: Weights) -> tuple[Place, ...]:
    last = len(one) - 1
    return tuple(_place(a, b, _part(at, last), weights) for at, (a, b) in enumerate(zip(one, other, strict=True)))


def _part(at: int, last: int) -> int:
    if at == last:
        return GIVEN
    return FAMILY if at == 0 else MIDDLE


def _place(one: Token, other: Token, part: int, weights: Weights) -> Place:
    if one is other or one.key == other.key:
        share = weights.share(one, part)
        return Place(part, Differs.NOT, _AGREES, share, share)
    how = differs(one, other)
    share, shared = weights.share(one, part), weights.share(other, part)
    rare, often = (share, shared) if share < shared else (shared, share)
    slip = SLIP[how] * (weights.rates.rough if how >= Differs.EDIT else 1.0)
    chance = max(rare, slip * often)
    slip += REPLACED[part] * weights.rates.replaced * rare
    return Place(part, how, slip, chance, rare)


def _kind(places: tuple[Place, ...]) -> Writing:
    return Writing.OTHER if any(place.differs > Differs.EDIT for place in places) else Writing.SLIP


def _crossed(one: tuple[Token, ...], other: tuple[Token, ...], weights: Weights) -> Faced | None:
    """Two neighbouring words in each other's place, perhaps with a slip besides; None unless it is so."""
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if differs(a, b) > Differs.EDIT]
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return None
    first, second = wrong
    if differs(one[first], other[second]) > Differs.EDIT or differs(one[second], other[first]) > Differs.EDIT:
        return None
    straight = (*other[:first], other[second], other[first], *other[second + 1 :])
    return Faced(Writing.ORDER, _places(one, straight, weights), REORDERED * weights.rates.rough)


def _elsewhere(one: Name, other: Name, places: tuple[Place, ...], weights: Weights) -> Faced:
    """When no word agrees with the one it faces: one that agrees with another, the rest being replaced."""
    if all(place.differs is Differs.WHOLLY for place in places):
        for a in one.tokens:
            for b in other.tokens:
                if differs(a, b) <= Differs.EDIT and len(a.fold) > 2:
                    return Faced(Writing.OTHER, (_place(a, b, GIVEN, weights),), REORDERED * weights.rates.replaced)
    return Faced(_kind(places), places)


def _left_out(one: tuple[Token, ...], other: tuple[Token, ...], weights: Weights) -> Faced:
    """Words of the shorter name sought in the longer one, in order; the rest was left out."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    found = _found_in(short, long, Differs.HAT)
    if len(found) < len(short):
        found = _found_in(short, long, Differs.EDIT)
    missing = len(long) - len(found)
    if len(found) < len(short):
        return _ends(short, long, weights)
    given = long[-1] is found[-1][1]
    places = tuple(_place(a, b, _part_of(b, long), weights) for a, b in found)
    slip = LEFT_OUT**missing * (1.0 if given else 0.1)
    return Faced(Writing.LEFT_OUT, places, slip, FEWER**missing)


def _found_in(short: tuple[Token, ...], long: tuple[Token, ...], most: Differs) -> list[tuple[Token, Token]]:
    found: list[tuple[Token, Token]] = []
    for token in long:
        at = len(found)
        if at < len(short) and differs(short[at], token) <= most:
            found.append((short[at], token))
    return found


def _part_of(token: Token, long: tuple[Token, ...]) -> int:
    if token is long[-1]:
        return GIVEN
    return FAMILY if token is long[0] else MIDDLE


def _ends(short: tuple[Token, ...], long: tuple[Token, ...], weights: Weights) -> Faced:
    """Names that share no order of words: the given names face each other, and the family names."""
    places = [_place(short[-1], long[-1], GIVEN, weights)]
    if len(short) > 1:
        places.append(_place(short[0], long[0], FAMILY, weights))
    return Faced(Writing.OTHER, tuple(places), OTHER_WORDS, FEWER)
