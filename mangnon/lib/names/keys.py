"""Keys under which different spellings of one name meet: for equality, for search, for approximate search."""

from __future__ import annotations

import re
import unicodedata

from mangnon.lib.names.alphabet import LetterTable, is_mark, word_parts, words_and_tones
from mangnon.lib.names.clean import clean_name


def _folded(character: str) -> str:
    letters = "".join(part for part in word_parts(character) if not is_mark(part))
    return letters.replace("đ", "d")


_FOLDED = LetterTable(_folded)


def fold(text: str) -> str:
    """Return the search key: small letters and digits without marks, đ as d, words apart by one space.

    Apostrophes vanish, any other sign parts words (``Cơ-tu`` → ``co tu``). Equal for NFC and NFD; folding
    twice changes nothing. Never use it alone to merge people: ``Hà``, ``Hạ``, ``Ha`` share it.
    """
    return " ".join(text.translate(_FOLDED).split())


def fold_tight(text: str) -> str:
    """Return the search key without spaces: ``A Lăng`` and ``Alăng``, ``La Êê`` and ``Laêê`` meet in it."""
    return fold(text).replace(" ", "")


def tone_place_key(text: str) -> str:
    """Return the key of legal equality: letters with their hats, the tone of each word as a digit at its end.

    ``Hoà`` and ``Hòa`` give ``hoa1``, ``Nguyễn`` gives ``nguyên3``, ``Nguyên`` ``nguyên0``. Words of more
    syllables keep their tones in order, ``0`` only if there is none. i / y and regional sounds stay apart.
    """
    words = words_and_tones(clean_name(text))
    return unicodedata.normalize("NFC", " ".join(word + tone for word, tone in words))


_SOUNDS = (
    (re.compile(r"^ngh"), "ng"),
    (re.compile(r"^gh"), "g"),
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"^(gi(?=[aeouy])|d|r)"), "z"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"^(c(?!h)|q)"), "k"),
    (re.compile(r"y"), "i"),
)


def skeleton(text: str) -> str:
    """Return folded syllables without variants of one sound, sorted: the key of approximate search.

    y→i, tr→ch, gi/d/r→z, x→s, c/q→k, ngh→ng, gh→g at the start of a syllable (``research/perf.md`` §2). Finds
    missing marks, swapped words, i / y; not letter errors.
    """
    syllables = []
    for syllable in fold(text).split():
        for sound, image in _SOUNDS:
            syllable = sound.sub(image, syllable)  # noqa: PLW2901 - one syllable passes through all rules
        syllables.append(syllable)
    return " ".join(sorted(syllables))
