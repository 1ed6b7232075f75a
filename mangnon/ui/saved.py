"""Saved filters: named by a person, shared by their link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal
from mangnon.ui.models import SavedFilter

MOST = 12
"""Saved filters of one list: more would not fit one line of tabs."""


class TooManyFilters(Refusal):
    """The line of saved filters is full."""

    code = "too_many_filters"
    sentence = _("Mỗi danh sách giữ được {most} bộ lọc.")
    remedy = _("Bỏ bớt một bộ lọc cũ rồi lưu lại.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved filter as its tab shows it."""

    name: str
    query: str


_OF = "select name, query from ui_savedfilter where person_id = %s and screen = %s order by id"


def of(*, person_id: UUID | None, screen: str) -> list[Kept]:
    """A person's saved filters of one list, oldest first. Each list asks on each page, so in plain SQL."""
    if person_id is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_OF, (person_id, screen))
        return [Kept(name, query) for name, query in cursor.fetchall()]


def keep(*, person_id: UUID, screen: str, name: str, query: str, at: datetime) -> None:
    """Keep a filter under a name, in place of one of the same name. Raises TooManyFilters."""
    known = SavedFilter.objects.filter(person_id=person_id, screen=screen)
    if not known.filter(name=name).exists() and known.count() >= MOST:
        raise TooManyFilters(most=MOST)
    SavedFilter.objects.update_or_create(
        person_id=person_id,
        screen=screen,
        name=name,
        defaults={"query": query},
        create_defaults={"query": query, "created_at": at},
    )


def drop(*, person_id: UUID, screen: str, name: str) -> None:
    """Forget a saved filter."""
    SavedFilter.objects.filter(person_id=person_id, screen=screen, name=name).delete()
