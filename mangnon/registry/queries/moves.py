"""Children on their way from one commune to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from mangnon.access.actor import Actor
from mangnon.lib.refusal import NotFound
from mangnon.registry.models import Child, Transfer

MOVES = "registry.transfers.see"
ACCEPT = "registry.transfers.accept"
WITHDRAW = "registry.transfers.withdraw"
ASKED = Transfer.State.ASKED


def transfers(actor: Actor) -> QuerySet[Transfer]:
    """Requests about children whom this actor sees; a child that was taken over takes its requests along."""
    seen: QuerySet[Any] = Child.objects.visible_to(actor, MOVES)
    rows = Transfer.objects.filter(child__in=seen.values("pk"))
    return rows.select_related("child__hamlet", "child__place", "from_place", "to_place")


@dataclass(frozen=True, slots=True)
class Sent:
    """What the sender of a request may know when the child answers elsewhere: its own words, and the answer."""

    child: UUID
    from_place: str
    to_place: str
    moved_on: date
    hand_over: str
    state: str
    asked_at: datetime
    asked_by_name: str
    answered_at: datetime | None
    answered_by_name: str
    answer: str


def sent_transfer(actor: Actor, transfer_id: UUID) -> Sent:
    """A request that a commune of this actor sent, whoever answers for the child today. Raises NotFound."""
    if not actor.can(MOVES):
        raise NotFound
    with connection.cursor() as cursor:
        cursor.execute("select * from registry_sent(%s)", [transfer_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return Sent(*row)


def listed_moves(actor: Actor) -> QuerySet[Transfer]:
    """The same, with whether each still waits."""
    waits = Case(When(state=ASKED, then=Value(1)), default=Value(0))
    return transfers(actor).annotate(waits=waits)


def incoming(actor: Actor) -> Q:
    """Requests to communes of this actor."""
    reach = actor.reach(MOVES)
    return Q() if reach.everywhere else Q(to_place__in=reach.places)


def outgoing(actor: Actor) -> Q:
    """Requests from communes of this actor."""
    reach = actor.reach(MOVES)
    return Q() if reach.everywhere else Q(from_place__in=reach.places)


def waiting_moves(actor: Actor, most: int) -> list[Any]:
    """Open requests that this office answers (``mine``) or waits for, the oldest first.

    Nothing for those who reach everywhere: communes settle it between themselves.
    """
    reach = actor.reach(ACCEPT)
    if reach.everywhere or not actor.can(ACCEPT):
        return []
    to_me = Q(to_place__in=reach.places)
    mine = Case(When(to_me, then=Value(True)), default=Value(False), output_field=BooleanField())  # noqa: FBT003 - SQL
    rows = transfers(actor).filter(to_me | Q(from_place__in=reach.places), state=ASKED)
    return list(rows.annotate(mine=mine).order_by("asked_at", "id")[:most])
