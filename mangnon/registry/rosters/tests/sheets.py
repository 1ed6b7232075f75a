"""Sheets of invented children, as communes send them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from mangnon.registry.rosters.columns import BY_KEY

MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a time in every workbook, so that the same rows are the same bytes
CHILD: dict[str, Any] = {"full_name": "Hồ Thị Sương", "birth": "7/3/2014", "sex": "Nữ", "ethnicity": "Xơ Đăng"}


def child(full_name: str = "Hồ Thị Sương", birth: Any = "7/3/2014", **more: Any) -> dict[str, Any]:
    """One row by our column names."""
    return {**CHILD, "full_name": full_name, "birth": birth, **more}


def sheet(
    rows: Sequence[dict[str, Any]], *, name: str = "danh sách.xlsx", above: Iterable[Sequence[Any]] = ()
) -> io.BytesIO:
    """A workbook with our titles over these rows."""
    keys = [key for key in BY_KEY if any(key in row for row in rows)]
    lines = [*above, [str(BY_KEY[key].title) for key in keys]]
    return workbook([*lines, *([row.get(key) for key in keys] for row in rows)], name=name)


def workbook(
    lines: Iterable[Sequence[Any]], *, name: str = "danh sách.xlsx", merged: Sequence[tuple[int, int, int, int]] = ()
) -> io.BytesIO:
    """Any lines as a workbook; ``merged``: first row, first column, last row, last column."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        page, day = book.add_worksheet("Danh sách"), book.add_format({"num_format": "d/m/yyyy"})
        for at, line in enumerate(lines):
            for column, value in enumerate(line):
                if hasattr(value, "year"):
                    page.write_datetime(at, column, value, day)
                elif value is not None:
                    page.write(at, column, value)
        for first_row, first_column, last_row, last_column in merged:
            page.merge_range(first_row, first_column, last_row, last_column, list(lines)[first_row][first_column])
    return named(buffer.getvalue(), name)


def named(data: bytes, name: str) -> io.BytesIO:
    """Bytes as something that is sent."""
    stream = io.BytesIO(data)
    stream.name = name
    return stream
