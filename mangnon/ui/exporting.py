"""The one door through which tables leave: reason asked, watermark set, formulas disarmed, act booked."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.audit.book import book, book_seen
from mangnon.lib.asked import asked
from mangnon.lib.dates import format_date, format_datetime
from mangnon.lib.ids import public_code
from mangnon.lib.refusal import Refusal

ROWS_WITH_REASON = 200
"""Identified children in one export that a reason alone allows; more needs a second person (trust A-19)."""
ROWS_AT_MOST = 50_000
SHORTEST_REASON = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
"""Signs that spreadsheets refuse in the name of a sheet."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\x00")


class ReasonMissing(Refusal):
    """An export says what it is for."""

    code = "reason_missing"
    sentence = gettext_lazy("Xuất danh sách cần ghi lý do, ít nhất {n} ký tự.")
    remedy = gettext_lazy("Ghi ngắn gọn dùng vào việc gì, gửi cho ai.")
    field = "reason"


class TooMany(Refusal):
    """More rows than may leave at once by this person alone."""

    code = "export_too_large"
    sentence = gettext_lazy("Danh sách có hơn {n} dòng, không xuất một lần được.")
    remedy = gettext_lazy("Thêm điều kiện để danh sách ngắn lại.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an export writes: title, heads, a value for each column, the action it is booked under."""

    title: str
    heads: list[str]
    values: list[Callable[[Any], Any]]
    action: str
    described: str


def sheet_response(
    request: HttpRequest, *, sheet: Sheet, rows: QuerySet[Any], actor: Actor, at: datetime, most: int | None = None
) -> HttpResponse:
    """The file to download. Raises ReasonMissing or TooMany; books the export with its serial.

    ``most``: rows that may leave when a second person has said so.
    """
    reason = asked(request.POST, "reason").strip()
    if len(reason) < SHORTEST_REASON:
        raise ReasonMissing(n=SHORTEST_REASON)
    identified = bool(getattr(rows.model, "identified", False))
    most = most or (ROWS_WITH_REASON if identified else ROWS_AT_MOST)
    found = list(rows[: most + 1])
    if len(found) > most:
        raise TooMany(n=most)
    serial = public_code()
    mark = watermark(actor, at, serial)
    book(
        actor=actor,
        action=sheet.action,
        at=at,
        exported=len(found),
        reason=reason,
        serial=serial,
        filter=sheet.described,
    )
    if identified:
        book_seen(actor=actor, action=sheet.action, at=at, kind=rows.model, ids=[row.pk for row in found])
    lines = [[value(row) for value in sheet.values] for row in found]
    if request.POST.get("as") == "csv":
        return _file(as_csv(sheet, lines, mark), "text/csv; charset=utf-8", f"mangnon-{serial}.csv")
    return _file(as_xlsx(sheet, lines, mark), XLSX, f"mangnon-{serial}.xlsx")


def figures_response(
    *, sheets: Sequence[tuple[Sheet, list[list[Any]]]], reason: str, actor: Actor, at: datetime
) -> HttpResponse:
    """Figures without anybody's name as one workbook, a sheet for each table of lines; asked, marked, booked alike.

    Raises ReasonMissing.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing(n=SHORTEST_REASON)
    serial, first = public_code(), sheets[0][0]
    lines = sum(len(listed) for _sheet, listed in sheets)
    book(
        actor=actor, action=first.action, at=at, exported=lines, reason=reason.strip(), serial=serial,
        filter=first.described,
    )  # fmt: skip
    return _file(workbook(sheets, watermark(actor, at, serial)), XLSX, f"mangnon-{serial}.xlsx")


def watermark(actor: Actor, at: datetime, serial: str) -> str:
    """Who took the file out, when, under which serial."""
    said = _("Xuất bởi {who}, {when}, số {serial}. Không sao chụp, không chuyển tiếp.")
    return said.format(who=actor.name, when=format_datetime(at), serial=serial)


def disarm(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is quoted; other values keep their kind (trust A-23)."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return "'" + value
    return value


def as_csv(sheet: Sheet, lines: Iterable[list[Any]], mark: str) -> bytes:
    """UTF-8 with a byte order mark, since Excel breaks Vietnamese without it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(sheet.heads)
    writer.writerows([[_text(disarm(value)) for value in line] for line in lines])
    writer.writerow([mark])
    return "\ufeff".encode() + buffer.getvalue().encode()


def as_xlsx(sheet: Sheet, lines: Iterable[list[Any]], mark: str) -> bytes:
    """A workbook with one sheet; text stays text, dates stay dates."""
    return workbook([(sheet, lines)], mark)


def workbook(sheets: Iterable[tuple[Sheet, Iterable[list[Any]]]], mark: str) -> bytes:
    """A workbook, each sheet with its heads, lines and the mark below them."""
    import xlsxwriter  # here as in rosters: most processes write no workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(buffer, options) as book_file:
        bold, day = book_file.add_format({"bold": True}), book_file.add_format({"num_format": "d/m/yyyy"})
        for sheet, lines in sheets:
            page = book_file.add_worksheet(NOT_IN_TITLES.sub(" ", sheet.title)[:31].strip("' "))
            page.set_footer("&L" + mark[:200].replace("&", "&&"))
            page.write_row(0, 0, sheet.heads, bold)
            page.freeze_panes(1, 1)
            page.write_string(_written(page, lines, day) + 2, 0, mark)
    return buffer.getvalue()


def _written(page: Any, lines: Iterable[list[Any]], day: Any) -> int:
    """Write the lines below the heads; the number of the last row."""
    last = 0
    for last, line in enumerate(lines, 1):
        for column, value in enumerate(line):
            if isinstance(value, date):
                page.write_datetime(last, column, value, day)
            else:
                page.write(last, column, disarm(value))
    return last


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return format_datetime(value)
    if isinstance(value, date):
        return format_date(value)
    return "" if value is None else str(value)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
