"""What forums refuse, in words for whoever holds them."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class ForumThere(Refusal):
    """The place has the forum of its level in that year."""

    code = "programmes.forum_there"
    sentence = _("{name} đã có diễn đàn của cấp mình trong năm {year}.")
    remedy = _("Mở diễn đàn đang có, hoặc ghi đây là diễn đàn khác.")
    status = 409
    field: ClassVar[str | None] = "kind"


class DaysBackwards(Refusal):
    """It would end before it begins."""

    code = "programmes.forum_days"
    sentence = _("Ngày kết thúc {last} trước ngày bắt đầu {first}.")
    remedy = _("Xem lại hai ngày.")
    field: ClassVar[str | None] = "ends_on"


class ForumShut(Refusal):
    """It isn't where this act begins."""

    code = "programmes.forum_shut"
    sentence = _("Diễn đàn ở tình trạng “{state}”, không làm việc này được.")
    remedy = _("Tải lại trang diễn đàn để xem việc tiếp theo.")
    status = 409


class NoDelegates(Refusal):
    """Nobody is written down who takes part."""

    code = "programmes.forum_no_delegates"
    sentence = _("Chưa ghi trẻ em nào dự diễn đàn.")
    remedy = _("Ghi các nhóm đại biểu trước: bao nhiêu em, từ đâu, đã có bao nhiêu phiếu đồng ý.")


class ConsentsMissing(Refusal):
    """Fewer written consents than children."""

    code = "programmes.forum_consents_missing"
    sentence = _(
        "Có {children} trẻ em dự nhưng mới có {consents} phiếu đồng ý của cha mẹ, người giám hộ. Thông tư {citation}"
        " yêu cầu mỗi em đều có phiếu."
    )
    remedy = _("Thu đủ phiếu, hoặc ghi lại số trẻ em dự.")


class MoreConsents(Refusal):
    """More consents than children."""

    code = "programmes.forum_more_consents"
    sentence = _("Số phiếu đồng ý {consents} nhiều hơn số trẻ em {children}.")
    remedy = _("Mỗi em một phiếu: xem lại hai số.")
    field: ClassVar[str | None] = "consents"


class GroupThere(Refusal):
    """The same group of delegates is there."""

    code = "programmes.forum_group_there"
    sentence = _("Đã có nhóm đại biểu giống hệt từ {source}.")
    remedy = _("Sửa số của nhóm đang có, đừng thêm nhóm thứ hai.")
    status = 409
    field: ClassVar[str | None] = "source"


class AnswererUntold(Refusal):
    """Which place's body must answer isn't said."""

    code = "programmes.forum_answerer_untold"
    sentence = _("Chưa chọn nơi phải trả lời.")
    remedy = _("Chọn nơi, hoặc chọn “cơ quan, tổ chức khác” và ghi tên.")
    field: ClassVar[str | None] = "place"


class Unanswered(Refusal):
    """There is no answer yet."""

    code = "programmes.forum_unanswered"
    sentence = _("Câu này chưa có trả lời.")
    remedy = _("Ghi trả lời trước.")
    status = 409


class PublishedAlready(Refusal):
    """It may be read by everybody: it isn't changed under their eyes."""

    code = "programmes.forum_published"
    sentence = _("Câu này đã được công khai nên không sửa được.")
    remedy = _("Thôi công khai trước, rồi sửa.")
    status = 409
