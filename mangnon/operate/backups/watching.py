"""Points that backups give to the administrator's page: the last good backup, the last drill that held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_datetime
from mangnon.lib.refusal import Text
from mangnon.operate.backups.queries import BackupsState, backups_state
from mangnon.operate.health.slots import Group, Level, State, Watchpoint


def backups(at: datetime) -> State:
    """How old the last good backup is."""
    return _told(
        at,
        lambda found: (found.problem, found.age, found.last_good.started_at if found.last_good else None),
        good=gettext_lazy("Bản sao lưu tốt gần nhất: {when}."),
        mend=gettext_lazy("Xem trang Sao lưu; sửa nguyên nhân rồi bấm “Sao lưu ngay”."),
    )


def drills(at: datetime) -> State:
    """How long ago a restore was tried with success."""
    return _told(
        at,
        lambda found: (found.drill_problem, found.drill_age, found.last_drill.started_at if found.last_drill else None),
        good=gettext_lazy("Lần diễn tập khôi phục đạt gần nhất: {when}."),
        mend=gettext_lazy("Xem trang Sao lưu; diễn tập bằng lệnh “mangnon backup drill”."),
    )


Part = tuple[str, timedelta | None, datetime | None]


def _told(at: datetime, part: Callable[[BackupsState], Part], *, good: Text, mend: Text) -> State:
    found = backups_state(None, at)
    if found is None:
        return State(Level.BAD, _("Không đọc được tình trạng sao lưu."))
    problem, age, when = part(found)
    number = age.total_seconds() if age else None
    link = reverse("operate:backups")
    if problem or when is None:
        return State(Level.BAD, problem, number=number, link=link, since=when, mend=mend)
    return State(Level.OK, str(good).format(when=format_datetime(when)), number=number, link=link)


POINTS = (
    Watchpoint("backups.last", gettext_lazy("Sao lưu"), backups, 500, Group.BACKUPS),
    Watchpoint("backups.drill", gettext_lazy("Diễn tập khôi phục"), drills, 510, Group.BACKUPS),
)
