"""Sheets as they come: headings anywhere, merged cells, old fonts, dates in every dress, CSV in every encoding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mangnon.lib.dates import PartialDate
from mangnon.places.models import Unit
from mangnon.registry.rosters.cells import read_cell
from mangnon.registry.rosters.checking import Checked, check_sheet
from mangnon.registry.rosters.columns import OFFICIAL
from mangnon.registry.rosters.encodings import Encoding, convert, encoding_of, from_tcvn3, from_vni
from mangnon.registry.rosters.heads import find_headings, meant, suggest
from mangnon.registry.rosters.layout import Heading, write_workbook
from mangnon.registry.rosters.lists import Lists, hamlet_ids, lists_for
from mangnon.registry.rosters.preparing import open_upload
from mangnon.registry.rosters.refusals import NoHeadings, SheetEmpty
from mangnon.registry.rosters.tests.sheets import child, named, sheet, workbook
from mangnon.testing.cast import TODAY, Cast

OLD = {
    "Hồ Thị Sương": ("Hå ThÞ S\u00ad¬ng", "Hoà Thò Söông"),
    "Nguyễn Văn Đức": ("NguyÔn V¨n §øc", "Nguyeãn Vaên Ñöùc"),
}


_READ: list[Lists] = []
"""The lists of the law, read once: they are the same in every test, only hamlets are made anew."""


@pytest.fixture
def lists(cast: Cast, request: pytest.FixtureRequest) -> Lists:
    if not _READ:
        request.getfixturevalue("law")
        _READ.append(lists_for(cast.land.own, TODAY))
    hamlets = [cast.land.hamlet, cast.land.other_hamlet]
    return replace(_READ[0], hamlets={one.pk: one.name for one in hamlets}, hamlet_ids=hamlet_ids(hamlets))


def read(upload: Any, lists: Lists) -> Checked:
    opened = open_upload(upload)
    return check_sheet(opened.grid, opened.headings, suggest(opened.headings.titles), lists)


@pytest.mark.parametrize("name", OLD)
def test_old_fonts_become_unicode(name: str) -> None:
    tcvn3, vni = OLD[name]
    assert from_tcvn3(tcvn3) == name
    assert from_vni(vni) == name
    assert (encoding_of([tcvn3]), encoding_of([vni]), encoding_of([name])) == (
        Encoding.TCVN3, Encoding.VNI, Encoding.UNICODE,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Lê Hà", "Zơrâm Bhrố", "Y Lan", "Hồ Thị Hoa", "José Müller", "Tô An", "Ría"])
def test_what_is_unicode_already_stays(name: str) -> None:
    assert convert(name, encoding_of([name, "Hồ Văn Nam"])) == name


def test_a_column_of_an_old_font_is_converted_and_shown(lists: Lists) -> None:
    rows = [child(OLD[name][0], "2015") for name in OLD]
    checked = read(sheet(rows), lists)
    assert [name.text for name in checked.of("full_name")] == list(OLD)
    assert checked.converted[0].examples[1] == ("NguyÔn V¨n §øc", "Nguyễn Văn Đức")


@pytest.mark.parametrize("above", range(13))
def test_headings_are_found_below_titles(above: int, lists: Lists) -> None:
    lines = [["UBND XÃ TRÀ LINH"], ["DANH SÁCH TRẺ EM NĂM 2026"], *[[None]] * 20][:above]
    assert len(read(sheet([child()], above=lines), lists).numbers) == 1


def test_two_rows_of_merged_headings_are_read_together(lists: Lists) -> None:
    lines = [
        ["DANH SÁCH"],
        ["STT", "Trẻ em", "", "", "Mẹ", "", "Cha", ""],
        ["", "Họ và tên", "Ngày sinh", "Nữ", "Họ và tên", "Năm sinh", "Họ và tên", "Điện thoại"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, "Hồ Thị Sương", "7/3/2014", "x", "Hồ Thị Nhiêu", 1990, "Hồ Văn Bông", "0905123456"],
    ]
    checked = read(workbook(lines, merged=[(1, 1, 1, 3), (1, 4, 1, 5), (1, 6, 1, 7)]), lists)
    assert [name.text for name in checked.of("full_name")] == ["Hồ Thị Sương"]
    assert (checked.of("mother_name"), checked.of("mother_year")) == (["Hồ Thị Nhiêu"], [1990])
    assert (checked.of("father_name"), checked.of("father_phone")) == (["Hồ Văn Bông"], ["0905123456"])
    assert checked.of("sex") == ["2"]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Họ và tên trẻ em", "full_name"), ("Ngày, tháng, năm sinh (dd/mm/yyyy)", "birth"), ("SĐT mẹ", "mother_phone"),
        ("Số định danh cá nhân/CCCD", "personal_number"), ("Thôn/Tổ dân phố", "hamlet"), ("Họ tên bố", "father_name"),
        ("Dân tộc:", "ethnicity"), ("Số thẻ BHYT", "card"), ("Chiều cao", ""), ("Cột riêng của xã", ""),
    ],
)  # fmt: skip
def test_headings_of_other_peoples_sheets_are_understood(title: str, key: str) -> None:
    assert meant(title) == key


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("7/3/2014", "2014-03-07"), ("07-03-2014", "2014-03-07"), ("7.3.2014", "2014-03-07"), ("3/2014", "2014-03"),
        ("2014", "2014"), ("năm 2014", "2014"), ("khoảng 2014", "2014~"), (date(2014, 3, 7), "2014-03-07"),
        ("41705", "2014-03-07"), ("2014-03-07", "2014-03-07"), ("…/3/2014", "2014-03"),
    ],
)  # fmt: skip
def test_births_are_read_as_far_as_they_are_known(cell: Any, code: str, lists: Lists) -> None:
    value, wrong, _doubts = read_cell("birth", cell, lists)
    assert wrong is None
    assert isinstance(value, PartialDate)
    assert value.code == code


@pytest.mark.parametrize("cell", ["31/2/2015", "13/13/2015", "hôm qua", "7/3/14", "0/0/2015", "3000000"])
def test_a_birth_that_cant_be_is_told(cell: str, lists: Lists) -> None:
    _value, wrong, _doubts = read_cell("birth", cell, lists)
    assert wrong is not None
    assert wrong.said


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("sex", "nữ", "2"), ("sex", "Bé trai", "1"), ("ethnicity", "Ca Dong", "16"), ("ethnicity", "H'Mông", "08"),
        ("ethnicity", "Dân tộc Cơ-tu", "25"), ("personal_number", "314000123", None), ("relation", "con", "3"),
        ("poverty", "Hộ nghèo", "HN"), ("mother_phone", "905123456", "0905123456"), ("mother_year", "1990", 1990),
        ("card", "TE 1 49 0123456789", "TE1490123456789"), ("disability_types", "Khuyết tật nghe, nói", ("2",)),
        ("registered", "Chưa đăng ký", "no"), ("residence_status", "tạm trú", "TAMT"),
    ],
)  # fmt: skip
def test_words_of_lists_become_codes(key: str, cell: str, value: Any, lists: Lists) -> None:
    found, wrong, _doubts = read_cell(key, cell, lists)
    assert (found, wrong is None) == (value, value is not None)


def test_a_code_of_an_ethnic_group_is_refused_since_two_lists_number_them(lists: Lists) -> None:
    _value, wrong, _doubts = read_cell("ethnicity", "26", lists)
    assert wrong is not None
    assert "hai danh mục" in wrong.said


def test_a_number_that_lost_its_zero_gets_it_back_and_is_told(lists: Lists) -> None:
    value, wrong, doubts = read_cell("personal_number", "49218000123", lists)
    assert (value, wrong, [one.kind for one in doubts]) == ("049218000123", None, ["zero"])


def test_a_hamlet_is_known_without_its_kind(cast: Cast, lists: Lists) -> None:
    assert read_cell("hamlet", "thử một", lists)[0] == cast.land.hamlet.pk
    assert read_cell("hamlet", "Tổ Thử Hai", lists)[0] == cast.land.other_hamlet.pk
    assert read_cell("hamlet", "Thôn Không Có", lists)[1] is not None


CSV = "Họ và tên;Ngày sinh;Giới tính\nHồ Thị Sương;7/3/2014;Nữ\nHồ Văn Nam;2015;Nam\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_comes_in_every_encoding(encoding: str, delimiter: str, lists: Lists) -> None:
    checked = read(named(CSV.replace(";", delimiter).encode(encoding), "ds.csv"), lists)
    assert [name.text for name in checked.of("full_name")] == ["Hồ Thị Sương", "Hồ Văn Nam"]


def test_csv_in_the_bytes_of_an_old_font_is_converted(lists: Lists) -> None:
    data = b"Ho ten;Ngay sinh\n" + "NguyÔn V¨n §øc;2015\nTrÇn ThÞ Hµ;2016\n".encode("cp1252")
    checked = read(named(data, "ds.csv"), lists)
    assert [name.text for name in checked.of("full_name")] == ["Nguyễn Văn Đức", "Trần Thị Hà"]


def test_totals_and_signatures_below_are_left_out_and_told(lists: Lists) -> None:
    lines = [
        ["Họ và tên", "Ngày sinh", "Giới tính"],
        ["Hồ Thị Sương", "2014", "Nữ"],
        [None],
        ["Tổng cộng: 1"],
        ["Người lập"],
    ]
    checked = read(workbook(lines), lists)
    assert (len(checked.numbers), checked.doubts["footer"]) == (1, 1)


def test_doubts_that_only_all_rows_show(lists: Lists) -> None:
    rows = [child(f"Hồ Thị {n}", "1/1/2015") for n in range(12)]
    assert read(sheet(rows), lists).doubts["first_january"] == 1
    mixed = [child("Hồ Thị Một", date(2015, 4, 3)), child("Hồ Thị Hai", "25/4/2015")]
    assert read(sheet(mixed), lists).doubts["swapped"] == 1


def test_a_number_twice_in_a_sheet_is_an_error(lists: Lists) -> None:
    rows = [child("Hồ Thị Một", personal_number="000314000123"), child("Hồ Thị Hai", personal_number="000314000123")]
    assert [(one.row, one.column) for one in read(sheet(rows), lists).errors] == [(3, "personal_number")]


def test_the_template_is_read_back_by_its_own_titles(cast: Cast, lists: Lists) -> None:
    import io

    out = io.BytesIO()
    place: Unit = cast.land.own
    write_workbook(
        out,
        lists=lists,
        heading=Heading("DANH SÁCH", place=place.code),
        rows=[["1", "", "", "Hồ Thị Sương", "2014", "Nữ"]],
    )
    opened = open_upload(named(out.getvalue(), "mẫu.xlsx"))
    assert (opened.grid.layout, opened.grid.place) == ("1", place.code)
    assert list(suggest(opened.headings.titles).values()) == [column.key for column in OFFICIAL[1:]]
    empty = io.BytesIO()
    write_workbook(empty, lists=lists, heading=Heading("DANH SÁCH"))
    with pytest.raises(SheetEmpty):
        open_upload(named(empty.getvalue(), "mẫu.xlsx"))


def test_a_sheet_without_headings_is_refused() -> None:
    with pytest.raises(NoHeadings):
        find_headings(open_grid([["a", "b"], ["c", "d"]]))


def open_grid(lines: Any) -> Any:
    from mangnon.registry.rosters.reading import read_grid

    return read_grid(workbook(lines).getvalue(), "xlsx")
