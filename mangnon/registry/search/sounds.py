"""How a word of a name is kept in the index: its sound in a year, as one number; and what a slip of typing meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from mangnon.lib.names import skeleton

ANY_YEAR = 0
NUMBER = "#"
"""Stands before the last figures of a number, so that they are no word."""
LAST = 4
"""How many last figures of a number lead to it."""
_HALF = 2**31
_CHECKSUM = 0x3FFFFFF
_YEARS = 63

_DOUBLED = re.compile(r"([aeo])\1")
_TONE_KEY = re.compile(r"(?<=[aeiouy])[sfrxj](?=(?:ch|ng|nh|[cmnpt])$)|(?<=[a-z])[sfrxj]$")


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """The sound of one folded word, as ``registry_sound`` in the database."""
    return skeleton(word)


@lru_cache(maxsize=200_000)
def key(sound: str, year: int = ANY_YEAR) -> int:
    """The number of a sound in a year, as ``registry_key`` in the database."""
    return ((crc32(sound.encode()) & _CHECKSUM) * 64 + (1 + year % _YEARS if year else 0)) - _HALF


def keys(sounds: Iterable[str], years: Iterable[int]) -> list[int]:
    """The numbers of some sounds in some years; in any when none is named."""
    listed = tuple(years) or (ANY_YEAR,)
    return [key(sound, year) for sound in sounds for year in listed]


def pair_keys(ones: Iterable[str], others: Iterable[str], years: Iterable[int]) -> list[int]:
    """The numbers of two sounds that stand in one name: one of each side."""
    listed = tuple(others)
    pairs = {" ".join(sorted((one, other))) for one in ones for other in listed if one != other}
    return keys(pairs, years)


def number_key(number: str) -> int:
    """The number under which the last figures of a personal number or telephone stand."""
    return key(NUMBER + number[-LAST:])


@lru_cache(maxsize=50_000)
def reading(word: str) -> str:
    """What a folded word with leftovers of Telex or VNI was meant to be (``nguyeenx``, ``nguye6n4`` → ``nguyen``).

    Bolder than ``typing_leftovers``: it only suggests where else to look. A word without leftovers stays itself.
    """
    bare = "".join(sign for sign in word if not sign.isdigit())
    if bare.startswith("dd"):
        bare = bare[1:]
    elif bare.endswith("d") and bare.startswith("d") and len(bare) > 2:
        bare = bare[:-1]
    bare = _DOUBLED.sub(r"\1", bare).replace("w", "")
    return _TONE_KEY.sub("", bare) or word
