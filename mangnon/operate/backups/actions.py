"""What is booked of backups: one ended, a drill ended, somebody asked for one, a place was restored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.models import Assignment, Person
from mangnon.accounts.queries import live
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Refusal
from mangnon.notices.actions.telling import Ref, tell
from mangnon.operate.backups.drilling import Proved
from mangnon.operate.backups.making import Made
from mangnon.operate.backups.models import BackupRun, Drill

BACKUP_TASK, DRILL_TASK = "operate.backup", "operate.drill"
_LATER = timedelta(seconds=1)
"""So that the worker finds the request committed."""


class AskedAlready(Refusal):
    """The button was pressed twice."""

    code = "asked_already"
    sentence = _("Việc này đã được giao cho máy và đang chờ hoặc đang chạy.")
    remedy = _("Vài phút nữa tải lại trang Sao lưu để xem kết quả.")


@dataclass(frozen=True, slots=True)
class Ended:
    """How one run went."""

    started_at: datetime
    ended_at: datetime
    file: str
    scheduled: bool = False
    made: Made | None = None
    copied: bool = False
    problem: str = ""


@action("operate.backups.record")
def record_backup(*, actor: Actor, at: datetime, ended: Ended) -> BackupRun:
    """Keep how a backup went; administrators are told when it failed."""
    run = BackupRun(
        started_at=ended.started_at, ended_at=ended.ended_at, by_name=actor.name, scheduled=ended.scheduled,
        file=ended.file[-300:], copied=ended.copied, problem=ended.problem[:400], **_of(ended.made),
    )  # fmt: skip
    run.save(force_insert=True)
    book(
        actor=actor, action="operate.backups.record", at=at, subject=run, file=run.file, bytes=run.bytes,
        sha256=run.sha256, head=run.head_position, problem=run.problem,
    )  # fmt: skip
    if run.problem:
        _alarm(actor, at, "operate.backup_failed", Ref("operate.BackupRun", str(run.pk), f"SL-{run.pk}"), run.problem)
    return run


def _of(made: Made | None) -> dict[str, Any]:
    if made is None:
        return {}
    told = made.manifest
    return {
        "bytes": made.bytes, "sha256": made.sha256, "head_position": told.head.position, "head_hash": told.head.hash,
        "rows": sum(told.counts.values()), "files": told.files.count, "missing": len(told.files.missing),
    }  # fmt: skip


@action("operate.drills.record")
def record_drill(
    *, actor: Actor, at: datetime, started_at: datetime, ended_at: datetime, file: str, proved: Proved
) -> Drill:
    """Keep what a drill showed; administrators are told when it failed."""
    made = Drill(
        started_at=started_at, ended_at=ended_at, by_name=actor.name, file=file[-300:], made_at=proved.made_at,
        steps=proved.steps, rows=proved.rows, files=proved.files, entries=proved.entries, problem=proved.problem[:400],
    )  # fmt: skip
    made.save(force_insert=True)
    book(
        actor=actor, action="operate.drills.record", at=at, subject=made, file=made.file, steps=made.steps,
        problem=made.problem,
    )  # fmt: skip
    if made.problem:
        _alarm(actor, at, "operate.drill_failed", Ref("operate.Drill", str(made.pk), f"DT-{made.pk}"), made.problem)
    return made


def _alarm(actor: Actor, at: datetime, kind: str, about: Ref, problem: str) -> None:
    today = Assignment.objects.filter(live(local_day(at)), role=Role.ADMINISTRATOR.value)
    administrators = Person.objects.filter(pk__in=today.values("person_id"), disabled_at__isnull=True)
    tell(
        actor=actor, at=at, to=administrators.values_list("pk", flat=True), kind=kind, about=about,
        words={"problem": problem[:120]},
    )  # fmt: skip


@action("operate.backups.ask")
def ask_backup(*, actor: Actor, at: datetime) -> None:
    """Let the worker make one now. Raises AskedAlready."""
    _defer(BACKUP_TASK, at)
    book(actor=actor, action="operate.backups.ask", at=at)


@action("operate.drills.ask")
def ask_drill(*, actor: Actor, at: datetime) -> None:
    """Let the worker drill now. Raises AskedAlready."""
    _defer(DRILL_TASK, at)
    book(actor=actor, action="operate.drills.ask", at=at)


def _defer(task: str, at: datetime) -> None:
    try:
        app.configure_task(task, queueing_lock=f"{task}.asked", schedule_at=at + _LATER).defer(
            timestamp=int(at.timestamp()), asked=True
        )
    except AlreadyEnqueued:
        raise AskedAlready from None


@action("operate.backups.restored")
def book_restored(*, actor: Actor, at: datetime, file: str, told: Mapping[str, Any]) -> int:
    """The first entry of a place that was restored: from what, made when, how far its book reached."""
    return book(actor=actor, action="operate.backups.restored", at=at, file=file, **told)
