"""What is refused about partners and projects."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class PartnerThere(Refusal):
    """The name is in the list."""

    code = "programmes.partner_there"
    sentence = _("Đã có đối tác tên “{name}”.")
    remedy = _("Mở đối tác đó để sửa, hoặc ghi tên đầy đủ hơn nếu là nơi khác.")
    field: ClassVar[str | None] = "name"


class PartnersMissing(Refusal):
    """A project without a partner."""

    code = "programmes.project_partners"
    sentence = _("Dự án cần ít nhất một đối tác.")
    remedy = _("Chọn đối tác trong danh sách; chưa có thì sở thêm vào.")
    field: ClassVar[str | None] = "partners"


class ProjectDays(Refusal):
    """It would end before it begins."""

    code = "programmes.project_days"
    sentence = _("Ngày kết thúc sớm hơn ngày bắt đầu.")
    field: ClassVar[str | None] = "ends_on"


class RateMissing(Refusal):
    """Foreign money without its rate or the day of the rate."""

    code = "programmes.project_rate"
    sentence = _("Tiền {currency} cần tỷ giá và ngày của tỷ giá.")
    remedy = _("Ghi một đơn vị đổi được bao nhiêu đồng, theo tỷ giá ngày nào.")
    field: ClassVar[str | None] = "rate"


class NotInProject(Refusal):
    """Money was paid where nothing is planned by somebody who doesn't own the project."""

    code = "programmes.project_place"
    sentence = _("{place} chưa có trong dự án này.")
    remedy = _("Nơi chủ trì dự án ghi tiền dự kiến cho {place} trước.")
    field: ClassVar[str | None] = "place"


class DayAhead(Refusal):
    """Money can't have been paid, a report can't have been sent on a day to come."""

    code = "programmes.project_day_ahead"
    sentence = _("Ngày {day} chưa tới.")
    remedy = _("Ghi ngày đã chi, đã gửi.")
    field: ClassVar[str | None] = "on"


class PaidBefore(Refusal):
    """Money of a project that hadn't begun."""

    code = "programmes.project_paid_before"
    sentence = _("Ngày {day} trước ngày bắt đầu dự án, {first}.")
    remedy = _("Xem lại ngày; dự án bắt đầu sớm hơn thì nơi chủ trì sửa ngày bắt đầu trước.")
    field: ClassVar[str | None] = "on"


class AmountMissing(Refusal):
    """Nothing was paid."""

    code = "programmes.project_amount"
    sentence = _("Số tiền phải lớn hơn 0.")
    field: ClassVar[str | None] = "amount"


class StruckAlready(Refusal):
    """It was struck."""

    code = "programmes.project_struck"
    sentence = _("Khoản chi này đã gạch bỏ.")


class SentAlready(Refusal):
    """The report was sent."""

    code = "programmes.project_sent"
    sentence = _("Báo cáo này đã ghi là gửi ngày {day}.")


class ResultEmpty(Refusal):
    """Neither what was planned nor what was reached."""

    code = "programmes.project_result_empty"
    sentence = _("Ghi mức dự kiến hoặc mức đạt được.")
    field: ClassVar[str | None] = "planned"


class YearOutsideProject(Refusal):
    """A year in which the project doesn't run."""

    code = "programmes.project_year"
    sentence = _("Năm {year} nằm ngoài thời gian của dự án ({first} - {last}).")
    field: ClassVar[str | None] = "year"
