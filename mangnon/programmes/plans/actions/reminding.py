"""Whoever does a task hears of its day before it comes; when it has passed, those above hear of it too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.lib.refusal import NotFound
from mangnon.programmes.plans.actions.keeping import note
from mangnon.programmes.plans.models import Line, Task
from mangnon.programmes.reminding import Kept, remind_of
from mangnon.programmes.rights import REMIND

SOON, LATE = "programmes.due_soon", "programmes.late"


def code_of(task: Task) -> str:
    """What a notice calls it outside of the system."""
    return f"CT-{task.year}.{task.objective.number}.{task.number}/{task.place.code}"


@action(REMIND)
def remind(*, actor: Actor, at: datetime, task_id: UUID) -> int:
    """Tell of an open task whose day is near, or past (then those above too); how many hear of it. Raises NotFound."""
    task = Task.objects.select_related("place", "objective").filter(pk=task_id).first()
    if task is None:
        raise NotFound
    note(task, Line.Act.REMINDED, actor=actor, at=at)
    kept = Kept(task, task.due_on, task.place, code_of(task), SOON, LATE, owner=task.owner)
    return remind_of(kept, actor=actor, at=at, right=REMIND)
