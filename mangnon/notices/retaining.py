"""Traces of letters past their term: what went out, and what never could."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mangnon.access.retaining import Due, Retained
from mangnon.notices.models import Delivery, State, Try

SETTLED = (State.SENT, State.READ, State.DROPPED)


def _due(*states: State) -> Callable[[datetime, Sequence[str] | None, int], list[Due]]:
    def due(before: datetime, ids: Sequence[str] | None, most: int) -> list[Due]:
        rows = Delivery.objects.filter(state__in=states, settled_at__lt=before)
        rows = rows if ids is None else rows.filter(pk__in=list(ids))
        return [_one(row) for row in rows.select_related("telling").order_by("settled_at", "id")[:most]]

    return due


def _one(row: Delivery) -> Due:
    if row.settled_at is None:
        raise TypeError("a settled letter has its moment")
    told = row.telling
    about = ((told.subject_kind, told.subject_id), ("accounts.Person", str(row.person_id)))
    return Due(str(row.pk), row.settled_at, f"{row.code} · {row.channel}", told.place_id, about)


def _destroy(ids: Sequence[str]) -> int:
    """Their tries go with them."""
    Try.objects.filter(delivery__in=list(ids)).delete()
    gone, _each = Delivery.objects.filter(pk__in=list(ids)).delete()
    return gone


RETAINED = (
    Retained("notices.letter", _("thư, tin nhắn đã gửi xong"), _due(*SETTLED), _destroy),
    Retained("notices.dead", _("thư, tin nhắn không gửi được"), _due(State.DEAD), _destroy),
)
