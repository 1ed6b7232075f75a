"""Days that people type of what has been done: not ahead, not before what they follow; how late something is."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Refusal


class NotYet(Refusal):
    """A day that lies ahead."""

    code = "programmes.not_yet"
    sentence = _("Ngày {day} chưa đến.")
    remedy = _("Ghi khi việc đã xong.")


class TooEarly(Refusal):
    """A day before what it follows."""

    code = "programmes.too_early"
    sentence = _("Ngày {day} sớm hơn ngày {first} của việc trước đó.")
    remedy = _("Xem lại ngày.")


def past(day: date, at: datetime) -> date:
    """A day that isn't ahead. Raises NotYet."""
    if day > local_day(at):
        raise NotYet(day=format_date(day))
    return day


def not_before(day: date, first: date) -> date:
    """A day that doesn't lie before another. Raises TooEarly."""
    if day < first:
        raise TooEarly(day=format_date(day), first=format_date(first))
    return day


def late_by(days: int) -> str:
    """“Trễ 12 ngày”: how many days have passed since the last day."""
    return ngettext("Trễ {n} ngày", "Trễ {n} ngày", days).format(n=days)
