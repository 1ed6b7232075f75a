"""What is refused about re-verification, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class TitleMissing(Refusal):
    """A round without a name."""

    code = "registry.recheck_title"
    sentence = _("Chưa đặt tên cho đợt phúc tra.")
    remedy = _("Ví dụ: Phúc tra quý 4 năm 2026.")
    field = "title"


class DaysWrong(Refusal):
    """The last day lies before the first, or is over."""

    code = "registry.recheck_days"
    sentence = _("Ngày cuối {due} phải từ hôm nay trở đi và không trước ngày đầu {first}.")
    remedy = _("Xem lại hai ngày.")
    field = "due_on"


class SizeWrong(Refusal):
    """No sample at all, or more than all."""

    code = "registry.recheck_size"
    sentence = _("Cỡ mẫu không hợp lý.")
    remedy = _("Ghi số trẻ từ 1 đến 5.000, hoặc phần trăm từ 1 đến 100.")
    field = "size"


class NobodyThere(Refusal):
    """No child to draw from."""

    code = "registry.recheck_nobody"
    sentence = _("Nơi này chưa có trẻ em nào trong sổ để rút mẫu.")
    remedy = _("Chọn xã, phường khác, hoặc nhập sổ trước.")
    status = 409


class RoundClosed(Refusal):
    """What was closed stays."""

    code = "registry.recheck_closed"
    sentence = _("Đợt phúc tra này đã đóng.")
    remedy = _("Việc còn lại ghi vào hồ sơ của trẻ như mọi khi, hoặc mở đợt mới.")
    status = 409


class SamePerson(Refusal):
    """Whoever wrote the record can't check it."""

    code = "registry.recheck_same_person"
    sentence = _("{name} đã nhập, đã sửa hoặc là người phúc tra gần nhất hồ sơ này, nên không phúc tra được.")
    remedy = _("Phúc tra cần người thứ hai: giao cho người khác.")
    field = "visitor"
    status = 409


class NotAVisitor(Refusal):
    """Somebody who may not visit there."""

    code = "registry.recheck_visitor"
    sentence = _("Người này không được giao đi phúc tra ở xã, phường của trẻ.")
    remedy = _("Chọn cộng tác viên, cán bộ của xã hoặc chuyên viên tỉnh.")
    field = "visitor"


class NothingToAssign(Refusal):
    """No sheet is free."""

    code = "registry.recheck_nothing"
    sentence = _("Không còn phiếu nào để giao ở đây.")
    remedy = _("Các phiếu đã giao hoặc đã gửi; muốn đổi người thì mở từng phiếu.")
    status = 409


class AlreadySent(Refusal):
    """A sheet is sent once."""

    code = "registry.recheck_sent"
    sentence = _("Phiếu này đã gửi rồi, với nội dung khác.")
    remedy = _("Cần sửa thì báo cán bộ phụ trách xã, ghi ở phần xử lý.")
    status = 409


class OutcomeMissing(Refusal):
    """Was the child met?"""

    code = "registry.recheck_outcome"
    sentence = _("Chưa chọn đã gặp trẻ hay chưa.")
    remedy = _("Chọn một dòng.")
    field = "outcome"


class NothingAsked(Refusal):
    """Met, and no answer."""

    code = "registry.recheck_empty"
    sentence = _("Đã gặp mà phiếu chưa có câu trả lời nào.")
    remedy = _("Ghi ít nhất một mục; gia đình không trả lời thì chọn “đi vắng, chưa gặp” và ghi chú.")


class AnsweredUnmet(Refusal):
    """Not met, and answers."""

    code = "registry.recheck_unmet"
    sentence = _("Chưa gặp trẻ hoặc gia đình thì các câu trả lời phải để trống.")
    remedy = _("Chọn “Đã gặp”, hoặc bỏ các câu trả lời; điều nghe được thì ghi vào ghi chú.")
    field = "outcome"


class AnswerWrong(Refusal):
    """An answer that isn't one of those offered."""

    code = "registry.recheck_answer"
    sentence = _("Câu trả lời cho “{field}” không hợp lệ.")
    remedy = _("Chọn lại trong danh sách.")


class RecordMoved(Refusal):
    """The record went to another commune meanwhile."""

    code = "registry.recheck_moved"
    sentence = _("Hồ sơ của trẻ nay do xã, phường khác quản lý.")
    remedy = _("Chọn “Đã chuyển đi nơi khác”.")
    field = "outcome"
    status = 409


class AlreadySettled(Refusal):
    """Somebody has settled it."""

    code = "registry.recheck_settled"
    sentence = _("Điều này đã có người xử lý.")
    remedy = _("Mở lại phiếu để xem đã xử lý thế nào.")
    status = 409


class KeepReasonMissing(Refusal):
    """Why the register is right."""

    code = "registry.recheck_keep"
    sentence = _("Chưa ghi vì sao giữ như sổ.")
    remedy = _("Ghi căn cứ, ví dụ: theo giấy khai sinh bản chính.")
    field = "reason"


class WayMissing(Refusal):
    """Correct or keep?"""

    code = "registry.recheck_way"
    sentence = _("Chưa chọn cách xử lý.")
    remedy = _("Chọn sửa sổ, hoặc giữ như sổ.")
    field = "way"


class StillDifferent(Refusal):
    """The record wasn't put right yet."""

    code = "registry.recheck_still"
    sentence = _("Sổ vẫn chưa khớp với phiếu phúc tra.")
    remedy = _("Sửa trong hồ sơ của trẻ trước, rồi ghi lại ở đây; hoặc chọn giữ như sổ và ghi lý do.")
    field = "way"
    status = 409
