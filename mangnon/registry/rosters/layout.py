"""The official layout as a workbook: heads, lists to choose from, a page that explains each column, print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.utils import translation
from django.utils.translation import gettext as _

from mangnon.lib.refusal import Text
from mangnon.registry.rosters.columns import LAYOUT, OFFICIAL, Column
from mangnon.registry.rosters.lists import Lists
from mangnon.registry.rosters.reading import MARKER, MOST_ROWS
from mangnon.ui.exporting import disarm

GROUP_ROW, TITLE_ROW, FIRST = 3, 4, 5
"""Rows of the sheet, from zero: groups of columns, titles, first child."""
NAME_AT = 3
"""Columns that stay in view: up to the name."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
INK, PAPER, LINE = "#14532D", "#E8F3EC", "#9DB5A6"


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table."""

    title: Text
    line: Text = ""
    mark: Text = ""
    """Who took the file out; in the head and at the foot of each printed page."""
    place: str = ""


def write_workbook(
    out: IO[bytes], *, lists: Lists, heading: Heading, rows: Iterable[Sequence[Any]] = (), remarks: Text = ""
) -> int:
    """Write the workbook, in Vietnamese whoever asks; how many rows. Text is never a formula."""
    import xlsxwriter

    with translation.override("vi"), xlsxwriter.Workbook(out, OPTIONS) as book:
        page = book.add_worksheet(_("Danh sách trẻ em"))
        look = _Look(book)
        _head(page, look, heading)
        written = _rows(page, look, rows)
        ranges = _lists(book, look, lists)
        _validations(page, lists, ranges)
        _guide(book, look, remarks)
        _marker(book, heading.place)
        _print(page, heading, written)
    return written


class _Look:
    """The formats of a workbook."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        head = {**base, "bold": True, "align": "center", "text_wrap": True, "border": 1, "border_color": LINE}
        self.title = book.add_format({**base, "bold": True, "font_size": 15, "font_color": INK})
        self.line = book.add_format({**base, "italic": True})
        self.group = book.add_format({**head, "bg_color": INK, "font_color": "#FFFFFF"})
        self.head = book.add_format({**head, "bg_color": PAPER})
        self.needed = book.add_format({**head, "bg_color": PAPER, "font_color": "#9A3412"})
        self.text = book.add_format({**base, "num_format": "@", "border": 1, "border_color": LINE})
        self.wrap = book.add_format({**base, "text_wrap": True, "valign": "top"})
        self.bold = book.add_format({**base, "bold": True, "valign": "top"})


def _head(page: Any, look: _Look, heading: Heading) -> None:
    page.write_string(0, 0, str(heading.title), look.title)
    page.write_string(1, 0, str(heading.line), look.line)
    page.write_string(2, 0, str(heading.mark), look.line)
    begins = 0
    for at, column in enumerate(OFFICIAL):
        last = at + 1 == len(OFFICIAL) or OFFICIAL[at + 1].group != column.group
        if last and begins < at:
            page.merge_range(GROUP_ROW, begins, GROUP_ROW, at, str(column.group), look.group)
        elif last:
            page.write_string(GROUP_ROW, at, str(column.group), look.group)
        begins = at + 1 if last else begins
        page.write_string(TITLE_ROW, at, str(column.title), look.needed if column.required else look.head)
        page.set_column(at, at, column.width, look.text)
    page.set_row(TITLE_ROW, 48)
    page.freeze_panes(FIRST, NAME_AT + 1)


def _rows(page: Any, look: _Look, rows: Iterable[Sequence[Any]]) -> int:
    at = FIRST
    for at, row in enumerate(rows, FIRST + 1):
        for column, value in enumerate(row):
            if value not in (None, ""):
                page.write_string(at - 1, column, str(disarm(str(value))), look.text)
    return at - FIRST


def _lists(book: Any, look: _Look, lists: Lists) -> dict[str, str]:
    """The page of lists; name of a list → range with its wordings."""
    from xlsxwriter.utility import xl_col_to_name

    page = book.add_worksheet(_("Danh mục"))
    title = _("Danh mục")
    ranges, at = {}, 0
    for column in OFFICIAL:
        if not column.choices or column.choices in ranges:
            continue
        labels = lists.labels(column.choices)
        page.write_string(0, at, str(column.title), look.bold)
        page.write_column(1, at, labels, look.wrap)
        page.set_column(at, at, 24)
        letter = xl_col_to_name(at)
        ranges[column.choices] = f"='{title}'!${letter}$2:${letter}${max(len(labels), 1) + 1}"
        at += 1
    page.write_string(0, at, _("Mã hoàn cảnh"), look.bold)
    page.write_string(0, at + 1, _("Hoàn cảnh đặc biệt"), look.bold)
    for row, group in enumerate(lists.groups.values(), 1):
        page.write_string(row, at, group.code, look.wrap)
        page.write_string(row, at + 1, group.title, look.wrap)
    page.set_column(at + 1, at + 1, 80)
    page.freeze_panes(1, 0)
    return ranges


def _validations(page: Any, lists: Lists, ranges: dict[str, str]) -> None:
    for at, column in enumerate(OFFICIAL):
        if column.choices and lists.labels(column.choices):
            page.data_validation(FIRST, at, FIRST + MOST_ROWS - 1, at, _validation(column, ranges[column.choices]))


def _validation(column: Column, source: str) -> dict[str, Any]:
    """Choose from the list; other words are warned of and not forbidden, so that several can be written."""
    return {
        "validate": "list", "source": source, "error_type": "warning",
        "input_title": str(column.title)[:32], "input_message": str(column.note)[:255],
        "error_title": _("Không có trong danh mục"), "error_message": _("Chọn một dòng trong danh mục thả xuống."),
    }  # fmt: skip


def _guide(book: Any, look: _Look, remarks: Text) -> None:
    page = book.add_worksheet(_("Hướng dẫn"))
    lines = [
        _("Mỗi dòng một trẻ em dưới 16 tuổi. Tiêu đề màu cam là cột bắt buộc."),
        _("Ô để trống nghĩa là chưa biết: khi nhập, ô trống không xóa điều đã ghi trong sổ."),
        _("Đừng đổi hàng tiêu đề. Được thêm cột riêng của xã; máy bỏ qua cột lạ."),
        str(remarks),
    ]
    for at, line in enumerate(filter(None, lines)):
        page.write_string(at, 0, str(line), look.line)
    for at, column in enumerate(OFFICIAL, len(lines) + 1):
        page.write_string(at, 0, str(column.title), look.bold)
        page.write_string(at, 1, str(column.note), look.wrap)
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 90)


def _marker(book: Any, place: str) -> None:
    page = book.add_worksheet(MARKER)
    page.write_row(0, 0, ["layout", LAYOUT])
    page.write_row(1, 0, ["place", place])
    page.very_hidden()


def _print(page: Any, heading: Heading, written: int) -> None:
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)
    page.repeat_rows(GROUP_ROW, TITLE_ROW)
    page.print_area(0, 0, max(FIRST + written, FIRST + 20), len(OFFICIAL) - 1)
    mark = str(heading.mark)[:180].replace("&", "&&")
    page.set_footer(f"&L{mark}&R{_('Trang')} &P/&N")
