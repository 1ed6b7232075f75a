"""Stored sort keys: our PostgreSQL has no ICU, so the order lives in a text column, collate "C"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mangnon.lib.names.alphabet import LETTERS, words_and_tones
from mangnon.lib.names.clean import clean_name, last_word

_LEVEL = "\x1f"
"""Parts the levels of a key; lower than every letter, so that a shorter name comes first."""

_RANKS = {ord(letter): chr(0x40 + rank) for rank, letter in enumerate(LETTERS, 1)}
"""Letter → a byte whose order is that of the alphabet; digits stay below, other scripts above."""

_RANKED = frozenset(_RANKS.values()) | {" "}
_FOREIGN_MARK = "6"
_NUMBER = re.compile(r"[0-9]+")


def sort_key(full_name: str) -> str:
    """Return the key by which lists of people are sorted: given name, then family and middle names.

    Letters of the given name, letters of the rest, then tones of the given name and of the rest, parted by
    U+001F: the family name is compared before the tone, so ``Lê Thị Hòa`` precedes ``Nguyễn Thị Hoa``.
    ``Hoà`` and ``Hòa`` share a key; add the row's id for a fixed order. Compare by bytes (collate "C" or
    Python's ``<``). About 10 µs, a third of it for names whose parts were met before.
    """
    name = clean_name(full_name)
    given = last_word(name)
    rest = name.rpartition(given)[0] if given else ""
    given_letters, given_tones = _letters_and_tones(given)
    rest_letters, rest_tones = _letters_and_tones(rest)
    return _LEVEL.join((given_letters, rest_letters, given_tones, rest_tones))


def place_sort_key(text: str) -> str:
    """Return the key by which places and other texts are sorted: in reading order, letters first, then tones.

    Numbers sort by value: ``Thôn 2`` precedes ``Thôn 10``.
    """
    name = _NUMBER.sub(_by_value, clean_name(text))
    return _LEVEL.join(_letters_and_tones(name))


def _by_value(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0") or "0"
    return "9" * (len(digits) // 9) + str(len(digits) % 9) + digits


@lru_cache(maxsize=20_000)
def _letters_and_tones(name: str) -> tuple[str, str]:
    """Remembered: given names, and family names with what stands between, are shared by thousands."""
    words = words_and_tones(name)
    letters = " ".join(word for word, _ in words).translate(_RANKS)
    tones = " ".join(tone for _, tone in words)
    if _RANKED.issuperset(letters):
        return letters, tones
    return _without_foreign_marks(letters, tones)


def _without_foreign_marks(letters: str, tones: str) -> tuple[str, str]:
    """Sort a letter with a foreign accent as its plain form, the accent counting after the tones."""
    plain = ""
    for letter in letters:
        apart = unicodedata.normalize("NFD", letter)
        foreign = len(apart) > 1 and ord(apart[0]) in _RANKS
        plain += _RANKS[ord(apart[0])] if foreign else letter
        tones += _FOREIGN_MARK if foreign else ""
    return plain, tones
