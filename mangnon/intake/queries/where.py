"""Where something happened, on today's map, whatever old name was told."""

from __future__ import annotations

import re

from mangnon.lib.names import fold_tight
from mangnon.places.models import Level, Unit
from mangnon.places.queries import province_served, search_units
from mangnon.places.queries.lineage import todays

_PARTS = re.compile(r"[,;\n]")


def units_told(text: str) -> list[Unit]:
    """The communes of today that a text names exactly, by their own name or by one that is no more.

    One: it is there. Several: a commune was divided, or several have had the name. None: nobody knows yet. Words
    between commas are read from the smallest place to the largest; the first that names a commune counts.
    """
    for part in [text, *_PARTS.split(text)]:
        if found := _named(part):
            return found
    return []


def _named(text: str) -> list[Unit]:
    tight = fold_tight(text)
    if not tight:
        return []
    near = [one.unit for one in search_units(text, limit=24, levels=(Level.COMMUNE,))]
    exact = [one for one in near if tight in (_tight(one.search_key), _tight(one.bare_key), one.code)]
    whole = [one for one in exact if tight == _tight(one.search_key)] or exact
    live = [one for one in whole if one.in_force]
    now: dict[int, Unit] = {}
    for units in [[one] for one in live] or todays(whole).values():
        now |= {unit.pk: unit for unit in units if unit.level == Level.COMMUNE}
    return list(now.values())


def _tight(key: str) -> str:
    return key.replace(" ", "")


def unit_of(unit_id: int | None, text: str) -> Unit | None:
    """The commune of today: the chosen one, else the only one that the text names; None when that isn't sure."""
    if unit_id is not None:
        chosen = Unit.objects.filter(pk=unit_id).first()
        now = todays([chosen])[chosen.pk] if chosen is not None else []
        return now[0] if len(now) == 1 else None
    found = units_told(text)
    return found[0] if len(found) == 1 else None


def province() -> Unit:
    """The province that this system serves: it takes what nobody else can."""
    return province_served()
