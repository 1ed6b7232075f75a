"""Households by the name of their head."""

from __future__ import annotations

from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.lib.names import fold
from mangnon.lib.refusal import Refusal
from mangnon.places.models import Unit
from mangnon.registry.models import Household
from mangnon.registry.queries.children import SEE, households
from mangnon.ui.typed import Typed

MOST = 8


class NoSuchHousehold(Refusal):
    """What was typed names no household, or several."""

    code = "registry.no_such_household"
    sentence = _("Không xác định được hộ “{text}”.")
    remedy = _("Gõ tên chủ hộ rồi chọn một hộ trong gợi ý; hộ chưa có trong sổ thì ghi hộ mới.")
    field = "household"


def suggest_households(actor: Actor, words: str, *, within: int | None = None) -> list[Any]:
    """Households in use whose head has these words in the name, with or without diacritics.

    Whoever reaches everywhere must write them as they stand: there are too many to fold one by one.
    """
    asked = fold(words).split()
    if not asked:
        return []
    rows = households(actor).filter(closed_on__isnull=True)
    if within is not None:
        rows = rows.filter(place_id=within)
    if within is None and actor.reach(SEE).everywhere:
        rows = rows.filter(head_name__icontains=words.strip())
    else:
        names = rows.order_by("sort_key", "id").values_list("pk", "head_name")
        rows = rows.filter(pk__in=list(islice((pk for pk, name in names if _fits(asked, name)), MOST)))
    named = rows.annotate(hamlet_name=F("hamlet__name"), place_name=F("place__name"))
    return list(named.order_by("sort_key", "id")[:MOST])


def _fits(asked: list[str], name: str) -> bool:
    folded = fold(name)
    return all(word in folded for word in asked)


def household_named(actor: Actor, typed: Typed | str, *, within: Unit | None = None) -> UUID:
    """The household that was chosen, or the only one of that name. Raises NoSuchHousehold."""
    key = getattr(typed, "key", "") or str(typed)
    try:
        chosen = households(actor).filter(pk=UUID(key)).first()
    except ValueError:
        chosen = None
    if chosen is not None:
        return UUID(str(chosen.pk))
    found: list[Household] = suggest_households(actor, str(typed), within=within.pk if within else None)
    exact = [one for one in found if fold(one.head_name) == fold(str(typed))]
    if len(exact) != 1:
        raise NoSuchHousehold(text=str(typed)[:60])
    return UUID(str(exact[0].pk))
