"""Points of the machine: versions, disk, worker, faults, restarts, certificate."""

from __future__ import annotations

import platform
import shutil
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.files.keeping import free_bytes
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int, format_percent
from mangnon.operate.health import publishing, rules
from mangnon.operate.health.beating import BEAT_FRESH, beat_age
from mangnon.operate.health.slots import Group, Level, State, Watchpoint
from mangnon.operate.health.words import size_told


def versions(_at: datetime) -> State:
    """What runs."""
    said = _("Măng Non {own} trên Python {python}.")
    return State(Level.OK, said.format(own=version("mangnon"), python=platform.python_version()))


def data_disk(_at: datetime) -> State:
    """Room where keys, heads and, without a server of one's own, the database lie."""
    return _disk(shutil.disk_usage(settings.DATA_DIR).free)


def files_disk(_at: datetime) -> State:
    """Room where files lie."""
    return _disk(free_bytes())


def _disk(free: int) -> State:
    level = rules.below(free, rules.DISK_NOTICE, rules.DISK_BAD)
    mend = _("Xóa tệp thừa hoặc mở rộng ổ đĩa; khi hết chỗ, hệ thống từ chối ghi và không ai lưu được gì.")
    said = _("Còn trống {free}.").format(free=size_told(free))
    return State(level, said, number=free, mend="" if level is Level.OK else mend)


def worker(_at: datetime) -> State:
    """Whether the worker beats."""
    age = beat_age()
    mend = _("Xem dịch vụ mangnon trên máy chủ (systemctl status mangnon) và khởi động lại.")
    if age is None:
        return State(Level.BAD, _("Việc nền chưa chạy lần nào."), mend=mend)
    if age >= BEAT_FRESH:
        said = _("Việc nền im lặng {n} giây: thư không đi, nhật ký không được niêm.")
        return State(Level.BAD, said.format(n=format_int(int(age))), number=age, mend=mend)
    return State(Level.OK, _("Việc nền đang chạy."), number=age)


def faults(_at: datetime) -> State:
    """Requests of the last hour that ended in a fault."""
    hour = publishing.everybody().hour
    share = 100 * hour.faults / hour.requests if hour.requests else 0.0
    level = rules.faults(hour.requests, hour.faults)
    said = _("Một giờ qua: {n} lượt mở trang, {faults} lượt lỗi ({share}).").format(
        n=format_int(hour.requests), faults=format_int(hour.faults), share=format_percent(share)
    )
    mend = _("Tìm dòng có “status” từ 500 trong nhật ký máy (journalctl -u mangnon); số tra cứu nằm ở “request”.")
    return State(level, said, number=share, mend="" if level is Level.OK else mend)


def restarts(at: datetime) -> State:
    """How often web and worker began lately, and when last."""
    begun = publishing.starts()
    if not begun:
        return State(Level.OK, _("Chưa ghi nhận lần khởi động nào."), number=0)
    lately = [one for one in begun if at - one.at < timedelta(hours=24)]
    most = max((sum(one.part == part for one in lately) for part in {one.part for one in lately}), default=0)
    level = rules.above(most, rules.RESTARTS_NOTICE, rules.RESTARTS_BAD)
    said = _("Khởi động gần nhất lúc {at}; {n} lần trong 24 giờ qua.")
    mend = _("Nếu không ai chủ động khởi động lại: xem nhật ký máy ngay trước các giờ ấy.")
    return State(
        level,
        said.format(at=format_datetime(begun[-1].at), n=format_int(most)),
        number=most,
        since=begun[-1].at,
        mend="" if level is Level.OK else mend,
    )


def certificate(at: datetime) -> State:
    """Until when browsers trust the name of this system."""
    path = settings.TLS_CERT
    if not path:
        if not settings.PRODUCTION:
            return State(Level.OK, _("Hệ thống thử, không dùng HTTPS."))
        mend = _("Đặt MANGNON_TLS_CERT là đường dẫn tệp chứng thư của máy chủ web để được báo trước khi hết hạn.")
        return State(Level.NOTICE, _("Chưa theo dõi hạn của chứng thư HTTPS."), mend=mend)
    mend = _("Gia hạn chứng thư rồi nạp lại nginx (systemctl reload nginx).")
    try:
        ends = min(one.not_valid_after_utc for one in x509.load_pem_x509_certificates(Path(path).read_bytes()))
    except (OSError, ValueError):
        wrong = _("Không đọc được tệp chứng thư HTTPS mà MANGNON_TLS_CERT nêu.")
        return State(Level.NOTICE, wrong, mend=_("Kiểm tra đường dẫn và quyền đọc tệp."))
    left = ends - at
    level = rules.below(
        left.total_seconds(), rules.CERTIFICATE_NOTICE.total_seconds(), rules.CERTIFICATE_BAD.total_seconds()
    )
    ended = left <= timedelta()
    said = _("Chứng thư HTTPS đã hết hạn ngày {day}.") if ended else _("Chứng thư HTTPS hết hạn ngày {day}.")
    told = said.format(day=format_date(local_day(ends)))
    return State(level, told, number=left.total_seconds(), mend="" if level is Level.OK else mend)


POINTS = (
    Watchpoint("machine.versions", gettext_lazy("Phiên bản"), versions, 10),
    Watchpoint("machine.disk", gettext_lazy("Chỗ trống của dữ liệu"), data_disk, 11),
    Watchpoint("machine.faults", gettext_lazy("Lượt lỗi"), faults, 12),
    Watchpoint("machine.restarts", gettext_lazy("Khởi động lại"), restarts, 13),
    Watchpoint("machine.certificate", gettext_lazy("Chứng thư HTTPS"), certificate, 14),
    Watchpoint("work.beat", gettext_lazy("Việc nền"), worker, 30, Group.WORK),
    Watchpoint("files.disk", gettext_lazy("Chỗ trống cho tệp"), files_disk, 50, Group.FILES),
)
