"""What kinds of doubt are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DOUBTS = {
    "typing": _("tên có vẻ gõ sai"),
    "serial": _("ngày sinh viết bằng số của Excel"),
    "zero": _("số định danh mất số 0 ở đầu"),
    "number": _("số định danh không khớp giới tính hoặc năm sinh"),
    "parent_year": _("năm sinh của cha, mẹ quá gần năm sinh của con"),
    "parent_name": _("thiếu họ tên cha, mẹ"),
    "sex": _("chưa ghi giới tính"),
    "first_january": _("nhiều ngày sinh 1/1"),
    "swapped": _("ngày và tháng có thể bị đổi chỗ"),
    "footer": _("dòng không phải trẻ em"),
    "evidence": _("thiếu giấy tờ của nhóm hoàn cảnh"),
    "household": _("hộ gia đình chưa rõ"),
    "place": _("tệp mẫu của địa bàn khác"),
}


def doubt_words(kind: str) -> str:
    """A kind in words."""
    return str(DOUBTS.get(kind, kind))
