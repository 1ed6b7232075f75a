"""What is refused about accidents and spots, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class WhoMissing(Refusal):
    """Neither a child of the register nor a name."""

    code = "registry.accident_who"
    sentence = _("Chưa ghi trẻ nào bị tai nạn.")
    remedy = _("Ghi họ tên và giới tính của trẻ; trẻ có trong sổ thì ghi từ trang của trẻ.")
    field = "child_name"


class SexMissing(Refusal):
    """The report counts boys and girls."""

    code = "registry.accident_sex"
    sentence = _("Chưa chọn giới tính của trẻ.")
    remedy = _("Chọn Nam, Nữ hoặc Chưa rõ.")
    field = "child_sex"


class NoChildThen(Refusal):
    """Not a child on the day of the accident."""

    code = "registry.accident_age"
    sentence = _("Vào ngày {day}, người này chưa sinh hoặc đã quá 16 tuổi.")
    remedy = _("Xem lại năm sinh và ngày xảy ra.")
    field = "child_born_year"


class WhereMissing(Refusal):
    """An accident without a place."""

    code = "registry.accident_where"
    sentence = _("Chưa ghi xảy ra ở đâu.")
    remedy = _("Ghi nơi xảy ra, ví dụ: ao sau nhà, suối đầu thôn.")
    field = "where"


class CauseMissing(Refusal):
    """A cause that the list and the report don't have."""

    code = "registry.accident_cause"
    sentence = _("Chưa chọn nguyên nhân có trong danh mục.")
    remedy = _("Chọn một dòng; không có dòng nào đúng thì chọn “Các loại TNTT khác”.")
    field = "cause"


class DeathDayMissing(Refusal):
    """Death needs its day."""

    code = "registry.accident_died_on"
    sentence = _("Trẻ tử vong thì phải ghi ngày tử vong.")
    remedy = _("Ghi ngày tử vong, hoặc chọn lại kết quả.")
    field = "died_on"


class DeathDayTooMuch(Refusal):
    """A day of death without death."""

    code = "registry.accident_not_died"
    sentence = _("Đã ghi ngày tử vong nhưng kết quả không phải là tử vong.")
    remedy = _("Chọn kết quả “Tử vong”, hoặc bỏ ngày tử vong.")
    field = "died_on"


class SpotElsewhere(Refusal):
    """The spot lies in another commune."""

    code = "registry.accident_spot"
    sentence = _("Điểm nguy cơ này không thuộc xã nơi xảy ra tai nạn.")
    remedy = _("Chọn điểm khác, hoặc để trống.")
    field = "spot"


class SpotNameMissing(Refusal):
    """A spot without a name."""

    code = "registry.spot_name"
    sentence = _("Chưa ghi tên điểm nguy cơ.")
    remedy = _("Ghi tên mà người trong thôn gọi, ví dụ: ao ông Bảy.")
    field = "name"


class HalfPosition(Refusal):
    """Latitude without longitude or the reverse, or outside of the earth."""

    code = "registry.spot_position"
    sentence = _("Vị trí cần đủ vĩ độ (-90 đến 90) và kinh độ (-180 đến 180).")
    remedy = _("Ghi cả hai, hoặc để trống cả hai.")
    field = "latitude"


class NothingFound(Refusal):
    """A check without a word of what was found."""

    code = "registry.spot_found"
    sentence = _("Chưa ghi kết quả kiểm tra.")
    remedy = _("Ghi ngắn gọn: đã làm gì, còn thiếu gì.")
    field = "found"
