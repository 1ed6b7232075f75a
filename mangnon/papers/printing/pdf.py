"""PDF/A by typst, in process: our own fonts and nothing else of the machine, no network."""

from __future__ import annotations

import io
import json
import threading
from functools import cache
from pathlib import Path
from typing import Literal

import segno
import typst

from mangnon.papers.printing.composing import Paper, plain
from mangnon.papers.printing.letters import FONTS, writable

ROOM = Path(__file__).parents[1]
TEMPLATE = ROOM / "data" / "paper.typ"
STANDARD: Literal["a-2a"] = "a-2a"
"""PDF/A-2a: kept for decades, text and structure readable by machines and screen readers."""


_ONE_AT_A_TIME = threading.Lock()
"""A compiler keeps the inputs of its last paper: two threads in it at once might print each other's."""


@cache
def _compiler() -> typst.Compiler:
    """One for the process: the template is parsed and the fonts are read once. Packages are looked for nowhere."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    nowhere = str(FONTS)
    return typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts, package_path=nowhere, package_cache_path=nowhere
    )


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/A. Words are handed over as data, so that markup in them stays text."""
    told = inputs(paper)
    with _ONE_AT_A_TIME:
        made = _compiler().compile(sys_inputs=told, format="pdf", pdf_standards=[STANDARD])
    if not isinstance(made, bytes):
        message = "the paper has no page"
        raise TypeError(message)
    return made


def pages(paper: Paper, *, ppi: float = 96) -> list[bytes]:
    """The pages as PNG, to look at."""
    told = inputs(paper)
    with _ONE_AT_A_TIME:
        made = _compiler().compile(sys_inputs=told, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else list(made or [])


def inputs(paper: Paper) -> dict[str, str]:
    """What the template reads."""
    return {"data": json.dumps(writable(plain(paper)), ensure_ascii=False), "qr": qr(paper.link)}


def qr(link: str) -> str:
    """The link as a QR in SVG."""
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=1)
    return drawn.getvalue().decode()
