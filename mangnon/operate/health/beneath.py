"""Points of the rooms below, which can't offer their own: files, letters, scheduled jobs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.files.queries import checking
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.notices.queries.waiting import Outbox, outbox
from mangnon.operate.health import rules
from mangnon.operate.health.beating import BEAT_FRESH
from mangnon.operate.health.slots import Group, Level, State, Watchpoint

STALLED = """
select count(*) filter (where j.status = 'doing' and (w.id is null or w.last_heartbeat < now() - %s * interval '1 s')),
  count(*) filter (where j.status = 'failed'),
  count(*) filter (where j.status = 'todo' and coalesce(j.scheduled_at, now()) < now() - interval '10 minutes')
from procrastinate_jobs j left join procrastinate_workers w on w.id = j.worker_id
"""


def scanner(_at: datetime) -> State:
    """Whether files are scanned, and how many wait."""
    found = checking()
    if not found.configured:
        return State(Level.NOTICE, found.said, number=found.unscanned)
    level = Level.OK if found.answers else Level.BAD
    mend = _("Xem dịch vụ ClamAV (systemctl status clamav-daemon); tệp đang chờ sẽ tự được quét.")
    return State(level, found.said, number=found.waiting, mend="" if found.answers else mend)


def letters(at: datetime) -> State:
    """Whether letters leave in time."""
    held = outbox(at)
    waits = at - held.oldest if held.oldest else timedelta()
    level = rules.above(waits.total_seconds(), rules.LETTER_NOTICE.total_seconds(), rules.LETTER_BAD.total_seconds())
    return State(
        level,
        _letters_said(held),
        number=held.due,
        link=reverse("notices:sent"),
        since=held.oldest,
        mend=_("Xem máy chủ thư hoặc cổng tin nhắn có trả lời không; thư đang chờ sẽ tự đi khi nối lại.")
        if level is not Level.OK
        else "",
    )


def _letters_said(held: Outbox) -> str:
    if held.oldest is None:
        return _("Không có thư, tin nhắn nào quá giờ gửi.")
    said = _("{n} thư, tin nhắn đã đến giờ gửi; lâu nhất từ {at}.")
    return said.format(n=format_int(held.due), at=format_datetime(held.oldest))


def dead_letters(at: datetime) -> State:
    """Letters that aren't tried any more."""
    dead = outbox(at).dead
    if not dead:
        return State(Level.OK, _("Không có thư, tin nhắn nào bị bỏ."), number=0)
    said = _("{n} thư, tin nhắn không gửi được và không còn thử nữa.").format(n=format_int(dead))
    mend = _("Mở “Không gửi được”, sửa địa chỉ rồi gửi lại.")
    return State(Level.NOTICE, said, number=dead, link=reverse("notices:dead"), mend=mend)


def jobs(_at: datetime) -> State:
    """Scheduled jobs that stand still, failed, or wait too long."""
    with connection.cursor() as cursor:
        cursor.execute(STALLED, [BEAT_FRESH])
        stalled, failed, late = cursor.fetchone()
    if stalled or late:
        said = _("{n} việc định kỳ đứng lại.").format(n=format_int(stalled + late))
        mend = _("Việc nền tự làm lại sau một phút; nếu không, khởi động lại dịch vụ mangnon.")
        return State(Level.BAD, said, number=stalled + late, mend=mend)
    if failed:
        said = _("{n} lần chạy việc định kỳ bị lỗi.").format(n=format_int(failed))
        mend = _("Tìm dòng “job” có “outcome: failed” trong nhật ký máy; lần chạy sau vẫn diễn ra đúng giờ.")
        return State(Level.NOTICE, said, number=failed, mend=mend)
    return State(Level.OK, _("Việc định kỳ chạy đúng giờ."), number=0)


POINTS = (
    Watchpoint("work.jobs", gettext_lazy("Việc định kỳ"), jobs, 31, Group.WORK),
    Watchpoint("work.letters", gettext_lazy("Thư, tin nhắn chờ gửi"), letters, 32, Group.WORK),
    Watchpoint("work.dead", gettext_lazy("Thư, tin nhắn bị bỏ"), dead_letters, 33, Group.WORK),
    Watchpoint("files.scanner", gettext_lazy("Quét mã độc"), scanner, 51, Group.FILES),
)
