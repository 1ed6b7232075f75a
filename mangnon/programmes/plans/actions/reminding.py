"""Whoever does a task hears of its day before it comes; when it has passed, those above hear of it too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.queries import officers_of
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.notices.actions.telling import Ref, tell
from mangnon.places.models import Level
from mangnon.programmes.plans.actions.keeping import note
from mangnon.programmes.plans.models import Line, Task
from mangnon.programmes.rights import REMIND

SOON, LATE = "programmes.due_soon", "programmes.late"
OFFICERS = {
    Level.COMMUNE: (Role.COMMUNE_OFFICER,), Level.DISTRICT: (), Level.PROVINCE: (Role.PROVINCE_OFFICER,),
}  # fmt: skip
LEADERS = {Level.COMMUNE: (Role.COMMUNE_CHAIR,), Level.DISTRICT: (), Level.PROVINCE: (Role.PROVINCE_LEADER,)}


def code_of(task: Task) -> str:
    """What a notice calls it outside of the system."""
    return f"CT-{task.year}.{task.objective.number}.{task.number}/{task.place.code}"


@action(REMIND)
def remind(*, actor: Actor, at: datetime, task_id: UUID) -> int:
    """Tell of an open task whose day is near, or past (then those above too); how many hear of it. Raises NotFound."""
    task = Task.objects.select_related("place", "objective").filter(pk=task_id).first()
    if task is None:
        raise NotFound
    on, level = local_day(at), Level(task.place.level)
    late = on > task.due_on
    roles = (*OFFICERS[level], *(LEADERS[level] if late else ()))
    people = [one.pk for one in officers_of(task.place_id, on, roles)] if task.owner is None or late else []
    to = [one for one in (task.owner, *people) if one is not None]
    told = 0
    if to:
        about = Ref("programmes.Task", str(task.pk), code_of(task))
        words = {"due": format_date(task.due_on), "place": task.place.name}
        done = tell(
            actor=actor, at=at, to=to, kind=LATE if late else SOON, about=about, key=task.due_on.isoformat(),
            words=words, place_id=task.place_id,
        )  # fmt: skip
        told = len(done.new)
    if late:
        task.climbed_at = at
    task.warned_at = at
    task.save(update_fields=["climbed_at", "warned_at"])
    note(task, Line.Act.REMINDED, actor=actor, at=at)
    book(actor=actor, action=REMIND, at=at, subject=task, late=late, told=told)
    return told
