"""How backups and drills are said."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.numbers import format_decimal, format_int

STEPS = {
    "restored": gettext_lazy("Khôi phục vào nơi trống"),
    "compared": gettext_lazy("Số dòng, tệp, khóa khớp bản kê"),
    "book": gettext_lazy("Nhật ký nguyên vẹn"),
    "sealed": gettext_lazy("Mở được giá trị mật"),
    "sign_in": gettext_lazy("Đăng nhập được"),
    "paper": gettext_lazy("In được giấy tờ"),
}


def size(amount: int) -> str:
    """Bytes as people say them."""
    for unit, power in (("GB", 30), ("MB", 20), ("KB", 10)):
        if amount >= 1 << power:
            return f"{format_decimal(round(amount / (1 << power), 1))} {unit}"
    return _("{n} byte").format(n=format_int(amount))


def step_words(steps: Mapping[str, str]) -> list[str]:
    """Each step of a drill with how it went."""
    went = {"ok": _("đạt"), "bad": _("KHÔNG đạt"), "": _("chưa có gì để thử")}
    return [f"{STEPS.get(name, name)}: {went.get(how, how)}" for name, how in steps.items()]
