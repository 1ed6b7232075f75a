"""Noting who was told of an incident, with the proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.kinds import PAPERS
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_datetime
from mangnon.lib.refusal import Refusal
from mangnon.oversight.incidents.actions.recording import taken
from mangnon.oversight.incidents.models import Incident, IncidentTelling
from mangnon.oversight.incidents.queries import FILES, terms_of
from mangnon.oversight.incidents.rules import Running

TELL = "oversight.incidents.tell"
SHORTEST = 10


class AlreadyTold(Refusal):
    """Each term is met once."""

    code = "incidents.already_told"
    sentence = _("Việc báo này đã được ghi.")
    remedy = _("Nếu báo thêm lần nữa, chọn “nơi khác”.")
    field = "clock"
    status = 409


class UnknownClock(Refusal):
    """A term that this incident doesn't have."""

    code = "incidents.unknown_clock"
    sentence = _("Chọn việc báo trong danh sách.")
    field = "clock"


class ToldOutside(Refusal):
    """Told between when it was known and now."""

    code = "incidents.told_outside"
    sentence = _("Lúc báo phải ở giữa lúc biết sự cố và bây giờ.")
    field = "told_at"


class LateWhyMissing(Refusal):
    """Late work is done all the same, and says why it is late."""

    code = "incidents.late_why_missing"
    sentence = _("Đã quá hạn {due}, nên cần ghi vì sao trễ, ít nhất {n} ký tự.")
    field = "late_why"


@dataclass(frozen=True, slots=True)
class Told:
    """Who was told, how and when; ``clock`` is the term that it meets."""

    clock: str
    whom: str
    how: str
    told_at: datetime
    late_why: str = ""
    proof: Any = None


@action(TELL)
def note_telling(*, actor: Actor, at: datetime, incident_id: UUID, told: Told) -> IncidentTelling:
    """Note that somebody was told. Raises NotFound, Forbidden, Closed, UnknownClock, AlreadyTold, ToldOutside,
    LateWhyMissing, or a FileRefused of the proof."""
    row = taken(actor, TELL, incident_id)
    _check(row, told, at)
    file = None
    if told.proof is not None:
        file = store(actor=actor, at=at, upload=told.proof, owner=OwnerRef(FILES, row.pk), rules=PAPERS)
    made = IncidentTelling(
        incident=row,
        clock=told.clock,
        whom=told.whom.strip(),
        how=told.how.strip(),
        told_at=told.told_at,
        recorded_at=at,
        by_name=actor.name,
        late_why=told.late_why.strip(),
        proof=file.pk if file else None,
        proof_name=file.name if file else "",
    )
    made.save(force_insert=True)
    book(actor=actor, action=TELL, at=at, subject=row, code=row.code, clock=told.clock, proof=bool(file))
    return made


def _check(row: Incident, told: Told, at: datetime) -> None:
    if not row.known_at <= told.told_at <= at:
        raise ToldOutside
    if not told.clock:
        return
    term = _term(row, told.clock)
    if not term.is_open():
        raise AlreadyTold
    if told.told_at > term.due and len(told.late_why.strip()) < SHORTEST:
        raise LateWhyMissing(due=format_datetime(term.due), n=SHORTEST)


def _term(row: Incident, clock: str) -> Running:
    found = next((one for one in terms_of(row) if one.clock.id == clock), None)
    if found is None:
        raise UnknownClock
    return found
