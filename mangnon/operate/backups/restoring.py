"""Restoring a backup into an empty place: checked first, then laid down, then compared. A half-done one is marked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pyrage
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal
from mangnon.operate.backups import comparing, scrubbing
from mangnon.operate.backups.archive import sync
from mangnon.operate.backups.dumping import load
from mangnon.operate.backups.guarding import take_defaults_away
from mangnon.operate.backups.manifest import Manifest
from mangnon.operate.backups.slots import engine
from mangnon.operate.backups.unpacking import Member, check, opened

MARK = "restore.incomplete"
"""While this file lies in the data folder, nothing but a restore is finished here; the command line refuses."""
_OCCUPIED = "select exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p'))"
_SILENT: Callable[[int], None] = lambda _bytes: None  # noqa: E731 - a default, not a function of its own


class PlaceOccupied(Refusal):
    """A restore never writes over anything."""

    code = "restore_place_occupied"
    sentence = _("Nơi khôi phục không trống: {what} đã có.")
    remedy = _("Khôi phục vào thư mục khác (MANGNON_DATA=…), hoặc tự chuyển dữ liệu cũ đi chỗ khác rồi chạy lại.")


class HalfRestored(Refusal):
    """A restore was interrupted here, or didn't fit."""

    code = "restore_half"
    sentence = _("Thư mục {path} là một lần khôi phục dở dang hoặc không khớp, nên hệ thống không chạy trên đó.")
    remedy = _("Xóa thư mục ấy rồi khôi phục lại từ bản sao lưu.")


class NotForHere(Refusal):
    """A real system's data don't go where people try things."""

    code = "restore_production_elsewhere"
    sentence = _("Bản sao lưu này của hệ thống thật, còn nơi này không phải hệ thống thật.")
    remedy = _("Đặt MANGNON_PRODUCTION=1 nếu đây là máy chủ thay thế; để thử nghiệm, thêm --scrub (xóa mọi tên người).")


class TooNew(Refusal):
    """Made by a later release."""

    code = "restore_too_new"
    sentence = _("Bản sao lưu của một phiên bản mới hơn phần mềm này ({migration}).")
    remedy = _("Cài phiên bản {product} hoặc mới hơn rồi khôi phục lại.")


@dataclass(frozen=True, slots=True)
class Wish:
    """How a restore is wanted."""

    path: Path
    identities: list[pyrage.x25519.Identity]
    scrub: bool = False
    lists: Path | None = None
    step: Callable[[int], None] = _SILENT


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it. ``differences`` empty: everything is as the manifest says."""

    manifest: Manifest
    differences: tuple[str, ...]
    entries: int
    """Entries of the book that were verified."""
    again: dict[str, int] = field(default_factory=dict)
    """What was done again, by name."""
    scrubbed: bool = False


def restore(wish: Wish, *, at: datetime) -> Restored:
    """Restore, compare, and take the mark away when all is well. Raises a Refusal; then the mark stays."""
    _refuse_occupied()
    told = check(wish.path, wish.identities, wish.step)
    _refuse_foreign(told, wish)
    with ExitStack() as stack:
        _mark(wish.path, at)
        stack.enter_context(engine().opened())
        _prepare_database()
        _lay_down(wish)
        differences, entries = comparing.compare(told)
        again: dict[str, int] = {}
        if not differences:
            again = scrubbing.apply_again(wish.lists, at)
            if wish.scrub:
                scrubbing.scrub()
    if not differences:
        mark().unlink()
        sync(mark().parent)
    return Restored(told, tuple(differences), entries, again, wish.scrub)


def mark() -> Path:
    """Where an unfinished restore says so."""
    return Path(settings.DATA_DIR) / MARK


def _mark(source: Path, at: datetime) -> None:
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    _write(mark(), [json.dumps({"from": str(source), "at": at.isoformat()}).encode()])
    sync(folder)


def _refuse_occupied() -> None:
    data = Path(settings.DATA_DIR)
    places = (data / "pg" / "data", *map(Path, (settings.KEY_DIR, settings.FILES_DIR, settings.HEADS_FILE)), mark())
    for place in places:
        if place.is_file() or (place.is_dir() and any(place.iterdir())):
            raise PlaceOccupied(what=place)


def _prepare_database() -> None:
    with psycopg.connect(engine().owner_info()) as connection:
        if connection.execute(_OCCUPIED).fetchone() != (False,):
            raise PlaceOccupied(what=_("cơ sở dữ liệu {name}").format(name=connection.info.dbname))
        take_defaults_away(connection)


def _refuse_foreign(told: Manifest, wish: Wish) -> None:
    if told.production and not settings.PRODUCTION and not wish.scrub:
        raise NotForHere
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    ours = {app for app, _name in known}
    for app, name in told.migrations.items():
        if app in ours and (app, name) not in known:
            raise TooNew(migration=f"{app}.{name}", product=told.product)
    if wish.scrub:
        scrubbing.refuse_unspoken(told)


def _lay_down(wish: Wish) -> None:
    """Small things first, then the dump fed to pg_restore, then the files: the order of the stream."""
    with opened(wish.path, wish.identities) as members:
        pending = _Pending(members)
        load(pending.dump(_put))
        for member in pending.rest():
            _put(member)
    os.sync()


class _Pending:
    """The members, divided at the dump."""

    def __init__(self, members: Iterator[Member]) -> None:
        self._members = members
        self._next: Member | None = None

    def dump(self, put: Callable[[Member], None]) -> Iterator[bytes]:
        """Put away what comes before the dump, then give its parts."""
        for member in self._members:
            if member.kind == "database":
                yield from member.pieces()
            elif member.kind in ("keys", "heads"):
                put(member)
            else:
                self._next = member
                return

    def rest(self) -> Iterator[Member]:
        """What comes after it."""
        if self._next is not None:
            yield self._next
        yield from self._members


def _put(member: Member) -> None:
    target = _place(member)
    if target is not None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(target, member.pieces())


def _place(member: Member) -> Path | None:
    """Where a member goes; the list and the manifest stay inside the backup. Names were checked when read."""
    _kind, _slash, rest = member.name.partition("/")
    places: dict[str, Any] = {
        "keys": Path(settings.KEY_DIR) / rest,
        "heads": Path(settings.HEADS_FILE),
        "files": Path(settings.FILES_DIR) / rest,
    }
    return places.get(member.kind)


def _write(path: Path, pieces: Any) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
