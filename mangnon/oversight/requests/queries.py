"""Reads of requests: within reach, open ones, those due for the calendar and for notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from mangnon.access.actor import Actor, job
from mangnon.access.doors import see
from mangnon.access.managers import GuardedQuerySet
from mangnon.lib.workdays import Running
from mangnon.oversight.requests.definitions import RequestKind, kind_since
from mangnon.oversight.requests.models import RequestStep, RightsRequest
from mangnon.oversight.requests.rules import Stage

SEE = "oversight.requests.see"
OPEN = Q(closed_at__isnull=True)
UNANSWERED = Q(answered_at__isnull=True)
UNFULFILLED = Q(fulfilled_at__isnull=True, closed_at__isnull=True) & ~Q(answer="refused")
STAGES: dict[str, Q] = {
    Stage.RECEIVED: OPEN & UNANSWERED,
    Stage.ACCEPTED: Q(answer="accepted", fulfilled_at__isnull=True, closed_at__isnull=True),
    Stage.REFUSED: Q(answer="refused", closed_at__isnull=True),
    Stage.FULFILLED: Q(fulfilled_at__isnull=False, closed_at__isnull=True),
    Stage.CLOSED: Q(closed_at__isnull=False),
}


def requests(actor: Actor, action: str = SEE) -> GuardedQuerySet[Any]:
    """Requests in which the actor may do something."""
    return RightsRequest.objects.visible_to(actor, action)


def see_request(actor: Actor, pk: UUID) -> RightsRequest:
    """One request. Raises NotFound."""
    return see(RightsRequest, pk, actor, SEE)


def steps_of(request: RightsRequest) -> list[RequestStep]:
    """What was done, newest first; call it after the request was seen."""
    return list(RequestStep.objects.filter(request=request).order_by("-id"))


def kind_of(request: RightsRequest) -> RequestKind:
    """The definition by which it runs."""
    return kind_since(request.kind, request.kind_since)


def late(at: datetime) -> Q:
    """Those whose running clock is over."""
    return (STAGES[Stage.RECEIVED] & Q(answer_due__lt=at)) | (STAGES[Stage.ACCEPTED] & Q(fulfil_due__lt=at))


def due_before(moment: datetime) -> Q:
    """Those whose running clock is over by a moment."""
    return late(moment)


def machine(name: str) -> Actor:
    """A machine that reads all requests: their clocks know no reach."""
    return job(name, SEE, "oversight.requests.remind")


def running(places: Sequence[int] | None) -> Iterator[Running]:
    """The open clocks, as the calendar moves them; call it under a machine's reach."""
    rows = requests(machine("oversight.requests.clocks")).filter(OPEN & (UNANSWERED | UNFULFILLED))
    if places is not None:
        rows = rows.filter(place__in=list(places))
    for one in rows.order_by("id").iterator(500):
        kind = kind_of(one)
        if one.answered_at is None:
            yield Running(f"{one.pk}:answer", one.place_id, one.received_at, kind.answer.term, one.answer_due)
        if one.extended_from is not None:
            yield Running(f"{one.pk}:fulfil", one.place_id, one.extended_from, kind.extension.term, one.fulfil_due)
        else:
            yield Running(f"{one.pk}:fulfil", one.place_id, one.received_at, kind.fulfil.term, one.fulfil_due)
