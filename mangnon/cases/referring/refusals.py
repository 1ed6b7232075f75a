"""What referrals may refuse, in plain sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class NoConsent(Refusal):
    """The book holds no consent for it."""

    code = "cases.referral_no_consent"
    sentence = _("Chưa chuyển gửi theo sự đồng ý được: {missing}")
    remedy = _("Ghi sự đồng ý của trẻ và người đại diện ở mục “Sự đồng ý”, rồi gửi lại.")
    field = "ground"
    status = 409


class NotConsented(Refusal):
    """The consent doesn't cover something that was ticked."""

    code = "cases.referral_not_consented"
    sentence = _("Sự đồng ý đã ghi không gồm: {what}.")
    remedy = _("Bỏ chọn mục đó, hoặc ghi sự đồng ý có mục đó.")
    field = "shared"
    status = 409


class UnknownChild(Refusal):
    """Nobody can have consented for a child that isn't known."""

    code = "cases.referral_child_unknown"
    sentence = _("Hồ sơ chưa gắn với trẻ nào trong Sổ trẻ em nên chưa có sự đồng ý để dựa vào.")
    remedy = _("Chọn căn cứ khác, hoặc gắn hồ sơ với trẻ trước.")
    field = "ground"
    status = 409


class GroundNotHere(Refusal):
    """The duty doesn't hold in this case."""

    code = "cases.referral_ground"
    sentence = _("Căn cứ “{ground}” chưa có trong hồ sơ này.")
    remedy = _("Căn cứ theo kế hoạch cần kế hoạch đã phê duyệt; căn cứ khẩn cấp cần hồ sơ đang ở diện khẩn cấp.")
    field = "ground"
    status = 409


class NothingToShare(Refusal):
    """Ticked, but the case doesn't know it."""

    code = "cases.referral_unknown_field"
    sentence = _("Hồ sơ chưa có {what} để gửi.")
    remedy = _("Bỏ chọn mục đó.")
    field = "shared"


class ContactMissing(Refusal):
    """Ticked, nobody named."""

    code = "cases.referral_contact"
    sentence = _("Chưa ghi đơn vị liên hệ với ai.")
    remedy = _("Ghi tên và số điện thoại của một người lớn an toàn, hoặc bỏ chọn mục này.")
    field = "contact"


class TakesNone(Refusal):
    """The service was closed, or takes no referrals."""

    code = "cases.referral_takes_none"
    sentence = _("Dịch vụ này không nhận chuyển gửi.")
    remedy = _("Chọn dịch vụ khác trong danh bạ, hoặc gọi thẳng đơn vị.")
    field = "service"
    status = 409


class NobodyThere(Refusal):
    """Nobody who answers for the provider has an account: nobody would read it."""

    code = "cases.referral_nobody"
    sentence = _("{provider} chưa có người phụ trách dùng hệ thống nên không ai đọc được chuyển gửi.")
    remedy = _("Gọi điện cho đơn vị rồi ghi cuộc gọi vào hồ sơ; hoặc nhờ nơi giữ mục danh bạ giao người phụ trách.")
    field = "service"
    status = 409


class StaffNamed(Refusal):
    """Somebody who answers for the provider is one of whom the case speaks."""

    code = "cases.referral_staff_named"
    sentence = _("Hồ sơ này nói đến một người phụ trách của đơn vị.")
    remedy = _("Chọn đơn vị khác.")
    field = "service"
    status = 409


class NameInText(Refusal):
    """The name stands in the text though it wasn't chosen."""

    code = "cases.referral_name_in_text"
    sentence = _("Trong ô này có tên của trẻ, mà bạn không chọn gửi họ tên.")
    remedy = _("Viết “cháu” thay cho tên, hoặc chọn gửi họ tên.")
    field = "asked"


class NameInContact(NameInText):
    """The same, beside the contact."""

    code = "cases.referral_name_in_contact"
    field = "contact"


class SentTwice(Refusal):
    """The form was sent before, with another service or another case."""

    code = "cases.referral_sent_twice"
    sentence = _("Biểu mẫu này đã gửi một lần.")
    remedy = _("Mở hồ sơ để xem chuyển gửi đã có.")
    status = 409


class AlreadyAnswered(Refusal):
    """Another answer came first."""

    code = "cases.referral_stage"
    sentence = _("Chuyển gửi này đang ở “{state}” nên không làm việc đó được.")
    remedy = _("Tải lại trang để xem ai vừa ghi và việc tiếp theo.")
    status = 409


class WrongDay(Refusal):
    """A service isn't given tomorrow, nor before it was asked for."""

    code = "cases.referral_day"
    sentence = _("Ngày cung cấp phải từ {first} đến hôm nay.")
    field = "given_on"
