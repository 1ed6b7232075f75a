"""DOCX by docxtpl from ``data/paper.docx``: for offices that go on writing in it."""

from __future__ import annotations

import io
import re
from typing import Any

import segno
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing

from mangnon.papers.printing.composing import Paper, plain
from mangnon.papers.printing.word_template import TEMPLATE

DOTS = "…" * 20
BOXES = {True: "☒ ", False: "☐ "}
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML doesn't take."""


def docx(paper: Paper) -> bytes:
    """The paper as DOCX. Words are escaped; nothing in them is a template."""
    template = DocxTemplate(str(TEMPLATE))
    words = _safe(plain(paper))
    words["issuer"] = Listing("\n".join(words["issuer"]))
    words["blocks"] = [_block(one) for one in words["blocks"]]
    words["qr"] = InlineImage(template, _png(paper.link), width=Mm(19))
    template.render(words, autoescape=True)
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def _block(one: dict[str, Any]) -> dict[str, Any]:
    rows = [[_cell(cell) for cell in row] for row in one["rows"]]
    return {**one, "text": Listing(one["text"] or DOTS), "grid": [one["head"], *rows]}


def _cell(one: dict[str, Any]) -> str:
    return f"{BOXES[one['ticked']]}{one['text']}" if one["box"] else str(one["text"])


def _png(link: str) -> io.BytesIO:
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="png", scale=6, border=1)
    drawn.seek(0)
    return drawn


def _safe(told: Any) -> Any:
    """The same without characters that no document takes."""
    if isinstance(told, str):
        return UNWRITABLE.sub("", told)
    if isinstance(told, list):
        return [_safe(one) for one in told]
    return {name: _safe(one) for name, one in told.items()} if isinstance(told, dict) else told
