"""A moment as people or scripts write it."""

from __future__ import annotations

import re
from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates import VN_ZONE, parse_vi_date
from mangnon.lib.refusal import Refusal

_HOUR = r"(?P<hour>\d{1,2})(?::|h|g|giờ\s?)(?P<minute>\d{2})?"
_HOUR_FIRST = re.compile(rf"{_HOUR}(?:\s+|,\s*)(?:ngày\s+)?(?P<day>.+)", re.IGNORECASE)
_HOUR_LAST = re.compile(rf"(?P<day>.+?)(?:\s+|,\s*|\s+lúc\s+){_HOUR}", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:?\d{2}.*", re.IGNORECASE)


class UnreadableMoment(Refusal, ValueError):
    """The text is no moment."""

    code = "moment_unreadable"
    sentence = _("Không đọc được thời điểm “{text}”.")
    remedy = _("Viết giờ rồi ngày, ví dụ 16:30 13/2/2026.")
    field = "start"


class HourMissing(Refusal, ValueError):
    """Hours can't be counted from a day alone."""

    code = "moment_without_hour"
    sentence = _("Thời hạn tính bằng giờ cần giờ bắt đầu.")
    remedy = _("Viết cả giờ, ví dụ 16:30 13/2/2026.")
    field = "start"


def read_moment(text: str, *, needs_hour: bool = True) -> datetime:
    """Read ``16:30 13/2/2026``, ``13/2/2026 16h30``, ISO ``2026-02-13T16:30`` with or without a zone.

    Without a zone it is Vietnamese time. A day alone is its first moment, unless the hour matters.
    Raises UnreadableMoment, HourMissing, or UnreadableDate for its day.
    """
    typed = " ".join(text.split())
    if _ISO.fullmatch(typed):
        return _iso(typed)
    match = _HOUR_FIRST.fullmatch(typed) or _HOUR_LAST.fullmatch(typed)
    if match is None:
        day = parse_vi_date(typed)
        if needs_hour:
            raise HourMissing
        return datetime.combine(day, time(), VN_ZONE)
    day = parse_vi_date(match["day"])
    try:
        hour = time(int(match["hour"]), int(match["minute"] or 0))
    except ValueError:
        raise UnreadableMoment(text=typed[:40]) from None
    return datetime.combine(day, hour, VN_ZONE)


def _iso(typed: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise UnreadableMoment(text=typed[:40]) from None
    if not 1900 <= moment.year <= 2100:
        raise UnreadableMoment(text=typed[:40])
    return moment.replace(tzinfo=VN_ZONE) if moment.tzinfo is None else moment.astimezone(VN_ZONE)
