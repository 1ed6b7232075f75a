"""Personal numbers, health-insurance cards and telephone numbers: reading, and doubts that refuse nothing.

Personal number: Decree 137/2015/NĐ-CP article 13 and Circular 59/2021/TT-BCA. Card of children under six: Decree
188/2025/NĐ-CP.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from mangnon.lib.dates import PartialDate, birthday
from mangnon.lib.refusal import Refusal, Text

_DIGITS = re.compile(r"\d{12}", re.ASCII)
_SEPARATORS = re.compile(r"[\s.\-]+")
_PHONE = re.compile(r"0\d{9}", re.ASCII)
_CARD = re.compile(r"[A-Z]{2}[1-5]\d{12}|\d{10}|\d{12}", re.ASCII)
MALE, FEMALE = "1", "2"
SIX_YEARS = 6
LAST_SCHOOL_DAY = (9, 30)


class NotAPersonalNumber(Refusal, ValueError):
    """Not twelve digits."""

    code = "registry.personal_number"
    sentence = _("“{text}” không phải số định danh: cần đúng 12 chữ số.")
    remedy = _("Xem lại giấy khai sinh; bảng tính hay bỏ mất số 0 ở đầu. Chưa có số thì để trống.")
    field = "personal_number"


class NotAPhone(Refusal, ValueError):
    """Not a telephone number of a person in Viet Nam."""

    code = "registry.phone"
    sentence = _("“{text}” không phải số điện thoại: cần 10 chữ số, bắt đầu bằng 0.")
    remedy = _("Ví dụ 0905 123 456. Không có thì để trống.")
    field = "phone"


class NotACard(Refusal, ValueError):
    """Not the number of a health-insurance card."""

    code = "registry.health_card"
    sentence = _("“{text}” không phải số thẻ bảo hiểm y tế: cần 15 ký tự (TE 1 48 0123456789), 10 số hoặc 12 số.")
    remedy = _("Chép đúng số in trên thẻ. Chưa có thẻ thì để trống.")
    field = "number"


def read_personal_number(text: str) -> str:
    """The twelve digits of what somebody typed; empty stays empty. Raises NotAPersonalNumber."""
    digits = _SEPARATORS.sub("", text)
    if digits and not _DIGITS.fullmatch(digits):
        raise NotAPersonalNumber(text=text.strip()[:40])
    return digits


def read_phone(text: str) -> str:
    """Ten digits; ``+84`` becomes 0; empty stays empty. Raises NotAPhone."""
    digits = _SEPARATORS.sub("", text).replace("(", "").replace(")", "")
    digits = re.sub(r"^(\+84|0084)", "0", digits)
    if digits and not _PHONE.fullmatch(digits):
        raise NotAPhone(text=text.strip()[:40])
    return digits


def read_card(text: str) -> str:
    """The card's number without spaces, capitals; empty stays empty. Raises NotACard."""
    number = _SEPARATORS.sub("", text).upper()
    if number and not _CARD.fullmatch(number):
        raise NotACard(text=text.strip()[:40])
    return number


@dataclass(frozen=True, slots=True)
class NumberParts:
    """What a personal number says: province of birth registration, sex, birth year."""

    province: str
    sex: str
    year: int


def parts_of(number: str) -> NumberParts:
    """Take a personal number apart: digits 1-3 province, 4 century and sex, 5-6 year. No digit checks the others."""
    century, sex = divmod(int(number[3]), 2)
    return NumberParts(number[:3], FEMALE if sex else MALE, 1900 + 100 * century + int(number[4:6]))


def number_doubts(number: str, *, sex: str, birth: PartialDate | None) -> list[Text]:
    """What in a number doesn't fit sex or year. Doubts, never refusals: civil status gets corrected."""
    if not number:
        return []
    told = parts_of(number)
    doubts: list[Text] = []
    if sex in {MALE, FEMALE} and told.sex != sex:
        said = _("nữ") if told.sex == FEMALE else _("nam")
        doubts.append(_("Chữ số thứ tư của số định danh ứng với giới tính {said}.").format(said=said))
    if birth is not None and told.year != birth.year:
        doubts.append(_("Số định danh ứng với năm sinh {year}.").format(year=told.year))
    return doubts


def card_under_six_ends(born: date) -> date:
    """Last day of the card of a child under six (Decree 188/2025/NĐ-CP).

    Born on or before 30 September: 30 September of the year of the sixth birthday. Born after: the last day of the
    month of the sixth birthday.
    """
    six = birthday(born, SIX_YEARS)
    if (born.month, born.day) <= LAST_SCHOOL_DAY:
        return date(six.year, *LAST_SCHOOL_DAY)
    return date(six.year, six.month, calendar.monthrange(six.year, six.month)[1])
