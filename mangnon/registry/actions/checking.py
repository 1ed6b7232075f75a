"""What every write asks first: days in order, codes of the day, a record in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.lib.dates import PartialDate, format_date, is_child_on, local_day
from mangnon.registry.models import Child, Left
from mangnon.registry.refusals import (
    AlreadyHolds,
    Backwards,
    BornInFuture,
    InFuture,
    NotAChild,
    NotYetYours,
    RecordClosed,
)

T = TypeVar("T")


def writer(actor: Actor) -> str:
    """How a writer is kept in a row: the uuid of a person, or the name of a job."""
    return str(actor.person_id or actor.name)


def take_child(child_id: UUID, actor: Actor, action: str, *, in_use: bool = True) -> Child:
    """A child within reach, locked. Raises NotFound, Forbidden, NotYetYours, RecordClosed.

    Only the commune that answers writes; the one that was asked to take it over only reads until it has answered.
    """
    child = take(Child, child_id, actor, action)
    if child.place_id not in actor.reach(action):
        raise NotYetYours
    if in_use and child.left:
        raise RecordClosed(why=Left(child.left).label)
    return child


def check_birth(birth: PartialDate, at: datetime) -> None:
    """Raises BornInFuture, NotAChild: the register takes in people who are, or in doubt may be, under 16."""
    today = local_day(at)
    if birth.earliest() > today:
        raise BornInFuture(born=birth)
    if not is_child_on(birth, today):
        raise NotAChild(born=birth)


def check_day(day: date | None, at: datetime, *, not_before: date | None = None) -> None:
    """Raises InFuture for a day after today, Backwards for one before ``not_before``."""
    if day is None:
        return
    if day > local_day(at):
        raise InFuture(day=format_date(day))
    if not_before is not None and day < not_before:
        raise Backwards(day=format_date(day), first=format_date(not_before))


@contextmanager
def once_at_a_time() -> Iterator[None]:
    """Turns the database's refusal of an overlap into AlreadyHolds, leaving the transaction usable."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise AlreadyHolds from error
