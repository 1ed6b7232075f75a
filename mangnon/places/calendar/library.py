"""Public holidays of Viet Nam as the ``holidays`` package knows them, one year at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from types import MappingProxyType

VERSION = version("holidays")
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years that pages show; its lunar tables end with the last."""
LANGUAGES = {"vi": "vi", "en": "en_US"}
FIXED = {
    "Tết Dương lịch",
    "Ngày Giỗ Tổ Hùng Vương",
    "Ngày Chiến thắng",
    "Ngày Quốc tế Lao động",
    "Ngày Văn hóa Việt Nam",
}
"""Holidays whose day nobody decides year by year; Tết, the day beside National Day, compensations and swaps are."""
NATIONAL_DAY = (9, 2)
_SUBSTITUTED = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


@cache
def names_of(year: int, language: str = "vi") -> Mapping[date, str]:
    """Days off of a year with their names, compensation days and swaps among them; empty beyond its tables."""
    import holidays  # brings the calendars of half the world: asked for once a year

    known = holidays.country_holidays("VN", years=year, language=LANGUAGES.get(language, "vi"), expand=False)
    return MappingProxyType(dict(sorted(known.items())))


@cache
def swaps_of(year: int) -> Mapping[date, date]:
    """Days worked in a year → the days off they make up for, which may lie in a neighbouring year."""
    found = {}
    for near in (year - 1, year, year + 1):
        for off, name in names_of(near).items():
            if match := _SUBSTITUTED.search(name):
                day, month, in_year = map(int, match.groups())
                found[date(in_year, month, day)] = off
    return MappingProxyType({worked: off for worked, off in sorted(found.items()) if worked.year == year})


def is_fixed(day: date) -> bool:
    """Whether a holiday falls on this day by itself, without a decision for the year."""
    return names_of(day.year).get(day) in FIXED or (day.month, day.day) == NATIONAL_DAY


def shortened(name: str) -> str:
    """A name with its date as people here write it: ``22/8/2026``."""
    return _SUBSTITUTED.sub(lambda match: "/".join(str(int(part)) for part in match.groups()), name)
