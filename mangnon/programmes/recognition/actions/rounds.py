"""A round is opened; a place's class is entered with its document and day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep
from mangnon.programmes.recognition.models import PlaceClass, Round
from mangnon.programmes.refusals import ClassThere, DaysWrong, RoundThere
from mangnon.programmes.rights import OPEN_ROUND, SET_CLASS


@action(OPEN_ROUND)
def open_round(
    *, actor: Actor, at: datetime, year: int, kind: str, order: str, opens_on: date, due_on: date,
    document: str = "", uid: UUID | None = None,
) -> Round:  # fmt: skip
    """A round of a year; sent again it adds nothing. Raises RoundThere, DaysWrong, UnknownDocument."""
    if uid and (known := Round.objects.filter(pk=uid).first()):
        book(actor=actor, action=OPEN_ROUND, at=at, subject=known, again=True)
        return known
    if due_on < opens_on:
        raise DaysWrong(due=format_date(due_on), start=format_date(opens_on))
    found = next(iter(documents_named(actor, [document])), None)
    made = Round(
        id=uid or new_id(), year=year, kind=kind, order=order.strip(), document=found, opens_on=opens_on,
        due_on=due_on, opened_at=at, opened_by_name=actor.name,
    )  # fmt: skip
    with refused("round_once", RoundThere(year=year)):
        made.save(force_insert=True)
    book(actor=actor, action=OPEN_ROUND, at=at, subject=made, year=year, kind=kind)
    return made


@action(SET_CLASS)
def set_class(
    *, actor: Actor, at: datetime, place: Unit, code: str, decision: str, since: date, uid: UUID | None = None
) -> PlaceClass:
    """The class of a place from a day on; the one before ends that day. Raises Forbidden, ClassThere."""
    must_keep(actor, SET_CLASS, place)
    if uid and (known := PlaceClass.objects.filter(pk=uid).first()):
        book(actor=actor, action=SET_CLASS, at=at, subject=known, place_id=place.pk, again=True)
        return known
    made = PlaceClass(
        id=uid or new_id(), place=place, code=code, decision=decision.strip(), valid_from=since, told_at=at,
        told_by_name=actor.name,
    )  # fmt: skip
    before = PlaceClass.objects.select_for_update().filter(place=place, valid_to__isnull=True, valid_from__lt=since)
    before.update(valid_to=since)
    with refused("place_class_one_at_a_time", ClassThere(name=place.name)):
        made.save(force_insert=True)
    book(actor=actor, action=SET_CLASS, at=at, subject=made, place_id=place.pk, code=code, since=since.isoformat())
    return made
