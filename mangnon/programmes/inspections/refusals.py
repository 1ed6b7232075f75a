"""What inspections refuse, in words for whoever leads or answers them."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class PlannedBackwards(Refusal):
    """It would end before it begins."""

    code = "programmes.inspection_days"
    sentence = _("Ngày kết thúc {last} trước ngày bắt đầu {first}.")
    remedy = _("Xem lại hai ngày.")
    field: ClassVar[str | None] = "planned_to"


class InspectionShut(Refusal):
    """It isn't where this act begins."""

    code = "programmes.inspection_shut"
    sentence = _("Cuộc này ở tình trạng “{state}”, không làm việc này được.")
    remedy = _("Tải lại trang để xem việc tiếp theo.")
    status = 409


class HeadThere(Refusal):
    """Somebody heads the team."""

    code = "programmes.inspection_head_there"
    sentence = _("Đoàn đã có trưởng đoàn.")
    remedy = _("Ghi trưởng đoàn cũ rời đoàn trước.")
    status = 409
    field: ClassVar[str | None] = "head"


class InspectorThere(Refusal):
    """The same person is on the team."""

    code = "programmes.inspector_there"
    sentence = _("{name} đã có trong đoàn.")
    status = 409
    field: ClassVar[str | None] = "name"


class RuleUntold(Refusal):
    """A violation without the rule it breaks."""

    code = "programmes.finding_rule_untold"
    sentence = _("Đã ghi là vi phạm thì cần ghi vi phạm quy định nào.")
    remedy = _("Ghi điều, khoản và văn bản; hoặc chọn “không vi phạm”.")
    field: ClassVar[str | None] = "rule"


class HandlerUntold(Refusal):
    """Handled, but nobody knows by whom."""

    code = "programmes.finding_handler_untold"
    sentence = _("Cần ghi cơ quan nào xử lý.")
    field: ClassVar[str | None] = "handled_by"


class RecommendationShut(Refusal):
    """It is closed."""

    code = "programmes.recommendation_shut"
    sentence = _("Kiến nghị này đã kết thúc từ {day}.")
    status = 409


class FollowedOpen(Refusal):
    """Closed without having been done, and nothing says why."""

    code = "programmes.recommendation_open"
    sentence = _("Chưa làm xong mà kết thúc thì cần ghi vì sao, ít nhất 10 chữ.")
    remedy = _("Ghi lý do, hoặc để kiến nghị tiếp tục được theo dõi.")
    field: ClassVar[str | None] = "note"


class RecommendationsOpen(Refusal):
    """Some recommendations are open still."""

    code = "programmes.inspection_open"
    sentence = _("Còn {n} kiến nghị chưa kết thúc.")
    remedy = _("Ghi kết quả từng kiến nghị trước.")
    status = 409
