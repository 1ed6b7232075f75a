"""Why two records look alike, or don't: plain sentences behind short codes, so that they can be kept."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text


class Reason(StrEnum):
    """What was seen; the value is kept, the sentence is shown."""

    NUMBER_SAME = "number_same"
    NUMBER_NEAR = "number_near"
    NUMBER_OTHER = "number_other"
    NUMBER_CLASH = "number_clash"
    CODE_SAME = "code_same"
    NAME_SAME = "name_same"
    NAME_MARKS = "name_marks"
    NAME_SPACES = "name_spaces"
    NAME_ORDER = "name_order"
    NAME_LEFT_OUT = "name_left_out"
    NAME_SLIP = "name_slip"
    NAME_OTHER = "name_other"
    NAME_HOUSE = "name_house"
    NAME_AT_HOME = "name_at_home"
    GIVEN_OTHER = "given_other"
    BORN_SAME = "born_same"
    BORN_SWAPPED = "born_swapped"
    BORN_YEAR = "born_year"
    BORN_FILLED = "born_filled"
    BORN_DIGIT = "born_digit"
    BORN_PART = "born_part"
    BORN_NEAR = "born_near"
    BORN_LUNAR = "born_lunar"
    BORN_SAME_YEAR = "born_same_year"
    BORN_OTHER = "born_other"
    BORN_VAGUE = "born_vague"
    BORN_IMPOSSIBLE = "born_impossible"
    MOTHER_SAME = "mother_same"
    MOTHER_SLIP = "mother_slip"
    MOTHER_OTHER = "mother_other"
    FATHER_SAME = "father_same"
    FATHER_SLIP = "father_slip"
    FATHER_OTHER = "father_other"
    PARENTS_SWAPPED = "parents_swapped"
    HEAD_SAME = "head_same"
    PHONE_SAME = "phone_same"
    PHONE_NEAR = "phone_near"
    PLACE_SAME = "place_same"
    HAMLET_SAME = "hamlet_same"
    PLACE_OTHER = "place_other"
    ADDRESS_SAME = "address_same"
    SEX_OTHER = "sex_other"
    ETHNICITY_OTHER = "ethnicity_other"
    SIBLINGS = "siblings"
    TWINS = "twins"
    DEAD = "dead"


SENTENCES: dict[Reason, Text] = {
    Reason.NUMBER_SAME: _("cùng số định danh"),
    Reason.NUMBER_NEAR: _("số định danh lệch một chữ số"),
    Reason.NUMBER_OTHER: _("khác số định danh"),
    Reason.NUMBER_CLASH: _("cùng số định danh mà khác tên và ngày sinh: một số ghi sai"),
    Reason.CODE_SAME: _("cùng mã ngoài"),
    Reason.NAME_SAME: _("cùng họ tên"),
    Reason.NAME_MARKS: _("cùng họ tên nếu bỏ dấu"),
    Reason.NAME_SPACES: _("cùng họ tên, viết liền hoặc viết rời"),
    Reason.NAME_ORDER: _("cùng các chữ trong họ tên, khác thứ tự"),
    Reason.NAME_LEFT_OUT: _("họ tên thiếu một chữ"),
    Reason.NAME_SLIP: _("họ tên lệch vài nét, như viết nhầm"),
    Reason.NAME_OTHER: _("khác họ tên"),
    Reason.NAME_HOUSE: _("trùng tên gọi khác"),
    Reason.NAME_AT_HOME: _("một bên có thể ghi tên gọi ở nhà"),
    Reason.GIVEN_OTHER: _("khác tên"),
    Reason.BORN_SAME: _("cùng ngày sinh"),
    Reason.BORN_SWAPPED: _("ngày và tháng sinh đảo nhau"),
    Reason.BORN_YEAR: _("cùng ngày tháng sinh, lệch một năm"),
    Reason.BORN_FILLED: _("cùng năm sinh, một bên ghi ngày đầu tháng hoặc 1/1"),
    Reason.BORN_DIGIT: _("ngày sinh lệch một chữ số"),
    Reason.BORN_PART: _("ngày sinh trùng hai phần"),
    Reason.BORN_NEAR: _("ngày sinh cách nhau vài ngày"),
    Reason.BORN_LUNAR: _("ngày sinh có thể một bên là âm lịch"),
    Reason.BORN_SAME_YEAR: _("cùng năm sinh, khác ngày"),
    Reason.BORN_OTHER: _("khác ngày sinh"),
    Reason.BORN_VAGUE: _("ngày sinh không đủ nhưng không trái nhau"),
    Reason.BORN_IMPOSSIBLE: _("cùng mẹ mà sinh cách nhau chưa đủ tám tháng: có chỗ ghi sai"),
    Reason.MOTHER_SAME: _("cùng tên mẹ"),
    Reason.MOTHER_SLIP: _("tên mẹ gần giống"),
    Reason.MOTHER_OTHER: _("khác tên mẹ"),
    Reason.FATHER_SAME: _("cùng tên cha"),
    Reason.FATHER_SLIP: _("tên cha gần giống"),
    Reason.FATHER_OTHER: _("khác tên cha"),
    Reason.PARENTS_SWAPPED: _("tên cha và tên mẹ đổi chỗ"),
    Reason.HEAD_SAME: _("cùng chủ hộ"),
    Reason.PHONE_SAME: _("cùng số điện thoại"),
    Reason.PHONE_NEAR: _("số điện thoại lệch một chữ số"),
    Reason.PLACE_SAME: _("cùng xã, phường"),
    Reason.HAMLET_SAME: _("cùng thôn, tổ"),
    Reason.PLACE_OTHER: _("khác xã, phường"),
    Reason.ADDRESS_SAME: _("cùng địa chỉ"),
    Reason.SEX_OTHER: _("khác giới tính"),
    Reason.ETHNICITY_OTHER: _("khác dân tộc"),
    Reason.SIBLINGS: _("giống anh chị em ruột hơn là một trẻ"),
    Reason.TWINS: _("giống trẻ sinh đôi hơn là một trẻ"),
    Reason.DEAD: _("một trẻ đã mất, tên có thể đặt lại cho em"),
}


def sentences(codes: Iterable[str]) -> list[str]:
    """The sentences of kept codes, in their order; an unknown code, of an older version, is left out."""
    known = {str(reason): text for reason, text in SENTENCES.items()}
    return [str(known[code]) for code in codes if code in known]
