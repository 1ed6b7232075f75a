"""How well a name answers a question, from 0 to 100, by rules that can be told in a sentence each.

The given name weighs most, then the family name, then what stands between. A word that only sounds alike, or lies one
slip away, counts less; words of the question that stand nowhere cost; so do another order and another year.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mangnon.lib.names import tone_place_key
from mangnon.registry.search.sounds import sound_of

GIVEN, FAMILY, BETWEEN = 3.0, 1.2, 1.0
"""Weights of the words of a name."""
EXACT, ALIKE, BEGUN, NEAR = 1.0, 0.96, 0.8, 0.72
"""How much a word counts: as typed, of the same sound, as its beginning, one slip away."""
LEFT_OUT = 0.45
"""Share of its weight that a word of the name costs when nobody typed it."""
NOWHERE = 14.0
"""What a typed word costs that stands nowhere in the name."""
DISORDER = 2.0
OTHER_YEAR = 3.0
OTHER_DAY, SAME_DAY = 2.0, 4.0
OTHER_NAME = 4.0
"""What it costs when the name isn't that of the record but another one of the child."""
TONES = 1.5
NUMBER_OWN, NUMBER_KIN = 100.0, 90.0
GOOD = 76.0
"""From here on a name is the one that was meant, or nearly."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question: as folded, its sounds (more than one when it can be read in two ways), sounds near it."""

    folded: str
    sounds: frozenset[str]
    near: frozenset[str]
    begun: bool = False

    def fits(self, token: str) -> float:
        """How far a word of a name is this one."""
        if token == self.folded:
            return EXACT
        sound = sound_of(token)
        if sound in self.sounds:
            return ALIKE
        if self.begun and token.startswith(self.folded):
            return BEGUN
        return NEAR if sound in self.near else 0.0


def score_name(words: Sequence[Word], tokens: Sequence[str]) -> float:
    """The score of a name, its words folded, for the words of a question."""
    last = len(tokens) - 1
    if last < 0 or not words:
        return 0.0
    weights = [BETWEEN] * (last + 1)
    weights[0], weights[last] = FAMILY, GIVEN
    taken, spots, lost = [0.0] * (last + 1), [], 0
    for at, word in enumerate(words):
        spot, fit = _best(word, tokens, taken, backwards=at == len(words) - 1)
        if spot < 0:
            lost += 1
        else:
            taken[spot] = fit
            spots.append(spot)
    return _reckoned(weights, taken, lost=lost, disorder=sum(a > b for a, b in pairwise(spots)))


def _best(word: Word, tokens: Sequence[str], taken: Sequence[float], *, backwards: bool) -> tuple[int, float]:
    """The free word of the name that fits best; the last word typed is looked for from the end."""
    spot, most = -1, 0.0
    for at in range(len(tokens) - 1, -1, -1) if backwards else range(len(tokens)):
        fit = 0.0 if taken[at] else word.fits(tokens[at])
        if fit > most:
            spot, most = at, fit
            if fit == EXACT:
                break
    return spot, most


def _reckoned(weights: Sequence[float], taken: Sequence[float], *, lost: int, disorder: int) -> float:
    whole = got = 0.0
    for weight, fit in zip(weights, taken, strict=True):
        between = weight == BETWEEN
        whole += weight if fit or not between else weight * LEFT_OUT
        got += weight * fit
    return max(0.0, 100.0 * got / whole - NOWHERE * lost - DISORDER * disorder)


def year_costs(year: int, asked: Collection[int]) -> float:
    """What another year of birth costs: the nearest one asked for counts."""
    return OTHER_YEAR * min((abs(year - one) for one in asked), default=0)


def tones_agree(typed: Sequence[str], name: str) -> float:
    """A little more for each word written with the same marks; nothing when none were typed."""
    if all(word.isascii() for word in typed):
        return 0.0
    mine, theirs = (tone_place_key(text).split(" ") for text in (" ".join(typed), name))
    return TONES * sum(word in theirs for word in mine) / max(1, len(mine))
