"""What acts on cases refuse, in plain sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Forbidden, Refusal


class NotOnTeam(Forbidden):
    """The case is known to exist, and open to its team alone."""

    code = "cases.not_on_team"
    sentence = _("Hồ sơ này chỉ mở cho nhóm đang làm và người quyết định.")
    remedy = _("Nhờ người phụ trách thêm bạn vào nhóm; khi cần gấp, mở có lý do: người phụ trách được báo.")


class CaseEnded(Refusal):
    """Nothing more is written into an ended case."""

    code = "cases.ended"
    sentence = _("Hồ sơ đã ở “{state}” nên không ghi thêm được.")
    remedy = _("Nếu trẻ lại có nguy cơ, mở lại hồ sơ.")
    status = 409


class NotYetYours(Refusal):
    """Whoever was asked to take a case over reads until it has answered."""

    code = "cases.not_yet_yours"
    sentence = _("Hồ sơ chưa chuyển về xã của bạn nên chưa ghi được.")
    remedy = _("Tiếp nhận hồ sơ trước, rồi ghi.")
    status = 409


class LateNeedsReason(Refusal):
    """Being late takes a reason, never another time."""

    code = "cases.late_reason"
    sentence = _("Việc này xong sau hạn {due}, cần ghi vì sao chậm.")
    remedy = _("Ghi đúng lúc đã làm và lý do chậm; lý do nằm lại trong hồ sơ.")
    field = "late_reason"


class InFuture(Refusal):
    """Nothing is done tomorrow."""

    code = "cases.in_future"
    sentence = _("Lúc làm {moment} còn ở phía trước.")
    remedy = _("Ghi lúc việc đã thật sự xảy ra.")
    field = "done_at"


class TooEarly(Refusal):
    """A step isn't done before anybody knew of the matter."""

    code = "cases.too_early"
    sentence = _("Lúc làm {moment} trước khi có thông tin đầu tiên ({first}).")
    remedy = _("Xem lại ngày, giờ đã gõ.")
    field = "done_at"


class OwnWork(Refusal):
    """Nobody decides on what they wrote themselves."""

    code = "cases.own_work"
    sentence = _("Bạn là người soạn nên không tự quyết định được.")
    remedy = _("Nhờ người khác có quyền quyết định, hoặc người khác ghi lại văn bản đã ký.")
    status = 403


class EarlierPaper(Refusal):
    """A review rests on the paper of its own plan cycle."""

    code = "cases.earlier_paper"
    sentence = _("Mẫu 06 mới nhất của hồ sơ được điền cho kế hoạch trước, không dùng lại cho kế hoạch này được.")
    remedy = _("Điền một mẫu 06 mới cho kế hoạch đang thực hiện, rồi ghi rà soát.")
    status = 409


class PaperFirst(Refusal):
    """A conclusion rests on a filled form."""

    code = "cases.paper_first"
    sentence = _("Chưa có {form} nào được điền trong hồ sơ này.")
    remedy = _("Điền mẫu trước, rồi ghi kết luận.")
    status = 409


class ViewMissing(Refusal):
    """A child of 7 or more is asked."""

    code = "cases.view_missing"
    sentence = _("Trẻ từ 7 tuổi được hỏi ý kiến; chưa ghi trẻ nói gì.")
    remedy = _("Ghi ý kiến, nguyện vọng của trẻ; nếu chưa hỏi được thì ghi vì sao.")
    field = "child_said"


class HasOpenCase(Refusal):
    """One case at a time for one child."""

    code = "cases.has_open_case"
    sentence = _("Trẻ đã có hồ sơ đang mở: {code}.")
    remedy = _("Đưa tin báo vào hồ sơ ấy thay vì mở hồ sơ mới.")
    status = 409


class MeetingMissing(Refusal):
    """The minutes belong to what is submitted (Decree 56/2017, article 28(2)b)."""

    code = "cases.meeting_missing"
    sentence = _("Chưa ghi cuộc họp xác định nhu cầu, biên bản họp phải có trong hồ sơ trình.")
    remedy = _("Ghi biên bản cuộc họp trước, rồi trình.")
    status = 409


class PlanEmpty(Refusal):
    """A plan says what is done."""

    code = "cases.plan_empty"
    sentence = _("Kế hoạch chưa có việc nào.")
    remedy = _("Ghi ít nhất một việc: làm gì, ai làm.")
    field = "what_0"


