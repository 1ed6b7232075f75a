"""Children somebody should look after soon: unvisited for long, without birth registration, about to turn 16."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, TextField, Value, Window

from mangnon.access.actor import Actor
from mangnon.registry.models import Registered
from mangnon.registry.queries.children import here, sixteen_before
from mangnon.registry.reminders import BIRTH, SIXTEEN, VISIT, reminder

EACH = 5
"""Children of each kind that a worklist names; the others are counted, with the way to all."""
COLUMNS = ("pk", "full_name", "nameless", "born", "visited_on", "born_to")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One child that waits, and how many there are of its kind."""

    kind: str
    pk: Any
    full_name: str
    nameless: str
    born: str
    visited_on: date | None
    born_to: date
    hamlet: str | None
    total: int


def sixteen_until(on: date) -> date:
    """Whoever was born up to this day turns 16 within the days of the reminder."""
    return sixteen_before(on + timedelta(days=reminder(SIXTEEN, on).days))


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """The first of each kind, in one statement. Nothing for those who reach everywhere: they visit nobody."""
    if actor.reach("registry.visits.record").everywhere or not actor.can("registry.visits.record"):
        return []
    rows = here(actor, on)
    unseen = rows.filter(Q(visited_on__isnull=True) | Q(visited_on__lte=reminder(VISIT, on).before(on)))
    unregistered = rows.filter(registered=Registered.NO, born_to__lte=reminder(BIRTH, on).before(on))
    turning = rows.filter(born_to__lte=sixteen_until(on))
    parts = [
        _first(VISIT, unseen, F("visited_on").asc(nulls_first=True)),
        _first(BIRTH, unregistered, F("born_to").desc()),
        _first(SIXTEEN, turning, F("born_to").asc()),
    ]
    return [Waiting(*row) for row in parts[0].union(*parts[1:], all=True)]


def _first(kind: str, rows: QuerySet[Any], order: Any) -> QuerySet[Any]:
    told = rows.annotate(kind=Value(kind, TextField()), hamlet_name=F("hamlet__name"), total=Window(Count("pk")))
    listed: QuerySet[Any] = told.order_by(order, "pk").values_list("kind", *COLUMNS, "hamlet_name", "total")
    return listed[:EACH]
