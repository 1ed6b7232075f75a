"""The cascade: a task is shared out to places below, each with its own owner, day and money, in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_int
from mangnon.places.models import Unit
from mangnon.places.queries import ancestors
from mangnon.programmes.plans.actions.keeping import line, note, take_task
from mangnon.programmes.plans.models import Line, Task
from mangnon.programmes.refusals import DaysWrong, NobodyChosen, NotBelow, SharedOtherwise, SharesDontSum
from mangnon.programmes.rights import SHARE


@dataclass(frozen=True, slots=True)
class Share:
    """What one place below gets: who does it, by when, with how much money (đồng)."""

    place: Unit
    due_on: date
    planned: int = 0
    owner: UUID | None = None
    owner_name: str = ""


def share_id(task_id: UUID, place_id: int) -> UUID:
    """The id of a place's share: one place gets a task once, however often the form is sent."""
    return uuid5(task_id, str(place_id))


@action(SHARE)
def share_task(*, actor: Actor, at: datetime, task_id: UUID, shares: Sequence[Share], kept: int) -> list[Task]:
    """Give a task down. What all places below have then, and ``kept`` đồng, must sum to the money planned.

    Sent again it adds nothing. Raises NotFound, Forbidden, TaskClosed, NobodyChosen, NotBelow, DaysWrong,
    SharesDontSum, SharedOtherwise.
    """
    task = take_task(actor, SHARE, task_id)
    _check_places(task, shares)
    there = {one.pk: one for one in task.shares.filter(dropped_on__isnull=True)}
    new = [one for one in shares if not _known(task, one, there)]
    _check_sum(task, sum(one.planned for one in there.values()) + sum(one.planned for one in new), kept)
    made = Task.objects.bulk_create([_made(task, one, actor, at) for one in new], batch_size=500)
    Line.objects.bulk_create([line(one, Line.Act.ADDED, actor=actor, at=at) for one in made], batch_size=500)
    if made:
        note(task, Line.Act.SHARED, actor=actor, at=at, text=f"{len(made)} nơi")
    book(actor=actor, action=SHARE, at=at, subject=task, places=len(made), kept=kept)
    return made


def _check_places(task: Task, shares: Sequence[Share]) -> None:
    """Raises NobodyChosen, NotBelow, DaysWrong."""
    if not shares:
        raise NobodyChosen
    above = ancestors([one.place for one in shares], task.starts_on)
    for one in shares:
        if task.place_id not in {unit.pk for unit in above[one.place.pk]}:
            raise NotBelow(name=one.place.name)
        if one.due_on < task.starts_on or one.due_on.year != task.year:
            raise DaysWrong(due=format_date(one.due_on), start=format_date(task.starts_on))


def _known(task: Task, asked: Share, there: dict[UUID, Task]) -> bool:
    """Whether the place has it already. Raises SharedOtherwise when with other terms."""
    known = there.get(share_id(task.pk, asked.place.pk))
    if known is not None and (known.planned, known.due_on) != (asked.planned, asked.due_on):
        raise SharedOtherwise(name=asked.place.name)
    return known is not None


def _check_sum(task: Task, shared: int, kept: int) -> None:
    if shared + kept != task.planned:
        raise SharesDontSum(shared=format_int(shared), kept=format_int(kept), planned=format_int(task.planned))


def _made(task: Task, share: Share, actor: Actor, at: datetime) -> Task:
    return Task(
        id=share_id(task.pk, share.place.pk), objective_id=task.objective_id, parent=task, place=share.place,
        year=task.year, number=task.number, title=task.title, about=task.about, owner=share.owner,
        owner_name=share.owner_name.strip(), reports_to=task.owner_name, starts_on=task.starts_on, due_on=share.due_on,
        planned=share.planned, yearly=task.yearly, changed_at=at, changed_by_name=actor.name,
    )  # fmt: skip
