"""Bring a name as typed, pasted or imported into the one form in which it is stored."""

from __future__ import annotations

import re
import unicodedata

from mangnon.lib.names.alphabet import ETHS, LetterTable

_HATS = "\u0302\u0306"
_MISPLACED = re.compile(r"[\u0300\u0301\u0303\u0309\u0302\u0306]{2,}")


def _cleaned_letter(character: str) -> str:
    if character in ETHS:
        return ETHS[character]
    category = unicodedata.category(character)
    if character.isspace() or category.startswith("Z"):
        return " "
    if category in {"Cc", "Cf", "Cs", "Cn"}:
        return ""
    return character


_CLEANED = LetterTable(_cleaned_letter)


def _hats_before_tones(match: re.Match[str]) -> str:
    run = match.group()
    return "".join(mark for mark in run if mark in _HATS) + "".join(mark for mark in run if mark not in _HATS)


def clean_name(text: str) -> str:
    """Return the name in NFC, with single spaces, without invisible characters; otherwise as written.

    Repairs text in NFD (phones, Macs), half-composed text (Windows-1258) and a tone typed before its hat;
    turns Eth and its like into Đ; a non-breaking space becomes a space; zero-width, control and unassigned
    characters go. Apostrophes, hyphens, capitals and the place of the tone stay: they belong to the bearer.
    Never raises; applying it twice changes nothing more.
    """
    name = unicodedata.normalize("NFC", text.translate(_CLEANED))
    if any(hat in name for hat in _HATS):
        marks_apart = _MISPLACED.sub(_hats_before_tones, unicodedata.normalize("NFD", name))
        name = unicodedata.normalize("NFC", marks_apart)
    return " ".join(name.split())


def given_name(full_name: str) -> str:
    """Return the last word, by which people are addressed and lists are sorted (``A Phúc`` → ``Phúc``).

    A word without any letter or digit doesn't count unless there is no other. Empty text gives empty text. No
    rule finds a given name of two words (``Thu Hà``); people correct it in its own field.
    """
    return last_word(clean_name(full_name))


def last_word(name: str) -> str:
    """Return the given name of a name that is clean already."""
    words = name.split(" ")
    for word in reversed(words):
        if any(character.isalnum() for character in word):
            return word
    return words[-1]
