"""How far a task is: per cent, money spent, why it is late, with evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.files.actions import store
from mangnon.files.kinds import Accepts, Kind
from mangnon.files.models import StoredFile
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.programmes.plans.actions.keeping import note, same_version, take_task, touch
from mangnon.programmes.plans.models import Line, Task
from mangnon.programmes.plans.rules import DONE
from mangnon.programmes.refusals import DelayUntold
from mangnon.programmes.rights import ATTACH, TELL_TASK

OWNER = "programmes.task"
"""The kind under which tasks own files."""
ACCEPTED = Accepts(frozenset(Kind) - {Kind.CSV, Kind.TEXT})


@action(TELL_TASK)
def tell_task(
    *, actor: Actor, at: datetime, task_id: UUID, version: int, progress: int, spent: int, text: str = "",
    delay: str = "", finished_on: date | None = None,
) -> Task:  # fmt: skip
    """Tell how far it is (per cent), what was spent so far (đồng), and why it is late when it is.

    With 100 it is finished, on ``finished_on`` or today. Raises NotFound, Forbidden, TaskClosed, StaleVersion,
    DelayUntold.
    """
    task = take_task(actor, TELL_TASK, task_id)
    same_version(task, version)
    today = local_day(at)
    ended = min(finished_on or today, today) if progress == DONE else None
    told = delay.strip() or task.delay
    if (ended or today) > task.due_on and not told:
        raise DelayUntold(due=format_date(task.due_on))
    act = _act(task, progress)
    task.progress, task.spent, task.finished_on, task.delay = progress, spent, ended, told
    touch(task, actor=actor, at=at)
    note(task, act, actor=actor, at=at, text=text.strip() or delay.strip(), progress=progress, spent=spent)
    book(actor=actor, action=TELL_TASK, at=at, subject=task, progress=progress, spent=spent)
    return task


def _act(task: Task, progress: int) -> Line.Act:
    if progress == DONE:
        return Line.Act.FINISHED
    return Line.Act.REOPENED if task.finished_on else Line.Act.TOLD


@action(ATTACH)
def attach_evidence(*, actor: Actor, at: datetime, task_id: UUID, upload: Any) -> StoredFile:
    """Put a file to a task; the same content again is the same file. Raises NotFound, Forbidden, FileRefused."""
    task = take_task(actor, ATTACH, task_id)
    made = store(actor=actor, at=at, upload=upload, owner=OwnerRef(OWNER, task.pk), rules=ACCEPTED)
    note(task, Line.Act.ATTACHED, actor=actor, at=at, text=made.name)
    book(actor=actor, action=ATTACH, at=at, subject=task, file=str(made.pk))
    return made
