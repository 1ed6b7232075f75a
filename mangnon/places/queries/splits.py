"""Facts in divided units that wait for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from mangnon.access import offers
from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text
from mangnon.places.models import SplitTask, Succession, Unit
from mangnon.places.slots import About, PlacedFacts


@dataclass(frozen=True, slots=True)
class Waiting:
    """One divided fact: what it is, as far as this person may see it."""

    task: SplitTask
    title: Text
    about: About | None


def open_tasks(actor: Actor) -> QuerySet[SplitTask]:
    """Open tasks in units that the actor may settle: those who answer for the divided unit itself."""
    reach = actor.reach("places.splits.settle")
    rows = SplitTask.objects.filter(state=SplitTask.State.OPEN).select_related("from_unit", "reorganisation")
    return rows if reach.everywhere else rows.filter(from_unit__in=sorted(reach.places))


def described(tasks: Sequence[SplitTask]) -> list[Waiting]:
    """Each task with its kind and what it is about; one question to each room."""
    slots = {slot.name: slot for slot in offers.filled(PlacedFacts)}
    ids: dict[str, list[str]] = defaultdict(list)
    for task in tasks:
        ids[task.offer].append(task.fact_id)
    known: dict[str, Mapping[str, About]] = {
        name: slots[name].about(listed) for name, listed in ids.items() if name in slots
    }
    return [
        Waiting(
            task,
            slots[task.offer].title if task.offer in slots else task.offer,
            known.get(task.offer, {}).get(task.fact_id),
        )
        for task in tasks
    ]


def parts_of(unit: Unit) -> list[Unit]:
    """The units into which a divided unit went."""
    rows = Succession.objects.filter(predecessor=unit).values("successor_id")
    return list(Unit.objects.filter(pk__in=rows).order_by("sort_key", "id"))
