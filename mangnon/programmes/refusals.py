"""What programmes refuse, in words for whoever plans."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class SentBefore(Refusal):
    """The same form was sent once with other words."""

    code = "programmes.sent_before"
    sentence = _("Mục này đã được ghi với tên “{name}”.")
    remedy = _("Mở mục đó để sửa tiếp.")


class YearsWrong(Refusal):
    """The years of a programme go backwards, or are too many."""

    code = "programmes.years_wrong"
    sentence = _("Năm đầu và năm cuối không hợp nhau.")
    remedy = _("Năm cuối không trước năm đầu, và không quá 15 năm.")
    field: ClassVar[str | None] = "last_year"


class YearOutside(Refusal):
    """A year in which the programme doesn't run."""

    code = "programmes.year_outside"
    sentence = _("Năm {year} nằm ngoài kế hoạch này ({first} - {last}).")
    remedy = _("Chọn năm trong kế hoạch.")
    field: ClassVar[str | None] = "year"


class DaysWrong(Refusal):
    """A task would end before it begins."""

    code = "programmes.days_wrong"
    sentence = _("Hạn xong {due} trước ngày bắt đầu {start}.")
    remedy = _("Xem lại hai ngày.")
    field: ClassVar[str | None] = "due_on"


class ReasonMissing(Refusal):
    """No reason was given."""

    code = "programmes.reason_missing"
    sentence = _("Cần ghi lý do, ít nhất 10 chữ.")
    field: ClassVar[str | None] = "reason"


class DelayUntold(Refusal):
    """A late task is told of without why."""

    code = "programmes.delay_untold"
    sentence = _("Việc này đã quá hạn {due}.")
    remedy = _("Ghi vì sao trễ, để nơi nhận báo cáo khỏi hỏi lại.")
    field: ClassVar[str | None] = "delay"


class SharesDontSum(Refusal):
    """What is given down and what is kept isn't what was planned."""

    code = "programmes.shares_dont_sum"
    sentence = _("Giao xuống {shared} đồng và giữ lại {kept} đồng, cộng lại không bằng {planned} đồng đã dự kiến.")
    remedy = _("Sửa các số tiền cho khớp, hoặc sửa tiền của việc trước khi giao.")
    field: ClassVar[str | None] = "kept"


class NotBelow(Refusal):
    """A place that doesn't lie below the task's."""

    code = "programmes.not_below"
    sentence = _("{name} không nằm trong địa bàn của việc này vào ngày bắt đầu.")
    remedy = _("Chỉ giao xuống cho nơi ở bên dưới.")


class SharedOtherwise(Refusal):
    """A place has this task already, with other terms."""

    code = "programmes.shared_otherwise"
    sentence = _("{name} đã được giao việc này với hạn hoặc số tiền khác.")
    remedy = _("Mở việc của nơi đó để sửa, đừng giao lần nữa.")
    status = 409


class NobodyChosen(Refusal):
    """No place was chosen."""

    code = "programmes.nobody_chosen"
    sentence = _("Chưa chọn nơi nào để giao.")
    field: ClassVar[str | None] = "whom"


class TaskClosed(Refusal):
    """A task that was dropped."""

    code = "programmes.task_closed"
    sentence = _("Việc này đã thôi không làm từ {day}.")
    status = 409


class TaskUnder(Refusal):
    """A task whose shares still run can't be dropped."""

    code = "programmes.task_under"
    sentence = _("Còn {n} nơi đang làm việc này.")
    remedy = _("Thôi việc ở các nơi đó trước.")
    status = 409


class CopiedAlready(Refusal):
    """The next year's plan is there."""

    code = "programmes.copied_already"
    sentence = _("Kế hoạch này đã được chép sang năm {year}.")
    remedy = _("Mở kế hoạch năm {year} để sửa tiếp.")
    status = 409


class NothingToCopy(Refusal):
    """No task that comes again each year."""

    code = "programmes.nothing_to_copy"
    sentence = _("Kế hoạch này không có việc nào làm hằng năm để chép.")
    remedy = _("Đánh dấu “làm hằng năm” ở các việc cần chép.")


class SourceMissing(Refusal):
    """A result without its source."""

    code = "programmes.source_missing"
    sentence = _("Kết quả cần có nguồn: báo cáo nào, ai đếm, ngày nào.")
    field: ClassVar[str | None] = "source"


class Computed(Refusal):
    """The result is computed from the records."""

    code = "programmes.computed"
    sentence = _("Kết quả của chỉ tiêu này do hệ thống tính từ hồ sơ, không ghi tay.")
    remedy = _("Sửa hồ sơ gốc nếu số chưa đúng.")


class UnknownDocument(Refusal):
    """A number that the register doesn't have."""

    code = "programmes.unknown_document"
    sentence = _("Danh mục văn bản chưa có số “{number}”.")
    remedy = _("Thêm văn bản vào danh mục trước, hoặc xem lại số và ký hiệu.")
    field: ClassVar[str | None] = "documents"


class AdoptedInWhat(Refusal):
    """Adopted, but no document is named."""

    code = "programmes.adopted_in_what"
    sentence = _("Đã đưa vào thì cần ghi vào văn bản nào.")
    field: ClassVar[str | None] = "words"


class UnreadableShare(Refusal):
    """A line of other sums isn't understood."""

    code = "programmes.unreadable_share"
    sentence = _("Không hiểu dòng “{line}”.")
    remedy = _("Ghi: tên nơi, dấu hai chấm, số tiền; nơi đó phải được chọn ở trên.")
    field: ClassVar[str | None] = "other"