class PlanRuns(Refusal):
    """There is a plan in the works."""

    code = "cases.plan_waits"
    sentence = _("Kế hoạch đã trình, đang chờ quyết định nên không sửa được.")
    remedy = _("Chờ quyết định, hoặc nhờ người quyết định trả lại để sửa.")
    status = 409


class NoPlan(Refusal):
    """Nothing to submit or to decide on."""

    code = "cases.no_plan"
    sentence = _("Không có kế hoạch nào đang chờ việc này.")
    remedy = _("Mở lại hồ sơ để xem; có thể người khác vừa làm rồi.")
    status = 409


class TooLong(Refusal):
    """Fifteen days at most."""

    code = "cases.separation_too_long"
    sentence = _("Tạm thời cách ly nhiều nhất {most} ngày, đến hết {last}.")
    remedy = _("Chọn ngày sớm hơn; dài hơn chỉ khi cơ quan có thẩm quyền yêu cầu, ghi ở phần gia hạn.")
    field = "until"


class StillApart(Refusal):
    """A separation is ended before the case is."""

    code = "cases.still_apart"
    sentence = _("Trẻ đang được tạm thời cách ly, chưa kết thúc hồ sơ được.")
    remedy = _("Ghi quyết định kết thúc cách ly trước.")
    status = 409


class ApartAlready(Refusal):
    """One separation at a time."""

    code = "cases.apart_already"
    sentence = _("Trẻ đang được tạm thời cách ly.")
    remedy = _("Gia hạn hoặc kết thúc quyết định đang có.")
    status = 409


class NotApart(Refusal):
    """There is no separation to extend or end."""

    code = "cases.not_apart"
    sentence = _("Không có quyết định cách ly nào đang hiệu lực.")
    status = 409


class ReasonMissing(Refusal):
    """An act of weight says why."""

    code = "cases.reason_missing"
    sentence = _("Chưa ghi lý do, ít nhất {n} ký tự.")
    remedy = _("Ghi ngắn gọn để người xem sau hiểu vì sao.")
    field = "reason"


class NotSafeYet(Refusal):
    """Both conditions of article 30 must hold."""

    code = "cases.not_safe_yet"
    sentence = _("Chưa đủ điều kiện kết thúc: trẻ phải không còn nguy cơ và đã ổn định.")
    remedy = _("Chọn “Tiếp tục, xây dựng kế hoạch mới” trong lần rà soát.")
    status = 409


class NotHere(Refusal):
    """Somebody who doesn't work there can't be given a case."""

    code = "cases.not_here"
    sentence = _("{name} không làm việc ở nơi phụ trách hồ sơ này.")
    remedy = _("Chọn người khác trong danh sách.")
    field = "person"


class MoveAnswered(Refusal):
    """Somebody has answered before."""

    code = "cases.move_answered"
    sentence = _("Đề nghị này đã được trả lời: {state}.")
    remedy = _("Mở lại hồ sơ để xem.")
    status = 409


class SamePlace(Refusal):
    """The case is there already."""

    code = "cases.same_place"
    sentence = _("Hồ sơ đang do {place} phụ trách.")
    remedy = _("Chọn nơi chuyển đến khác.")
    field = "place"


class MoveAsked(Refusal):
    """One request at a time."""

    code = "cases.move_asked"
    sentence = _("Đã đề nghị chuyển hồ sơ, nơi nhận chưa trả lời.")
    remedy = _("Chờ trả lời, hoặc rút đề nghị cũ.")
    status = 409


class LeadStays(Refusal):
    """A case isn't left without anybody."""

    code = "cases.lead_stays"
    sentence = _("{name} đang phụ trách hồ sơ nên chưa ra khỏi nhóm được.")
    remedy = _("Giao hồ sơ cho người khác trước.")
    status = 409


class NotInTeam(Refusal):
    """A task is given to somebody who sees the case."""

    code = "cases.not_in_team"
    sentence = _("Người được chọn không còn trong nhóm của hồ sơ.")
    remedy = _("Thêm người ấy vào nhóm trước, hoặc chọn người khác.")
    field = "person"


class DayPassed(Refusal):
    """Nothing can be asked for yesterday."""

    code = "cases.day_passed"
    sentence = _("Ngày {day} đã qua.")
    remedy = _("Chọn hôm nay hoặc một ngày sau, hoặc để trống.")
    field = "due_on"


class TaskEnded(Refusal):
    """Somebody has ended the task already."""

    code = "cases.task_ended"
    sentence = _("Việc này đã được {name} ghi xong hoặc bỏ.")
    remedy = _("Mở lại trang hồ sơ để xem.")
    status = 409
