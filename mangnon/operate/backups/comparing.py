"""After a restore: everything that the manifest says is counted and reckoned again, and the book is verified."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from mangnon.audit.offers import HeadsUnreadable, kept_heads
from mangnon.audit.verifying import verify
from mangnon.files import keeping
from mangnon.lib.fields import key_ring
from mangnon.lib.keyfile import KeyFileError
from mangnon.lib.numbers import format_int
from mangnon.operate.backups.archive import PIECE
from mangnon.operate.backups.guarding import guards
from mangnon.operate.backups.manifest import HeadOfBook, Manifest
from mangnon.operate.backups.slots import engine
from mangnon.operate.backups.snapshot import HEAD, counts

SEALED_WITHIN = 60.0


def compare(told: Manifest) -> tuple[list[str], int]:
    """Sentences about what differs, none when all is well; and how many entries of the book were verified."""
    found = [*_rows(told), *_files(told), *_keys(told)]
    try:
        report = verify(kept_heads(), using="owner", grace_seconds=_grace(told))
    except HeadsUnreadable as unread:
        return [*found, str(unread)], 0
    return [*found, *(one.sentence for one in report.findings)], report.entries


def _grace(told: Manifest) -> float:
    """Entries that waited for the sealer when the backup was made still wait: no sealer runs here yet."""
    return (timezone.now() - datetime.fromisoformat(told.made_at)).total_seconds() + SEALED_WITHIN


def _rows(told: Manifest) -> Iterator[str]:
    with psycopg.connect(engine().owner_info(), autocommit=True) as connection:
        connection.execute("analyze")
        now, standing = counts(connection), guards(connection)
        row = connection.execute(HEAD).fetchone()
    sentence = _("Bảng {table}: bản kê {told} dòng, khôi phục được {now}.")
    for table in sorted(told.counts.keys() | now.keys()):
        expected, found = told.counts.get(table), now.get(table)
        if expected != found:
            yield sentence.format(table=table, told=_count(expected), now=_count(found))
    for kind in sorted(told.guards.keys() | standing.keys()):
        if told.guards.get(kind) != standing.get(kind):
            yield _("Quyền hoặc lớp bảo vệ của cơ sở dữ liệu khác bản gốc ({kind}).").format(kind=kind)
    head = HeadOfBook(*row) if row else HeadOfBook(0, 0, "")
    if head != told.head:
        yield _("Đầu chuỗi nhật ký khác bản kê: vị trí {now} thay vì {told}.").format(
            now=head.position, told=told.head.position
        )


def _count(number: int | None) -> str:
    return _("không có bảng") if number is None else format_int(number)


def _files(told: Manifest) -> Iterator[str]:
    """The hashes are read from the disk again, in the order of names."""
    lines = sorted(_lines(), key=lambda line: line.partition("  ")[2])
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    if (len(lines), digest) != (told.files.count, told.files.sha256):
        yield _("Tệp đính kèm khác bản kê: {now} tệp, bản kê {told}.").format(
            now=format_int(len(lines)), told=format_int(told.files.count)
        )


def _lines() -> Iterator[str]:
    for path in keeping.lying():
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        yield f"{digest.hexdigest()}  files/{path.relative_to(Path(settings.FILES_DIR))}\n"


def _keys(told: Manifest) -> Iterator[str]:
    try:
        ring = key_ring()
    except KeyFileError as trouble:
        yield str(trouble)
        return
    if missing := set(told.keys) - set(ring.key_ids):
        yield _("Vòng khóa thiếu khóa {ids}.").format(ids=", ".join(sorted(missing)))
