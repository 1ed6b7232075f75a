"""Links to join or to set a password, long expired."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mangnon.access.retaining import Due, Retained
from mangnon.accounts.models import Invitation
from mangnon.lib.dates import format_date, local_day


def _due(before: datetime, ids: Sequence[str] | None, most: int) -> list[Due]:
    rows = Invitation.objects.filter(expires_at__lt=before)
    rows = rows if ids is None else rows.filter(pk__in=[int(one) for one in ids])
    found = rows.order_by("expires_at", "id").values_list("pk", "expires_at", "person_id")[:most]
    return [
        Due(str(pk), expired, f"{format_date(local_day(expired))} · {pk}", subjects=(("accounts.Person", str(person)),))
        for pk, expired, person in found
    ]


def _destroy(ids: Sequence[str]) -> int:
    gone, _each = Invitation.objects.filter(pk__in=[int(one) for one in ids]).delete()
    return gone


RETAINED = Retained("accounts.invitation", _("đường dẫn mời đã hết hạn"), _due, _destroy)
