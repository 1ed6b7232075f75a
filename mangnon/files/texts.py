"""Plain texts and CSV: UTF-8, nothing that a browser or a spreadsheet would run."""

from __future__ import annotations

import re

from mangnon.files.kinds import Kind
from mangnon.files.refusals import CsvFormula, NotUtf8, UnknownKind
from mangnon.files.sniffing import refuse_markup

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_FORMULA = re.compile(r"""(?:^|[,;\t])[ "']*(?:[=@]|[+-](?![\d.,\s"';]|$))""")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BINARY_SHARE = 0.02
"""More control bytes than this, and it is no text in any encoding."""


def text_kind(data: bytes, name: str) -> Kind:
    """TEXT or CSV (only the name can tell them apart). Raises UnknownKind, NotUtf8, ActiveContent, CsvFormula."""
    refuse_markup(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        if _looks_binary(data):
            raise UnknownKind(accepted="") from trouble
        raise NotUtf8 from trouble
    if _CONTROLS.search(text) or text.startswith("{\\rtf"):
        raise UnknownKind(accepted="")
    if not name.lower().rstrip(" .").endswith(".csv"):
        return Kind.TEXT
    _refuse_formulas(text)
    return Kind.CSV


def _looks_binary(data: bytes) -> bool:
    if data.startswith(_WIDE):
        return False
    head = data[:4096]
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return controls > len(head) * _BINARY_SHARE


def _refuse_formulas(text: str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        if _FORMULA.search(line):
            raise CsvFormula(line=number)
