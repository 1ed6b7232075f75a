"""Sentences and states of notices, letters and chains as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.roles import ROLES, Role
from mangnon.lib.refusal import Text
from mangnon.notices import models
from mangnon.notices.declared import kind_since
from mangnon.notices.models import ChainLine, ChainState, Channel, Delivery, Notice, Telling
from mangnon.notices.rules import NAMED, What, Why
from mangnon.ui.parts import State, Status

CHANNELS: Mapping[str, Text] = {
    Channel.APP: gettext_lazy("trong hệ thống"),
    Channel.EMAIL: gettext_lazy("thư điện tử"),
    Channel.SMS: gettext_lazy("tin nhắn"),
}
REASONS: Mapping[str, Text] = {
    "quiet": gettext_lazy("đợi hết giờ yên tĩnh"),
    "read_inside": gettext_lazy("đã đọc trong hệ thống, không cần gửi nữa"),
    "disabled": gettext_lazy("tài khoản người nhận đang khóa"),
    "no_address": gettext_lazy("người nhận chưa có địa chỉ hoặc số điện thoại"),
    "address_refused": gettext_lazy("máy chủ thư từ chối địa chỉ người nhận"),
    "address_later": gettext_lazy("máy chủ thư chưa nhận cho người này"),
    "address_unreadable": gettext_lazy("địa chỉ hoặc số điện thoại sai dạng"),
    "letter_refused": gettext_lazy("máy chủ thư từ chối nội dung"),
    "provider_later": gettext_lazy("nơi chuyển báo thử lại sau"),
    "provider_settings": gettext_lazy("nơi chuyển không chấp nhận cài đặt của hệ thống"),
    "provider_silent": gettext_lazy("nơi chuyển không trả lời kịp"),
    "provider_unreachable": gettext_lazy("không nối được nơi chuyển"),
}
WHYS: Mapping[str, Text] = {
    Why.DISABLED: gettext_lazy("tài khoản đang khóa"),
    Why.AWAY: gettext_lazy("đang vắng mặt"),
    Why.TOLD_BEFORE: gettext_lazy("đã được gọi ở bước trước"),
}


def title_of(telling: Telling) -> str:
    """The sentence of a notice, in the language of the page; a kind that the files have lost by its code."""
    kind = kind_since(telling.kind, telling.kind_since)
    if kind is None:
        return telling.code
    return kind.title.now().format(code=telling.code, **telling.words)


def notice_status(notice: Notice) -> Status:
    """Unread and how soon, or read."""
    if not notice.unread:
        return Status(State.PASSED, _("Đã đọc"))
    return Status(State.URGENT, _("Khẩn")) if notice.telling.urgent else Status(State.NEW, _("Chưa đọc"))


def reason(why: str) -> str:
    """Why a letter didn't go, in words."""
    if why.startswith("http_"):
        return _("cổng tin nhắn trả lời mã {code}").format(code=why.removeprefix("http_"))
    return str(REASONS.get(why, why))


def delivery_status(delivery: Delivery) -> Status:
    """What became of it."""
    if delivery.state == models.State.WAITING:
        return Status(State.WAITING, _("Đang chờ gửi"), reason(delivery.why))
    words: dict[str, Status] = {
        models.State.SENT: Status(State.PASSED, _("Đã gửi")),
        models.State.READ: Status(State.DONE, _("Đã đọc")),
        models.State.DROPPED: Status(State.UNFOUNDED, _("Không gửi"), reason(delivery.why)),
        models.State.DEAD: Status(State.LATE, _("Không gửi được"), reason(delivery.why)),
    }
    if delivery.channel == Channel.APP and delivery.state == models.State.SENT:
        return Status(State.NEW, _("Chưa đọc"))
    return words[delivery.state]


def chain_status(state: str) -> Status:
    """Where a chain stands."""
    words: dict[str, Status] = {
        ChainState.RUNNING: Status(State.DOING, _("Đang gọi")),
        ChainState.EXHAUSTED: Status(State.LATE, _("Chưa ai nhận")),
        ChainState.ACKNOWLEDGED: Status(State.DONE, _("Đã có người nhận")),
    }
    return words[state]


def whom(step: str) -> str:
    """Whom a step of a chain calls."""
    if step == NAMED:
        return _("Người được nêu tên")
    if step == "province":
        return _("Cấp tỉnh")
    return str(ROLES[Role(step)].name) if step in set(Role) else step


def line_words(line: ChainLine) -> str:
    """What a line of a chain says."""
    if line.what == What.TOLD:
        return _("Đã gọi {name}").format(name=line.name)
    if line.what == What.SKIPPED:
        return _("Bỏ qua {name}: {why}").format(name=line.name, why=WHYS.get(line.why, line.why))
    if line.what == What.ALERTED:
        return _("Không còn ai để gọi: đã báo {name}").format(name=line.name)
    if line.what == What.ACKNOWLEDGED:
        return _("{name} đã nhận việc").format(name=line.name)
    return _("Không có ai để gọi ở bước này")
