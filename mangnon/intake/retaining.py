"""Drops of the public page that somebody read and put aside: past their term they may be destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mangnon.access.retaining import Due, Retained
from mangnon.intake.models import WebDrop


def _due(before: datetime, ids: Sequence[str] | None, most: int) -> list[Due]:
    rows = WebDrop.objects.filter(aside_at__lt=before)
    rows = rows if ids is None else rows.filter(pk__in=list(ids))
    return [_one(row) for row in rows.order_by("aside_at", "id")[:most]]


def _one(row: WebDrop) -> Due:
    if row.aside_at is None:
        raise TypeError("what was put aside has its moment")
    return Due(str(row.pk), row.aside_at, row.get_held_display(), None, ((row._meta.label, str(row.pk)),))


def _destroy(ids: Sequence[str]) -> int:
    """The words go with the row; that it came, and why it was put aside, stays in the book."""
    gone, _each = WebDrop.objects.filter(pk__in=list(ids), aside_at__isnull=False).delete()
    return gone


RETAINED = Retained("intake.aside", _("tin để riêng của trang báo tin"), _due, _destroy)
