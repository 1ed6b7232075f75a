"""Rules for passwords: length by second factor, nothing that a neighbour would guess."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mangnon.lib.names import fold_tight

LENGTH = 12
"""Shortest password, in characters (trust A-13)."""

CONTEXT_WORDS = (
    "mangnon", "treem", "baovetreem", "tongdai", "danang", "quangnam", "matkhau", "password", "18001581", "111111",
)  # fmt: skip


class LongEnough:
    """At least twelve characters; spaces and Vietnamese letters count."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when too short."""
        if len(password) < LENGTH:
            raise ValidationError(_("Mật khẩu cần ít nhất {n} ký tự; một câu ngắn là dễ nhớ nhất.").format(n=LENGTH))

    def get_help_text(self) -> str:
        """What the page says beside the field."""
        return _("Ít nhất {n} ký tự. Một câu ngắn chỉ mình bạn biết là tốt nhất.").format(n=LENGTH)


class NotGuessable:
    """Doesn't lean on the system's name, the province, a hotline, or the person's own name."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when a known word makes up most of the password."""
        folded = fold_tight(password)
        own = [fold_tight(word) for word in (getattr(user, "username", ""), getattr(user, "full_name", "")) if word]
        for word in [*CONTEXT_WORDS, *own]:
            if len(word) >= 4 and word in folded and len(word) * 2 >= len(folded):
                raise ValidationError(
                    _("Mật khẩu này dễ đoán vì gần giống tên hoặc chữ quen thuộc. Hãy chọn câu khác.")
                )

    def get_help_text(self) -> str:
        """What the page says beside the field."""
        return _("Không dùng tên mình, tên tỉnh hay số đường dây nóng.")
