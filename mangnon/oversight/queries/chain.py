"""How the chain over the book stands: sealed how far, how much waits, verified when, sent when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from mangnon.audit.models import Entry, Link
from mangnon.oversight.models import SentHead, Verification
from mangnon.oversight.rules import Health, health

LOOK_BACK = 5_000
"""Entries before the last sealed one among which some may still wait: transactions commit out of order."""
COUNT_UP_TO = 10_000


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain at one moment."""

    head: Link | None
    waiting: int
    waiting_since: datetime | None
    verified: Verification | None
    sent: SentHead | None
    tried: SentHead | None
    health: Health

    @property
    def sealed(self) -> int:
        """How many entries are sealed."""
        return self.head.position if self.head else 0


def chain(at: datetime) -> Chain:
    """Read it, in the scope of somebody who may read the book."""
    head = Link.objects.order_by("-position").first()
    waiting = _waiting(head)
    oldest = min((entry.recorded_at for entry in waiting), default=None)
    verified = verifications().first()
    sent = SentHead.objects.filter(problem="").order_by("-at").first()
    late = timedelta() if oldest is None else at - oldest
    return Chain(
        head,
        len(waiting),
        oldest,
        verified,
        sent,
        SentHead.objects.order_by("-at").first(),
        health(late, verified.findings if verified else None, at - verified.at if verified else None),
    )


def _waiting(head: Link | None) -> list[Entry]:
    floor = head.entry_id - LOOK_BACK if head else 0
    rows = Entry.objects.filter(pk__gt=floor).exclude(pk__in=Link.objects.filter(entry_id__gt=floor).values("entry_id"))
    return list(rows.only("recorded_at").order_by("pk")[:COUNT_UP_TO])


def verifications() -> QuerySet[Verification]:
    """Past verifications, newest first."""
    return Verification.objects.order_by("-at")
