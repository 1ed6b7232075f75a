"""Fields that many kinds share, with the words under which people read them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from mangnon.statutes.shapes import Said

Code = Annotated[str, Said(_("Mã"))]
Key = Annotated[str, Said(_("Tên trường"))]
Vietnamese = Annotated[str, Said(_("Nội dung"))]
English = Annotated[str, Said("English", quiet=True)]
"""English in our words; pages in English show it in the place of the Vietnamese."""
Note = Annotated[str, Said(_("Ghi chú"))]
Reference = Annotated[str, Said(_("Căn cứ"))]
Letter = Annotated[str, Said(_("Điểm"))]
Confirmed = Annotated[bool, Said(_("Xác nhận"))]
"""False where the law's own text wasn't seen; pages mark the line."""


class Sensitivity(StrEnum):
    """Who may see that a child belongs here: a rule of the software, not of the law."""

    NORMAL = "normal"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Unit(StrEnum):
    """In what a deadline is counted."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
