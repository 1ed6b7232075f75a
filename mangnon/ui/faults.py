"""Troubles of the machine that pass: no room, no database, too slow, somebody else is writing. All are a 503."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text

CALL = _("Nếu trẻ đang nguy hiểm, gọi ngay 111 (miễn phí, cả ngày đêm) hoặc 113.")


@dataclass(frozen=True, slots=True)
class Fault:
    """A trouble that passes: its code in the log, what people read, after how many seconds to try again."""

    code: str
    said: Text
    mend: Text
    retry_after: int


FULL = Fault(
    "no_room",
    _("Máy chủ hết chỗ ghi nên việc vừa rồi chưa được lưu."),
    _("Báo quản trị hệ thống, rồi thử lại sau ít phút."),
    60,
)
AWAY = Fault(
    "no_database",
    _("Cơ sở dữ liệu vừa ngắt, chưa chắc việc vừa rồi đã được lưu."),
    _("Thử lại sau ít giây; nếu đang lưu, mở ra xem đã có chưa rồi hãy làm lại."),
    5,
)
SUNK = Fault(
    "no_room",
    _("Máy chủ hết chỗ ghi làm cơ sở dữ liệu ngắt, chưa chắc việc vừa rồi đã được lưu."),
    _("Báo quản trị hệ thống; sau ít phút mở ra xem đã có chưa rồi hãy làm lại."),
    60,
)
"""A database that can't write its own journal ends itself: its clients see only that it is away."""
BUSY = Fault(
    "too_many",
    _("Hệ thống đang có quá nhiều việc cùng lúc nên việc vừa rồi chưa được lưu."),
    _("Thử lại sau ít giây."),
    5,
)
SLOW = Fault(
    "too_slow",
    _("Việc này lâu quá mức cho phép nên máy đã dừng; chưa có gì được lưu."),
    _("Thử lại sau ít phút, hoặc chọn ít dữ liệu hơn."),
    10,
)
LOCKED = Fault(
    "locked",
    _("Có việc khác đang ghi vào cùng chỗ này nên việc vừa rồi chưa được lưu."),
    _("Thử lại sau ít giây."),
    5,
)

BY_STATE = {
    "53100": FULL,
    "53200": BUSY,
    "53300": BUSY,
    "53400": BUSY,
    "57014": SLOW,
    "25P03": SLOW,
    "55P03": LOCKED,
    "40P01": LOCKED,
    "40001": LOCKED,
    "57P01": AWAY,
    "57P02": AWAY,
    "57P03": AWAY,
}
"""Conditions of PostgreSQL (appendix A of its manual); class 08 is a connection that is gone."""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
CROWDED = ("too many clients", "too many connections", "remaining connection slots")
"""A server that turns a connection away gives no condition, only its English sentence."""
LEAST_BYTES = 16 * 2**20
"""With less than this free, PostgreSQL can't begin the next 16 MiB piece of its journal."""


def fault_of(error: BaseException | None) -> Fault | None:
    """The passing trouble behind an exception; None when it is a mistake of ours."""
    for one in _chain(error):
        state = getattr(one, "sqlstate", None)
        if state:
            return AWAY if state.startswith("08") else BY_STATE.get(state)
        if isinstance(one, OSError) and one.errno in NO_ROOM:
            return FULL
    lost = [one for one in _chain(error) if isinstance(one, (OperationalError, InterfaceError))]
    if lost and any(word in str(lost[0]) for word in CROWDED):
        return BUSY
    return AWAY if lost else None


def on_full_disk(fault: Fault | None) -> Fault | None:
    """The same trouble; when the database is away and the data folder's disk is full, that is what is told."""
    if fault is not AWAY:
        return fault
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return fault
    return SUNK if free < LEAST_BYTES else fault


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception and what stands behind it, at most a few."""
    for _turn in range(6):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
