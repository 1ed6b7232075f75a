"""Find keys of the typing methods Telex and VNI left in a name: ``Nguyeenx``, ``Nguye6n4``."""

from __future__ import annotations

import enum
import re
from functools import lru_cache
from typing import NamedTuple

from mangnon.lib.names.alphabet import words_and_tones
from mangnon.lib.names.clean import clean_name
from mangnon.lib.names.keys import fold
from mangnon.lib.names.syllables import VOWELS, is_syllable, with_tone

_TELEX_TONES = {"s": "sắc", "f": "huyền", "r": "hỏi", "x": "ngã", "j": "nặng"}
_VNI_TONES = {"1": "sắc", "2": "huyền", "3": "hỏi", "4": "ngã", "5": "nặng"}

_DOUBLES = (("aa", "â"), ("ee", "ê"), ("oo", "ô"))
_HORNS = (("uwow", "ươ"), ("uow", "ươ"), ("uw", "ư"), ("ow", "ơ"), ("aw", "ă"))

_KINH_LIST = """
nguyen tran le pham huynh hoang phan vu vo dang bui do ngo duong ly
truong doan trinh luong mai dao lam cao ta thai chau phung luu
"""
_KINH_FAMILIES = frozenset(_KINH_LIST.split())
"""Family names that make a weak sign believable; not Hồ and Đinh, borne by whole minority villages."""

_REAL_LIST = """
bas chow dawn felix gus hans lars lee low luis lux max rex ros thais
lauj maj naif raj saif taj thoj vaj
coor cor deen nhaw
"""
_REAL_NAMES = frozenset(_REAL_LIST.split())
"""Real names, foreign and minority, that happen to read as Telex."""

_TONE_KEY_AT_END = re.compile(rf"(?P<head>.*[{VOWELS}w].*)(?P<key>[sfrxj])(?P<coda>)")
_TONE_KEY_INSIDE = re.compile(rf"(?P<head>.*[{VOWELS}w])(?P<key>[sfrxj])(?P<coda>ch|ng|nh|[cmnpt])")
_VNI_WORD = re.compile(r"[^\W\d_]{1,8}[1-9][^\W_]{0,8}")


class _Strength(enum.IntEnum):
    """How surely a word that reads as Telex was meant so."""

    WEAK = 1  # may well be a minority or foreign name: follow only beside a sure one
    LIKELY = 2  # believable under a Kinh family name
    SURE = 3


class _Reading(NamedTuple):
    text: str
    strength: _Strength


def typing_leftovers(text: str) -> str | None:
    """Return the name that was likely meant if it holds leftovers of Telex or VNI, else None.

    A question to put to the person who types (``Có phải Nguyễn Thị Hòa?``), never a correction: the sure
    signs (f, j, doubled vowel with a tone key, ``dd``, ``uw``, digits) are read anywhere, the doubtful ones
    (a final s, x, r, a doubled vowel alone) only after a common Kinh family name or beside a sure one. Meant
    for names of people: in a place, ``Thôn2`` would read as VNI.
    """
    words = clean_name(text).split(" ")
    readings = [_read(word) for word in words]
    found = [reading.strength for reading in readings if reading]
    if not found:
        return None
    enough = _Strength.LIKELY if _is_kinh(words, readings) else _Strength.SURE
    if max(found) < enough:
        return None
    least = _Strength.WEAK if max(found) is _Strength.SURE else enough
    meant = zip(words, readings, strict=True)
    return " ".join(reading.text if reading and reading.strength >= least else word for word, reading in meant)


def _is_kinh(words: list[str], readings: list[_Reading | None]) -> bool:
    family = readings[0].text if readings[0] else words[0]
    return len(words) > 1 and fold(family) in _KINH_FAMILIES


@lru_cache(maxsize=10_000)  # lists of people repeat a few thousand words
def _read(word: str) -> _Reading | None:
    if len(word) < 2 or word.lower() in _REAL_NAMES:
        return None
    found = _read_vni(word.lower()) if _VNI_WORD.fullmatch(word) else _read_telex(word.lower())
    return found and _Reading(_with_capitals_of(word, found.text), found.strength)


def _with_capitals_of(word: str, text: str) -> str:
    if word.isupper():
        return text.upper()
    return text[0].upper() + text[1:] if word[0].isupper() else text


def _read_vni(word: str) -> _Reading | None:
    letters = "".join(sign for sign in word if not sign.isdigit())
    digits = list(dict.fromkeys(sign for sign in word if sign.isdigit()))  # 7 may stand after u and after o
    tones = [digit for digit in digits if digit in _VNI_TONES]
    if len(letters) < 2 or len(tones) > 1 or _bears_tone(letters):
        return None
    for digit in digits:
        if digit not in _VNI_TONES:
            hatted = _with_vni_hat(letters, digit)
            if hatted == letters:
                return None
            letters = hatted
    meant = with_tone(letters, _VNI_TONES[tones[0]] if tones else "")
    return _Reading(meant, _Strength.SURE) if meant else None


def _with_vni_hat(letters: str, digit: str) -> str:
    if digit == "9":
        return re.sub(r"^d", "đ", letters)
    if digit == "8":
        return letters.replace("a", "ă", 1)
    if digit == "7":
        return re.sub(r"uo|u(?![aio])|o|u", lambda match: {"uo": "ươ", "u": "ư", "o": "ơ"}[match[0]], letters, count=1)
    return re.sub(r"[aeo](?![aeo])", lambda match: {"a": "â", "e": "ê", "o": "ô"}[match[0]], letters, count=1)


def _read_telex(word: str) -> _Reading | None:
    if _bears_tone(word):
        return None
    tail = _TONE_KEY_AT_END.fullmatch(word) or _TONE_KEY_INSIDE.fullmatch(word)
    key = tail["key"] if tail else ""
    bare = tail["head"] + tail["coda"] if tail else word
    letters = _with_telex_hats(bare)
    if letters == word or not is_syllable(letters):
        return None
    meant = with_tone(letters, _TELEX_TONES.get(key, ""))
    if meant is None:
        return None
    return _Reading(meant, _strength(bare, letters, key))


def _with_telex_hats(bare: str) -> str:
    letters = "đ" + bare[2:] if bare.startswith("dd") else bare
    for keys, letter in _DOUBLES + _HORNS:
        letters = letters.replace(keys, letter, 1)
    return letters


def _strength(bare: str, letters: str, key: str) -> _Strength:
    """Weigh the signs: no name known to us ends in f or j, begins with dd or holds uw."""
    if key in {"f", "j"} or bare.startswith("dd") or "uw" in bare or "uow" in bare:
        return _Strength.SURE
    if "oo" in bare:  # Pơ Loong and Coor are written so
        return _Strength.LIKELY if key in {"s", "x"} else _Strength.WEAK
    return _Strength.SURE if key and bare != letters else _Strength.LIKELY


def _bears_tone(word: str) -> bool:
    return any(tones != "0" for _, tones in words_and_tones(word))
