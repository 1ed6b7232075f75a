"""What a child or carer is entitled to: base amounts by period, coefficients, conditions, pause and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from mangnon.statutes.kinds.words import Code, Confirmed, English, Letter, Note, Reference, Vietnamese
from mangnon.statutes.shapes import Said


@dataclass(frozen=True, slots=True)
class Base:
    """The amount of which coefficients are taken, from a day on."""

    since: Annotated[date, Said(_("Từ ngày"))]
    amount: Annotated[int, Said(_("Mức chuẩn (đồng mỗi tháng)"))]
    reference: Reference = ""
    confirmed: Confirmed = True


@dataclass(frozen=True, slots=True)
class Benefit:
    """One thing somebody is entitled to."""

    code: Code
    vi: Vietnamese
    en: English = ""
    coefficient: Annotated[Decimal | None, Said(_("Hệ số"))] = None
    amount: Annotated[int | None, Said(_("Số tiền (đồng)"))] = None
    per: Annotated[str, Said(_("Tính theo"))] = ""
    reference: Reference = ""
    confirmed: Confirmed = True
    note: Note = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case in which the condition is met."""

    letter: Letter
    vi: Vietnamese


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A policy."""

    benefits: Annotated[tuple[Benefit, ...], Said(_("Được hưởng"))]
    bases: Annotated[tuple[Base, ...], Said(_("Mức chuẩn"))] = ()
    cases: Annotated[tuple[Case, ...], Said(_("Các trường hợp"))] = ()
    pause_when: Annotated[tuple[str, ...], Said(_("Tạm dừng khi"))] = ()
    ends_when: Annotated[tuple[str, ...], Said(_("Thôi hưởng khi"))] = ()
    rules: Annotated[tuple[str, ...], Said(_("Quy tắc"))] = ()
    note: Note = ""

    def base(self, day: date) -> Base | None:
        """The base amount in force on a day."""
        return max((one for one in self.bases if one.since <= day), key=lambda one: one.since, default=None)
