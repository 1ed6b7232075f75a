"""The search of children in the palette, and its commands."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.audit.book import book_seen
from mangnon.registry.models import Child
from mangnon.registry.queries.children import SEE
from mangnon.registry.search.commands import COMMANDS
from mangnon.registry.search.finding import Found, find
from mangnon.registry.search.views import address, where
from mangnon.ui.worklist import Hit, SearchSource


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    """Children for the palette, booked as seen: it shows their names."""
    if not actor.can(SEE):
        return []
    at = timezone.now()
    found = find(actor, words, at=at, most=most, unfinished=True).found
    book_seen(actor=actor, action=SEE, at=at, kind=Child, ids=[one.child.pk for one in found])
    return [_hit(one, words) for one in found]


def _hit(one: Found, words: str) -> Hit:
    child = one.child
    notes = [
        _("sinh {born}").format(born=child.birth),
        *([_("mẹ {name}").format(name=one.mother)] if one.mother else []),
    ]
    page = f"{reverse('registry:search')}?{urlencode({'q': words})}"
    url = address("registry:child", child.pk) or page
    return Hit(str(child.called), ", ".join([*notes, where(one)]), url, icon="child", score=one.score)


OFFERS: tuple[Any, ...] = (
    SearchSource("registry.children", gettext_lazy("Trẻ em"), order=10, find=_find),
    *COMMANDS,
)
