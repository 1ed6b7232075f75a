"""How people mistype the name of a child they look for: nine kinds that everybody makes, and some more to judge by."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

from mangnon.lib.names import fold
from mangnon.registry.making.slips import HELD_OUT, KNOWN, Written

Slip = Callable[[Random, str], str]
_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_HATS = {"\u0302": ("", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}


def _keys(word: str, tones: dict[str, str], hat: int) -> str:
    """A word as it looks when the typing method was switched off."""
    letters, tone = "", ""
    for sign in unicodedata.normalize("NFD", word.replace("đ", "dd" if hat == 0 else "d9").replace("Đ", "Dd")):
        if sign in tones:
            tone = tones[sign]
        elif sign in _HATS:
            letters += letters[-1].lower() if sign == "\u0302" and hat == 0 else _HATS[sign][hat]
        else:
            letters += sign
    return letters + tone


def _left(tones: dict[str, str], hat: int) -> Slip:
    def slip(random: Random, name: str) -> str:
        words = name.split()
        spots = [at for at, word in enumerate(words) if not word.isascii()]
        for at in spots if random.random() < 0.5 else random.sample(spots, min(1, len(spots))):
            words[at] = _keys(words[at], tones, hat)
        return " ".join(words)

    return slip


def _of(kind: Callable[[Random, Written], bool]) -> Slip:
    """A slip of the making that touches the name."""

    def slip(random: Random, name: str) -> str:
        from types import SimpleNamespace

        written = SimpleNamespace(child=SimpleNamespace(full_name=name))
        kind(random, written)  # type: ignore[arg-type]  # it looks at the name alone
        return str(written.child.full_name)

    return slip


def _d(random: Random, name: str) -> str:
    return name.replace("Đ", "D").replace("đ", "d") if random.random() < 0.5 else name.replace("Đ", "Ð")


def _order(random: Random, name: str) -> str:
    words = name.split()
    random.shuffle(words)
    return " ".join(words)


def _small(random: Random, name: str) -> str:
    return fold(name)


NINE: dict[str, Slip] = {
    "no marks": _small, "decomposed": _of(KNOWN["decomposed"]), "tone place": _of(KNOWN["tone_place"]),
    "i / y": _of(KNOWN["i_or_y"]), "d / đ": _d, "Telex left": _left(_TELEX, 0), "one letter": _of(KNOWN["one_letter"]),
    "other order": _order, "word left out": _of(KNOWN["dropped_word"]),
}  # fmt: skip
MORE: dict[str, Slip] = {
    "VNI left": _left(_VNI, 1), "letter left out": _of(HELD_OUT["dropped_letter"]),
    "letter doubled": _of(HELD_OUT["doubled_letter"]), "letters swapped": _of(HELD_OUT["neighbour_letters"]),
    "blank left out": _of(HELD_OUT["spaces"]), "as it is heard": _of(HELD_OUT["region"]),
    "wrong tone": _of(KNOWN["wrong_tone"]), "capitals": _of(KNOWN["capitals"]),
}  # fmt: skip
