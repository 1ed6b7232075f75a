"""Text typed with fonts of before Unicode (TCVN3 ``.VnTime``, VNI ``VNI-Times``): found per column, converted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from mangnon.lib.names.alphabet import words_and_tones
from mangnon.lib.names.syllables import is_syllable

LOOKED_AT, SAMPLE = 3_000, 400
"""Cells of a column that are looked at, and marked words among them that are enough."""
CLEARLY = 0.6
"""Share of marked words that must become Vietnamese syllables before a column is converted."""


class Encoding(StrEnum):
    """How the letters of a column are written."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class Converted:
    """A column that was converted: its head and some cells, before and after."""

    head: str
    encoding: Encoding
    examples: tuple[tuple[str, str], ...]


_TCVN3 = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
_TCVN3_TABLE = {ord(old): new for old, new in zip(*_TCVN3, strict=True)}
_SAC, _HUYEN, _HOI, _NGA, _NANG, _BREVE, _HAT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323", "\u0306", "\u0302"
_TONES = (_SAC, _HUYEN, _HOI, _NGA, _NANG)
_VNI_MARKS = {
    **dict(zip("ùøûõï", _TONES, strict=True)),
    "ê": _BREVE,
    **{sign: _BREVE + tone for sign, tone in zip("éèúüë", _TONES, strict=True)},
    "â": _HAT,
    **{sign: _HAT + tone for sign, tone in zip("áàåãä", _TONES, strict=True)},
}
_VNI_ALONE = dict(zip("íìæóòôöñîÍÌÆÓÒÔÖÑÎ", "íìỉĩịơưđỵÍÌỈĨỊƠƯĐỴ", strict=True))
_VNI = re.compile(f"([aeouyôöAEOUYÔÖ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])|([{''.join(_VNI_ALONE)}])")
_MODERN = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9\u0300-\u036f]")
"""Letters that only Unicode text has."""


def from_tcvn3(text: str) -> str:
    """``NguyÔn V¨n`` → ``Nguyễn Văn``."""
    return text.translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    """``Nguyeãn Vaên`` → ``Nguyễn Văn``."""
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, text))


def _vni_letter(match: re.Match[str]) -> str:
    base, mark, alone = match.groups()
    if alone:
        return _VNI_ALONE[alone]
    return _VNI_ALONE.get(base, base) + _VNI_MARKS[mark.lower()]


DECODERS: dict[Encoding, Callable[[str], str]] = {Encoding.TCVN3: from_tcvn3, Encoding.VNI: from_vni}


def encoding_of(cells: Iterable[str]) -> Encoding:
    """How a column is written: the reading under which its marked words are Vietnamese syllables."""
    marked = _marked(cells)
    if not marked:
        return Encoding.UNICODE
    shares = {name: _share(map(decode, marked)) for name, decode in DECODERS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= CLEARLY and shares[best] > _share(marked) else Encoding.UNICODE


def convert(text: str, encoding: Encoding) -> str:
    """One cell; what holds letters of Unicode already stays."""
    if encoding is Encoding.UNICODE or text.isascii() or _MODERN.search(text):
        return text
    return DECODERS[encoding](text)


def _marked(cells: Iterable[str]) -> list[str]:
    found: list[str] = []
    for text in islice(cells, LOOKED_AT):
        if text.isascii() or _MODERN.search(text):
            continue
        found += [word for word in text.replace("\u00a0", " ").split(" ") if not word.isascii()]
        if len(found) >= SAMPLE:
            break
    return found


def _share(words: Iterable[str]) -> float:
    """How many of these words are syllables, of all."""
    judged = [_is_vietnamese(word) for word in words]
    return sum(judged) / len(judged) if judged else 0.0


def _is_vietnamese(word: str) -> bool:
    parts = words_and_tones(unicodedata.normalize("NFC", word.replace("\u00ad", "¬")))
    return bool(parts) and all(is_syllable(letters) and len(tone) == 1 for letters, tone in parts)
