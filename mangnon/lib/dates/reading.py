"""Read a full date as people type it, and say what is wrong with a proposal where there is one."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates.formats import format_date
from mangnon.lib.refusal import Refusal

FIRST_YEAR, LAST_YEAR = 1900, 2100


class UnreadableDate(Refusal, ValueError):
    """The text is no date; ``proposal`` is the date that was perhaps meant."""

    code = "date.unreadable"
    sentence = _("Không đọc được ngày “{text}”.")
    remedy = _("Viết ngày/tháng/năm, ví dụ 14/3/2019.")

    def __init__(self, *, proposal: date | None = None, **fields: Any) -> None:
        super().__init__(**fields)
        self.proposal = proposal


class NoSuchDay(UnreadableDate):
    """The calendar has no such day: 31/4, 29/2 of a common year, 0/5."""

    code = "date.no_such_day"
    sentence = _("Tháng {month}/{year} không có ngày {day}.")
    remedy = _("Xem lại ngày trên giấy tờ.")


class NoSuchMonth(UnreadableDate):
    """The month isn't 1 to 12, and swapping it with the day gives no date either."""

    code = "date.no_such_month"
    sentence = _("Không có tháng {month}.")
    remedy = _("Viết ngày trước, tháng sau, ví dụ 14/3/2019.")


class DayMonthSwapped(UnreadableDate):
    """The month stands before the day, as in American or Excel order."""

    code = "date.swapped"
    sentence = _("Không có tháng {month}. Có phải {text} là {meant}?")
    remedy = _("Viết ngày trước, tháng sau.")


class ShortYear(UnreadableDate):
    """The year has two digits, whose century only the writer knows."""

    code = "date.short_year"
    sentence = _("Năm viết tắt. Có phải {text} là {meant}?")
    remedy = _("Viết đủ bốn chữ số của năm.")


class YearOutOfRange(UnreadableDate):
    """The year lies outside 1900 to 2100: a slip of the finger."""

    code = "date.year_out_of_range"
    sentence = _("Năm {year} không hợp lý.")
    remedy = _("Năm phải từ {first} đến {last}.")


_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_IN_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")


def plain(text: str) -> str:
    """Return typed text in small letters, with plain digits, hyphens and single spaces."""
    flat = unicodedata.normalize("NFKC", text).lower()
    return " ".join(re.sub(r"[‐‑‒–—−]", "-", flat).split())


def parse_vi_date(text: str, *, today: date | None = None) -> date:
    """Read ``7/3/2014``, ``07-03-2014``, ``7.3.2014``, ``ngày 7 tháng 3 năm 2014`` or ISO ``2014-03-07``.

    Day first, always: nothing is guessed. What can't be read raises an ``UnreadableDate`` whose ``proposal``
    is offered as a question: month before day (``3/14/2019``), or a year of two digits, taken as the latest
    such year that isn't after ``today`` (without ``today`` no proposal). Years 1900 to 2100.
    """
    typed = plain(text)
    if match := _YEAR_FIRST.fullmatch(typed):
        return _day(typed, *map(int, match.groups()))
    match = _DAY_FIRST.fullmatch(typed) or _IN_WORDS.fullmatch(typed)
    if match is None:
        raise UnreadableDate(text=text.strip()[:40])
    day, month, year = match.groups()
    if len(year) == 2:
        raise _short_year(typed, day=int(day), month=int(month), year=int(year), today=today)
    return _day(typed, int(year), int(month), int(day))


def _day(typed: str, year: int, month: int, day: int) -> date:
    check_year(year)
    if month > 12 and 1 <= day <= 12 and month <= days_in(year, day):
        meant = date(year, day, month)
        raise DayMonthSwapped(text=typed, month=month, meant=format_date(meant), proposal=meant)
    if not 1 <= month <= 12:
        raise NoSuchMonth(text=typed, month=month)
    if not 1 <= day <= days_in(year, month):
        raise NoSuchDay(text=typed, day=day, month=month, year=year)
    return date(year, month, day)


def check_year(year: int) -> None:
    """Refuse a year that can only be a slip of the finger."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearOutOfRange(year=year, first=FIRST_YEAR, last=LAST_YEAR)


def days_in(year: int, month: int) -> int:
    """Return the number of days of a month, 28 to 31."""
    return calendar.monthrange(year, month)[1]


def _short_year(typed: str, *, day: int, month: int, year: int, today: date | None) -> UnreadableDate:
    if today is None:
        return UnreadableDate(text=typed)
    for century in (today.year // 100 * 100, today.year // 100 * 100 - 100):
        try:
            meant = _day(typed, century + year, month, day)
        except UnreadableDate as refusal:
            return refusal
        if meant <= today:
            return ShortYear(text=typed, meant=format_date(meant), proposal=meant)
    return UnreadableDate(text=typed)
