"""Taking an incident up, and noting what is done about it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor, job
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import Refusal
from mangnon.notices.actions import tell
from mangnon.notices.actions.chains import acknowledge_about
from mangnon.oversight.incidents.actions.recording import KIND, SHORTEST, TooShort, note, ref, taken
from mangnon.oversight.incidents.models import Incident, Step
from mangnon.oversight.incidents.queries import see_incident
from mangnon.oversight.incidents.rules import Running
from mangnon.oversight.officers import holders

NOTED = (Step.CONTAINED, Step.DECIDED, Step.FOUND)
"""What people note; the other steps are noted by their acts."""


class AlreadyLed(Refusal):
    """Somebody leads it."""

    code = "incidents.already_led"
    sentence = _("{name} đã nhận xử lý sự cố này.")
    remedy = _("Tải lại trang để xem đang làm đến đâu.")
    status = 409


class HappenedLater(Refusal):
    """What is noted has happened."""

    code = "incidents.happened_later"
    sentence = _("Việc đã làm không thể ở sau lúc này.")
    field = "happened_at"


class UnknownStep(Refusal):
    """A step that people don't note."""

    code = "incidents.unknown_step"
    sentence = _("Chọn loại việc trong danh sách.")
    field = "what"


@action("oversight.incidents.take_up")
def take_up(*, actor: Actor, at: datetime, incident_id: UUID) -> Incident:
    """Lead it; nobody else is called. Raises NotFound, Forbidden, Closed, AlreadyLed."""
    row = taken(actor, "oversight.incidents.take_up", incident_id)
    if row.lead is not None:
        raise AlreadyLed(name=row.lead_name)
    row.lead, row.lead_name = actor.person_id, actor.name
    row.save(update_fields=["lead", "lead_name", "version"])
    note(row, Step.TAKEN, actor, at)
    book(actor=actor, action="oversight.incidents.take_up", at=at, subject=row, code=row.code)
    with acting(job("oversight.incidents.chain")):
        acknowledge_about(actor=actor, at=at, kind=KIND, thing=str(row.pk))
    return row


@action("oversight.incidents.note")
def note_step(
    *, actor: Actor, at: datetime, incident_id: UUID, what: str, words: str, happened_at: datetime
) -> Incident:
    """Note what was done, decided or found.

    Raises NotFound, Forbidden, Closed, UnknownStep, TooShort, HappenedLater.
    """
    row = taken(actor, "oversight.incidents.note", incident_id)
    if what not in NOTED:
        raise UnknownStep
    if len(words.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    if happened_at > at:
        raise HappenedLater
    note(row, Step(what), actor, at, words=words, happened_at=happened_at)
    book(actor=actor, action="oversight.incidents.note", at=at, subject=row, code=row.code, what=what)
    return row


@action("oversight.incidents.print")
def book_print(*, actor: Actor, at: datetime, incident_id: UUID) -> Incident:
    """Note that form 08 was printed. Raises NotFound, Forbidden."""
    row = see_incident(actor, incident_id, "oversight.incidents.print")
    book(actor=actor, action="oversight.incidents.print", at=at, subject=row, code=row.code)
    return row


def reminder(term: Running, at: datetime) -> str:
    """The name under which people are reminded of a term once as nearly and once as fully over."""
    return f"{term.clock.id}:{'late' if term.is_late(at) else 'soon'}:{term.due:%Y%m%d%H%M}"


@action("oversight.incidents.remind")
def remind_of(*, actor: Actor, at: datetime, incident: Incident, term: Running) -> Incident:
    """Tell data officers and leaders of a term that is nearly or fully over. ``incident`` is locked by the caller."""
    key = reminder(term, at)
    told = tell(
        actor=actor,
        at=at,
        to=holders([Role.DATA_OFFICER, Role.PROVINCE_LEADER], [incident.place_id], at),
        kind="oversight.incident_due",
        about=ref(incident),
        key=key,
        place_id=incident.place_id,
    )
    incident.reminded = [*incident.reminded, key]
    incident.save(update_fields=["reminded"])
    book(
        actor=actor, action="oversight.incidents.remind", at=at, subject=incident, code=incident.code,
        clock=term.clock.id, told=len(told.new),
    )  # fmt: skip
    return incident
