"""Dates and hours in figures, as Vietnamese papers and screens write them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

VN_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""UTC+7, no summer time: the zone of every date and hour shown or counted."""

_WEEKDAYS = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))


def local(moment: datetime) -> datetime:
    """Return an aware moment in Vietnamese time; a naive one is a programmer's mistake (ValueError)."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        message = "a moment needs a zone"
        raise ValueError(message)
    return moment.astimezone(VN_ZONE)


def local_day(moment: datetime) -> date:
    """Return the calendar day on which a moment falls in Viet Nam."""
    return local(moment).date()


def format_date(day: date) -> str:
    """Return ``7/3/2014``. A moment must be given to ``format_datetime`` or ``local_day`` (TypeError)."""
    if isinstance(day, datetime):
        message = "format_date takes a day, not a moment: its day depends on the zone"
        raise TypeError(message)
    return f"{day.day}/{day.month}/{day.year}"


def format_time(moment: datetime) -> str:
    """Return ``9:05``, on the 24-hour clock."""
    here = local(moment)
    return f"{here.hour}:{here.minute:02}"


def format_datetime(moment: datetime) -> str:
    """Return ``9:05 23/11/2026``."""
    return f"{format_time(moment)} {format_date(local_day(moment))}"


def weekday_name(day: date) -> str:
    """Return ``thứ Hai`` … ``Chủ nhật``."""
    return str(_WEEKDAYS[day.weekday()])
