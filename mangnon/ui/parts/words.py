"""Text as the parts take it: a plain string, a lazy translation, or a line of pieces with links in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise

Text: TypeAlias = str | Promise


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a line or on its own. `quiet` leaves the underline out where a list makes it plain."""

    text: Text
    url: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the weight of a line (600)."""

    strong: Text


@dataclass(frozen=True, slots=True)
class Soft:
    """Words that step back (second ink): a source, a village's way to tell two people apart."""

    soft: Text


Piece: TypeAlias = Text | Link | Strong | Soft
Words: TypeAlias = Text | tuple[Piece, ...]
