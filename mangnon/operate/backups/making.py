"""Making one backup while everything runs: snapshot, keys, heads, dump, files, manifest, in one encrypted stream."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mangnon.files import keeping
from mangnon.files.refusals import BytesMissing
from mangnon.lib.fields import key_ring
from mangnon.lib.refusal import Refusal
from mangnon.operate.backups import archive, manifest
from mangnon.operate.backups.dumping import Dump
from mangnon.operate.backups.manifest import Kept, Manifest
from mangnon.operate.backups.recipients import FILE, recipients
from mangnon.operate.backups.snapshot import Snapshot, taken

KEYS = ("seal.json", "heads.pem", "django.secret", FILE)
"""What of the folder of keys goes along. The private half of a pair for backups never does."""


class TargetWrong(Refusal):
    """The file can't be written there."""

    code = "backup_target_wrong"
    sentence = _("Không ghi được bản sao lưu vào {path}: {why}.")
    remedy = _("Kiểm tra thư mục, quyền ghi và chỗ trống rồi chạy lại; bản dở dang đã được bỏ.")


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that lies whole on the disk."""

    path: Path
    bytes: int
    sha256: str
    manifest: Manifest


def make(target: Path, *, at: datetime, step: Callable[[int], None] = lambda _bytes: None) -> Made:
    """Write a backup to ``target``. Raises NoRecipient, TargetWrong, DumpFailed and what ``taken`` raises."""
    to = recipients()
    if target.is_dir() or not target.parent.is_dir():
        raise TargetWrong(path=target, why=_("không phải tên tệp trong một thư mục có sẵn"))
    heads = _size(Path(settings.HEADS_FILE))
    try:
        with taken() as snapshot:
            inside = Inside(snapshot, heads, at)
            written = archive.seal_into(target, _watched(inside.pieces(), step), to)
    except OSError as trouble:
        raise TargetWrong(path=target, why=trouble.strerror or trouble) from trouble
    return Made(target, written.bytes, written.sha256, inside.manifest)


def _watched(pieces: Iterator[bytes], step: Callable[[int], None]) -> Iterator[bytes]:
    for piece in pieces:
        step(len(piece))
        yield piece


def _size(path: Path) -> int:
    """Noted before the snapshot: a head in the backup never speaks of entries that the backup lacks."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


class Inside:
    """The stream of one backup. ``manifest`` is known once the stream has been read to its end."""

    manifest: Manifest
    _ring: tuple[str, ...]

    def __init__(self, snapshot: Snapshot, heads: int, at: datetime) -> None:
        self._snapshot, self._heads, self._at = snapshot, heads, at

    def pieces(self) -> Iterator[bytes]:
        """Everything in its order."""
        yield from self._keys()
        yield from self._heads_file()
        dump = Dump(self._snapshot.id)
        yield from dump.members()
        with tempfile.TemporaryFile() as listed:
            files = Files(listed)
            yield from files.members()
            listed.seek(0)
            yield from archive.member(archive.LIST, files.list_bytes, archive.of_file(listed, files.list_bytes))
        self.manifest = self._told(dump, files.kept(self._snapshot))
        yield from archive.whole(archive.MANIFEST, self.manifest.as_bytes())
        yield archive.end()

    def _keys(self) -> Iterator[bytes]:
        """First of all: without the ring nothing sealed would ever open again. Raises KeyFileError."""
        self._ring = key_ring().key_ids
        for name in KEYS:
            path = Path(settings.KEY_DIR) / name
            if path.is_file():
                yield from archive.whole(f"keys/{name}", path.read_bytes())

    def _heads_file(self) -> Iterator[bytes]:
        if not self._heads:
            return
        with Path(settings.HEADS_FILE).open("rb") as file:
            yield from archive.member(archive.HEADS, self._heads, archive.of_file(file, self._heads))

    def _told(self, dump: Dump, files: Kept) -> Manifest:
        snapshot = self._snapshot
        return Manifest(
            format=manifest.FORMAT,
            product=manifest.product(),
            made_at=self._at.isoformat(),
            production=settings.PRODUCTION,
            province=settings.PROVINCE,
            postgres=snapshot.postgres(),
            migrations=snapshot.migrations(),
            counts=snapshot.counts(),
            guards=snapshot.guards(),
            head=snapshot.head(),
            database=dump.dumped,
            files=files,
            keys=self._ring,
        )


class Files:
    """Stored files as members, with a list of their hashes as sha256sum writes it."""

    def __init__(self, listed: IO[bytes]) -> None:
        self._listed = listed
        self._digest = hashlib.sha256()
        self._count = self._bytes = self.list_bytes = 0
        self._gone: set[str] = set()

    def members(self) -> Iterator[bytes]:
        """Every whole file on the disk, by name; one that is swept away meanwhile had no row any more."""
        for path in _by_name():
            try:
                name = keeping.path_of(path.name)
            except ValueError:  # half-written, or somebody else's
                continue
            if name != path:
                continue
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue
            with file:
                yield from self._member(f"files/{name.relative_to(keeping.root())}", file)

    def _member(self, name: str, file: IO[bytes]) -> Iterator[bytes]:
        digest = hashlib.sha256()
        size = os.fstat(file.fileno()).st_size

        def pieces() -> Iterator[bytes]:
            for piece in archive.of_file(file, size):  # type: ignore[arg-type]  # opened as bytes above
                digest.update(piece)
                yield piece

        yield from archive.member(name, size, pieces())
        line = f"{digest.hexdigest()}  {name}\n".encode()
        self._listed.write(line)
        self._digest.update(line)
        self._count, self._bytes, self.list_bytes = self._count + 1, self._bytes + size, self.list_bytes + len(line)

    def kept(self, snapshot: Snapshot) -> Kept:
        """What came along, and which names of the snapshot have no bytes on the disk."""
        missing = sorted(name for name in snapshot.named_files() if not _lies(name))
        return Kept(self._count, self._bytes, self._digest.hexdigest(), tuple(missing))


def _by_name() -> Iterator[Path]:
    """In the order of names, folder by folder: a restored place is listed in the same order."""
    root = keeping.root()
    for first in sorted(root.iterdir()) if root.is_dir() else ():
        for second in sorted(first.iterdir()) if first.is_dir() else ():
            yield from sorted(path for path in second.iterdir() if path.is_file() and not path.is_symlink())


def _lies(name: str) -> bool:
    try:
        with keeping.opened(name):
            return True
    except (BytesMissing, ValueError):
        return False
