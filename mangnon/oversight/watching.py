"""Points that oversight watches for the administrator's page: counts and times, no person and no child."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import job
from mangnon.access.roles import Net
from mangnon.access.scope import acting
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.operate.health.slots import Group, Level, State, Watchpoint
from mangnon.oversight.models import Alert, Review
from mangnon.oversight.queries.chain import Chain, chain
from mangnon.oversight.rules import SENT_WITHIN, Health

WATCHER = job("oversight.watching", net=Net.BOOK)
LEVELS = {
    Health.WHOLE: Level.OK,
    Health.UNVERIFIED: Level.NOTICE,
    Health.BEHIND: Level.BAD,
    Health.BROKEN: Level.BAD,
}


def book(at: datetime) -> State:
    """Whether the book is sealed and whole."""
    with acting(WATCHER):
        now = chain(at)
    page = reverse("oversight:chain")
    mend = _("Mở “Tình trạng nhật ký” và làm theo các bước ở đó; người kiểm tra nhật ký mở được.")
    level = LEVELS[now.health]
    mended = "" if level is Level.OK else mend
    return State(level, _book_said(now), number=now.waiting, link=page, since=now.waiting_since, mend=mended)


def _book_said(now: Chain) -> str:
    if now.health is Health.BROKEN:
        return _("Lần kiểm tra gần nhất thấy nhật ký KHÔNG nguyên vẹn.")
    if now.health is Health.BEHIND:
        return _("{n} mục nhật ký chờ niêm quá lâu.").format(n=format_int(now.waiting))
    if now.verified is None:
        return _("Nhật ký chưa được kiểm tra lần nào.")
    at = format_datetime(now.verified.at)
    if now.health is Health.UNVERIFIED:
        return _("Nhật ký lâu chưa kiểm tra; lần cuối {at}, nguyên vẹn.").format(at=at)
    return _("Nhật ký nguyên vẹn, kiểm tra lần cuối {at}.").format(at=at)


def heads(at: datetime) -> State:
    """Whether signed heads leave the machine."""
    if not settings.HEADS_COPY_DIR:
        level = Level.NOTICE if settings.PRODUCTION else Level.OK
        mend = _("Đặt MANGNON_HEADS_DIR là một thư mục nằm ở máy khác.") if settings.PRODUCTION else ""
        return State(level, _("Chưa đặt nơi giữ đầu chuỗi ngoài máy này."), mend=mend)
    with acting(WATCHER):
        sent = chain(at).sent
    mend = _("Xem thư mục MANGNON_HEADS_DIR có nối và ghi được không.")
    if sent is None:
        return State(Level.NOTICE, _("Chưa gửi đầu chuỗi lần nào; máy gửi mỗi giờ."), mend=mend)
    late = at - sent.at > SENT_WITHIN
    said = _("Đầu chuỗi đã ký rời máy lần cuối {at}.").format(at=format_datetime(sent.at))
    age = (at - sent.at).total_seconds()
    return State(Level.BAD if late else Level.OK, said, number=age, since=sent.at, mend=mend if late else "")


def reviews(at: datetime) -> State:
    """Reviews of access whose day is past."""
    late = Review.objects.filter(signed_at__isnull=True, due_on__lt=local_day(at)).count()
    page = reverse("oversight:reviews")
    if not late:
        return State(Level.OK, _("Không có đợt soát quyền nào quá hạn."), number=0, link=page)
    said = _("{n} đợt soát quyền đã quá hạn ký.").format(n=format_int(late))
    mend = _("Nhắc lãnh đạo xã hoặc người quản trị mở “Soát quyền” và ký.")
    return State(Level.NOTICE, said, number=late, link=page, mend=mend)


def alerts(_at: datetime) -> State:
    """Alerts that nobody has settled."""
    with acting(WATCHER):
        waiting = Alert.objects.filter(settled_at__isnull=True).count()
    page = reverse("oversight:alerts")
    if not waiting:
        return State(Level.OK, _("Không có cảnh báo nào chờ xử lý."), number=0, link=page)
    said = _("{n} cảnh báo chờ người kiểm tra nhật ký xử lý.").format(n=format_int(waiting))
    mend = _("Người kiểm tra nhật ký hoặc người phụ trách dữ liệu mở “Cảnh báo”.")
    return State(Level.NOTICE, said, number=waiting, link=page, mend=mend)


POINTS = (
    Watchpoint("book.chain", gettext_lazy("Nhật ký"), book, 70, Group.BOOK),
    Watchpoint("book.heads", gettext_lazy("Đầu chuỗi rời máy"), heads, 71, Group.BOOK),
    Watchpoint("access.reviews", gettext_lazy("Soát quyền"), reviews, 72, Group.BOOK),
    Watchpoint("access.alerts", gettext_lazy("Cảnh báo"), alerts, 73, Group.BOOK),
)
