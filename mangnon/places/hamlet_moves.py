"""Hamlets as placed facts: they follow their commune, and are told apart where two communes used one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.lib.names import fold, place_sort_key
from mangnon.places.actions import HAMLETS, remember
from mangnon.places.models import Hamlet, Unit
from mangnon.places.rules import bare_name
from mangnon.places.slots import About, Moves, PlacedFacts, listed


def _open(units: Sequence[int]) -> QuerySet[Hamlet]:
    return Hamlet.objects.filter(unit_id__in=listed(units), valid_to__isnull=True).order_by("sort_key", "id")


def _count(moves: Moves) -> int:
    return _open(list(moves.to)).count()


def _move(moves: Moves) -> int:
    return _carry(_open(list(moves.to)).select_related("unit"), moves)


def _settle(ids: Sequence[str], moves: Moves) -> int:
    return _carry(_open(list(moves.to)).filter(pk__in=ids).select_related("unit"), moves)


def _carry(rows: QuerySet[Hamlet], moves: Moves) -> int:
    """Move each; "Thôn 1" of two communes becomes "Thôn 1 (Trà Mai)" where the name is taken."""
    taken: dict[int, set[str]] = defaultdict(set)
    for unit, key in _open(list(set(moves.to.values()))).values_list("unit_id", "search_key"):
        taken[unit].add(key)
    hamlets = list(rows)
    for hamlet in hamlets:
        target = moves.to[hamlet.unit_id]
        name = _told_apart(hamlet, taken[target])
        remember(hamlet, moves.on)
        hamlet.unit_id, hamlet.name = target, name
        hamlet.search_key, hamlet.sort_key = fold(name), place_sort_key(name)
        taken[target].add(hamlet.search_key)
    Hamlet.objects.bulk_update(hamlets, ["unit_id", "name", "search_key", "sort_key", "valid_from"], batch_size=500)
    return len(hamlets)


def _told_apart(hamlet: Hamlet, taken: set[str]) -> str:
    if hamlet.search_key not in taken:
        return hamlet.name
    name = f"{hamlet.name[:50]} ({bare_name(hamlet.unit.name)[:20]})"
    number = 2
    while fold(name) in taken:
        name = f"{hamlet.name[:50]} ({bare_name(hamlet.unit.name)[:20]} {number})"
        number += 1
    return name


def _list_split(units: Sequence[int]) -> list[tuple[int, str]]:
    return [(unit, str(pk)) for unit, pk in _open(units).values_list("unit_id", "pk")]


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    rows = Hamlet.objects.filter(pk__in=list(ids)).select_related("unit")
    return {str(one.pk): About(one.name, _url(one.unit)) for one in rows}


def _url(unit: Unit) -> str:
    return reverse("places:unit", args=[unit.code, unit.valid_from.isoformat()])


HAMLET_FACTS = PlacedFacts(
    HAMLETS,
    _("Thôn, tổ dân phố"),
    count=_count,
    move=_move,
    list_split=_list_split,
    settle=_settle,
    about=_about,
)
