"""What substitute care may refuse, each with the provision behind it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class CertificateOld(Refusal):
    """No certificate of health, or one older than six months (Decree 56/2017, article 39(1))."""

    code = "cases.certificate_old"
    sentence = _("Giấy khám sức khỏe phải có và không quá {n} tháng tính đến ngày đăng ký.")
    remedy = _("Ghi ngày của giấy khám; nếu đã quá hạn thì nhờ người đăng ký khám lại.")
    field = "health_on"


class RecordMissing(Refusal):
    """A foreigner adds a judicial record (article 39(1))."""

    code = "cases.record_missing"
    sentence = _("Người nước ngoài phải có lý lịch tư pháp.")
    remedy = _("Ghi ngày của lý lịch tư pháp.")
    field = "record_on"


class CarerGone(Refusal):
    """He isn't on the list any more."""

    code = "cases.carer_gone"
    sentence = _("Người này đã ra khỏi danh sách.")
    remedy = _("Nếu đăng ký lại thì ghi một mục mới.")
    status = 409


class CarerBusy(Refusal):
    """A child is with him, or is about to come."""

    code = "cases.carer_busy"
    sentence = _("Người này đang chăm sóc hoặc sắp nhận một trẻ em.")
    remedy = _("Chấm dứt việc chăm sóc trước, rồi mới đưa ra khỏi danh sách.")
    status = 409


class InFuture(Refusal):
    """What was done lies in the past."""

    code = "cases.caring_in_future"
    sentence = _("Ngày này chưa đến.")
    remedy = _("Ghi ngày đã làm việc đó, từ hôm nay trở về trước.")
    field = "on"


class TooYoung(Refusal):
    """Not as old as the law asks (Law on Children, article 63(2)d)."""

    code = "cases.carer_too_young"
    sentence = _(
        "Người nhận chăm sóc chưa đủ tuổi: người thân thích phải thành niên, người khác phải hơn trẻ em từ {n} tuổi."
    )
    remedy = _("Chọn người khác trong danh sách (điểm d khoản 2 Điều 63 Luật Trẻ em).")
    field = "carer"


class NotChecked(Refusal):
    """Nobody has found that he meets the conditions."""

    code = "cases.carer_not_checked"
    sentence = _("Chưa xác minh, hoặc xác minh thấy người này chưa đủ điều kiện.")
    remedy = _("Xác minh điều kiện (Mẫu số 11) trước khi trình quyết định.")


class ViewMissing(Refusal):
    """A child of seven or more is asked (article 60(3))."""

    code = "cases.child_view_missing"
    sentence = _("Trẻ em từ đủ {n} tuổi phải được hỏi ý kiến.")
    remedy = _("Ghi điều trẻ em nói, kể cả khi không đồng ý.")
    field = "child_view"


class AlreadyPlaced(Refusal):
    """The child has a placement that is open."""

    code = "cases.already_placed"
    sentence = _("Trẻ em này đang có một việc chăm sóc thay thế chưa kết thúc.")
    remedy = _("Mở việc đó để làm tiếp.")
    status = 409


class OwnProposal(Refusal):
    """Whoever proposed doesn't decide."""

    code = "cases.own_proposal"
    sentence = _("Người đề xuất không được tự quyết định.")
    remedy = _("Nhờ lãnh đạo khác của xã, phường quyết định.")
    status = 403


class NotWhereCarerLives(Refusal):
    """The chair of the commune where the carer lives decides (article 66)."""

    code = "cases.not_where_carer_lives"
    sentence = _("Việc này do {place}, nơi người nhận chăm sóc cư trú, làm.")
    remedy = _("Hai xã phối hợp giao nhận và theo dõi; xã của trẻ em xem được diễn biến ở đây.")
    status = 403


class WrongStage(Refusal):
    """Its stage doesn't allow the act."""

    code = "cases.placement_stage"
    sentence = _("Việc này không làm được khi đang ở giai đoạn “{state}”.")
    remedy = _("Tải lại trang để thấy việc tiếp theo.")
    status = 409


class MeetingsMissing(Refusal):
    """Child and carer meet at least twice before the hand-over (Circular 14/2020, articles 10 and 11)."""

    code = "cases.meetings_missing"
    sentence = _("Trẻ em và người nhận chăm sóc mới gặp nhau {done} lần, cần ít nhất {n} lần trước khi giao nhận.")
    remedy = _("Ghi các buổi gặp còn thiếu (Điều 10, Điều 11 Thông tư 14/2020/TT-BLĐTBXH).")


class LateWithoutReason(Refusal):
    """Being late takes a reason."""

    code = "cases.hand_late"
    sentence = _("Giao nhận đã quá hạn {day}.")
    remedy = _("Ghi lý do chậm; ngày giao nhận thật vẫn được ghi đúng.")
    field = "why_late"


class WrongDays(Refusal):
    """One day stands before another that must come first."""

    code = "cases.caring_days"
    sentence = _("Ngày này phải từ {first} trở đi.")
    field = "on"


class PlacedTwice(Refusal):
    """The form was sent before, about another child or carer."""

    code = "cases.placed_twice"
    sentence = _("Biểu mẫu này đã gửi một lần.")
    remedy = _("Mở danh sách chăm sóc thay thế để xem việc đã ghi.")
    status = 409


class SeveralCommunes(Refusal):
    """Somebody who works for several communes at once: which list is meant isn't asked here."""

    code = "cases.several_communes"
    sentence = _("Tài khoản của bạn đang làm việc cho nhiều xã, phường, nên không rõ đây là danh sách của nơi nào.")
    remedy = _("Nhờ người làm công tác bảo vệ trẻ em của xã, phường đó ghi.")


class NotGrown(Refusal):
    """The assessment at sixteen is written after the birthday."""

    code = "cases.not_grown"
    sentence = _("Trẻ em đủ 16 tuổi từ ngày {day}, nên chưa ghi được.")
    remedy = _("Trước ngày đó ghi như một lần theo dõi.")
    field = "on"


class WrongFacility(Refusal):
    """Lists come from facilities that work today."""

    code = "cases.wrong_facility"
    sentence = _("Đơn vị này không phải cơ sở trợ giúp xã hội đang hoạt động.")
    remedy = _("Chọn cơ sở khác, hoặc sửa loại đơn vị trong danh bạ dịch vụ.")
    field = "facility"


class ListedTwice(Refusal):
    """One list of a facility on one day."""

    code = "cases.listed_twice"
    sentence = _("Danh sách của cơ sở này nhận ngày {day} đã có.")
    remedy = _("Mở danh sách đã có để thêm trẻ em.")
    field = "received_on"


class ChildElsewhere(Refusal):
    """A child waits on one list at a time."""

    code = "cases.child_elsewhere"
    sentence = _("Trẻ em này đã có trong một danh sách đang chờ.")
    remedy = _("Mở danh sách đó; nếu là danh sách cũ thì ghi kết thúc trước.")
    status = 409


class SettledAlready(Refusal):
    """Somebody has written the end already."""

    code = "cases.settled_already"
    sentence = _("Việc của trẻ em này đã kết thúc.")
    remedy = _("Mở lại danh sách để xem.")
    status = 409


class NoDecision(Refusal):
    """The care in a facility ends after a family was decided on."""

    code = "cases.no_decision"
    sentence = _("Chưa có quyết định giao trẻ em này cho người nhận chăm sóc.")
    remedy = _("Nếu trẻ em rời cơ sở vì lý do khác, ghi “Không cần gia đình nữa”.")
    status = 409