class BoardThere(Refusal):
    """A board of this kind stands there in that time."""

    code = "programmes.board_there"
    sentence = _("{name} đã có ban hoặc nhóm loại này trong thời gian đó.")
    remedy = _("Ghi ban cũ kết thúc trước, hoặc sửa ban đang có.")
    status = 409


class BoardEnded(Refusal):
    """It is no more."""

    code = "programmes.board_ended"
    sentence = _("Ban này đã kết thúc từ {day}.")
    status = 409


class DayOutside(Refusal):
    """A day before the board began, or before what is known of its people."""

    code = "programmes.day_outside"
    sentence = _("Ngày này không hợp: ban hoặc thành viên bắt đầu từ {first}.")
    remedy = _("Xem lại ngày.")


class MemberThere(Refusal):
    """The same person is on the board in that time."""

    code = "programmes.member_there"
    sentence = _("{name} đã là thành viên của ban trong thời gian đó.")
    remedy = _("Ghi lần trước đã rời ban trước khi thêm lại.")
    status = 409
    field: ClassVar[str | None] = "name"


class HeadThere(Refusal):
    """Somebody heads the board in that time."""

    code = "programmes.head_there"
    sentence = _("Ban đã có người đứng đầu trong thời gian đó.")
    remedy = _("Ghi người trước thôi đứng đầu, rồi thêm người mới.")
    status = 409
    field: ClassVar[str | None] = "part"


class NotHeld(Refusal):
    """No minutes, no conclusions."""

    code = "programmes.not_held"
    sentence = _("Cuộc họp chưa có biên bản nên chưa có kết luận.")
    remedy = _("Ghi biên bản trước.")


class ConcludedAlready(Refusal):
    """The conclusion is a task already."""

    code = "programmes.concluded_already"
    sentence = _("Kết luận này đã thành việc trong kế hoạch.")
    status = 409


class RoundThere(Refusal):
    """A round of this kind and year is there."""

    code = "programmes.round_there"
    sentence = _("Năm {year} đã có đợt loại này.")
    remedy = _("Mở đợt đang có để xem các xã, phường.")
    status = 409
    field: ClassVar[str | None] = "year"


class ClassThere(Refusal):
    """The place has a class from that day on, or a later one."""

    code = "programmes.class_there"
    sentence = _("{name} đã có loại địa bàn ghi từ ngày đó hoặc sau đó.")
    remedy = _("Chọn ngày muộn hơn ngày bắt đầu của loại đang ghi.")
    status = 409
    field: ClassVar[str | None] = "since"


class ClassUnknown(Refusal):
    """Nobody entered the class of a place."""

    code = "programmes.class_unknown"
    sentence = _("Chưa ghi loại địa bàn của {name} nên chưa biết phải đạt bao nhiêu điểm.")
    remedy = _("Ghi loại địa bàn ở trang lịch sử của nơi này trước.")


class NotServed(Refusal):
    """A place that isn't a commune of the round's day."""

    code = "programmes.not_served"
    sentence = _("{name} không phải là xã, phường vào ngày của đợt này.")


class DossierShut(Refusal):
    """The dossier isn't where this act begins."""

    code = "programmes.dossier_shut"
    sentence = _("Hồ sơ đang ở bước “{state}”, không làm việc này được.")
    remedy = _("Tải lại trang hồ sơ để xem bước tiếp theo.")
    status = 409


class TooManyPoints(Refusal):
    """More points than the table gives."""

    code = "programmes.too_many_points"
    sentence = _("Mục {label} tối đa {most} điểm.")


class Unscored(Refusal):
    """Parts without points."""

    code = "programmes.unscored"
    sentence = _("Chưa chấm các mục: {list}.")
    remedy = _("Chấm đủ rồi làm lại. Không có điểm thì ghi 0.")


class WithoutUntold(Refusal):
    """How a part without any case counts was chosen, but not who said so."""

    code = "programmes.without_untold"
    sentence = _("Mục {label}: đã chọn cách tính khi không có trường hợp nào nhưng chưa ghi theo hướng dẫn của ai.")
    remedy = _("Ghi vào ô minh chứng: ai hướng dẫn, văn bản hoặc ngày nào.")


class DifferenceUntold(Refusal):
    """Checked points differ and nothing says why."""

    code = "programmes.difference_untold"
    sentence = _("Mục {label}: điểm thẩm định khác điểm tự chấm.")
    remedy = _("Ghi vì sao khác, để xã biết phải làm gì.")


class OnlySelfCheck(Refusal):
    """A round in which nobody is recognised."""

    code = "programmes.only_self_check"
    sentence = _("Đây là đợt tự kiểm tra: không thẩm định, không công nhận.")


class TableIncomplete(Refusal):
    """The criteria lack points."""

    code = "programmes.table_incomplete"
    sentence = _("Bảng điểm {version} chưa đủ: còn thiếu điểm của {list}. Chưa công nhận được nơi nào.")
    remedy = _("Người quản trị nạp bảng điểm chính thức, rồi trả hồ sơ lại để chấm theo bảng đó.")


class NotPassing(Refusal):
    """What was found isn't enough."""

    code = "programmes.not_passing"
    sentence = _("Chưa đủ điều kiện công nhận: {what}")


class SamePerson(Refusal):
    """Who sent it decides."""

    code = "programmes.same_person"
    sentence = _("Bạn là người nộp hồ sơ này nên không thể quyết định.")
    remedy = _("Nhờ người khác có quyền quyết định.")
