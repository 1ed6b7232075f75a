"""The reporter's identity: written by whoever hears it, opened by its own right with a reason, each opening booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.actions.writing import VAULT, fill_vault
from mangnon.intake.models import HarmReport, Reporter
from mangnon.intake.refusals import SHORTEST_NOTE, NoteMissing
from mangnon.intake.told import ReporterTold
from mangnon.lib.fields import reveal
from mangnon.lib.refusal import Forbidden, NotFound

WRITE, OPEN = "intake.write_reporter", "intake.open_reporter"


@dataclass(frozen=True, slots=True)
class Opened:
    """The vault's content, for this one view."""

    anonymous: bool
    name: str
    phone: str
    address: str
    relation: str
    safe_contact: str


@action(WRITE)
def write_reporter(*, actor: Actor, at: datetime, report_id: UUID, told: ReporterTold) -> Reporter:
    """Write into the vault without seeing what lies there: empty lines keep it. Raises NotFound, Forbidden."""
    report = take(HarmReport, report_id, actor, WRITE)
    row = Reporter.objects.select_for_update().filter(report=report).first() or Reporter(report=report)
    changed = fill_vault(row, told, clear=False)
    row.version += 1
    row.save()
    book(actor=actor, action=WRITE, at=at, subject=report, code=report.number, changed=changed)
    return row


@action(OPEN)
def open_reporter(*, actor: Actor, at: datetime, report_id: UUID, reason: str) -> Opened:
    """Read who told it. Raises NotFound, Forbidden, NoteMissing."""
    report = take(HarmReport, report_id, actor, OPEN)
    if report.place_id not in actor.reach(OPEN):
        raise Forbidden(action=OPEN, place_id=report.place_id)
    if len(reason.strip()) < SHORTEST_NOTE:
        raise NoteMissing(n=SHORTEST_NOTE)
    row = Reporter.objects.filter(report=report).first()
    if row is None:
        raise NotFound
    book(actor=actor, action=OPEN, at=at, subject=report, code=report.number, reason=reason.strip()[:200])
    texts = {name: reveal(row, name) or "" for name in VAULT}
    return Opened(row.anonymous, *(texts[name] for name in VAULT))
