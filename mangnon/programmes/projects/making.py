"""The demo's partners and projects: money by place, payments, results, a report that is late. For the demo alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid5

from mangnon.lib.names import fold
from mangnon.places.models import Unit
from mangnon.programmes.plans.making import lot, place_space
from mangnon.programmes.plans.rules import shared_out
from mangnon.programmes.projects.models import (
    Disbursement,
    Partner,
    Project,
    ProjectPartner,
    ProjectReport,
    ProjectResult,
    ProjectShare,
)
from mangnon.programmes.projects.rules import in_dong

MILLION = 1_000_000
PARTNERS = (
    ("ingo", "Tổ chức Trái tim trẻ em (minh họa)", "Nhật Bản", "12/CNĐKHĐ (minh họa)", 40),
    ("ingo", "Tổ chức Cùng em đến trường (minh họa)", "Hàn Quốc", "45/CNĐKHĐ (minh họa)", 500),
    ("business", "Công ty Thủy điện Sông Xanh (minh họa)", "Việt Nam", "", None),
    ("charity", "Quỹ Áo ấm vùng cao (minh họa)", "Việt Nam", "", None),
    ("religious", "Dòng Bác ái (minh họa)", "Việt Nam", "", None),
)
"""Kind, name, country, licence, days from today until its last."""
TOLD: tuple[dict[str, Any], ...] = (
    {
        "title": "Khám sàng lọc và hỗ trợ mổ tim bẩm sinh cho trẻ em", "by": (0,), "years": (-1, 1), "many": 8,
        "goal": "Trẻ em ở các xã miền núi được khám sàng lọc; em nào cần mổ được hỗ trợ đi lại, ăn ở, chi phí.",
        "pledged": Decimal(150_000), "currency": "USD", "rate": Decimal(26_300), "counterpart": 400,
        "indicator": ("Trẻ em được khám sàng lọc", "trẻ em", 240),
    },
    {
        "title": "Nhà vệ sinh và nước sạch cho điểm trường lẻ", "by": (1, 2), "years": (0, 1), "many": 5,
        "goal": "Mỗi điểm trường lẻ có nước sạch và nhà vệ sinh riêng cho học sinh nam, nữ.",
        "pledged": Decimal(2_400 * MILLION), "currency": "VND", "rate": Decimal(1), "counterpart": 600,
        "indicator": ("Điểm trường có nước sạch", "điểm", 3),
    },
    {
        "title": "Áo ấm, xe đạp cho học sinh bán trú", "by": (3, 4), "years": (-2, -1), "many": 6,
        "goal": "Học sinh bán trú có áo ấm trước mùa rét; em ở xa trường có xe đạp.",
        "pledged": Decimal(520 * MILLION), "currency": "VND", "rate": Decimal(1), "counterpart": 0,
        "indicator": ("Học sinh được giúp", "học sinh", 180),
    },
)  # fmt: skip


def make(province: Unit, home: Unit, units: Sequence[Unit], at: datetime, today: date) -> None:
    """Five partners and three projects of the province, the demo's own commune in each."""
    partners = [_partner(one, at, today) for one in PARTNERS]
    Partner.objects.bulk_create(partners)
    others = [one for one in units if one.pk != home.pk]
    for nth, told in enumerate(TOLD):
        project = _project(province, told, nth, at, today)
        project.save(force_insert=True)
        ProjectPartner.objects.bulk_create(ProjectPartner(project=project, partner=partners[n]) for n in told["by"])
        places = [home, *(others[(nth * 7 + k * 11) % len(others)] for k in range(told["many"] - 1))]
        _money(project, places, at, today)
        _results(project, places, told["indicator"], at, today)
        _reports(project, at, today)


