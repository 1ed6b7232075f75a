"""How the outbox stands, counted by a machine: no person, no address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.notices.models import Delivery, State


@dataclass(frozen=True, slots=True)
class Outbox:
    """Letters: all that wait, those that are late or were tried in vain, the oldest of these, those given up."""

    waiting: int
    due: int
    oldest: datetime | None
    dead: int


def outbox(at: datetime) -> Outbox:
    """Read it."""
    late = Q(due_at__lte=at) | Q(tries__gt=0)
    with acting(job("notices.outbox")):
        held = Delivery.objects.filter(state=State.WAITING).aggregate(
            waiting=Count("pk"), due=Count("pk", filter=late), oldest=Min("since", filter=late)
        )
        dead = Delivery.objects.filter(state=State.DEAD).count()
    return Outbox(held["waiting"], held["due"], held["oldest"], dead)
