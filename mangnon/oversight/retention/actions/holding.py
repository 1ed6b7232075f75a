"""Holding back what proceedings need; lifting takes two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound
from mangnon.oversight.retention import refusals
from mangnon.oversight.retention.actions.locking import lock_holds
from mangnon.oversight.retention.models import Hold
from mangnon.oversight.retention.queries import holding, see_hold
from mangnon.oversight.retention.rights import ASK_LIFT, HOLD, LIFT
from mangnon.places.models import Unit

SHORTEST_WHY = 20


@dataclass(frozen=True, slots=True)
class Held:
    """What to hold back: all that is named must fit a row."""

    reason: str
    record: str = ""
    place_id: int | None = None
    subject_kind: str = ""
    subject_id: str = ""
    last_day: date | None = None


@action(HOLD)
def place_hold(*, actor: Actor, at: datetime, hold_id: UUID, held: Held) -> Hold:
    """Keep records from being destroyed. The same id again changes nothing.

    Raises NamesNothing, SubjectHalf, DayOver, WhyMissing, NotFound.
    """
    lock_holds()
    known = Hold.objects.filter(pk=hold_id).first()
    if known is not None:
        book(actor=actor, action=HOLD, at=at, subject=known, again=True)
        return known
    _check(held, local_day(at))
    made = Hold(
        id=hold_id, record=held.record, place_id=held.place_id, subject_kind=held.subject_kind,
        subject_id=held.subject_id, reason=held.reason.strip(), last_day=held.last_day, placed_at=at,
        placed_by=str(actor.person_id or actor.name), placed_by_name=actor.name,
    )  # fmt: skip
    made.save(force_insert=True)
    book(
        actor=actor, action=HOLD, at=at, subject=made, record=made.record, kind=made.subject_kind,
        thing=made.subject_id, until=str(made.last_day or ""),
    )  # fmt: skip
    return made


def _check(held: Held, today: date) -> None:
    if bool(held.subject_kind) != bool(held.subject_id):
        raise refusals.SubjectHalf
    if not (held.record or held.place_id or held.subject_id):
        raise refusals.NamesNothing
    if held.last_day is not None and held.last_day < today:
        raise refusals.DayOver
    _long_enough(held.reason)
    if held.place_id is not None and not Unit.objects.filter(pk=held.place_id).exists():
        raise NotFound


def _long_enough(why: str) -> None:
    if len(why.strip()) < SHORTEST_WHY:
        raise refusals.WhyMissing(n=SHORTEST_WHY)


@action(ASK_LIFT)
def ask_lift(*, actor: Actor, at: datetime, hold_id: UUID, why: str) -> Hold:
    """The first person says why it needn't be held any more. Raises NotFound, AlreadyLifted, WhyMissing."""
    hold = see_hold(actor, hold_id, lock=True)
    if hold.asked_at is not None or not holding(hold).active(at):
        raise refusals.AlreadyLifted
    _long_enough(why)
    hold.asked_at, hold.asked_by, hold.asked_by_name = at, str(actor.person_id or actor.name), actor.name
    hold.asked_why = why.strip()
    hold.save(update_fields=["asked_at", "asked_by", "asked_by_name", "asked_why"])
    book(actor=actor, action=ASK_LIFT, at=at, subject=hold)
    return hold


@action(LIFT)
def lift_hold(*, actor: Actor, at: datetime, hold_id: UUID) -> Hold:
    """The second person ends it. Raises NotFound, NotAsked, SamePerson, AlreadyLifted."""
    lock_holds()
    hold = see_hold(actor, hold_id, lock=True)
    if hold.lifted_at is not None:
        raise refusals.AlreadyLifted
    if hold.asked_at is None:
        raise refusals.NotAsked
    if hold.asked_by == str(actor.person_id or actor.name):
        raise refusals.SamePerson
    hold.lifted_at, hold.lifted_by, hold.lifted_by_name = at, str(actor.person_id or actor.name), actor.name
    hold.save(update_fields=["lifted_at", "lifted_by", "lifted_by_name"])
    book(actor=actor, action=LIFT, at=at, subject=hold)
    return hold
