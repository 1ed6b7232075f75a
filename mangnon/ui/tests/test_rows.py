"""Rows of plain cells take a short way; they must look as on the long one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from mangnon.ui.parts import Cell, Column, Kind, Row, State, Status, Table
from mangnon.ui.tests.preview import environment

COLUMNS = (
    Column("Họ và tên", Kind.NAME, soft=True),
    Column("Sinh", Kind.DATE),
    Column('Ghi "chú"', Kind.TEXT, soft=True, card=False),
    Column("", Kind.ACT),
)
ROWS = (
    Row((Cell("Hồ Văn An"), Cell("7/3/2014"), Cell("a"), Cell("b")), url="/a"),
    Row((Cell("<script>alert(1)</script>"), Cell("&"), Cell("\"'>"), Cell("c")), url='/b?"><script>'),
    Row((Cell("Y Lan"), Cell("năm 2012"), Cell("d"), Cell("e"))),
)


def drawn(table: Table) -> str:
    module = environment().get_template("ui/parts/table.html").module
    return re.sub(r">\s+<", "><", str(module.table(table)))  # type: ignore[attr-defined]


def body(table: Table) -> list[str]:
    return re.findall(r"<tr .*?</tr>", drawn(table), re.DOTALL)[1:]


def test_the_short_way_draws_what_the_long_one_draws() -> None:
    """The total of a table always takes the long way, so it tells how a row looks there."""
    assert all(row.plain for row in ROWS)
    short = body(Table("Trẻ", COLUMNS, ROWS))
    long = [body(Table("Trẻ", COLUMNS, ROWS[:1], total=row))[-1] for row in ROWS]
    assert short == long


def test_the_short_way_escapes_what_people_typed() -> None:
    page = drawn(Table("Trẻ", COLUMNS, ROWS))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    "cell",
    [
        Cell(""), Cell("x", note="y"), Cell("x", url="/x"), Cell(("x", "y")),
        Cell(status=Status(State.LATE, "12 tháng")), Cell("x", status=Status(State.LATE)),
    ],
)  # fmt: skip
def test_a_row_with_more_than_text_takes_the_long_way(cell: Cell) -> None:
    assert not cell.plain
    assert not Row((cell,)).plain


def test_a_marked_row_takes_the_long_way() -> None:
    assert not replace(ROWS[0], current=True).plain
    assert 'class="current danger"' in drawn(Table("Trẻ", COLUMNS, (replace(ROWS[0], current=True, danger=True),)))
