"""What can't be proposed, approved, destroyed, held or lifted, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class NothingDue(Refusal):
    """No record of the type is past its term, or all are held."""

    code = "retention_nothing_due"
    sentence = _("Không có hồ sơ nào quá hạn giữ để lập đề nghị.")
    remedy = _("Máy soát lại mỗi đêm.")


class OpenProposal(Refusal):
    """One list of a type at a time."""

    code = "retention_open_proposal"
    sentence = _("Loại hồ sơ này đang có một đề nghị chưa xong.")
    remedy = _("Xử lý đề nghị ấy trước.")
    status = 409


class OtherStage(Refusal):
    """Somebody was quicker, or the button was pressed twice."""

    code = "retention_other_stage"
    sentence = _("Đề nghị này đã chuyển sang bước khác.")
    remedy = _("Tải lại trang để xem.")
    status = 409


class SamePerson(Refusal):
    """Two different people."""

    code = "retention_same_person"
    sentence = _("Bạn là người thứ nhất, nên người khác phải quyết định bước này.")
    remedy = _("Nhờ một người khác có quyền.")
    status = 403


class WhyMissing(Refusal):
    """A reason of a few words."""

    code = "retention_why"
    sentence = _("Ghi rõ hơn, ít nhất {n} ký tự.")
    field = "why"


class ListChanged(Refusal):
    """The list isn't the one that was drawn up."""

    code = "retention_list_changed"
    sentence = _("Danh sách không còn đúng như lúc lập, nên không hủy gì.")
    remedy = _("Báo người kiểm tra nhật ký; bác đề nghị này và lập lại.")


class NamesNothing(Refusal):
    """A hold says what it keeps."""

    code = "hold_names_nothing"
    sentence = _("Chưa nói giữ lại cái gì.")
    remedy = _("Chọn loại hồ sơ, nơi, hoặc ghi số của hồ sơ; có thể chọn nhiều điều cùng lúc.")
    field = "record"


class SubjectHalf(Refusal):
    """A kind without a number, or the other way round."""

    code = "hold_subject_half"
    sentence = _("Ghi cả loại đối tượng và số của đối tượng, hoặc để trống cả hai.")
    field = "subject_id"


class DayOver(Refusal):
    """A hold that would be over at once."""

    code = "hold_day_over"
    sentence = _("Ngày cuối phải từ hôm nay trở đi.")
    remedy = _("Để trống nếu chưa biết giữ đến khi nào.")
    field = "last_day"


class NotAsked(Refusal):
    """The first person comes first."""

    code = "hold_not_asked"
    sentence = _("Chưa ai đề nghị thôi giữ lại.")
    remedy = _("Người thứ nhất đề nghị và nêu lý do; người thứ hai quyết định.")
    status = 409


class AlreadyLifted(Refusal):
    """It is over, or was asked before."""

    code = "hold_already"
    sentence = _("Việc này đã có người làm, hoặc lệnh giữ đã hết.")
    remedy = _("Tải lại trang để xem.")
    status = 409


class OtherCount(Refusal):
    """A room destroyed another number of rows than it was given: undone."""

    code = "retention_other_count"
    sentence = _("Số dòng hủy được khác danh sách, nên đã hoàn lại.")
    remedy = _("Báo người quản trị hệ thống.")
