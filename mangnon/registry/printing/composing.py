"""What stands on the prints. Always in Vietnamese, whoever prints them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from mangnon.lib.dates import format_date, format_datetime
from mangnon.lib.numbers import format_int
from mangnon.places.rules import in_line
from mangnon.registry.models import Sex
from mangnon.registry.queries.bookkeeping import Leaf
from mangnon.registry.queries.summary import Summary
from mangnon.registry.queries.wording import Wording
from mangnon.registry.rules import AGE_BANDS

OFFICE = "ỦY BAN NHÂN DÂN"
OTHERS = 8
"""Ethnic groups that have a line of their own."""


def foot(who: str, at: datetime, serial: str) -> str:
    """Who printed it, when, under which serial."""
    return f"In bởi {who}, {format_datetime(at)}, số {serial}. Không sao chụp, không chuyển tiếp."


def summary_told(found: Summary, words: Wording, place: str, below: str, footer: str) -> dict[str, Any]:
    """The data of the one-page summary."""
    with translation.override("vi"):
        return {
            "office": f"{OFFICE}\n{place.upper()}",
            "title": "TỔNG HỢP TÌNH HÌNH TRẺ EM",
            "subtitle": ", ".join(filter(None, (below, in_line(place)))) + f", ngày {format_date(found.on)}",
            "total": format_int(found.total),
            "ages": [_age_line(found, band.key, str(band.label)) for band in AGE_BANDS] + [_total_line(found)],
            "ethnic": _ethnic(found, words),
            "groups": [[str(words.group(code)), format_int(n)] for code, n in found.by_group],
            "facts": _facts(found),
            "foot": footer,
        }


def _age_line(found: Summary, key: str, label: str) -> list[str]:
    counts = [found.of_band(key, (sex,)) for sex in (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)]
    return [label, *map(format_int, (*counts, sum(counts)))]


def _total_line(found: Summary) -> list[str]:
    counts = [found.of_sex(sex) for sex in (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)]
    return ["Cộng", *map(format_int, (*counts, found.total))]


def _ethnic(found: Summary, words: Wording) -> list[list[str]]:
    lines = [[words.word("dan_toc", code) or "chưa rõ", format_int(n)] for code, n in found.by_ethnicity[:OTHERS]]
    others = sum(n for _code, n in found.by_ethnicity[OTHERS:])
    return [*lines, ["dân tộc khác", format_int(others)]] if others else lines


def _facts(found: Summary) -> list[list[str]]:
    told = (
        ("Hộ đang theo dõi", found.households),
        (f"Hộ nghèo năm {found.on.year}", found.poor),
        (f"Hộ cận nghèo năm {found.on.year}", found.near_poor),
        (f"Hộ đã ghi phân loại năm {found.on.year}", found.classed),
        (f"Trẻ chưa được thăm từ {found.unseen_months} tháng", found.unseen),
        ("Trong đó chưa thăm lần nào", found.never_seen),
        ("Trẻ chưa đăng ký khai sinh", found.unregistered),
        ("Trẻ chưa có số định danh", found.numberless),
        (f"Trẻ chưa phúc tra năm {found.on.year}", found.unverified),
    )
    return [[label, format_int(n)] for label, n in told]


def book_told(leaves: list[Leaf], words: Wording, place: str, below: str, footer: str) -> dict[str, Any]:
    """The data of the paper book."""
    with translation.override("vi"):
        return {
            "office": f"{OFFICE}\n{place.upper()}",
            "title": "SỔ THEO DÕI TRẺ EM TRONG GIA ĐÌNH",
            "subtitle": ", ".join(filter(None, (below, in_line(place)))) + f", ngày {format_date(words.on)}",
            "leaves": [_leaf(leaf, words, nth) for nth, leaf in enumerate(leaves, 1)],
            "foot": footer,
        }


def _leaf(leaf: Leaf, words: Wording, nth: int) -> dict[str, Any]:
    house: Any = leaf.household
    if house is None:
        head, facts = "Trẻ em chưa rõ hộ", []
    else:
        klass = f"{words.word('loai_ho', house.klass)} ({house.klass_year})" if house.klass else ""
        told = (("Số hộ", house.number), ("Địa chỉ", house.address), ("Điện thoại", house.phone), ("Phân loại", klass))
        head, facts = f"Chủ hộ: {house.head_name}", [[label, value] for label, value in told if value]
    return {
        "nth": str(nth),
        "head": head,
        "facts": facts,
        "children": [_line(c, words, n) for n, c in enumerate(leaf.children, 1)],
    }


def _line(child: Any, words: Wording, nth: int) -> list[str]:
    name = f"{child} ({child.mark})" if child.mark else str(child)
    groups = "; ".join(str(words.group(code)).removeprefix("Trẻ em ") for code in child.groups)
    visited = format_date(child.visited_on) if child.visited_on else ""
    return [
        str(nth), name, str(child.birth), str(Sex(child.sex).label), words.word("dan_toc", child.ethnicity),
        child.personal_number, groups, visited,
    ]  # fmt: skip
