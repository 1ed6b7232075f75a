"""Drafts past their term: typed, never sent, sealed. The machine sees that they are there, nobody reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mangnon.access.retaining import Due, Retained
from mangnon.lib.dates import format_date, local_day
from mangnon.ui.models import Draft


def _due(before: datetime, ids: Sequence[str] | None, most: int) -> list[Due]:
    rows = Draft.objects.filter(saved_at__lt=before)
    rows = rows if ids is None else rows.filter(pk__in=list(ids))
    found = rows.order_by("saved_at", "id").values_list("pk", "saved_at", "person_id")[:most]
    return [
        Due(str(pk), saved, format_date(local_day(saved)), subjects=(("accounts.Person", str(person)),))
        for pk, saved, person in found
    ]


def _destroy(ids: Sequence[str]) -> int:
    gone, _each = Draft.objects.filter(pk__in=list(ids)).delete()
    return gone


RETAINED = Retained("ui.draft", _("bản nháp chưa gửi"), _due, _destroy)
