"""A child written down by the name it is called by at home: then its name says nothing, for it or against it."""

from __future__ import annotations

from mangnon.registry.alike.names import Differs, Name, Token, differs
from mangnon.registry.alike.writing import SLIP

AT_HOME = 0.01
"""How often a record holds the name used at home (``cu Tí``, ``Bi``) instead of the proper one."""
NAMES = 150
"""Among about so many names each child's is drawn; it says nothing of the proper name."""
ADDRESSING = frozenset({"be", "cu", "chau", "con", "thang", "em"})
"""Words before such a name, without marks."""


def home_chance(one: Name, other: Name) -> float:
    """Probability that one of two names is one used at home, whoever it belongs to; 0 when neither looks like one.

    It looks like one when it is a word (or one said twice) alone, after the family name or after a word of address,
    and has no word of the other name. Whether it is a proper name all the same, its frequency among proper names
    decides.
    """
    return max(_looks(one, other), _looks(other, one))


def _looks(name: Name, proper: Name) -> float:
    if len(proper.tokens) < 2 or not 1 <= len(name.tokens) <= 3:
        return 0.0
    family, rest = _without_family(name.tokens, proper.tokens[0])
    if len({word.key for word in rest}) > 1 or any(differs(a, b) <= Differs.EDIT for a in rest for b in proper.tokens):
        return 0.0
    return AT_HOME / NAMES * family


def _without_family(words: tuple[Token, ...], family: Token) -> tuple[float, tuple[Token, ...]]:
    """How well the family name agrees where it stands, and the words after it or after words of address."""
    if len(words) > 1 and words[0].fold in ADDRESSING:
        return 1.0, words[1:]
    if len(words) > 1 and (how := differs(words[0], family)) <= Differs.EDIT:
        return SLIP[how], words[1:]
    return 1.0, words
