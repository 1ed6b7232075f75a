"""Rotation from beginning to end, and the end of old keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.lib.fields import key_ring
from mangnon.lib.refusal import Refusal
from mangnon.operate.backups.snapshot import KEYS_LOCK
from mangnon.operate.keys.actions import add_key, book_resealed, retire_keys
from mangnon.operate.keys.resealing import alone, old_values, reseal_all, used_keys

Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
WALKS = 10
PAUSE = 0.5
SETTLED = 60.0
"""A key younger than this stays beside the old ones: somebody may have sealed just before it came."""
_OLDER_WRITERS = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint <= %s"
_NOW = "select pg_current_xact_id()::text::bigint"


class StillOld(Refusal):
    """Somebody keeps writing under an old key."""

    code = "keys_still_old"
    sentence = gettext_lazy("Còn {n} giá trị dưới khóa cũ sau nhiều lượt.")
    remedy = gettext_lazy("Khởi động lại các tiến trình web và worker bản cũ, rồi chạy lại «mangnon keys rotate».")


class KeyTooYoung(Refusal):
    """Retired too early."""

    code = "keys_too_young"
    sentence = gettext_lazy("Khóa mới vừa được thêm, nên chưa bỏ khóa cũ.")
    remedy = gettext_lazy("Chờ {seconds} giây rồi chạy lại.")


class BackupRuns(Refusal):
    """A backup reads the ring."""

    code = "keys_backup_runs"
    sentence = gettext_lazy("Đang sao lưu, nên chưa bỏ khóa cũ.")
    remedy = gettext_lazy("Chờ sao lưu xong rồi chạy lại.")


class WriterStays(Refusal):
    """A transaction from before goes on and on."""

    code = "keys_writer_stays"
    sentence = gettext_lazy("Có giao dịch chạy quá lâu, nên chưa bỏ khóa cũ.")
    remedy = gettext_lazy("Chờ việc ấy xong (như nhập dữ liệu lớn) rồi chạy lại.")


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did."""

    key: str
    added: bool
    """False: it went on with one that had been interrupted."""
    resealed: int
    keys: tuple[str, ...]


def ring_path() -> Path:
    """The file of the ring."""
    return Path(settings.KEY_DIR) / "seal.json"


def rotate(*, actor: Actor, at: datetime, progress: Progress) -> Rotated:
    """Add a key, unless an interrupted rotation waits to be finished; then seal everything again.

    Raises NotTheOwner, RotationRuns, StillOld.
    """
    with alone() as connection:
        added = old_values(connection) == 0
        if added:
            add_key(actor=actor, at=at, path=ring_path())
        resealed = _walk(connection, progress)
        ring = key_ring()
        book_resealed(actor=actor, at=at, key=ring.current, resealed=resealed)
    return Rotated(ring.current, added, resealed, ring.key_ids)


def _walk(connection: psycopg.Connection[Any], progress: Progress) -> int:
    """Again and again until a walk finds nothing: writers run meanwhile."""
    resealed = 0
    for walk in range(WALKS):
        waiting = old_values(connection)
        if not waiting:
            return resealed
        if walk:
            time.sleep(PAUSE)
        with progress(_("Niêm lại"), waiting) as step:
            resealed += reseal_all(connection, step)
    raise StillOld(n=old_values(connection))


def retire(*, actor: Actor, at: datetime) -> tuple[str, ...]:
    """Take away the keys that seal nothing; which ones. Raises NotTheOwner, a Refusal."""
    with alone() as connection:
        _let_it_settle(connection)
        used = used_keys(connection)
        ring = key_ring()
        if stale := used.total() - used[ring.current]:
            raise StillOld(n=stale)
        kids = tuple(kid for kid in ring.key_ids if kid != ring.current)
        if kids:
            retire_keys(actor=actor, at=at, path=ring_path(), kids=kids)
        return kids


def _let_it_settle(connection: psycopg.Connection[Any]) -> None:
    age = time.time() - ring_path().stat().st_mtime
    if age < SETTLED:
        raise KeyTooYoung(seconds=int(SETTLED - age) + 1)
    if connection.execute("select pg_try_advisory_lock(%s)", [KEYS_LOCK]).fetchone() != (True,):
        raise BackupRuns
    row = connection.execute(_NOW).fetchone()
    for _turn in range(240):
        if connection.execute(_OLDER_WRITERS, row).fetchone() == (False,):
            return
        time.sleep(PAUSE)
    raise WriterStays
