"""Rules for passwords: length by second factor, nothing that a neighbour would guess."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mangnon.lib.names import fold_tight

LENGTH = 12
"""Shortest password, in characters (trust A-13)."""

FEWEST_SIGNS = 6
"""Different letters and digits that a password needs at least."""

CONTEXT_WORDS = (
    "mangnon", "treem", "baovetreem", "tongdai", "danang", "quangnam", "vietnam", "matkhau", "password", "18001581",
    "111111", "quantri", "admin", "anhyeuem", "emyeuanh", "iloveyou", "qwerty", "123456",
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
    """Doesn't lean on the system's name, the province, a hotline, the person's own name, or a row of keys."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when a known word or a pattern makes up most of the password."""
        folded = fold_tight(password)
        own = [fold_tight(word) for word in (getattr(user, "username", ""), getattr(user, "full_name", "")) if word]
        if any(_leans_on(folded, word) for word in (*CONTEXT_WORDS, *own)):
            raise ValidationError(_("Mật khẩu này dễ đoán vì gần giống tên hoặc chữ quen thuộc. Hãy chọn câu khác."))
        if _is_pattern(folded):
            raise ValidationError(_("Mật khẩu này dễ đoán vì lặp lại hoặc theo thứ tự. Hãy chọn câu khác."))

    def get_help_text(self) -> str:
        """What the page says beside the field."""
        return _("Không dùng tên mình, tên tỉnh hay số đường dây nóng.")


def _leans_on(folded: str, word: str) -> bool:
    return len(word) >= 4 and word in folded and len(word) * 2 >= len(folded)


def _is_pattern(folded: str) -> bool:
    """Digits alone, few different signs, one piece over and over, or mostly neighbours such as "abcdef"."""
    if folded.isdigit() or len(set(folded)) < FEWEST_SIGNS or folded in (folded + folded)[1:-1]:
        return True
    steps = [abs(ord(after) - ord(before)) for before, after in pairwise(folded)]
    return sum(step <= 1 for step in steps) * 2 >= len(steps)
