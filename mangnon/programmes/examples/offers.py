"""What models give to the frame and to other rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.files.slots import FileOwner
from mangnon.places.slots import About, placed_facts
from mangnon.programmes.examples import doors, queries
from mangnon.programmes.examples.actions import OWNER
from mangnon.programmes.examples.models import Example
from mangnon.programmes.examples.views.listing import example_url
from mangnon.programmes.examples.words import EXAMPLES
from mangnon.programmes.rights import SEE
from mangnon.ui.worklist import Hit, SearchSource


def _find(actor: Actor, words: str, most: int) -> list[Hit]:
    if not actor.can(SEE):
        return []
    return [Hit(one.title, one.place.name, example_url(one), icon="home-heart") for one in queries.search(words, most)]


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    return {str(one.pk): About(one.title, example_url(one)) for one in Example.objects.filter(pk__in=list(ids))}


EXAMPLE_OFFERS: tuple[Any, ...] = (
    SearchSource("programmes.examples", EXAMPLES, order=61, find=_find),
    FileOwner(OWNER, gettext_lazy("minh chứng của mô hình"), look=doors.look, add=doors.add, open=doors.look),
    placed_facts("programmes.example", gettext_lazy("Mô hình bảo vệ trẻ em chưa kết thúc"), model=Example,
                 open=Q(until__isnull=True), about=_about),
)  # fmt: skip
