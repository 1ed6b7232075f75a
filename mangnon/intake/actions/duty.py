"""Who is on duty when; who takes over when the province's own people are named."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.accounts.models import Person
from mangnon.accounts.queries import covers
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.intake.models import Alternate, DutyTurn
from mangnon.intake.queries.people import answers_for
from mangnon.intake.refusals import NotOfOffice, TurnTwice, TurnWrong
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.places.models import Unit

PLAN, DROP, NAME = "intake.plan_turn", "intake.drop_turn", "intake.name_alternate"
LONGEST = timedelta(hours=72)


@action(PLAN)
def plan_turn(
    *, actor: Actor, at: datetime, turn_id: UUID, place: Unit, person_id: UUID, starts_at: datetime, ends_at: datetime
) -> DutyTurn:
    """Put somebody of an office on duty; a second send adds nothing.

    Raises Forbidden, TurnWrong, TurnTwice, NotOfOffice.
    """
    if not covers(actor, PLAN, place):
        raise Forbidden(action=PLAN, place_id=place.pk)
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise TurnWrong(n=LONGEST // timedelta(hours=1))
    _check_person(place, person_id, at)
    known = DutyTurn.objects.filter(pk=turn_id).first()
    if known is None:
        known = _made(DutyTurn(
            id=turn_id, place=place, person_id=person_id, starts_at=starts_at, ends_at=ends_at,
            recorded_by=str(actor.person_id or actor.name),
        ))  # fmt: skip
    book(
        actor=actor, action=PLAN, at=at, subject=known, person=str(person_id), starts=starts_at.isoformat(),
        ends=ends_at.isoformat(),
    )  # fmt: skip
    return known


def _made(turn: DutyTurn) -> DutyTurn:
    try:
        with transaction.atomic():
            turn.save(force_insert=True)
    except IntegrityError as overlap:
        raise TurnTwice from overlap
    return turn


def _check_person(place: Unit, person_id: UUID, at: datetime) -> Person:
    found = next((one for one in answers_for(place, at) if one.pk == person_id), None)
    if found is None:
        raise NotOfOffice(place=place.name)
    return found


@action(DROP)
def drop_turn(*, actor: Actor, at: datetime, turn_id: UUID) -> None:
    """Take a turn off the rota. Raises NotFound, Forbidden."""
    turn = DutyTurn.objects.select_related("place").filter(pk=turn_id).first()
    if turn is None:
        raise NotFound
    if not covers(actor, DROP, turn.place):
        raise Forbidden(action=DROP, place_id=turn.place_id)
    book(actor=actor, action=DROP, at=at, subject=turn, person=str(turn.person_id), starts=turn.starts_at.isoformat())
    turn.delete()


@action(NAME)
def name_alternate(*, actor: Actor, at: datetime, place: Unit, person_id: UUID) -> Alternate:
    """Name who takes reports that name the office's other people; the earlier one ends. Raises NotOfOffice."""
    _check_person(place, person_id, at)
    Alternate.objects.filter(place=place, ended_at__isnull=True).update(ended_at=at)
    row = Alternate.objects.create(place=place, person_id=person_id, named_by=str(actor.person_id or actor.name))
    book(actor=actor, action=NAME, at=at, subject=row, person=str(person_id))
    return row
