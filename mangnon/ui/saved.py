"""Saved filters: named by a person, shared by their link."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

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


def of(*, person_id: UUID | None, screen: str) -> list[SavedFilter]:
    """A person's saved filters of one list, oldest first."""
    if person_id is None:
        return []
    return list(SavedFilter.objects.filter(person_id=person_id, screen=screen).order_by("id"))


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
