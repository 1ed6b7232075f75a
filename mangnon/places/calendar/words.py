"""Days and terms of the calendar in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.lib.dates import format_date, format_time, local_day, weekday_name
from mangnon.lib.numbers import format_int
from mangnon.lib.workdays import Counted
from mangnon.places.calendar.effects import Effect
from mangnon.places.calendar.rules import Calendar, Statement


def day_words(day: date) -> str:
    """``thứ Sáu 2/1/2026``."""
    return f"{weekday_name(day)} {format_date(day)}"


def short_day(day: date) -> str:
    """``thứ Sáu 2/1``."""
    return f"{weekday_name(day)} {day.day}/{day.month}"


def due_words(moment: datetime) -> str:
    """``hết ngày thứ Sáu 9/1/2026``, or ``4:30 thứ Bảy 14/2/2026`` for a term in hours."""
    day = day_words(local_day(moment))
    if (moment.hour, moment.minute) == (23, 59):
        return _("hết ngày {day}").format(day=day)
    return f"{format_time(moment)} {day}"


def off_words(calendar: Calendar, day: date) -> str:
    """Why a day is off: its name, else its weekday."""
    mark = calendar.mark(day)
    return mark.name if mark is not None and mark.off else _("cuối tuần")


def counted_words(calendar: Calendar, one: Counted) -> str:
    """What became of one day: counted as the nth, passed over, or the day to which the end moves on."""
    if one.number and one.off:
        return _("ngày thứ {n}, {why}").format(n=one.number, why=off_words(calendar, one.day))
    if one.number:
        mark = calendar.mark(one.day)
        said = _("ngày thứ {n}").format(n=one.number)
        return f"{said}, {mark.name}" if mark is not None and not mark.off else said
    if one.off:
        return _("bỏ qua, {why}").format(why=off_words(calendar, one.day))
    return _("ngày làm việc tiếp theo")


def statement_words(one: Statement) -> str:
    """``Nghỉ 2/1/2026, làm bù 10/1/2026``."""
    off = _("Nghỉ {days}").format(days=_period(one)) if one.off else ""
    if one.worked is None:
        return off
    worked = _("làm bù {day}") if off else _("Làm bù {day}")
    return ", ".join(filter(None, [off, worked.format(day=day_words(one.worked))]))


def _period(one: Statement) -> str:
    if one.off is None or one.off.last is None or one.off.last == one.off.start:
        return day_words(one.off.start) if one.off else ""
    return _("{first} đến {last}").format(first=format_date(one.off.start), last=format_date(one.off.last))


def effect_lines(found: Effect) -> list[str]:
    """What a change does, line by line: days first, then deadlines, without saying whose."""
    lines = [
        _("{day}: từ ngày làm việc thành ngày nghỉ").format(day=capfirst(day_words(one.day)))
        if one.off
        else _("{day}: từ ngày nghỉ thành ngày làm việc").format(day=capfirst(day_words(one.day)))
        for one in found.days
    ]
    if not lines:
        lines = [_("Không ngày nào đổi giữa nghỉ và làm việc; lịch chỉ ghi thêm căn cứ.")]
    for slot, told in found.tellings():
        for (was, now), n in sorted(told.items()):
            said = ngettext("{n} {what}: từ {was} sang {now}", "{n} {what}: từ {was} sang {now}", n)
            lines.append(said.format(n=format_int(n), what=slot.title, was=format_date(was), now=format_date(now)))
    if not found.moved:
        lines.append(_("Không có hạn đang mở nào phải dời."))
    return lines
