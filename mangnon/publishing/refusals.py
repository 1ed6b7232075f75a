"""What publishing refuses, in words for editors."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal, Text


class SentBefore(Refusal):
    """The same form was sent once with other words."""

    code = "publishing.sent_before"
    sentence = _("Bài này đã được tạo với tên “{name}”.")
    remedy = _("Mở bài đó để sửa tiếp.")


class NothingWritten(Refusal):
    """After cleaning nothing is left."""

    code = "publishing.nothing_written"
    sentence = _("Bài chưa có nội dung.")
    remedy = _("Viết ít nhất một câu.")
    field: ClassVar[str | None] = "body"


class NothingChanged(Refusal):
    """A version like the one before."""

    code = "publishing.nothing_changed"
    sentence = _("Chưa có gì khác bản đã lưu.")
    remedy = _("Sửa rồi hãy lưu.")


class UnknownLinks(Refusal):
    """Addresses that lead to hosts nobody has confirmed."""

    code = "publishing.unknown_links"
    sentence = _("Có liên kết đến nơi chưa được cho phép: {links}.")
    remedy = _("Bỏ liên kết, hoặc đề nghị cho phép tên miền rồi chờ người khác xác nhận.")
    field: ClassVar[str | None] = "body"


class TwoPeople(Refusal):
    """The second person is the first."""

    code = "publishing.two_people"
    sentence = _("Bạn đã viết hoặc gửi việc này, nên cần người khác duyệt.")
    remedy = _("Nhờ một người duyệt đăng khác.")
    status = 403


class NotWaiting(Refusal):
    """Nothing waits to be decided."""

    code = "publishing.not_waiting"
    sentence = _("Bài này không còn chờ duyệt.")
    remedy = _("Tải lại trang để xem bài đang ở đâu.")
    status = 409


class WaitingAlready(Refusal):
    """A version waits already."""

    code = "publishing.waiting_already"
    sentence = _("Bài đang chờ duyệt hoặc chờ đến giờ đăng.")
    remedy = _("Rút lại lần gửi trước rồi hãy sửa hoặc gửi bản khác.")
    status = 409


class LiveAlready(Refusal):
    """This version is public."""

    code = "publishing.live_already"
    sentence = _("Bản này đang đăng.")
    remedy = _("Sửa bài rồi gửi bản mới.")


class NotLive(Refusal):
    """Not public, so it can't be taken down."""

    code = "publishing.not_live"
    sentence = _("Bài này không đang đăng.")
    status = 409


class ReasonMissing(Refusal):
    """No reason was given."""

    code = "publishing.reason_missing"
    sentence = _("Cần ghi lý do, ít nhất 10 chữ.")
    field: ClassVar[str | None] = "reason"


class StartsTooLate(Refusal):
    """The wished moment lies too far away or in the past."""

    code = "publishing.start_wrong"
    sentence = _("Giờ đăng phải từ bây giờ đến một năm tới.")
    remedy = _("Để trống nếu muốn đăng ngay khi được duyệt.")
    field: ClassVar[str | None] = "start_day"


class ConsentMissing(Refusal):
    """Faces without all consents."""

    code = "publishing.consent_missing"
    sentence = _("Ảnh “{alt}” có trẻ nhận ra được nhưng chưa ai xác nhận đủ sự đồng ý.")
    remedy = _("Nhờ người giữ sổ sự đồng ý xác nhận ở trang của bài, hoặc bỏ ảnh.")


class ConsentRefused(Refusal):
    """The book of consents says no."""

    code = "publishing.consent_refused"
    sentence = _("Sổ sự đồng ý chưa cho phép công bố: {missing}")
    field: ClassVar[str | None] = "consent"


class PictureWithoutWords(Refusal):
    """No words for those who can't see it."""

    code = "publishing.picture_without_words"
    sentence = _("Ảnh cần lời mô tả cho người không nhìn thấy.")
    field: ClassVar[str | None] = "alt"


class HostNotPlain(Refusal):
    """No plain host name."""

    code = "publishing.host_not_plain"
    sentence = _("“{host}” không phải tên miền viết bằng chữ thường không dấu, ví dụ chinhphu.vn.")
    remedy = _("Chỉ ghi tên miền: không https://, không dấu gạch chéo, không chữ của bảng chữ cái khác.")
    field: ClassVar[str | None] = "host"


class HostKnown(Refusal):
    """It is on the list already."""

    code = "publishing.host_known"
    sentence = _("Tên miền {host} đã có trong danh sách.")
    field: ClassVar[str | None] = "host"


class SealBroken(Refusal):
    """A published text isn't the one that was approved."""

    code = "publishing.seal_broken"
    sentence = _("Nội dung của bài {slug} không còn đúng bản đã duyệt, nên không ký trang nào.")
    remedy = _("Báo quản trị hệ thống: có người đã sửa thẳng vào cơ sở dữ liệu.")


class ReleaseUnseen(Refusal):
    """The frame changed and two people haven't seen how."""

    code = "publishing.release_unseen"
    sentence = _("Khung trang vừa thay đổi, chưa đủ hai người xác nhận đã xem.")
    remedy = _("Mở “Trang đã ký” để xem khác biệt và xác nhận.")


class KeyUnreadable(Refusal):
    """Without the key nothing is signed or checked."""

    code = "publishing.key_unreadable"
    sentence: ClassVar[Text] = _("Không đọc được khóa ký các trang ở {path}.")
    remedy = _("Chạy trên máy chủ đã ký, hoặc phục hồi thư mục khóa từ bản sao lưu.")
