"""Prints of the register: the one-page summary of a commune and the paper book of a hamlet, as PDF/A by typst."""

from __future__ import annotations

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from mangnon.papers.printing.letters import FONTS, writable

DATA = Path(__file__).parents[1] / "data"
STANDARD: Literal["a-2a"] = "a-2a"
_ONE_AT_A_TIME = threading.Lock()
"""A compiler keeps the inputs of its last print: two threads in it at once might print each other's."""


@cache
def _compiler(name: str) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    nowhere = str(FONTS)
    return typst.Compiler(
        str(DATA / name), root=str(DATA), font_paths=fonts, package_path=nowhere, package_cache_path=nowhere
    )


def pdf(name: str, told: dict[str, Any]) -> bytes:
    """A template of ours with its data. Words are handed over as data, so that markup in them stays text."""
    data = json.dumps(writable(told), ensure_ascii=False)
    with _ONE_AT_A_TIME:
        made = _compiler(name).compile(sys_inputs={"data": data}, format="pdf", pdf_standards=[STANDARD])
    if not isinstance(made, bytes):
        message = "the print has no page"
        raise TypeError(message)
    return made
