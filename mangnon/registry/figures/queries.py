"""Figures of a day: from the records, or as they were when the quarter closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import starmap
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.registry.figures.models import Quarter
from mangnon.registry.figures.rules import ALL, AT_RISK, SPECIAL, Cell, thresholds
from mangnon.registry.models import Child, Circumstance, Left, Residence, Sensitivity
from mangnon.registry.queries.children import children
from mangnon.registry.queries.codes import groups_on
from mangnon.registry.queries.needs import OPEN_SENSITIVE
from mangnon.registry.rules import AGE_BANDS

SEE = "registry.figures.see"
_COUNT = 'select place_id, "group", sex, band, ethnicity, n from registry_count(%s, %s::date[]) where "group" = any(%s)'
_FROZEN = 'select place_id, "group", sex, band, ethnicity, n from registry_frozen(%s, %s)'


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a day; ``closed_at`` when they are those of a closed quarter."""

    on: date
    cells: tuple[Cell, ...]
    closed_at: datetime | None = None


def groups_shown(actor: Actor, on: date) -> list[str]:
    """Groups that an actor may see counted; very sensitive ones by name only with their own right."""
    lines = [one for one in groups_on(on) if one.code == one.group]
    open_too = actor.can(OPEN_SENSITIVE)
    named = [one.code for one in lines if open_too or one.sensitivity != Sensitivity.VERY_HIGH]
    return [ALL, SPECIAL, *(code for code in named if code != AT_RISK), AT_RISK]


def figures(actor: Actor, on: date, *, groups: Sequence[str] | None = None) -> Figures:
    """The numbers of a day in the actor's places, of a closed quarter as they were frozen.

    Without the right there are none. A caller's ``groups`` never widen what the actor may see.
    """
    if not actor.can(SEE):
        return Figures(on, ())
    shown = [one for one in groups_shown(actor, on) if groups is None or one in groups]
    quarter = Quarter.objects.filter(pk=on).first()
    if quarter is not None:
        return Figures(on, _cells(_FROZEN, [on, shown]), quarter.closed_at)
    return Figures(on, counted(on, shown))


def counted(on: date, groups: Iterable[str]) -> tuple[Cell, ...]:
    """From the records themselves, within the reach that the database was told."""
    return _cells(_COUNT, [on, thresholds(on), list(groups)])


def _cells(statement: str, values: list[Any]) -> tuple[Cell, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return tuple(starmap(Cell, cursor.fetchall()))


def behind(
    actor: Actor, on: date, *, place_id: int, group: str = ALL, sex: str = "", band: str = ""
) -> QuerySet[Child]:
    """The children behind a number whom this actor may open today, who lived on a unit's ground on a day.

    Who lives elsewhere today, or was merged since, is counted but lies outside a commune's reach.
    """
    lived = Residence.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), child=OuterRef("pk"), kind=Residence.Kind.ACTUAL,
        valid_from__lte=on, place_id=place_id,
    )  # fmt: skip
    rows = children(actor).exclude(left=Left.MERGED).filter(Exists(lived), born_from__lte=on)
    rows = rows.filter(_of_band(on, band))
    if sex:
        rows = rows.filter(sex=sex)
    return rows.filter(_in_group(actor, on, group)) if group else rows


def _of_band(on: date, band: str) -> Q:
    firsts = thresholds(on)
    if not band:
        return Q(born_to__gte=firsts[0])
    at = len(AGE_BANDS) - 1 - [one.key for one in AGE_BANDS].index(band)
    younger = firsts[at + 1] if at + 1 < len(firsts) else None
    return Q(born_to__gte=firsts[at]) & (Q(born_to__lt=younger) if younger else Q())


def _in_group(actor: Actor, on: date, group: str) -> Exists:
    held = Circumstance.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), child=OuterRef("pk"), valid_from__lte=on
    )
    if group not in groups_shown(actor, on):
        return Exists(held.none())
    return Exists(held.exclude(group=AT_RISK) if group == SPECIAL else held.filter(group=group))


def quarters() -> list[Quarter]:
    """Quarters that are closed, the latest first."""
    return list(Quarter.objects.order_by("-end")[:20])
