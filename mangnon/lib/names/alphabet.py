"""The letters, tones and joiners that every other file of this folder works with."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""All letters in the order of Vietnamese dictionaries; f, j, w, z come from minority and foreign names."""

TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Combining mark of a tone → its rank: huyền, hỏi, ngã, sắc, nặng; no mark is 0."""

APOSTROPHES = "'`´‘’‛′ʹʻʼʽˈ\uff07"
"""Signs used for the break in ``H'Mông``, ``Bh'nướch``; kept in the name, ignored in every key."""

ETHS = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
"""Letters that look like Đ and are typed for it: Eth U+00D0 / U+00F0, African D U+0189 / U+0256."""

_TABLE_LIMIT = 20_000


class LetterTable(dict[int, str]):
    """A table for ``str.translate`` that learns the image of each letter when it first meets it.

    Names use some 300 different letters, so that the work per letter is done once in the life of the process.
    The table stops learning at 20,000 letters: hostile text may not fill the memory.
    """

    def __init__(self, image: Callable[[str], str]) -> None:
        super().__init__()
        self._image = image

    def __missing__(self, code: int) -> str:
        found = self._image(chr(code))
        if len(self) < _TABLE_LIMIT:
            self[code] = found
        return found


def decompose(letter: str) -> str:
    """Return a letter in small case, taken apart into its base and its marks; look-alikes of đ become đ."""
    small = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(ETHS.get(part, part) for part in unicodedata.normalize("NFKD", small))


def is_joiner(character: str) -> bool:
    """Tell whether a character is one of the apostrophes, which keys ignore."""
    return unicodedata.normalize("NFC", character) in APOSTROPHES


def word_parts(character: str) -> str:
    """Return base letters, digits and marks of a character; any sign gives a space, an apostrophe nothing."""
    if is_joiner(character):
        return ""
    return "".join(_word_part(part) for part in decompose(character))


def _word_part(part: str) -> str:
    if part in APOSTROPHES:
        return ""
    return part if part.isalnum() or is_mark(part) else " "


def is_mark(character: str) -> bool:
    """Tell whether a character only sits on the one before it (a tone, a hat, a foreign accent)."""
    return unicodedata.category(character).startswith("M")


def _toneless(character: str) -> str:
    return unicodedata.normalize("NFC", "".join(part for part in word_parts(character) if part not in TONES))


def _tones(character: str) -> str:
    return "".join(" " if part == " " else TONES.get(part, "") for part in word_parts(character))


_TONELESS = LetterTable(_toneless)
_TONES = LetterTable(_tones)


def words_and_tones(name: str) -> list[tuple[str, str]]:
    """Return each word of a cleaned name as (small letters with their hats, digits of its tones).

    The tones of a word stand in their order without their place, so that Hoà and Hòa agree; ``"0"`` if it has
    none. Signs part words as spaces do; apostrophes vanish.
    """
    letters = name.translate(_TONELESS).split(" ")
    tones = name.translate(_TONES).split(" ")
    return [(word, tone or "0") for word, tone in zip(letters, tones, strict=True) if word]
