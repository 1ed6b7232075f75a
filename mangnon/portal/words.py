"""Sentences of the door that are put together: what happens next and by when."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.intake.actions import expected
from mangnon.intake.settings import web_door
from mangnon.intake.told import ReportTold
from mangnon.lib.dates import local_day

HOUR = 60


def next_steps(told: ReportTold, at: datetime, *, held: bool = False) -> list[str]:
    """What happens after sending, in its order: who looks, by when, what then."""
    soon = expected(told, at)
    steps = [_("Nhận một mã để xem tin đã đến đâu.")]
    if held:
        wait = minutes_words(web_door(local_day(at)).hold_minutes)
        steps.append(
            _("Lúc này có rất nhiều tin, nên tin được giữ cho người xem trước, nhiều nhất {time}.").format(time=wait)
        )
    steps.append(
        _("Trong {time}, một cán bộ có tên nhận việc. Chưa ai nhận thì hệ thống gọi người khác.").format(
            time=minutes_words(soon.accept_minutes)
        )
    )
    steps.append(_("Họ xem trẻ có an toàn không."))
    if soon.emergency_hours:
        hours = minutes_words(soon.emergency_hours * HOUR)
        steps.append(_("Nếu cần can thiệp khẩn cấp, việc đó phải làm trong {time} kể từ lúc gửi.").format(time=hours))
    return steps


def minutes_words(minutes: int) -> str:
    """``30 phút``, ``4 giờ``."""
    if minutes % HOUR:
        return ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes}
    return ngettext("%(n)s giờ", "%(n)s giờ", minutes // HOUR) % {"n": minutes // HOUR}
