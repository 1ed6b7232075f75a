"""Open facts of a place that is no more are carried on by its successor, who hears of their days anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Coalesce

from mangnon.lib.refusal import Text
from mangnon.places.slots import About, Moves, PlacedFacts, listed, placed_facts


def carried_on(
    name: str,
    title: Text,
    *,
    model: type[Model],
    open: Q,
    place: str = "place_id",
    before: Callable[[QuerySet[Any]], object],
    about: Callable[[Sequence[str]], Mapping[str, About]],
) -> PlacedFacts:
    """Placed facts of which something is written in the same breath, just ``before`` they go to the successor.

    ``before`` is given the rows that go, while they still stand in their old place.
    """
    facts = placed_facts(name, title, model=model, open=open, place=place, about=about)

    def rows(moves: Moves) -> QuerySet[Any]:
        return model._base_manager.alias(stands=F(place)).filter(open, stands__in=listed(list(moves.to)))

    def move(moves: Moves) -> int:
        before(rows(moves))
        return facts.move(moves)

    def settle(ids: Sequence[str], moves: Moves) -> int:
        before(rows(moves).filter(pk__in=list(ids)))
        return facts.settle(ids, moves)

    return replace(facts, move=move, settle=settle)


def remember(rows: QuerySet[Any], **anew: None) -> None:
    """Write down where they were begun, the first place of all; ``anew``: stamps to be emptied."""
    rows.update(carried_from=Coalesce(F("carried_from_id"), F("place_id")), **anew)
