"""Indicators, targets, report forms, and the criteria of child-friendly communes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from mangnon.statutes.kinds.words import Code, Confirmed, English, Note, Vietnamese
from mangnon.statutes.shapes import Said


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``code`` is ours and unique, ``printed`` what the circular prints."""

    code: Code
    printed: Annotated[str, Said(_("Mã in"))]
    vi: Vietnamese
    group: Annotated[str, Said(_("Nhóm"), quiet=True)] = ""
    en: English = ""
    denominator: Annotated[str, Said(_("Trên tổng số"))] = ""
    per: Annotated[int | None, Said(_("Tính trên"))] = None
    by: Annotated[tuple[str, ...], Said(_("Phân tổ"))] = ()
    period: Annotated[str, Said(_("Kỳ công bố"))] = ""
    sources: Annotated[tuple[str, ...], Said(_("Nguồn số liệu"))] = ()
    lead: Annotated[str, Said(_("Cơ quan chủ trì"))] = ""
    together_with: Annotated[str, Said(_("Cơ quan phối hợp"))] = ""
    same_count_as: Annotated[str, Said(_("Cùng số đếm với"))] = ""
    since: Annotated[date | None, Said(_("Từ ngày"))] = None
    ours: Annotated[bool, Said(_("Tính được từ hệ thống"), quiet=True)] = False
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """The indicators of one annex or circular."""

    items: Annotated[tuple[Indicator, ...], Said(_("Các chỉ tiêu"))]
    rules: Annotated[tuple[str, ...], Said(_("Quy tắc"))] = ()
    note: Note = ""

    def by_code(self, code: str) -> Indicator | None:
        """The indicator of a code."""
        return next((one for one in self.items if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached, by year, as the document words it."""

    vi: Vietnamese
    unit: Annotated[str, Said(_("Đơn vị"))]
    y2020: Annotated[str, Said(_("Năm 2020"))] = ""
    y2025: Annotated[str, Said(_("Năm 2025"))] = ""
    y2030: Annotated[str, Said(_("Năm 2030"))] = ""
    indicator: Annotated[str, Said(_("Chỉ tiêu thống kê"))] = ""
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of one plan or programme."""

    items: Annotated[tuple[Goal, ...], Said(_("Các mục tiêu"))]
    note: Note = ""


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a report form: ``printed`` is the official number, ``code`` ours."""

    code: Code
    printed: Annotated[str, Said(_("Số in"))]
    vi: Vietnamese
    group: Annotated[str, Said(_("Nhóm hoàn cảnh đặc biệt"))] = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of a report form."""

    code: Code
    vi: Vietnamese
    heading: Annotated[bool, Said(_("Dòng đầu mục"), quiet=True)] = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report form."""

    number: Annotated[str, Said(_("Biểu số"))]
    unit: Annotated[str, Said(_("Đơn vị tính"))]
    sender: Annotated[str, Said(_("Đơn vị báo cáo"))] = ""
    receiver: Annotated[str, Said(_("Đơn vị nhận"))] = ""
    period: Annotated[str, Said(_("Kỳ báo cáo"))] = ""
    due: Annotated[str, Said(_("Hạn gửi"))] = ""
    formats: Annotated[tuple[str, ...], Said(_("Cách gửi"))] = ()
    columns: Annotated[tuple[ReportColumn, ...], Said(_("Các cột"))] = ()
    rows: Annotated[tuple[ReportRow, ...], Said(_("Các dòng"))] = ()
    head_fields: Annotated[tuple[str, ...], Said(_("Các số ở đầu biểu"))] = ()
    cell: Annotated[str, Said(_("Trong mỗi ô"))] = ""
    signatures: Annotated[tuple[str, ...], Said(_("Người ký"))] = ()
    remarks: Annotated[tuple[str, ...], Said(_("Lưu ý khi lập biểu"))] = ()
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least total for a kind of place."""

    code: Code
    vi: Vietnamese
    least: Annotated[int, Said(_("Tổng điểm ít nhất"))]


@dataclass(frozen=True, slots=True)
class Band:
    """What earns how many points."""

    condition: Annotated[str, Said(_("Điều kiện"))]
    points: Annotated[int, Said(_("Điểm"))]


@dataclass(frozen=True, slots=True)
class CriterionPart:
    """A part of a criterion."""

    number: Annotated[int, Said(_("Số"))]
    vi: Vietnamese
    points: Annotated[int | None, Said(_("Điểm tối đa"))] = None
    bands: Annotated[tuple[Band, ...], Said(_("Thang điểm"))] = ()
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion. Points that weren't found stay empty."""

    code: Code
    number: Annotated[int, Said(_("Số"))]
    vi: Vietnamese
    en: English = ""
    points: Annotated[int | None, Said(_("Điểm tối đa"))] = None
    bands: Annotated[tuple[Band, ...], Said(_("Thang điểm"))] = ()
    parts: Annotated[tuple[CriterionPart, ...], Said(_("Các phần"))] = ()
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """The criteria by which a commune is recognised."""

    conditions: Annotated[tuple[str, ...], Said(_("Được công nhận khi đủ các điều"))]
    thresholds: Annotated[tuple[Threshold, ...], Said(_("Tổng điểm theo loại địa bàn"))]
    criteria: Annotated[tuple[Criterion, ...], Said(_("Các tiêu chí"))]
    total: Annotated[int | None, Said(_("Tổng điểm tối đa"))] = None
    total_confirmed: Annotated[bool, Said(_("Tổng điểm đã xác nhận"), quiet=True)] = False
    rounds: Annotated[str, Said(_("Khi nào đánh giá"))] = ""
    remarks: Annotated[tuple[str, ...], Said(_("Lưu ý"))] = ()
    open_points: Annotated[tuple[str, ...], Said(_("Còn để ngỏ"))] = ()
    note: Note = ""
