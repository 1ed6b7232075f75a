"""Figures of children that an indicator of a plan can be reckoned from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mangnon.registry.figures.queries import counted
from mangnon.registry.figures.rules import ALL, AT_RISK, SPECIAL, total
from mangnon.registry.models import Aid, Circumstance, Left
from mangnon.statutes.slots import Indicator


def number(units: Sequence[int], _first: date, last: date) -> Decimal:
    """Children under 16 who live there on the last day."""
    here = set(units)
    return Decimal(total(one for one in counted(last, [ALL]) if one.place_id in here))


def in_need(units: Sequence[int], _first: date, last: date) -> Decimal:
    """Children in special circumstances who live there on the last day, each once."""
    here = set(units)
    return Decimal(total((one for one in counted(last, [SPECIAL]) if one.place_id in here), SPECIAL))


def helped(units: Sequence[int], first: date, last: date) -> Decimal | None:
    """How many per cent of children in special circumstances got any help in the period; None without such children.

    A child counts when a group of special circumstances held on the last day; help is any aid on record.
    """
    held = Q(valid_from__lte=last) & (Q(valid_to__isnull=True) | Q(valid_to__gt=last))
    rows = Circumstance.objects.filter(held, child__place__in=list(units)).exclude(group=AT_RISK)
    rows = rows.exclude(child__left=Left.MERGED)
    aided = Aid.objects.filter(child=OuterRef("child"), given_on__gte=first, given_on__lte=last)
    whole = rows.values("child").distinct().count()
    got = rows.filter(Exists(aided)).values("child").distinct().count()
    return Decimal(got * 100) / whole if whole else None


INDICATORS = (
    Indicator("registry.children", _("Số trẻ em dưới 16 tuổi đang sống tại địa bàn"), _("trẻ em"), number),
    Indicator("registry.special", _("Số trẻ em có hoàn cảnh đặc biệt"), _("trẻ em"), in_need),
    Indicator("registry.helped", _("Tỷ lệ trẻ em có hoàn cảnh đặc biệt được trợ giúp trong kỳ"), "%", helped),
)
