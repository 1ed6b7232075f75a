"""Cleaning and comparing the names of administrative units."""

from __future__ import annotations

import re
import unicodedata

KINDS = ("thành phố", "thị trấn", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")

# The tone mark of an open oa, oe, uy stands on the first vowel (hòa, not hoà), as in the
# statistics office's list of July 2025.  After q the u belongs to the consonant (quý).
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OPEN = re.compile("(?<![qQ])(" + "|".join(_TONES) + r")(?!\w)")
_STATE_FARM = re.compile(r"\bN\.?T\b\.?")
_LEADING_ZERO = re.compile(r"\b0+(?=\d)")


def clean(raw: str) -> str:
    """The official name: one space, NFC, the kind first with one capital, words with capitals."""
    text = unicodedata.normalize("NFC", raw).replace("’", "'").replace("–", "-")
    text = re.sub(r"' +", "'", " ".join(text.split()))
    kind, bare = split_kind(text)
    bare = _STATE_FARM.sub("Nông trường", bare).replace("Nông Trường", "Nông trường")
    bare = _LEADING_ZERO.sub("", _OPEN.sub(lambda m: _TONES[m[1]], bare))
    words = [w if w == "trường" else w[0].upper() + w[1:] for w in bare.split()]
    return " ".join([kind.capitalize(), *words])


def split_kind(name: str) -> tuple[str, str]:
    """The kind in lower case, and the name without it."""
    for kind in KINDS:
        if name.lower().startswith(kind + " "):
            return kind, name[len(kind) + 1 :]
    raise ValueError(f"no kind in {name!r}")


def fold(name: str) -> str:
    """A key that ignores spelling: no marks, case, spaces or signs; y is i; no leading zeros."""
    text = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"\bn\.?t\b\.?", "nong truong", _LEADING_ZERO.sub("", text))
    return re.sub(r"[^a-z0-9]", "", text).replace("y", "i")


def fold_bare(name: str) -> str:
    """The folded name without its kind."""
    return fold(split_kind(name)[1])
