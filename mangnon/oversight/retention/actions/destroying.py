"""Destroying in batches, each one transaction; doing again after a restore what was done before."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.retaining import Retained, retained
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound
from mangnon.oversight.retention import erasures, refusals
from mangnon.oversight.retention.actions.locking import read_holds
from mangnon.oversight.retention.actions.proposing import refuse_other_list
from mangnon.oversight.retention.models import Outcome, Proposal, ProposalLine, Stage
from mangnon.oversight.retention.queries import erasure_list, holdings, see_proposal
from mangnon.oversight.retention.rights import DESTROY, REAPPLY
from mangnon.oversight.retention.rules import Sorted, digest, sort_out
from mangnon.oversight.retention.terms import term_on

BATCH = 200


@action(DESTROY)
def destroy_batch(*, actor: Actor, at: datetime, proposal_id: UUID) -> Proposal:
    """The next rows of an approved list: those still due and under no hold go, the others stay and it is said so.

    The list outside the database is written first, so that a restore never brings back what went. Whatever dies
    in between, the rows are all there or all gone, and the next run goes on.
    Raises NotFound, OtherStage, ListChanged, OtherCount.
    """
    proposal = see_proposal(actor, proposal_id, lock=True)
    if proposal.stage != Stage.APPROVED:
        raise refusals.OtherStage
    slot = retained().get(proposal.record)
    if slot is None:
        raise NotFound
    refuse_other_list(proposal)
    read_holds()
    listed = list(proposal.lines.filter(outcome="").order_by("id").values_list("row_id", flat=True)[:BATCH])
    found = sort_out(proposal.record, listed, slot.due(proposal.before, listed, len(listed)), holdings(at), at)
    if found.go:
        erasures.append(record=proposal.record, ids=found.go, proposal=str(proposal.pk), at=at)
        _destroy(slot, found.go)
    _note(proposal, found, at)
    book(
        actor=actor, action=DESTROY, at=at, subject=proposal, record=proposal.record, entries=len(found.go),
        held=len(found.held), gone=len(found.gone), digest=digest(found.go),
    )  # fmt: skip
    return proposal


def _destroy(slot: Retained, ids: tuple[str, ...]) -> None:
    if slot.destroy(ids) != len(ids):
        raise refusals.OtherCount


def _note(proposal: Proposal, found: Sorted, at: datetime) -> None:
    """What became of each row, and whether the list is done."""
    lines = ProposalLine.objects.filter(proposal=proposal, outcome="")
    for outcome, ids in ((Outcome.DESTROYED, found.go), (Outcome.HELD, found.held), (Outcome.GONE, found.gone)):
        if ids:
            lines.filter(row_id__in=ids).update(outcome=outcome)
    proposal.destroyed += len(found.go)
    proposal.held += len(found.held)
    proposal.gone += len(found.gone)
    if proposal.left <= 0:
        proposal.stage, proposal.done_at = Stage.DONE, at
    proposal.save(update_fields=["destroyed", "held", "gone", "stage", "done_at"])


@action(REAPPLY)
def reapply_erasures(*, actor: Actor, at: datetime) -> int:
    """After a restore: destroy again what had been destroyed and came back; how many rows.

    Only rows that are past their term today and under no hold go; asked twice, the second time finds none.
    """
    read_holds()
    wanted: dict[str, list[str]] = defaultdict(list)
    for one in erasure_list():
        wanted[one.record] += one.ids
    again: dict[str, int] = {}
    for record, ids in wanted.items():
        count = _again(record, list(dict.fromkeys(ids)), at)
        again.update({record: count} if count else {})
    total = sum(again.values())
    book(actor=actor, action=REAPPLY, at=at, entries=total, records=again, broken=erasures.read()[1])
    return total


def _again(record: str, ids: list[str], at: datetime) -> int:
    slot, term = retained().get(record), term_on(record, local_day(at))
    if slot is None or term is None or not term.asks_people:
        return 0
    count = 0
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        found = sort_out(record, some, slot.due(term.before(at), some, len(some)), holdings(at), at)
        if found.go:
            _destroy(slot, found.go)
        count += len(found.go)
    return count
