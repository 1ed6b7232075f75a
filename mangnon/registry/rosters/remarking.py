"""The same sheet as it came, with a last column that says what is wrong in each row and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from mangnon.registry.rosters.checking import Fault
from mangnon.registry.rosters.columns import title_of
from mangnon.registry.rosters.layout import OPTIONS
from mangnon.registry.rosters.preparing import Opened
from mangnon.ui.exporting import disarm

WHOLE = 5_000
"""Up to so many rows the whole sheet comes back; of a longer one the rows with a remark, under their own numbers."""


def remarked(sheet: Opened, faults: Sequence[Fault]) -> bytes:
    """The workbook with reasons."""
    import xlsxwriter

    by_row: dict[int, list[Fault]] = {}
    for fault in faults:
        by_row.setdefault(fault.row, []).append(fault)
    first, buffer = sheet.headings.first, BytesIO()
    width = max(map(len, sheet.grid.rows))
    whole = len(sheet.grid.rows) <= WHOLE
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        page, look = book.add_worksheet(sheet.grid.sheet[:31] or "CSV"), _Looks(book)
        at = 0
        for number, row in enumerate(sheet.grid.rows, 1):
            found = by_row.get(number, [])
            if number > first and not whole and not found:
                continue
            _line(page, look, at, row, found)
            if number == first:
                page.write_string(at, width, _("Điều cần sửa"), look.bold)
                page.write_string(at, width + 1, _("Dòng trong tệp gốc"), look.bold)
            elif found:
                page.write_string(at, width, "\n".join(map(_reason, found)), look.wrap)
                page.write_number(at, width + 1, number)
            at += 1
        page.set_column(0, width - 1, 16)
        page.set_column(width, width, 70)
        page.freeze_panes(first, 0)
    return buffer.getvalue()


class _Looks:
    def __init__(self, book: Any) -> None:
        self.bold = book.add_format({"bold": True, "bg_color": "#FDE8D7"})
        self.wrap = book.add_format({"text_wrap": True, "font_color": "#9A3412"})
        self.day = book.add_format({"num_format": "d/m/yyyy"})
        self.text = book.add_format({"num_format": "@"})
        self.marked = book.add_format({"num_format": "@", "bg_color": "#FDE8D7"})


def _line(page: Any, look: _Looks, at: int, row: Sequence[Any], found: Sequence[Fault]) -> None:
    text = look.marked if any(not one.kind for one in found) else look.text
    for column, value in enumerate(row):
        if isinstance(value, date):
            page.write_datetime(at, column, value, look.day)
        elif value is not None:
            page.write_string(at, column, str(disarm(value)), text)


def _reason(fault: Fault) -> str:
    kind = _("Nghi vấn") if fault.kind else _("Lỗi")
    where = f"{title_of(fault.column)}: " if fault.column else ""
    return f"{kind}. {where}{fault.said} {fault.mend}".strip()
