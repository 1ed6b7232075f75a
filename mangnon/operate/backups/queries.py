"""How the backups stand: the last good one, the last drill, what is wrong, in words for the administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import format_datetime
from mangnon.operate.backups import shelf
from mangnon.operate.backups.models import BackupRun, Drill
from mangnon.operate.backups.running import drill_identity

LATE_AFTER = timedelta(hours=26)
"""A day, and two hours for a run that takes its time."""
DRILL_LATE_AFTER = timedelta(days=35)
SHOWN = 14
SEE = "operate.backups.see"


@dataclass(frozen=True, slots=True)
class BackupsState:
    """Backups and drills at one moment. Empty problems: all is well."""

    last_good: BackupRun | None
    age: timedelta | None
    """Of the last good backup."""
    last_try: BackupRun | None
    last_drill: Drill | None
    """The last that held."""
    drill_age: timedelta | None
    last_drill_try: Drill | None
    next_at: datetime | None
    """When the next scheduled backup begins; None when there is no schedule."""
    drills_itself: bool
    """Whether this machine has a key for drills; else a person brings it."""
    problem: str
    drill_problem: str

    @property
    def well(self) -> bool:
        """Whether nothing is red."""
        return not (self.problem or self.drill_problem)


def backups_state(actor: Actor | None, at: datetime) -> BackupsState | None:
    """Read it. ``actor`` None: a machine asks. None for somebody who may not see it."""
    if actor is not None and not actor.can(SEE):
        return None
    good = BackupRun.objects.filter(problem="").order_by("-started_at").first()
    tried = BackupRun.objects.order_by("-started_at").first()
    drill = Drill.objects.filter(problem="").order_by("-started_at").first()
    drill_tried = Drill.objects.order_by("-started_at").first()
    age = at - good.started_at if good else None
    drill_age = at - drill.started_at if drill else None
    return BackupsState(
        good, age, tried, drill, drill_age, drill_tried, next_run(at), drill_identity() is not None,
        _problem(good, age, tried), _drill_problem(drill_age, drill_tried),
    )  # fmt: skip


def _problem(good: BackupRun | None, age: timedelta | None, tried: BackupRun | None) -> str:
    if not settings.BACKUP_DIR:
        return _("Chưa đặt nơi sao lưu định kỳ (MANGNON_BACKUP_DIR).")
    if tried is not None and tried.problem:
        return _("Lần sao lưu {at} không xong: {why}").format(at=format_datetime(tried.started_at), why=tried.problem)
    if good is None or age is None:
        return _("Chưa có bản sao lưu nào.")
    if age > LATE_AFTER:
        return _("Bản sao lưu tốt gần nhất đã từ {at}.").format(at=format_datetime(good.started_at))
    return ""


def _drill_problem(age: timedelta | None, tried: Drill | None) -> str:
    if tried is not None and tried.problem:
        at = format_datetime(tried.started_at)
        return _("Lần diễn tập {at} không đạt: {why}").format(at=at, why=tried.problem)
    if age is None:
        return _("Chưa diễn tập khôi phục lần nào.")
    if age > DRILL_LATE_AFTER:
        return _("Đã {n} ngày chưa diễn tập khôi phục.").format(n=age.days)
    return ""


def next_run(at: datetime) -> datetime | None:
    """The next hour of the schedule."""
    if not settings.BACKUP_DIR:
        return None
    begins = _hour_of(at)
    return begins if begins > at else _hour_of(at + timedelta(days=1))


def due(at: datetime) -> bool:
    """Whether today's scheduled backup is still to be made."""
    if not settings.BACKUP_DIR or at < _hour_of(at):
        return False
    made = BackupRun.objects.filter(problem="", scheduled=True, started_at__gte=_hour_of(at))
    return not made.exists()


def drill_due(at: datetime) -> bool:
    """Whether a drill is to be made: none that held for a month, none tried today, and there is something to try."""
    if drill_identity() is None or not settings.BACKUP_DIR or not shelf.newest(Path(settings.BACKUP_DIR)):
        return False
    held = Drill.objects.filter(problem="", started_at__gte=at - timedelta(days=28))
    today = Drill.objects.filter(started_at__gte=at - timedelta(hours=20))
    return not (held.exists() or today.exists())


def _hour_of(at: datetime) -> datetime:
    local = timezone.localtime(at)
    return timezone.make_aware(datetime.combine(local.date(), time(settings.BACKUP_HOUR)), local.tzinfo)


def runs() -> list[BackupRun]:
    """The last runs, newest first."""
    return list(BackupRun.objects.order_by("-started_at")[:SHOWN])


def drills() -> list[Drill]:
    """The last drills, newest first."""
    return list(Drill.objects.order_by("-started_at")[:SHOWN])


def on_shelf() -> frozenset[str]:
    """Names of the backups that still lie in the folder."""
    return frozenset(shelf.lying(Path(settings.BACKUP_DIR))) if settings.BACKUP_DIR else frozenset()
