"""Figures of cases that an indicator of a plan can be reckoned from: numbers alone, with the sealed ones in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import EVERYWHERE, job
from mangnon.cases.models import Case, CaseState, StepRecord
from mangnon.lib.dates import VN_ZONE
from mangnon.statutes.slots import Indicator


def opened(units: Sequence[int], first: date, last: date) -> Decimal:
    """Cases opened in the period."""
    return Decimal(_cases(units).filter(opened_at__range=_moments(first, last)).count())


def closed(units: Sequence[int], first: date, last: date) -> Decimal:
    """Cases closed in the period; those without grounds aren't among them."""
    return Decimal(_closed(units, first, last).count())


def in_time(units: Sequence[int], first: date, last: date) -> Decimal | None:
    """How many per cent of the cases closed in the period kept every term of the law; None when none was closed."""
    late = StepRecord.objects.filter(case=OuterRef("pk"), derived=False, not_needed=False, due_at__isnull=False)
    late = late.filter(Q(done_at__gt=F("due_at")) | Q(done_at__isnull=True, due_at__lt=OuterRef("ended_at")))
    rows = _closed(units, first, last)
    whole = rows.count()
    return Decimal(rows.filter(~Exists(late)).count() * 100) / whole if whole else None


def _closed(units: Sequence[int], first: date, last: date) -> Any:
    return _cases(units).filter(ended_at__range=_moments(first, last)).exclude(state=CaseState.UNFOUNDED)


def _cases(units: Sequence[int]) -> Any:
    return Case.objects.within(EVERYWHERE, job("cases.indicators")).filter(place__in=list(units))


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time.min, VN_ZONE), datetime.combine(last, time.max, VN_ZONE)


INDICATORS = (
    Indicator("cases.opened", _("Số hồ sơ vụ việc mở trong kỳ"), _("hồ sơ"), opened),
    Indicator("cases.closed", _("Số hồ sơ vụ việc kết thúc trong kỳ"), _("hồ sơ"), closed),
    Indicator("cases.in_time", _("Tỷ lệ hồ sơ kết thúc trong kỳ mà mọi bước đúng hạn luật định"), "%", in_time),
)
