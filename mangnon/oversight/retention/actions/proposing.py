"""Drawing up a list of what is past its term; one person confirms it, another one approves it."""

from __future__ import annotations

import contextlib
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mangnon.access.actor import Actor, job
from mangnon.access.retaining import Due, retained
from mangnon.access.scope import acting
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.oversight.retention import refusals
from mangnon.oversight.retention.models import OPEN, Proposal, ProposalLine, Stage
from mangnon.oversight.retention.queries import holdings, see_proposal
from mangnon.oversight.retention.rights import APPROVE, CONFIRM, DESTROY, DRAW, REAPPLY, REJECT, SEE
from mangnon.oversight.retention.rules import digest
from mangnon.oversight.retention.terms import Term, term_on

MOST_ROWS = 5_000
"""On one list; what is left comes on the next."""
SHORTEST_WHY = 20
MACHINE = "oversight.retention"
"""The name under which rows are read and destroyed; row security of drafts knows it."""


def machine() -> Actor:
    """Who reads and destroys across all places, and sees no page."""
    return job(MACHINE, DRAW, DESTROY, REAPPLY, SEE)


@action(DRAW)
def draw_up(*, actor: Actor, at: datetime, record: str) -> Proposal:
    """Freeze the list of what is past its term today. Raises NotFound, OpenProposal, NothingDue."""
    term, slot = term_on(record, local_day(at)), retained().get(record)
    if term is None or not term.asks_people or slot is None:
        raise NotFound
    with connection.cursor() as cursor:  # two who draw up at once: the second sees the first one's list
        cursor.execute("select pg_advisory_xact_lock(hashtext('oversight.retention.draw'))")
    if Proposal.objects.filter(record=record, stage__in=OPEN).exists():
        raise refusals.OpenProposal
    with acting(machine()):
        due = slot.due(term.before(at), None, MOST_ROWS)
        active = holdings(at)
    free = [row for row in due if not any(one.keeps(record, row) for one in active)]
    if not free:
        raise refusals.NothingDue
    made = _frozen(actor, at, term, free, len(due) - len(free))
    book(
        actor=actor, action=DRAW, at=at, subject=made, record=record, entries=made.rows, held=made.left_held,
        digest=made.digest,
    )  # fmt: skip
    return made


def _frozen(actor: Actor, at: datetime, term: Term, rows: list[Due], held: int) -> Proposal:
    made = Proposal(
        id=new_id(), record=term.record, term_since=term.valid_from, before=term.before(at), rows=len(rows),
        left_held=held, digest=digest(row.id for row in rows), drawn_at=at, drawn_by_name=actor.name,
    )  # fmt: skip
    made.save(force_insert=True)
    ProposalLine.objects.bulk_create(
        ProposalLine(proposal=made, row_id=row.id, label=row.label[:200], since=row.since) for row in rows
    )
    return made


@action(CONFIRM)
def confirm(*, actor: Actor, at: datetime, proposal_id: UUID) -> Proposal:
    """The first person has read the list. Raises NotFound, OtherStage, ListChanged."""
    proposal = _at_stage(actor, proposal_id, Stage.DRAWN)
    proposal.stage, proposal.confirmed_at = Stage.CONFIRMED, at
    proposal.confirmed_by, proposal.confirmed_by_name = str(actor.person_id or actor.name), actor.name
    proposal.save(update_fields=["stage", "confirmed_at", "confirmed_by", "confirmed_by_name"])
    _book(actor, CONFIRM, at, proposal)
    return proposal


@action(APPROVE)
def approve(*, actor: Actor, at: datetime, proposal_id: UUID) -> Proposal:
    """The second person lets it happen; a machine begins when this is committed.

    Raises NotFound, OtherStage, SamePerson, ListChanged.
    """
    proposal = _at_stage(actor, proposal_id, Stage.CONFIRMED)
    if proposal.confirmed_by == str(actor.person_id or actor.name):
        raise refusals.SamePerson
    proposal.stage, proposal.approved_at = Stage.APPROVED, at
    proposal.approved_by, proposal.approved_by_name = str(actor.person_id or actor.name), actor.name
    proposal.save(update_fields=["stage", "approved_at", "approved_by", "approved_by_name"])
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():  # it waits already, or comes every ten minutes
        app.configure_task("oversight.destroy").defer(timestamp=int(at.timestamp()))
    _book(actor, APPROVE, at, proposal)
    return proposal


@action(REJECT)
def reject(*, actor: Actor, at: datetime, proposal_id: UUID, why: str) -> Proposal:
    """Nothing on the list is destroyed. Raises NotFound, OtherStage, WhyMissing."""
    proposal = see_proposal(actor, proposal_id, lock=True)
    if proposal.stage not in (Stage.DRAWN, Stage.CONFIRMED):
        raise refusals.OtherStage
    if len(why.strip()) < SHORTEST_WHY:
        raise refusals.WhyMissing(n=SHORTEST_WHY)
    proposal.stage, proposal.rejected_at, proposal.rejected_by_name = Stage.REJECTED, at, actor.name
    proposal.rejected_why = why.strip()
    proposal.save(update_fields=["stage", "rejected_at", "rejected_by_name", "rejected_why"])
    _book(actor, REJECT, at, proposal)
    return proposal


def _at_stage(actor: Actor, proposal_id: UUID, stage: Stage) -> Proposal:
    proposal = see_proposal(actor, proposal_id, lock=True)
    if proposal.stage != stage:
        raise refusals.OtherStage
    refuse_other_list(proposal)
    return proposal


def refuse_other_list(proposal: Proposal) -> None:
    """Raises ListChanged when the rows aren't those that were drawn up."""
    if digest(proposal.lines.values_list("row_id", flat=True)) != proposal.digest:
        raise refusals.ListChanged


def _book(actor: Actor, what: str, at: datetime, proposal: Proposal) -> None:
    book(
        actor=actor, action=what, at=at, subject=proposal, record=proposal.record, entries=proposal.rows,
        digest=proposal.digest,
    )  # fmt: skip