def _partner(told: tuple[str, str, str, str, int | None], at: datetime, today: date) -> Partner:
    kind, name, country, licence, days = told
    return Partner(
        kind=kind, name=name, name_key=fold(name), country=country, licence=licence,
        licence_until=None if days is None else today + timedelta(days=days),
        contact="Văn phòng dự án, cán bộ phụ trách trẻ em (minh họa)", changed_at=at, changed_by_name="",
    )  # fmt: skip


def _project(province: Unit, told: dict[str, Any], nth: int, at: datetime, today: date) -> Project:
    first, last = (today.year + years for years in told["years"])
    foreign = told["currency"] != "VND"
    return Project(
        id=uuid5(place_space(province), f"du an {nth}"), place=province, title=told["title"],
        search_key=fold(told["title"]), goal=told["goal"], agreement=f"{210 + nth}/QĐ-UBND (minh họa)",
        agreement_on=date(first, 2, 10), approved_by="UBND thành phố", starts_on=date(first, 3, 1),
        ends_on=date(last, 12, 31), pledged=told["pledged"], currency=told["currency"], rate=told["rate"],
        rate_on=date(first, 2, 10) if foreign else None, pledged_dong=in_dong(told["pledged"], told["rate"]),
        counterpart=told["counterpart"] * MILLION, changed_at=at, changed_by_name="",
    )  # fmt: skip


def _money(project: Project, places: Sequence[Unit], at: datetime, today: date) -> None:
    """Planned evenly; paid as far as time has come; one place of the first has spent more than planned."""
    whole = (project.pledged_dong + project.counterpart) // MILLION * 95 // 100
    planned = [one * MILLION for one in shared_out(whole, len(places))]
    said = {"told_at": at, "told_by_name": ""}
    ProjectShare.objects.bulk_create(
        ProjectShare(project=project, place=place, planned=money, **said)
        for place, money in zip(places, planned, strict=True)
    )
    rows = []
    for nth, (place, money) in enumerate(zip(places, planned, strict=True)):
        part = 100 if project.ends_on < today else 25 + lot("chi", project.pk, place.pk) // 2
        part = 108 if nth == 2 and project.currency == "USD" else part
        on = min(today, project.ends_on) - timedelta(days=20 + lot("ngay", project.pk, place.pk))
        what = "Đợt 1: mua sắm, đi lại, tổ chức ở xã (minh họa)"
        rows.append(
            Disbursement(
                id=uuid5(project.pk, f"chi {place.pk}"), project=project, place=place, on=max(on, project.starts_on),
                amount=money * part // 100, what=what, proof=f"UNC {300 + nth} (minh họa)", **said,
            )
        )  # fmt: skip
    Disbursement.objects.bulk_create(rows)


def _results(
    project: Project, places: Sequence[Unit], told: tuple[str, str, int], at: datetime, today: date
) -> None:  # fmt: skip
    name, unit, planned = told
    year = min(today.year, project.ends_on.year)
    ProjectResult.objects.bulk_create(
        ProjectResult(
            project=project, place=place, year=year, indicator=name, indicator_key=fold(name), unit=unit,
            planned=planned, reached=planned * (70 + lot("dat", project.pk, place.pk) // 2) // 100, told_at=at,
            told_by_name="",
        )
        for place in places
    )  # fmt: skip


def _reports(project: Project, at: datetime, today: date) -> None:
    """One of last year that was sent; of those that run, one that is late and one to come."""
    days = [date(project.starts_on.year, 12, 20)]
    if project.ends_on >= today:
        days = [*days, today - timedelta(days=6), date(project.ends_on.year, 12, 20)]
    ProjectReport.objects.bulk_create(
        ProjectReport(
            id=uuid5(project.pk, f"bao cao {day}"), project=project, to_whom="UBND thành phố, nhà tài trợ",
            about=f"Báo cáo tiến độ, kỳ đến {day.day}/{day.month}/{day.year}", due_on=day,
            sent_on=day - timedelta(days=3) if nth == 0 and day < today else None, told_at=at, told_by_name="",
        )
        for nth, day in enumerate(sorted(set(days)))
    )  # fmt: skip
