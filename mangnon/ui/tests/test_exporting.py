"""The one door for exports: reason, limit, watermark, disarmed formulas (trust A-19, A-23)."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.testing.cast import AT, Cast, sample
from mangnon.testing.models import Sample
from mangnon.testing.queries import samples
from mangnon.ui.exporting import (
    DANGEROUS,
    ROWS_WITH_REASON,
    ReasonMissing,
    Sheet,
    TooMany,
    as_csv,
    as_xlsx,
    disarm,
    sheet_response,
)

SHEET = Sheet(
    title="Mẫu thử",
    heads=["Họ và tên", "Sinh"],
    values=[lambda s: s.full_name, lambda s: s.born_year],
    action="testing.samples.see",
    described="",
)
REASON = "Lập danh sách nhận quà Trung thu"


def export(cast: Cast, **posted: str) -> object:
    request = RequestFactory().post("/mau-thu/", posted)
    rows = samples(cast.lien).order_by("sort_key", "id")
    return sheet_response(request, sheet=SHEET, rows=rows, actor=cast.lien, at=AT)


@pytest.fixture
def three(cast: Cast) -> Cast:
    with acting(cast.lien):
        for name in ("Hồ Văn An", "=cmd|' /C calc'!A0", "Hồ Thị Ánh"):
            sample(name, cast.land.own)
    return cast


def test_an_export_says_who_took_what_and_why(three: Cast) -> None:
    with acting(three.lien):
        response = export(three, reason=REASON, **{"as": "csv"})
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert lines[0] == ["Họ và tên", "Sinh"]
    assert len(lines) == 5
    assert "Hồ Thị Liên" in lines[-1][0]
    with acting(three.an):
        entry = Entry.objects.get(outcome="done", action="testing.samples.see")
        seen = Entry.objects.get(outcome="seen")
    assert (entry.detail["exported"], entry.detail["reason"]) == (3, REASON)
    assert entry.detail["serial"] in lines[-1][0]
    assert len(seen.seen) == 3


@pytest.mark.parametrize("reason", ["", "   ", "cần"])
def test_it_refuses_without_a_reason(three: Cast, reason: str) -> None:
    with acting(three.lien), pytest.raises(ReasonMissing):
        export(three, reason=reason)
    with acting(three.an):
        assert not Entry.objects.exists()


def test_it_refuses_more_identified_rows_than_one_person_may_take(cast: Cast) -> None:
    with acting(cast.lien):
        first = sample("Hồ Văn An", cast.land.own)
        copies = [
            Sample(
                id=f"00000000-0000-4000-8000-{number:012d}",
                place=cast.land.own,
                full_name=first.full_name,
                sort_key=first.sort_key,
                born_year=2016,
            )
            for number in range(ROWS_WITH_REASON)
        ]
        Sample.objects.everything_unchecked().bulk_create(copies)
        with pytest.raises(TooMany):
            export(cast, reason=REASON)


def test_a_workbook_keeps_kinds_and_disarms_text() -> None:
    lines = [["=1+1", 2016, date(2026, 11, 23)], ["+84 123", -5, None]]
    content = as_xlsx(Sheet("Mẫu/thử"[:3], ["a", "b", "c"], [], "x", ""), lines, "dấu nước")
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert page is not None
    assert [cell.value for cell in page[2]][:2] == ["'=1+1", 2016]
    assert page["C2"].value.date() == date(2026, 11, 23)
    assert (page["A3"].value, page["B3"].value) == ("'+84 123", -5)


@pytest.mark.parametrize("title", ["Thôn/tổ dân phố", "[Trẻ]: ai? *", "'Hồ sơ'", "Danh sách rất dài " * 4])
def test_a_list_of_any_title_can_be_exported(title: str) -> None:
    content = as_xlsx(Sheet(title, ["a"], [], "x", ""), [["b"]], "dấu nước")
    assert openpyxl.load_workbook(io.BytesIO(content)).active is not None


@given(st.text(max_size=40))
def test_a_23_no_cell_begins_as_a_formula(text: str) -> None:
    """A-23: whatever was typed, no cell begins with a sign that a spreadsheet would run."""
    assert not str(disarm(text)).startswith(DANGEROUS)


@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=10))
def test_a_23_a_csv_gives_back_what_went_in(lines: list[list[str]]) -> None:
    content = as_csv(Sheet("t", ["a", "b"], [], "x", ""), lines, "dấu").decode("utf-8-sig")
    got = list(csv.reader(io.StringIO(content, newline="")))[1:-1]
    assert got == [[disarm(cell) for cell in line] for line in lines]
