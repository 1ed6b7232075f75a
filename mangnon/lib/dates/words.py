"""Days and time left in words, for the clock of a case and for worklists."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from mangnon.lib.dates.formats import format_date, format_time, local_day, weekday_name

_HOUR = 60
_DAY = 24 * _HOUR


def time_left(now: datetime, due: datetime) -> str:
    """Return ``Còn 9 giờ 33 phút``, ``Ngày mai, thứ Ba 24/11``, ``2 ngày nữa, thứ Tư 25/11``, ``Trễ 1 ngày``.

    Within 24 hours in hours and minutes, beyond them in days: calendar days of Viet Nam ahead, full days of
    24 hours behind. Everything is rounded down: neither more time is promised nor more delay blamed than
    there is. At the very moment due it is late.
    """
    if due <= now:
        return _late((now - due) // timedelta(minutes=1))
    minutes = (due - now) // timedelta(minutes=1)
    if minutes < _DAY:
        return _("Còn %(span)s") % {"span": _span(minutes)}
    return _days_on(local_day(now), local_day(due))


def _late(minutes: int) -> str:
    if minutes < _DAY:
        return _("Trễ %(span)s") % {"span": _span(minutes)}
    return _("Trễ %(days)d ngày") % {"days": minutes // _DAY}


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, _HOUR)
    if hours and rest:
        return _("%(hours)d giờ %(minutes)d phút") % {"hours": hours, "minutes": rest}
    if hours:
        return _("%(hours)d giờ") % {"hours": hours}
    return _("%(minutes)d phút") % {"minutes": rest} if rest else _("chưa đầy 1 phút")


def _days_on(today: date, day: date) -> str:
    days = (day - today).days
    when = _("Ngày mai") if days == 1 else _("%(days)d ngày nữa") % {"days": days}
    return f"{when}, {_weekday_and_day(today, day)}"


def _weekday_and_day(today: date, day: date) -> str:
    figures = format_date(day) if day.year != today.year else f"{day.day}/{day.month}"
    return f"{weekday_name(day)} {figures}"


def before_words(now: datetime, due: datetime) -> str:
    """Return the moment due: ``trước 20:15 hôm nay``, ``trước 17:00 thứ Tư 25/11``."""
    return _("trước %(time)s %(day)s") % {
        "time": format_time(due),
        "day": _near_day(local_day(now), local_day(due)),
    }


def _near_day(today: date, day: date) -> str:
    near = {-1: _("hôm qua"), 0: _("hôm nay"), 1: _("ngày mai")}
    return near.get((day - today).days) or _weekday_and_day(today, day)


def day_words(today: date, day: date) -> str:
    """Return ``Hôm nay``, ``Hôm qua``, ``Ngày mai``, else ``7/3/2014``: the head of a timeline entry."""
    near = {-1: _("Hôm qua"), 0: _("Hôm nay"), 1: _("Ngày mai")}
    return near.get((day - today).days) or format_date(day)
