"""How well a name answers a question, from 0 to 100, by rules that can be told in a sentence each.

The given name weighs most, then the family name, then what stands between. A word that only sounds alike, or lies one
slip away, counts less; words of the question that stand nowhere cost; so do another order and another year.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from mangnon.lib.names import tone_place_key
from mangnon.registry.search.sounds import sound_of

GIVEN, FAMILY, BETWEEN = 3.0, 1.2, 1.0
"""Weights of the words of a name."""
EXACT, ALIKE, BEGUN, NEAR = 1.0, 0.96, 0.8, 0.72
"""How much a word counts: as typed, of the same sound, as its beginning, one slip away."""
LEFT_OUT = 0.45
"""Share of its weight that a word of the name costs when nobody typed it."""
NAME, QUESTION = 70.0, 30.0
"""What it counts that the name was typed, and that what was typed is the name."""
NOWHERE = 8.0
"""What a typed word costs, besides, that stands nowhere in the name."""
LEAST, ALL_THERE = 45.0, 46.0
"""Below the first nobody is shown; who bears every word that was typed never falls below the second."""
DISORDER = 2.0
OTHER_YEAR = 3.0
OTHER_DAY, SAME_DAY = 2.0, 4.0
OTHER_NAME = 4.0
"""What it costs when the name isn't that of the record but another one of the child."""
TONES = 1.5
NUMBER_OWN, NUMBER_KIN = 100.0, 90.0
COMMONEST = 4.0
"""Most that it counts how many bear a name, while it isn't the one that was typed: a point for each doubling."""
SURE = 97.0
"""From here on a name is the very one that was typed."""
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


class Scorer:
    """Scores names for the words of one question; what a word of a name is worth is reckoned once."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = tuple(words)
        self._fits: dict[str, tuple[float, ...]] = {}

    def score(self, tokens: Sequence[str]) -> float:
        """The score of a name, its words folded."""
        last = len(tokens) - 1
        if last < 0 or not self._words:
            return 0.0
        fits = [self._fits.get(token) or self._fit(token) for token in tokens]
        taken, spots = [0.0] * (last + 1), []
        end = len(self._words) - 1
        for at in range(end + 1):
            spot, most = -1, 0.0
            for where in range(last, -1, -1) if at == end else range(last + 1):
                fit = fits[where][at]
                if fit > most and not taken[where]:
                    spot, most = where, fit
            if spot >= 0:
                taken[spot] = most
                spots.append(spot)
        return _reckoned(taken, spots, asked=end + 1)

    def _fit(self, token: str) -> tuple[float, ...]:
        found = tuple(word.fits(token) for word in self._words)
        self._fits[token] = found
        return found


def score_name(words: Sequence[Word], tokens: Sequence[str]) -> float:
    """The score of one name."""
    return Scorer(words).score(tokens)


def _reckoned(taken: Sequence[float], spots: Sequence[int], *, asked: int) -> float:
    last = len(taken) - 1
    whole = got = 0.0
    for at, fit in enumerate(taken):
        weight = GIVEN if at == last else FAMILY if at == 0 else BETWEEN
        whole += weight * LEFT_OUT if weight == BETWEEN and not fit else weight
        got += weight * fit
    lost = asked - len(spots)
    score = NAME * got / whole + QUESTION * sum(taken) / asked - NOWHERE * lost
    score -= DISORDER * sum(one > other for one, other in pairwise(spots))
    return score if lost else max(score, ALL_THERE)


def commonness(bearers: int) -> float:
    """Of two names that answer as well, the one that more children bear is the likelier."""
    return min(COMMONEST, log2(max(1, bearers)))


def year_costs(year: int, asked: Collection[int]) -> float:
    """What another year of birth costs: the nearest one asked for counts."""
    return OTHER_YEAR * min((abs(year - one) for one in asked), default=0)


def tones_agree(typed: Sequence[str], name: str) -> float:
    """A little more for each word written with the same marks; nothing when none were typed."""
    if all(word.isascii() for word in typed):
        return 0.0
    mine, theirs = (tone_place_key(text).split(" ") for text in (" ".join(typed), name))
    return TONES * sum(word in theirs for word in mine) / max(1, len(mine))
