"""From checked bytes to a grid of cells: XLSX by calamine, CSV by the standard library, both within limits."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from mangnon.files.kinds import MEGABYTE, Accepts, Kind
from mangnon.files.refusals import PackageBomb, PackageOdd
from mangnon.lib.numbers import format_int
from mangnon.registry.rosters.refusals import LongCell, SheetEmpty, SheetUnreadable, TooManyColumns, TooManyRows

MOST_ROWS, MOST_COLUMNS, LONGEST = 50_000, 100, 2_000
HEAD_ROWS = 15
"""Rows at the top in which headings are looked for; they don't count as data."""
ACCEPTS = Accepts(frozenset({Kind.XLSX, Kind.CSV}), most_xml=80 * MEGABYTE)
"""A register is one long part: wide sheets of tens of thousands of rows pass the usual bound."""
MARKER = "_mangnon"
"""The very hidden sheet of a template: layout and place."""
Cell = str | date | None
Merged = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, row by row; ``merged`` are ranges of its top."""

    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()
    sheet: str = ""
    layout: str = ""
    """Of a template of ours: the version of its layout."""
    place: str = ""
    """Of a template of ours: the code of the place that it was made for."""


def read_grid(data: bytes, kind: str) -> Grid:
    """The grid of a file that ``mangnon.files`` has let through.

    Raises SheetUnreadable, SheetEmpty, TooManyRows, TooManyColumns, LongCell, PackageBomb.
    """
    grid = _read_csv(data) if kind == Kind.CSV else _read_workbook(data)
    if not any(any(row) for row in grid.rows):
        raise SheetEmpty
    return grid


_FAR = re.compile(
    rb"""\br\s*=\s*["'](?:[A-Za-z]{3}|[D-Zd-z][A-Za-z]|[Cc][W-Zw-z])\d|\br\s*=\s*["'][A-Za-z]{0,2}(?:[6-9]\d{4}|\d{6,})["']"""
)
"""A cell or row so far out that no register reaches it: the reader would lay out all that lies before."""
_PLAIN = re.compile(
    rb"""^(?:\xef\xbb\xbf)?\s*<(?:\?xml[^>]*?encoding\s*=\s*["']utf-?8["']|\?xml(?![^>]*encoding)|\w)""", re.I
)


def _refuse_far_cells(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
                content = package.read(name)
                if not _PLAIN.match(content[:300]):
                    raise PackageOdd(what=name[:60])
                if _FAR.search(content):
                    raise PackageBomb


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever the reader stumbles over becomes one sentence; it is native code and may panic."""
    try:
        yield
    except (CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile) as trouble:
        raise SheetUnreadable from trouble
    except BaseException as trouble:
        if type(trouble).__name__ != "PanicException":
            raise
        raise SheetUnreadable from trouble


def _read_workbook(data: bytes) -> Grid:
    with _reading():
        _refuse_far_cells(data)
        workbook = load_workbook(io.BytesIO(data))
        shown = [
            one.name
            for one in workbook.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
        ]
        if not shown:
            raise SheetEmpty
        layout, place = _marker(workbook)
        sheet = workbook.get_sheet_by_name(shown[0])
        _refuse_size(sheet.height, sheet.width)
        merged = tuple(one for one in (sheet.merged_cell_ranges or ()) if one[0][0] < HEAD_ROWS)[:400]
        raw = sheet.to_python(skip_empty_area=False)
    rows = _without_tail([[_cell(value) for value in row] for row in raw])
    _refuse_size(len(rows), max(map(len, rows), default=0))
    return Grid(rows, merged, shown[0], layout, place)


def _marker(workbook: Any) -> tuple[str, str]:
    if MARKER not in workbook.sheet_names:
        return "", ""
    sheet = workbook.get_sheet_by_name(MARKER)
    if sheet.height > HEAD_ROWS or sheet.width > HEAD_ROWS:
        return "", ""
    told = {str(row[0]): str(row[1]) for row in sheet.to_python() if len(row) > 1}
    return told.get("layout", "")[:8], told.get("place", "")[:12]


def _refuse_size(height: int, width: int) -> None:
    if height > MOST_ROWS + HEAD_ROWS:
        raise TooManyRows(most=format_int(MOST_ROWS))
    if width > MOST_COLUMNS:
        raise TooManyColumns(most=MOST_COLUMNS)


def _cell(value: Any) -> Cell:
    """Text as typed; a date stays one; a number is written as people write it, without a trailing ``.0``."""
    if type(value) is str:
        return value.strip() or None
    if type(value) is float:
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, time | timedelta) or value is None:
        return None if value is None else str(value)
    return value if isinstance(value, date) else str(value)


def _without_tail(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Without the empty rows at the end; no cell longer than any register has."""
    last = len(rows)
    while last and not any(rows[last - 1]):
        last -= 1
    del rows[last:]
    for number, row in enumerate(rows, 1):
        for value in row:
            if type(value) is str and len(value) > LONGEST:
                raise LongCell(row=number, most=format_int(LONGEST))
    return rows


def decode_csv(data: bytes) -> str:
    """UTF-8 or UTF-16 by its mark, UTF-8 without; else the bytes of the old fonts, whose letters are found later."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_csv(data: bytes) -> Grid:
    text = decode_csv(data)
    head = text[:20_000]
    lines = head.splitlines()[:HEAD_ROWS]
    delimiter = max(";,\t", key=lambda sign: sum(line.count(sign) for line in lines))
    rows: list[list[Cell]] = []
    csv.field_size_limit(LONGEST * 4)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([cell.strip() or None for cell in row])
            _refuse_size(len(rows), len(row))
    except csv.Error as trouble:
        raise SheetUnreadable from trouble
    return Grid(_without_tail(rows))
