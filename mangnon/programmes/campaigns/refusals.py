"""What campaigns refuse, in words for whoever runs them."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class CampaignThere(Refusal):
    """The place has a campaign for this occasion of the year."""

    code = "programmes.campaign_there"
    sentence = _("{name} đã lập đợt này trong năm {year}.")
    remedy = _("Mở lịch năm {year} để xem và sửa đợt đang có.")
    status = 409


class CampaignShut(Refusal):
    """It was summed up or dropped."""

    code = "programmes.campaign_shut"
    sentence = _("Đợt này đã khép lại từ {day}.")
    remedy = _("Còn thiếu điều gì thì mở lại đợt đã tổng kết, rồi ghi thêm.")
    status = 409


class CampaignDaysWrong(Refusal):
    """Its days go backwards or lie far from its year."""

    code = "programmes.campaign_days_wrong"
    sentence = _("Ngày đầu và ngày cuối không hợp nhau, hoặc không thuộc năm {year}.")
    remedy = _("Ngày cuối không trước ngày đầu; cả hai ở trong năm của đợt.")
    field: ClassVar[str | None] = "last_on"


class ActivitiesUntold(Refusal):
    """Some activities were neither told of nor dropped."""

    code = "programmes.activities_untold"
    sentence = _("Còn {n} hoạt động chưa ghi kết quả.")
    remedy = _("Ghi kết quả từng hoạt động; hoạt động nào không làm thì bấm “Thôi không làm”.")


class ActivityDropped(Refusal):
    """It won't take place."""

    code = "programmes.activity_dropped"
    sentence = _("Hoạt động này đã thôi không làm.")
    remedy = _("Nếu nay lại làm, thêm một hoạt động mới.")
    status = 409


class ActivityHeld(Refusal):
    """It took place."""

    code = "programmes.activity_held"
    sentence = _("Hoạt động này đã ghi kết quả nên không thôi được.")
    remedy = _("Nếu ghi nhầm, sửa kết quả trước.")
    status = 409


class DoneUntold(Refusal):
    """People or money, but not what was done."""

    code = "programmes.done_untold"
    sentence = _("Có số người hoặc tiền đã chi thì cần ghi đã làm gì.")
    field: ClassVar[str | None] = "done"


class SourceUntold(Refusal):
    """Money without a source."""

    code = "programmes.source_untold"
    sentence = _("Có tiền thì cần ghi tiền ở đâu ra.")
    remedy = _("Ví dụ: ngân sách xã, Quỹ Bảo trợ trẻ em, nhà hảo tâm.")
    field: ClassVar[str | None] = "source"


class NotYet(Refusal):
    """A result of a day that hasn't come."""

    code = "programmes.activity_not_yet"
    sentence = _("Hoạt động ngày {day} chưa diễn ra nên chưa có kết quả.")
    remedy = _("Sửa ngày nếu đã làm sớm hơn.")
    field: ClassVar[str | None] = "on"


class DayAhead(Refusal):
    """Something is said to be done on a day that hasn't come."""

    code = "programmes.day_ahead"
    sentence = _("Ngày {day} chưa đến.")
    remedy = _("Ghi ngày đã làm, không ghi ngày sẽ làm.")


class NumberMissing(Refusal):
    """A report without its number."""

    code = "programmes.report_number_missing"
    sentence = _("Cần ghi số, ký hiệu của báo cáo đã gửi.")
    field: ClassVar[str | None] = "number"


class ConsentMissing(Refusal):
    """A photo of which nobody says who consented."""

    code = "programmes.consent_missing"
    sentence = _("Chưa rõ ai đồng ý nên không nhận ảnh này.")
    remedy = _("Ghi ai đồng ý, ngày nào, giấy để ở đâu (ít nhất 10 chữ). Không có ai đồng ý thì đừng gửi ảnh.")
    field: ClassVar[str | None] = "consent"


class PhotoThere(Refusal):
    """The same photo stands with another activity."""

    code = "programmes.photo_there"
    sentence = _("Ảnh này đã có ở một hoạt động khác của đợt.")
    remedy = _("Gỡ ảnh ở hoạt động kia trước, hoặc chọn ảnh khác.")
    status = 409
    field: ClassVar[str | None] = "file"
