"""Stored codes as people read them."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Text
from mangnon.statutes.rules import Citation

REGISTER = pgettext_lazy("register", "Văn bản")
"""What the register of documents is called."""
CODES: dict[str, Text] = {
    "normal": _("thường"),
    "high": _("cao"),
    "very_high": _("rất cao"),
    "high_is_bad": _("Cao là xấu"),
    "high_is_good": _("Cao là tốt"),
    "text": _("một dòng chữ"),
    "long_text": _("đoạn văn"),
    "choice": _("chọn một"),
    "many": _("chọn nhiều"),
    "yes_no_unknown": _("có, không, chưa rõ"),
    "date": _("ngày"),
    "time": _("giờ"),
    "number": _("số"),
    "person": _("người"),
    "place": _("nơi"),
    "table": _("bảng"),
    "level": _("mức cao, trung bình, thấp"),
    "signature": _("chữ ký"),
    "file": _("tệp"),
    "printed": _("bản in"),
    "articles": _("các điều của luật"),
    "recalled": _("trí nhớ"),
    "ours": _("hệ thống đặt ra"),
    "unknown": _("không rõ"),
    "refused": _("từ chối trả lời"),
    "neither": _("không câu nào"),
    "hour": _("giờ"),
    "day": _("ngày"),
    "working_day": _("ngày làm việc"),
    "month": _("tháng"),
}
LEVELS: dict[str, Text] = {"CAO": _("Cao"), "TRUNG_BINH": _("Trung bình"), "THAP": _("Thấp")}
"""Levels of a rating scale."""


def citation_words(one: Citation) -> str:
    """``điểm a khoản 1 Điều 25``."""
    parts = [
        gettext("điểm {point}").format(point=one.point) if one.point else "",
        gettext("khoản {clause}").format(clause=one.clause) if one.clause else "",
        gettext("Điều {article}").format(article=one.article) if one.article else "",
    ]
    return " ".join(filter(None, parts))
