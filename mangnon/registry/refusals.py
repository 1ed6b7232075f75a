"""What the registry may refuse, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class NameOrReason(Refusal):
    """Neither a name nor the reason why there is none."""

    code = "registry.name_or_reason"
    sentence = _("Chưa có họ tên.")
    remedy = _("Ghi họ tên, hoặc chọn lý do chưa có tên.")
    field = "full_name"


class NameAndReason(Refusal):
    """A name and a reason why there is none."""

    code = "registry.name_and_reason"
    sentence = _("Đã ghi họ tên thì không chọn lý do chưa có tên.")
    remedy = _("Bỏ một trong hai.")
    field = "nameless"


class BornInFuture(Refusal):
    """The birth lies after today."""

    code = "registry.born_in_future"
    sentence = _("Ngày sinh {born} chưa tới.")
    remedy = _("Xem lại ngày, tháng, năm sinh.")
    field = "born"


class NotAChild(Refusal):
    """Sixteen or older on the day of entry: the register holds children."""

    code = "registry.not_a_child"
    sentence = _("Người sinh {born} đã đủ 16 tuổi.")
    remedy = _("Sổ này ghi trẻ em dưới 16 tuổi (Luật Trẻ em, Điều 1). Xem lại năm sinh.")
    field = "born"


class OutsideReach(Refusal):
    """The place isn't one in which this person may do this."""

    code = "registry.outside_reach"
    sentence = _("Bạn không phụ trách địa bàn này.")
    remedy = _("Chọn xã, phường hoặc thôn mà bạn được giao.")
    field = "hamlet"
    status = 403


class WrongHamlet(Refusal):
    """The hamlet lies in another commune, or is closed."""

    code = "registry.wrong_hamlet"
    sentence = _("Thôn này không thuộc {place}.")
    remedy = _("Chọn lại thôn.")
    field = "hamlet"


class UnknownCode(Refusal):
    """A code that isn't in its list on the day."""

    code = "registry.unknown_code"
    sentence = _("“{value}” không có trong danh mục {name}.")
    remedy = _("Chọn một dòng trong danh mục.")


class ReasonMissing(Refusal):
    """A correction needs a reason."""

    code = "registry.reason_missing"
    sentence = _("Chưa ghi lý do chỉnh sửa.")
    remedy = _("Ghi vì sao điều đã ghi trước đây không đúng, theo giấy tờ nào.")
    field = "reason"


class NothingChanged(Refusal):
    """What was sent equals what stands there."""

    code = "registry.nothing_changed"
    sentence = _("Không có gì khác với điều đã ghi.")
    remedy = _("Sửa ít nhất một mục, hoặc quay lại.")


class RecordClosed(Refusal):
    """The record isn't in use any more."""

    code = "registry.record_closed"
    sentence = _("Hồ sơ này đã thôi quản lý ({why}).")
    remedy = _("Nếu trẻ đã trở về, ghi trở về trước.")
    status = 409


class Backwards(Refusal):
    """An end before or on its beginning, or a beginning before birth."""

    code = "registry.backwards"
    sentence = _("Ngày {day} không thể đứng trước ngày {first}.")
    remedy = _("Xem lại hai ngày.")


class InFuture(Refusal):
    """A day that hasn't come yet."""

    code = "registry.in_future"
    sentence = _("Ngày {day} chưa tới.")
    remedy = _("Ghi ngày đã qua hoặc hôm nay.")


class AlreadyHolds(Refusal):
    """The same fact is recorded for some of the same days."""

    code = "registry.already_holds"
    sentence = _("Đã ghi điều này cho khoảng thời gian trùng nhau.")
    remedy = _("Xem lại mục đã có: sửa ngày kết thúc của mục cũ, hoặc chọn ngày bắt đầu khác.")
    status = 409


class OtherUseOfId(Refusal):
    """The same id was sent before with another content."""

    code = "registry.other_use_of_id"
    sentence = _("Mã gửi lên đã dùng cho một hồ sơ khác.")
    remedy = _("Tải lại trang rồi nhập lại.")
    status = 409


class NotYetYours(Refusal):
    """This commune was asked to take the child over and hasn't answered: until then it only reads."""

    code = "registry.not_yet_yours"
    sentence = _("Xã, phường của bạn chưa tiếp nhận trẻ này, nên chỉ xem được hồ sơ.")
    remedy = _("Trả lời đề nghị chuyển trẻ trước.")
    status = 403
