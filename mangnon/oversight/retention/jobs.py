"""Nightly work: lists of what is past its term are drawn up; what two people approved is destroyed."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from django.db import transaction

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Refusal
from mangnon.oversight.retention import erasures
from mangnon.oversight.retention.actions.destroying import destroy_batch, reapply_erasures
from mangnon.oversight.retention.actions.proposing import draw_up, machine
from mangnon.oversight.retention.models import Proposal, Stage
from mangnon.oversight.retention.refusals import NothingDue, OpenProposal
from mangnon.oversight.retention.terms import terms_on

logger = logging.getLogger("mangnon.oversight")


def draw_due(*, at: datetime) -> int:
    """A proposal for each type of record with rows past their term; how many. One transaction each."""
    actor, drawn = machine(), 0
    with acting(actor):
        for term in terms_on(local_day(at)):
            if term.asks_people:
                try:
                    with transaction.atomic():
                        draw_up(actor=actor, at=at, record=term.record)
                except (NothingDue, OpenProposal):
                    continue
                drawn += 1
    return drawn


def destroy_approved(*, at: datetime) -> int:
    """Go on with every approved list until it is done; how many rows went. A list that is refused waits for people."""
    actor = machine()
    with acting(actor), transaction.atomic():
        approved = list(Proposal.objects.filter(stage=Stage.APPROVED).order_by("approved_at"))
    return sum(_finish(actor, one, at) for one in approved)


def _finish(actor: Actor, found: Proposal, at: datetime) -> int:
    """Batch after batch, one transaction each."""
    now = found
    while now.stage == Stage.APPROVED:
        try:
            with acting(actor), transaction.atomic():
                now = destroy_batch(actor=actor, at=at, proposal_id=found.pk)
        except Refusal as refusal:
            logger.error("a list approved for destruction stands still: %s", refusal.code)
            break
    return now.destroyed - found.destroyed


def reapply_after_restore(lists: Path | None, at: datetime) -> int:
    """As ``reapply``, with the list of destroyed rows that was kept outside the backup, if there is one."""
    if lists is not None:
        erasures.bring(lists)
    return reapply(at=at)


def reapply(*, at: datetime) -> int:
    """For whoever restores a backup: what had been destroyed goes again; how many rows."""
    actor = machine()
    with acting(actor), transaction.atomic():
        return reapply_erasures(actor=actor, at=at)
