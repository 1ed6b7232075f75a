"""One backup or drill from its beginning to its row in the table, whoever started it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Refusal
from mangnon.operate.backups import drilling, shelf
from mangnon.operate.backups.actions import Ended, record_backup, record_drill
from mangnon.operate.backups.making import Made, TargetWrong, make
from mangnon.operate.backups.models import BackupRun, Drill
from mangnon.operate.backups.rotation import Keep

logger = logging.getLogger("mangnon.operate")


class NoShelf(Refusal):
    """Nobody said where scheduled backups go."""

    code = "backup_no_shelf"
    sentence = gettext_lazy("Chưa đặt thư mục cho sao lưu định kỳ.")
    remedy = gettext_lazy("Đặt MANGNON_BACKUP_DIR là một thư mục ở ổ đĩa khác, rồi khởi động lại.")


class NothingToDrill(Refusal):
    """There is no backup to try."""

    code = "drill_nothing"
    sentence = gettext_lazy("Chưa có bản sao lưu nào để diễn tập.")
    remedy = gettext_lazy("Sao lưu trước, hoặc chỉ rõ tệp: mangnon backup drill --file TỆP.")


class NoDrillKey(Refusal):
    """The private key isn't on this machine, as it should be; then somebody brings it."""

    code = "drill_no_key"
    sentence = gettext_lazy("Khóa riêng không nằm trên máy chủ, nên máy không tự diễn tập được.")
    remedy = gettext_lazy("Cắm thiết bị giữ khóa rồi chạy: mangnon backup drill --identity TỆP.")


def one_file(target: Path, *, actor: Actor, at: datetime, step: Callable[[int], None]) -> tuple[Made, BackupRun]:
    """A backup into a file that somebody named; recorded however it ends. Raises what ``make`` raises."""
    try:
        made = make(target, at=at, step=step)
    except Refusal as refusal:
        _record(actor, at, Ended(at, timezone.now(), target.name, problem=str(refusal)))
        raise
    return made, _record(actor, at, Ended(at, timezone.now(), target.name, made=made))


def to_shelf(*, actor: Actor, at: datetime) -> BackupRun:
    """The scheduled backup: made, copied elsewhere, older ones rotated. What goes wrong is kept, not raised."""
    name = shelf.name_for(at)
    made, copied, problem = None, False, ""
    try:
        made = make(folder() / name, at=at)
        shelf.rotate(folder(), Keep(*settings.BACKUP_KEEP))
        copied = _copy(made)
    except Refusal as refusal:
        problem = str(refusal)
    except OSError as trouble:
        logger.exception("the backup could not be copied or rotated")
        problem = _("Không chép được sang nơi thứ hai {path}: {why}.").format(
            path=second() or folder(), why=trouble.strerror or trouble
        )
    except Exception as trouble:
        logger.exception("the backup failed")
        problem = _("Lỗi ngoài dự kiến ({kind}); xem nhật ký của máy chủ.").format(kind=type(trouble).__name__)
    return _record(
        actor, at, Ended(at, timezone.now(), name, scheduled=True, made=made, copied=copied, problem=problem)
    )


def _record(actor: Actor, at: datetime, ended: Ended) -> BackupRun:
    return record_backup(actor=actor, at=at, ended=ended)


def _copy(made: Made) -> bool:
    there = second()
    if there is None:
        return False
    if shelf.copy(made.path, there) != made.sha256:
        (there / made.path.name).unlink(missing_ok=True)
        raise TargetWrong(path=there, why=_("bản chép đọc lại không giống bản gốc"))
    shelf.rotate(there, Keep(*settings.BACKUP_KEEP))
    return True


def folder() -> Path:
    """Where scheduled backups lie; made when it is inside the data folder. Raises NoShelf."""
    if not settings.BACKUP_DIR:
        raise NoShelf
    path = Path(settings.BACKUP_DIR)
    if path.is_relative_to(settings.DATA_DIR):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def second() -> Path | None:
    """The other medium, if one was named."""
    return Path(settings.BACKUP_COPY_DIR) if settings.BACKUP_COPY_DIR else None


def drill_identity() -> Path | None:
    """The private key that this machine may use for drills, if the province chose so and it is there."""
    path = Path(settings.DRILL_IDENTITY) if settings.DRILL_IDENTITY else None
    return path if path is not None and path.is_file() else None


def drill_newest(*, actor: Actor, at: datetime, identity: Path | None = None, file: Path | None = None) -> Drill:
    """Drill with the newest backup, or with a named one. Raises NoDrillKey, NothingToDrill, DrillRuns."""
    key = identity or drill_identity()
    if key is None:
        raise NoDrillKey
    source = file or (shelf.newest(folder()) if settings.BACKUP_DIR else None)
    if source is None:
        raise NothingToDrill
    proved = drilling.drill(source, key)
    return record_drill(actor=actor, at=at, started_at=at, ended_at=timezone.now(), file=source.name, proved=proved)
