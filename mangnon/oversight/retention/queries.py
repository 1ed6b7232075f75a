"""Proposals, holds and the list of what was destroyed. Row security shows them to those who watch and to leaders."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound
from mangnon.oversight.retention import erasures
from mangnon.oversight.retention.erasures import Erasure
from mangnon.oversight.retention.models import Hold, Outcome, Proposal, ProposalLine, Stage
from mangnon.oversight.retention.rights import APPROVE, CONFIRM, HOLD, LIFT, SEE
from mangnon.oversight.retention.rules import ENDS_SOON, Holding
from mangnon.places.models import Level

SHOWN_LINES = 200


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """All, for those who may see them."""
    return Proposal.objects.all() if actor.can(SEE) else Proposal.objects.none()


def see_proposal(actor: Actor, pk: UUID, *, lock: bool = False) -> Proposal:
    """One proposal. Raises NotFound."""
    rows = proposals(actor)
    found = (rows.select_for_update() if lock else rows).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def shown_lines(proposal: Proposal) -> list[ProposalLine]:
    """The first rows of a list."""
    return list(proposal.lines.order_by("id")[:SHOWN_LINES])


def holds(actor: Actor) -> QuerySet[Hold]:
    """All, for those who may see them."""
    return Hold.objects.select_related("place") if actor.can(SEE) else Hold.objects.none()


def see_hold(actor: Actor, pk: UUID, *, lock: bool = False) -> Hold:
    """One hold. Raises NotFound."""
    rows = holds(actor)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def holdings(at: datetime) -> list[Holding]:
    """What is held at a moment, for the rules; read by the machine that destroys."""
    rows = Hold.objects.filter(active_now(at)).select_related("place")
    return [one for one in map(holding, rows) if one.active(at)]


def active_now(at: datetime) -> Q:
    """Holds whose last day isn't over and that nobody has lifted."""
    return Q(lifted_at__isnull=True) & (Q(last_day__isnull=True) | Q(last_day__gte=local_day(at)))


def holding(hold: Hold) -> Holding:
    """One hold as the rules take it; a commune stands for those that went into it too."""
    places = None
    if hold.place is not None and hold.place.level == Level.COMMUNE:
        places = frozenset(hold.place.reach) | {hold.place.pk}
    return Holding(
        record=hold.record, places=places, place_named=hold.place is not None,
        subject=(hold.subject_kind, hold.subject_id) if hold.subject_id else None, first=hold.placed_at,
        last_day=hold.last_day, lifted_at=hold.lifted_at,
    )  # fmt: skip


def proposals_waiting(actor: Actor) -> QuerySet[Proposal]:
    """Proposals that this actor is the next to decide on."""
    stages = Q(pk__isnull=True)
    if actor.can(CONFIRM):
        stages |= Q(stage=Stage.DRAWN)
    if actor.can(APPROVE):
        stages |= Q(stage=Stage.CONFIRMED) & ~Q(confirmed_by=str(actor.person_id))
    return proposals(actor).filter(stages).order_by("drawn_at")


def holds_waiting(actor: Actor, at: datetime) -> QuerySet[Hold]:
    """Holds that somebody else asked to lift, and those that end within a week."""
    if not actor.can(LIFT):
        return holds(actor).none()
    asked = Q(asked_at__isnull=False) & ~Q(asked_by=str(actor.person_id))
    ending = Q(last_day__lte=local_day(at) + timedelta(days=ENDS_SOON.days))
    mine = ending if actor.can(HOLD) else Q(pk__isnull=True)
    return holds(actor).filter(active_now(at)).filter(asked | mine).order_by("placed_at")


def erasure_list() -> list[Erasure]:
    """All that was destroyed: from the file outside the database, and what the database itself still knows."""
    found, _broken = erasures.read()
    known = {(one.record, key) for one in found for key in one.ids}
    rows = ProposalLine.objects.filter(outcome=Outcome.DESTROYED).select_related("proposal").order_by("id")
    for line in rows.iterator(1_000):
        if (line.proposal.record, line.row_id) not in known:
            told = str(line.proposal.approved_at)
            found.append(Erasure(line.proposal.record, (line.row_id,), str(line.proposal_id), told))
    return found
