"""What lies in the box of the public page: what the job may take in now, and what is held for somebody to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.intake.carrying import unpacked
from mangnon.intake.models import DropKind, WebDrop
from mangnon.intake.settings import web_door
from mangnon.lib.dates import local_day
from mangnon.lib.fields import reveal

SEE_HELD = "intake.see_held"
SLOWEST = 6
"""A drop that can't be taken in is tried again after 1, 2, 4 … seconds, at most 2 to the power of this."""


def in_box() -> QuerySet[WebDrop]:
    """What hasn't become a report yet. Under the provincial net alone: nobody else sees the box."""
    return WebDrop.objects.filter(taken_at__isnull=True, aside_at__isnull=True)


def due_drops(at: datetime, *, most: int = 50) -> list[UUID]:
    """What the job may take in now: what isn't held, the dangerous first; reports before what adds to them."""
    free = in_box().filter(Q(held="") | ~Q(released_by=""))
    rows = free.order_by("-kind", F("danger").desc(), "recorded_at").values_list("pk", "recorded_at", "tries")[:most]
    return [pk for pk, since, tries in rows if not tries or since + timedelta(seconds=2 ** min(tries, SLOWEST)) <= at]


def past_holding(at: datetime) -> list[UUID]:
    """Held drops at which nobody has looked in time: as many as may go on in a minute, the dangerous first."""
    door = web_door(local_day(at))
    late = in_box().exclude(held="").filter(
        released_by="", recorded_at__lte=at - timedelta(minutes=door.hold_minutes)
    )  # fmt: skip
    return list(
        late.order_by(F("danger").desc(), "recorded_at").values_list("pk", flat=True)[: door.release_per_minute]
    )


@dataclass(frozen=True, slots=True)
class HeldDrop:
    """A held drop, opened for whoever decides about it. Who told it stays closed."""

    id: UUID
    held: str
    kind: str
    danger: bool
    recorded_at: datetime
    what: str
    place: str


def held_rows(actor: Actor) -> QuerySet[WebDrop]:
    """What waits for somebody to look; nothing for whoever may not see it."""
    rows = in_box().exclude(held="").filter(released_by="")
    return rows if actor.can(SEE_HELD) else rows.none()


def held_drops(actor: Actor, *, most: int = 100) -> list[HeldDrop]:
    """The held ones with their words, the dangerous first."""
    return [_opened(row) for row in held_rows(actor).order_by(F("danger").desc(), "recorded_at")[:most]]


def _opened(row: WebDrop) -> HeldDrop:
    text, place = reveal(row, "story") or "", ""
    if row.kind == DropKind.REPORT and text:
        told = unpacked(text, "", first_at=row.recorded_at, source="")
        text, place = told.what, told.place.text
    return HeldDrop(row.pk, row.held, row.kind, row.danger, row.recorded_at, text, place)
