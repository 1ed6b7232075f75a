"""What is refused about entitlements and aid, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class UnknownLine(Refusal):
    """A line that no definition has."""

    code = "registry.entitlement_line"
    sentence = _("Không có chế độ này vào ngày {day}.")
    remedy = _("Chọn một chế độ trong danh sách.")
    field = "line"


class DecisionMissing(Refusal):
    """Only a decision grants."""

    code = "registry.entitlement_decision"
    sentence = _("Chưa ghi số quyết định.")
    remedy = _("Ghi số và ngày của quyết định cho hưởng.")
    field = "decision"


class BelowLaw(Refusal):
    """A province may give more, never less."""

    code = "registry.entitlement_below"
    sentence = _("Mức {said} thấp hơn mức của Nghị định: {least}.")
    remedy = _("Ghi đúng mức trong quyết định, hoặc để trống để lấy mức của Nghị định.")
    field = "monthly_vnd"


class EndReasonMissing(Refusal):
    """An end says why."""

    code = "registry.entitlement_end"
    sentence = _("Chưa ghi vì sao thôi hưởng.")
    remedy = _("Ghi ngắn gọn, ví dụ: đủ 16 tuổi; không còn thuộc diện.")
    field = "reason"


class WhatMissing(Refusal):
    """Aid without a word of what was given."""

    code = "registry.aid_what"
    sentence = _("Chưa ghi đã trợ giúp gì.")
    remedy = _("Ghi ngắn gọn, ví dụ: trợ cấp tháng 11, gạo, học bổng.")
    field = "what"


class MonthMissing(Refusal):
    """A payment of a monthly allowance is for a month."""

    code = "registry.aid_month"
    sentence = _("Chưa ghi trả cho tháng nào.")
    remedy = _("Ghi tháng, ví dụ 11/2026.")
    field = "for_month"


class MonthOutside(Refusal):
    """A month in which the entitlement didn't hold."""

    code = "registry.aid_month_outside"
    sentence = _("Tháng {month} không thuộc thời gian hưởng.")
    remedy = _("Xem lại tháng, hoặc ngày bắt đầu và kết thúc hưởng.")
    field = "for_month"


class MonthGiven(Refusal):
    """The month is paid already."""

    code = "registry.aid_month_given"
    sentence = _("Tháng {month} đã ghi trả ngày {day}.")
    remedy = _("Mỗi chế độ mỗi tháng ghi trả một lần. Xem lại tháng.")
    field = "for_month"
    status = 409


class ValueWrong(Refusal):
    """Less than nothing."""

    code = "registry.aid_value"
    sentence = _("Giá trị không thể âm.")
    remedy = _("Ghi số tiền bằng đồng, hoặc để trống.")
    field = "value_vnd"
