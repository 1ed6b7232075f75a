"""Blocked files past their term: row and bytes go, the hash stays in the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mangnon.access.retaining import Due, Retained
from mangnon.files import keeping
from mangnon.files.models import State, StoredFile


def _due(before: datetime, ids: Sequence[str] | None, most: int) -> list[Due]:
    rows = StoredFile.objects.filter(state=State.BLOCKED, checked_at__lt=before)
    rows = rows if ids is None else rows.filter(pk__in=list(ids))
    return [_one(row) for row in rows.order_by("checked_at", "id")[:most]]


def _one(row: StoredFile) -> Due:
    if row.checked_at is None:
        raise TypeError("a blocked file was checked")
    owner = ((row.owner_kind, str(row.owner_id)),)
    return Due(str(row.pk), row.checked_at, f"{row.kind} · {row.stored_hash[:12]}", row.stored_place, owner)


def _destroy(ids: Sequence[str]) -> int:
    """The bytes go once the rows are gone for good; should that fail, the nightly sweep finds them."""
    rows = StoredFile.objects.filter(pk__in=list(ids), state=State.BLOCKED)
    names = [name for pair in rows.values_list("disk_name", "blurred_name") for name in pair if name]
    gone, _each = rows.delete()
    transaction.on_commit(partial(_drop, names))
    return gone


def _drop(names: list[str]) -> None:
    for name in names:
        keeping.drop(name)


RETAINED = Retained("files.blocked", _("tệp bị chặn vì có mã độc"), _due, _destroy)
