"""Numbers the Vietnamese way: a dot parts thousands, a comma starts decimals; never guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal


class UnreadableNumber(Refusal, ValueError):
    """The text is no number; ``proposal`` is the number that was perhaps meant."""

    code = "number.unreadable"
    sentence = _("Không đọc được số “{text}”.")
    remedy = _("Chỉ viết chữ số, ví dụ 1.861.000.")

    def __init__(self, *, proposal: int | Decimal | None = None, **fields: Any) -> None:
        super().__init__(**fields)
        self.proposal = proposal


class AmbiguousNumber(UnreadableNumber):
    """The text can be read in two ways, of which one is the Vietnamese way misused."""

    code = "number.ambiguous"
    sentence = _("“{text}” có thể hiểu hai cách. Có phải là {meant}?")
    remedy = _("Dấu chấm chia hàng nghìn, dấu phẩy viết phần lẻ: 1.861.000 và 22,5.")


class NotWhole(UnreadableNumber):
    """A whole number was asked for."""

    code = "number.not_whole"
    sentence = _("“{text}” có phần lẻ, ở đây cần số nguyên.")
    remedy = _("Bỏ phần lẻ, ví dụ 1.861.000.")


class BelowZero(UnreadableNumber):
    """Money and counts are never below zero."""

    code = "number.below_zero"
    sentence = _("“{text}” nhỏ hơn 0.")
    remedy = _("Viết số từ 0 trở lên.")


_WHOLE = re.compile(r"\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+", re.ASCII)
_FOREIGN_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.0+)?", re.ASCII)
_DECIMAL = re.compile(r"(?P<whole>\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+),(?P<part>\d+)", re.ASCII)
_FOREIGN_DECIMAL = re.compile(r"\d+\.\d+", re.ASCII)
_UNIT = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)$", re.ASCII)
_LONGEST = 30


def format_int(number: int) -> str:
    """Return ``1.861.000``."""
    return f"{number:,}".replace(",", ".")


def format_decimal(number: Decimal | float, places: int = 1) -> str:
    """Return ``22,5``, ``1.234,50`` with exactly ``places`` decimals; halves round away from zero."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def format_percent(number: Decimal | float, places: int = 1) -> str:
    """Return ``25,8%``; the number is in per cent already."""
    return f"{format_decimal(number, places)}%"


def format_money(dong: int) -> str:
    """Return ``1.861.000 đồng``."""
    return f"{format_int(dong)} đồng"


def parse_int(text: str) -> int:
    """Read a count: ``1861``, ``1.861``, ``1 861``. Raises ``UnreadableNumber`` or one of its kinds.

    Refused with a proposal: ``1,861`` (foreign thousands). Refused: decimals, signs, words, more than 30
    signs.
    """
    typed = _plain(text)
    if _WHOLE.fullmatch(typed):
        return int(re.sub(r"[. ]", "", typed))
    if _FOREIGN_WHOLE.fullmatch(typed):
        meant = int(typed.partition(".")[0].replace(",", ""))
        raise AmbiguousNumber(text=typed, meant=format_int(meant), proposal=meant)
    if _DECIMAL.fullmatch(typed) or _FOREIGN_DECIMAL.fullmatch(typed):
        raise NotWhole(text=typed)
    raise _unreadable(typed)


def parse_money(text: str) -> int:
    """Read an amount in đồng: as ``parse_int``, and ``1.861.000 đồng``, ``đ``, ``VNĐ``, ``₫``."""
    return parse_int(_UNIT.sub("", _plain(text)))


def parse_decimal(text: str) -> Decimal:
    """Read a number with or without decimals, zero or more: ``22,5``, ``1.234,5``, ``22``.

    Only a comma starts decimals. ``22.5`` is refused with the proposal 22,5; ``1.861`` could be a thousand
    and some or one and some, so it is refused with the proposal of the Vietnamese reading.
    """
    typed = _plain(text)
    if match := _DECIMAL.fullmatch(typed):
        return Decimal(re.sub(r"[. ]", "", match["whole"]) + "." + match["part"])
    if _FOREIGN_DECIMAL.fullmatch(typed):
        thousands = _WHOLE.fullmatch(typed)
        meant = Decimal(typed.replace(".", "") if thousands else typed)
        raise AmbiguousNumber(text=typed, meant=_shown(meant), proposal=meant)
    return Decimal(parse_int(typed))


def parse_percent(text: str) -> Decimal:
    """Read per cent: as ``parse_decimal``, with or without ``%``."""
    return parse_decimal(re.sub(r"\s*%$", "", _plain(text)))


def _plain(text: str) -> str:
    typed = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    if len(typed) > _LONGEST:
        raise UnreadableNumber(text=f"{typed[:_LONGEST]}…")
    return typed


def _shown(number: Decimal) -> str:
    places = -int(number.as_tuple().exponent)
    return format_decimal(number, max(places, 0))


def _unreadable(typed: str) -> UnreadableNumber:
    if re.fullmatch(r"[-−–]\s*\d[\d., ]*", typed):
        return BelowZero(text=typed)
    return UnreadableNumber(text=typed)
