"""The book in plain Vietnamese: who did what to whom, through which door, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access import catalogue
from mangnon.access.actor import Door
from mangnon.audit.models import Entry, Outcome
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.ui.parts import State, Status

DOORS: Mapping[str, Text] = {
    Door.WEB: gettext_lazy("trang web"),
    Door.DEVICE: gettext_lazy("máy ngoại tuyến"),
    Door.API: gettext_lazy("kết nối máy với máy"),
    Door.JOB: gettext_lazy("việc tự động"),
    Door.PUBLIC: gettext_lazy("trang công khai"),
    Door.CONSOLE: gettext_lazy("dòng lệnh trên máy chủ"),
}
OUTCOMES: Mapping[str, Text] = {
    Outcome.DONE: gettext_lazy("đã làm"),
    Outcome.SEEN: gettext_lazy("đã xem"),
    Outcome.DENIED: gettext_lazy("không được phép"),
}
_STATES = {Outcome.DONE: State.DONE, Outcome.SEEN: State.PASSED, Outcome.DENIED: State.UNFOUNDED}

OTHER_ACTS: Mapping[str, Text] = {
    "accounts.sign_in": gettext_lazy("Đăng nhập"),
    "accounts.sign_out": gettext_lazy("Thoát ra"),
    "accounts.lock": gettext_lazy("Khóa màn hình"),
    "accounts.unlock": gettext_lazy("Mở khóa màn hình"),
    "accounts.change_password": gettext_lazy("Đổi mật khẩu của mình"),
    "accounts.factor_used": gettext_lazy("Dùng xác thực hai lớp"),
    "accounts.factor_added": gettext_lazy("Thêm cách xác thực hai lớp"),
    "accounts.factor_removed": gettext_lazy("Bỏ cách xác thực hai lớp"),
    "accounts.codes_made": gettext_lazy("Tạo mã dự phòng"),
    "accounts.codes_shown": gettext_lazy("Xem mã dự phòng của mình"),
    "accounts.demo": gettext_lazy("Tạo người dùng thử"),
    "notices.tell": gettext_lazy("Báo tin cho người phụ trách"),
    "notices.chains.start": gettext_lazy("Mở chuỗi báo tin có hạn nhận"),
}
"""Acts that need no right and so stand in no rights table."""

DETAILS: Mapping[str, Text] = {
    "why": gettext_lazy("Lý do"),
    "reason": gettext_lazy("Lý do"),
    "exported": gettext_lazy("Số dòng xuất ra"),
    "serial": gettext_lazy("Số của tệp"),
    "filter": gettext_lazy("Điều kiện lọc"),
    "role": gettext_lazy("Vai trò"),
    "period": gettext_lazy("Thời gian"),
    "receiver": gettext_lazy("Người nhận việc"),
    "moved": gettext_lazy("Việc đã chuyển"),
    "changed": gettext_lazy("Ô đã sửa"),
    "days": gettext_lazy("Số ngày"),
    "factor": gettext_lazy("Cách xác thực"),
    "from_entry": gettext_lazy("Từ mục số"),
    "to_entry": gettext_lazy("Đến mục số"),
    "outcome": gettext_lazy("Kết luận"),
    "settled_as": gettext_lazy("Kết quả của báo tin, mã"),
    "met": gettext_lazy("Gặp trẻ hay không, mã"),
    "note": gettext_lazy("Ghi chú"),
    "rule": gettext_lazy("Quy tắc"),
    "person": gettext_lazy("Người dùng"),
    "findings": gettext_lazy("Chỗ không khớp"),
    "entries": gettext_lazy("Số mục"),
    "assignment": gettext_lazy("Vai trò được soát, số"),
    "confirmed": gettext_lazy("Số người xác nhận"),
    "ended": gettext_lazy("Số người kết thúc"),
    "review": gettext_lazy("Đợt soát, số"),
    "conclusion": gettext_lazy("Kết luận, mã"),
    "problem": gettext_lazy("Trục trặc"),
    "position": gettext_lazy("Vị trí trong chuỗi"),
    "code": gettext_lazy("Số"),
    "kind": gettext_lazy("Loại, mã"),
    "kinds": gettext_lazy("Các loại, mã"),
    "answer": gettext_lazy("Trả lời, mã"),
    "due": gettext_lazy("Hạn"),
    "late": gettext_lazy("Đã trễ"),
    "told": gettext_lazy("Số người được báo"),
    "repeated": gettext_lazy("Gửi lại lần nữa"),
    "drill": gettext_lazy("Diễn tập"),
    "clock": gettext_lazy("Hạn báo cáo, mã"),
    "proof": gettext_lazy("Có tệp chứng minh"),
    "what": gettext_lazy("Việc, mã"),
    "people": gettext_lazy("Số người"),
}


def act_title(action: str) -> str:
    """What an act is called: as in the rights table, or as told here; an act of a past release by its code."""
    other = OTHER_ACTS.get(action)
    if other is not None:
        return str(other)
    try:
        return str(catalogue.right(action).title)
    except catalogue.CatalogueError:
        return action


def act_titles() -> dict[str, str]:
    """Every act that may stand in the book, with its title."""
    named = {right.action: str(right.title) for right in catalogue.every_right()}
    return {**named, **{action: str(title) for action, title in OTHER_ACTS.items()}}


def in_sentence(title: str) -> str:
    """A title in the middle of a sentence."""
    return title[:1].lower() + title[1:]


def who(entry: Entry) -> str:
    """The actor by name; machines and strangers in words."""
    if entry.door == Door.JOB:
        return _("Hệ thống")
    if entry.door == Door.CONSOLE and entry.actor_name.startswith("console:"):
        return _("Người quản máy chủ ({user})").format(user=entry.actor_name.partition(":")[2])
    if entry.door == Door.PUBLIC:
        return _("Người chưa đăng nhập")
    return entry.actor_name


def did(entry: Entry) -> str:
    """What was done, as the rest of the sentence after the name: "đã đổi tên mẫu thử"."""
    act = in_sentence(act_title(entry.action))
    if entry.outcome == Outcome.DENIED:
        return _("không được phép: {act}").format(act=act)
    if "exported" in entry.detail:
        return _("đã xuất {n} dòng: {act}").format(n=format_int(int(entry.detail["exported"])), act=act)
    return _("đã {act}").format(act=act)


def door_name(entry: Entry) -> str:
    """Through which door."""
    return str(DOORS.get(entry.door, entry.door))


def outcome_status(entry: Entry) -> Status:
    """What became of it, as word and icon. A past release wrote what some acts led to in its place: they were done."""
    outcome = Outcome(entry.outcome) if entry.outcome in Outcome.values else Outcome.DONE
    said = str(OUTCOMES[outcome])
    return Status(_STATES[outcome], said[:1].upper() + said[1:])


def short_code(thing: str) -> str:
    """The end of a long key, as one reads it out: ``4F3A-91C2``; a number stays a number."""
    bare = thing.replace("-", "").upper()
    if len(bare) == 32:
        return f"{bare[-8:-4]}-{bare[-4:]}"
    return thing


def reason_of(entry: Entry) -> str:
    """The reason that somebody gave, if the act asked for one."""
    return str(entry.detail.get("reason") or entry.detail.get("why") or "")


def detail_value(value: Any) -> str:
    """A value of the detail in words."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return ", ".join(f"{name}: {one}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return format_int(value) if isinstance(value, int) else str(value)
