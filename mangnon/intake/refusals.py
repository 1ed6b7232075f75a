"""What is refused about reports, in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal

SHORTEST_NOTE = 10


class WhatMissing(Refusal):
    """A report without a word of what happened."""

    code = "intake.what_missing"
    sentence = _("Chưa ghi điều được báo.")
    remedy = _("Ghi bằng lời của người báo, một câu cũng được.")
    field = "what"


class ChannelMissing(Refusal):
    """Nobody said by which door it came."""

    code = "intake.channel"
    sentence = _("Chưa chọn tin đến bằng cách nào.")
    remedy = _("Chọn một dòng.")
    field = "channel"


class OtherBody(Refusal):
    """The id was used for another report."""

    code = "intake.other_body"
    sentence = _("Mã này đã được dùng cho một tin báo khác ({number}).")
    remedy = _("Mở lại trang “Nhận tin” để ghi tin mới; tin đã gửi vẫn còn nguyên.")
    status = 409


class LaterInformation(Refusal):
    """The first information can't be later than the recording."""

    code = "intake.later_information"
    sentence = _("Lúc nhận tin đầu tiên không thể sau lúc ghi vào hệ thống.")
    remedy = _("Ghi giờ sớm hơn, hoặc để trống nếu vừa mới nhận.")
    field = "first_information_at"


class SourceMissing(Refusal):
    """An earlier first information needs to say how it is known."""

    code = "intake.source_missing"
    sentence = _("Chưa ghi căn cứ của giờ nhận tin đầu tiên.")
    remedy = _("Ghi ai nhận, nhận bằng cách nào, ví dụ: sổ trực của công an xã.")
    field = "first_information_source"


class NotEarlier(Refusal):
    """A correction only goes back in time."""

    code = "intake.not_earlier"
    sentence = _("Giờ đính chính phải sớm hơn giờ đang ghi ({moment}).")
    remedy = _("Thời điểm nhận tin chỉ được sửa về trước, không bao giờ về sau.")
    field = "new"


class CorrectedAlready(Refusal):
    """There is one correction in a report's life."""

    code = "intake.corrected"
    sentence = _("Giờ nhận tin đã được đề nghị đính chính một lần.")
    remedy = _("Mỗi tin báo chỉ đính chính một lần; xem ở trang của tin.")
    status = 409


class SecondPersonNeeded(Refusal):
    """Nobody confirms what they proposed themselves."""

    code = "intake.second_person"
    sentence = _("Người đề nghị không tự xác nhận được.")
    remedy = _("Nhờ lãnh đạo hoặc đồng nghiệp có quyền xác nhận.")
    status = 403


class WrongState(Refusal):
    """The report isn't where the act begins."""

    code = "intake.wrong_state"
    sentence = _("Tin báo đang ở trạng thái “{state}” nên không làm việc này được.")
    remedy = _("Tải lại trang để xem ai đang giữ và việc nào làm được.")
    status = 409


class NotYours(Refusal):
    """It was handed to somebody else."""

    code = "intake.not_yours"
    sentence = _("Tin này được giao cho {name}.")
    remedy = _("Chờ người ấy tiếp nhận, hoặc đến hạn mà chưa ai nhận thì tiếp nhận thay.")
    status = 409


class TakenAlready(Refusal):
    """Somebody was quicker."""

    code = "intake.taken"
    sentence = _("{name} đã tiếp nhận tin này lúc {time}.")
    remedy = _("Mở trang của tin để xem đang làm đến đâu.")
    status = 409


class SameOffice(Refusal):
    """It lies there already."""

    code = "intake.same_office"
    sentence = _("Tin đang ở {place}.")
    remedy = _("Chọn nơi khác, hoặc chọn một người của nơi này.")
    field = "place"


class NoteMissing(Refusal):
    """A reason in words is needed."""

    code = "intake.note_missing"
    sentence = _("Ghi rõ hơn: ít nhất {n} ký tự.")
    remedy = _("Ghi đã làm gì để biết điều đó, hỏi ai, xem gì.")
    field = "note"


class ReasonMissing(Refusal):
    """A coded reason is needed."""

    code = "intake.reason_missing"
    sentence = _("Chưa chọn lý do.")
    remedy = _("Chọn một dòng.")
    field = "reason"


class OneReport(Refusal):
    """A report can't be linked to itself."""

    code = "intake.one_report"
    sentence = _("Hai tin cần nối phải khác nhau.")
    remedy = _("Chọn tin kia.")
    field = "other"


class TurnWrong(Refusal):
    """A turn of duty that can't be."""

    code = "intake.turn_wrong"
    sentence = _("Ca trực phải kết thúc sau lúc bắt đầu và không dài quá {n} giờ.")
    remedy = _("Xem lại ngày giờ.")
    field = "ends_at"


class TurnTwice(Refusal):
    """The same person, at the same time."""

    code = "intake.turn_twice"
    sentence = _("Người này đã có ca trực trùng giờ ở đây.")
    remedy = _("Xem bảng tuần; bỏ ca cũ trước nếu muốn đổi.")
    field = "person"
    status = 409


class NotOfOffice(Refusal):
    """Somebody who doesn't work there."""

    code = "intake.not_of_office"
    sentence = _("Người này không có nhiệm vụ nhận tin ở {place}.")
    remedy = _("Chọn người trong danh sách.")
    field = "person"
