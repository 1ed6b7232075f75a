"""The letters that our fonts have: PDF/A takes no others, so what they lack is written otherwise or as a box."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parents[1] / "fonts"
BOX = "\N{WHITE SQUARE}"
KEPT = "\n"


def writable(told: Any) -> Any:
    """The same data with only such letters. Signs that steer the flow of text are left out."""
    if isinstance(told, str):
        return told if told.isascii() and told.isprintable() else "".join(map(_letter, told))
    if isinstance(told, list):
        return [writable(one) for one in told]
    return {name: writable(one) for name, one in told.items()} if isinstance(told, dict) else told


@cache
def _letter(sign: str) -> str:
    if sign == "\t":
        return " "
    if sign in KEPT or ord(sign) in _known():
        return sign if unicodedata.category(sign) != "Cf" else ""
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Mn"):
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign and all(ord(one) in _known() for one in plain) else BOX


@cache
def _known() -> frozenset[int]:
    """Code points that every face has."""
    return frozenset.intersection(*(_covered(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))))


def _covered(font: bytes) -> frozenset[int]:
    """What the Unicode map of a TrueType font covers (``cmap``, format 4)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(tables))
    cmap = next(offset for tag, _sum, offset, _length in entries if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, cmap + 2)
    found = (struct.unpack_from(">HHL", font, cmap + 4 + 8 * n) for n in range(maps))
    at = next(cmap + offset for platform, encoding, offset in found if (platform, encoding) == (3, 1))
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{doubled // 2}H", font, at + 16 + doubled)
    return frozenset(code for start, end in zip(starts, ends, strict=True) for code in range(start, end + 1)) - {0xFFFF}
