"""Closing an incident: what was learnt, by whoever leads; the signature of a second person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Refusal
from mangnon.oversight.incidents.actions.recording import SHORTEST, TooShort, note, taken
from mangnon.oversight.incidents.models import Incident, Step
from mangnon.oversight.incidents.queries import kinds_of, terms_of
from mangnon.oversight.incidents.rules import keep_until, next_open


class StillOpen(Refusal):
    """Whoever must be told is told before it closes."""

    code = "incidents.still_open"
    sentence = _("Chưa ghi đã báo: {clock}.")
    remedy = _("Báo rồi ghi lại, kể cả khi đã trễ.")
    status = 409


class NoLessons(Refusal):
    """A signature stands under something."""

    code = "incidents.no_lessons"
    sentence = _("Người phụ trách dữ liệu chưa ghi bài học nên chưa ký đóng được.")
    status = 409


class SamePerson(Refusal):
    """The second person is another one."""

    code = "incidents.same_person"
    sentence = _("Người ký đóng phải khác người ghi bài học.")
    status = 403


@action("oversight.incidents.learn")
def write_lessons(*, actor: Actor, at: datetime, incident_id: UUID, version: int, words: str) -> Incident:
    """Write what was learnt and ask to close. Raises NotFound, Forbidden, Closed, StaleVersion, StillOpen, TooShort."""
    row = taken(actor, "oversight.incidents.learn", incident_id, version)
    missing = next_open(terms_of(row))
    if missing is not None:
        raise StillOpen(clock=missing.clock.name)
    if len(words.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    row.lessons, row.lessons_by, row.lessons_by_name = words.strip(), actor.person_id, actor.name
    row.save(update_fields=["lessons", "lessons_by", "lessons_by_name", "version"])
    note(row, Step.LEARNT, actor, at, words=words)
    book(actor=actor, action="oversight.incidents.learn", at=at, subject=row, code=row.code)
    return row


@action("oversight.incidents.sign")
def sign_incident(*, actor: Actor, at: datetime, incident_id: UUID, version: int) -> Incident:
    """Close it as the second person. Raises NotFound, Forbidden, Closed, StaleVersion, NoLessons, SamePerson."""
    row = taken(actor, "oversight.incidents.sign", incident_id, version)
    if not row.lessons:
        raise NoLessons
    if row.lessons_by == actor.person_id:
        raise SamePerson
    row.closed_at, row.signed_by, row.signed_by_name = at, actor.person_id, actor.name
    row.keep_until = keep_until(local_day(at), kinds_of(row))
    row.save(update_fields=["closed_at", "signed_by", "signed_by_name", "keep_until", "version"])
    note(row, Step.CLOSED, actor, at)
    book(actor=actor, action="oversight.incidents.sign", at=at, subject=row, code=row.code)
    return row
