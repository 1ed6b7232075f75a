"""What can't be recorded or withdrawn, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class PurposeUnknown(Refusal):
    """Not in the list on that day, or it needs no consent."""

    code = "consent_purpose"
    sentence = _("Chọn một mục đích trong danh sách.")
    field = "purpose"


class NoDataChosen(Refusal):
    """Consent to nothing, or to what the purpose doesn't use."""

    code = "consent_no_data"
    sentence = _("Chọn ít nhất một loại thông tin mà mục đích này dùng.")
    field = "kinds"


class GiverMissing(Refusal):
    """A representative has a name and a relation."""

    code = "consent_giver"
    sentence = _("Ghi họ tên người đại diện và quan hệ với trẻ.")
    field = "giver_name"


class TooYoung(Refusal):
    """Below the age from which the child is asked."""

    code = "consent_too_young"
    sentence = _("Ngày ấy em chưa đủ {n} tuổi: chỉ người đại diện đồng ý.")
    remedy = _("Vẫn nên nói cho em biết và nghe ý kiến của em.")
    field = "giver"


class DayWrong(Refusal):
    """In the future, before birth, or an end before the beginning."""

    code = "consent_day"
    sentence = _("Ngày đồng ý phải từ ngày sinh đến hôm nay, ngày cuối không sớm hơn ngày đồng ý.")
    remedy = _("Xem lại các ngày.")
    field = "given_on"


class WitnessMissing(Refusal):
    """What was only spoken needs somebody who heard it."""

    code = "consent_witness"
    sentence = _("Đồng ý bằng lời cần một người chứng kiến.")
    remedy = _("Ghi họ tên người ấy, hoặc xin chữ ký trên giấy.")
    field = "witness"


class InConflict(Refusal):
    """Whoever may have harmed the child doesn't speak for it."""

    code = "consent_conflict"
    sentence = _("Người này có thể là người gây hại hoặc có lợi ích trái với trẻ, nên không đồng ý thay cho trẻ được.")
    remedy = _("Hỏi người đại diện khác, hoặc cơ quan có thẩm quyền cử người đại diện.")
    field = "giver_name"


class AlreadyKnown(Refusal):
    """The same name and birthday in the same place."""

    code = "consent_already_known"
    sentence = _("Sổ đã có {name}, sinh {born}, ở đây.")
    remedy = _("Mở trang của em để ghi thêm. Nếu là em khác, đánh dấu “Em khác trùng tên, trùng ngày sinh”.")
    field = "full_name"
    status = 409


class OtherContent(Refusal):
    """The form was sent before with something else in it."""

    code = "consent_other_content"
    sentence = _("Biểu mẫu này đã gửi một lần với nội dung khác.")
    remedy = _("Mở lại trang ghi sự đồng ý rồi ghi mới.")
    status = 409


class NothingToRevoke(Refusal):
    """It was a refusal, or it is over."""

    code = "consent_nothing_to_revoke"
    sentence = _("Ở đây không còn sự đồng ý nào để rút.")
    remedy = _("Tải lại trang để xem tình trạng.")
    status = 409


class AlreadyRevoked(Refusal):
    """Somebody recorded it before."""

    code = "consent_already_revoked"
    sentence = _("{name} đã ghi việc rút lại sự đồng ý này.")
    remedy = _("Tải lại trang để xem.")
    status = 409


class WhyMissing(Refusal):
    """A reason of a few words."""

    code = "consent_why"
    sentence = _("Ghi rõ hơn, ít nhất {n} ký tự.")
    field = "why"


class NotRepresentative(Refusal):
    """Only a representative can be in conflict with the child."""

    code = "consent_not_representative"
    sentence = _("Chỉ nêu xung đột lợi ích với người đại diện.")


class StillUsed(Refusal):
    """Something that rests on it is still up."""

    code = "consent_still_used"
    sentence = _("Còn {n} mục dựa vào sự đồng ý này.")
    remedy = _("Gỡ từng mục trong danh sách trên trang, rồi xác nhận.")


class NothingToClear(Refusal):
    """Nothing must come down, or it is confirmed already."""

    code = "consent_nothing_to_clear"
    sentence = _("Không có gì phải xác nhận ở đây.")
    remedy = _("Tải lại trang để xem tình trạng.")
    status = 409
