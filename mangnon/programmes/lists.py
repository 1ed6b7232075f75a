"""Lists of the room that are data (kinds of models, forms of commendation): read from a file, said in both languages.

Each line tells whether a document that was read confirms it; what doesn't is ours and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from mangnon.lib.yamls import read_yaml

FOLDER = Path(__file__).parent / "data"
KEYS = {"code", "vi", "en", "confirmed", "source", "marks"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: its code in the database, its words, whether a document confirms it, and which."""

    code: str
    vi: str
    en: str
    confirmed: bool
    source: str = ""
    marks: frozenset[str] = frozenset()
    """What the room asks of such a thing: ``licence``."""

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.vi


@cache
def entries(file: str, group: str) -> tuple[Entry, ...]:
    """The lines of a group of ``data/<file>.yaml``. Raises ValueError when a line is incomplete or doubled."""
    told: dict[str, Any] = read_yaml((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))
    found = tuple(
        Entry(
            one["code"],
            one["vi"],
            one["en"],
            one["confirmed"] is True,
            one.get("source", ""),
            frozenset(one.get("marks", ())),
        )
        for one in told[group]
    )
    if any(set(one) - KEYS for one in told[group]):
        raise ValueError(f"{file}.yaml: {group} has a line with a key that nobody reads")
    if len({one.code for one in found}) != len(found) or any(one.confirmed and not one.source for one in found):
        raise ValueError(f"{file}.yaml: {group} has a code twice, or a confirmed line without its source")
    return found


def choices(file: str, group: str) -> list[tuple[str, str]]:
    """Code and words of each line."""
    return [(one.code, str(one)) for one in entries(file, group)]


def marked(file: str, group: str, mark: str) -> frozenset[str]:
    """Codes of the lines that have a mark."""
    return frozenset(one.code for one in entries(file, group) if mark in one.marks)


def word(file: str, group: str, code: str) -> str:
    """The words of a code; the code itself where the list no longer has it."""
    return next((str(one) for one in entries(file, group) if one.code == code), code)
