"""Opening a backup: decrypted in a thread, read as a tar stream, each member known by its name."""

from __future__ import annotations

import hashlib
import os
import re
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyrage
from django.utils.translation import gettext_lazy as _

from mangnon.lib.refusal import Refusal
from mangnon.operate.backups import manifest
from mangnon.operate.backups.archive import HEADS, LIST, MANIFEST, PIECE
from mangnon.operate.backups.making import KEYS
from mangnon.operate.backups.manifest import Manifest

_KNOWN = re.compile(
    rf"keys/(?:{'|'.join(map(re.escape, KEYS))})|{HEADS}|{LIST}|{MANIFEST}|database/\d{{6}}"
    r"|files/([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{44}"
)
_SMALL = 64 << 20
"""The manifest is read into memory: nobody may make it endless."""


class BackupMissing(Refusal):
    """No such file, or it can't be read."""

    code = "backup_missing"
    sentence = _("Không đọc được tệp sao lưu {path}.")
    remedy = _("Kiểm tra đường dẫn và quyền đọc.")


class WrongKey(Refusal):
    """Encrypted to somebody else."""

    code = "backup_wrong_key"
    sentence = _("Khóa này không mở được bản sao lưu.")
    remedy = _("Dùng khóa riêng của một trong các khóa công khai đã đặt khi sao lưu.")


class BackupDamaged(Refusal):
    """Flipped, cut, or not a backup at all. Nothing of it was used."""

    code = "backup_damaged"
    sentence = _("Bản sao lưu hỏng, bị cắt hoặc đã bị sửa ({why}); không có gì được khôi phục.")
    remedy = _("Lấy bản khác: bản ở nơi thứ hai, hoặc bản của ngày trước.")


@dataclass(frozen=True, slots=True)
class Member:
    """One thing inside, to be read to its end before the next."""

    name: str
    size: int
    file: IO[bytes]

    @property
    def kind(self) -> str:
        """keys, heads, database, files; or the name of the list or the manifest."""
        return self.name.partition("/")[0]

    def pieces(self) -> Iterator[bytes]:
        """Its bytes."""
        while piece := self.file.read(PIECE):
            yield piece


class _Pump:
    """Decrypts into a pipe. ``trouble`` is what age said; it comes at the latest with the last byte."""

    def __init__(self, path: Path, identities: list[pyrage.x25519.Identity], sink: int) -> None:
        self.trouble: Exception | None = None
        self._path, self._identities, self._sink = path, identities, sink

    def run(self) -> None:
        try:
            with os.fdopen(self._sink, "wb") as sink, self._path.open("rb") as source:
                pyrage.decrypt_io(source, sink, self._identities)
        except (OSError, pyrage.DecryptError) as trouble:
            self.trouble = trouble


@contextmanager
def opened(path: Path, identities: list[pyrage.x25519.Identity]) -> Iterator[Iterator[Member]]:
    """The members in their order. Raises BackupMissing, WrongKey, BackupDamaged, also on leaving."""
    if not os.access(path, os.R_OK) or not path.is_file():
        raise BackupMissing(path=path)
    source, sink = os.pipe()
    pump = _Pump(path, identities, sink)
    thread = threading.Thread(target=pump.run, name="decrypt", daemon=True)
    thread.start()
    try:
        with os.fdopen(source, "rb") as stream:
            yield _members(stream)
            while stream.read(PIECE):  # age vouches for the whole only at its end
                pass
            thread.join()
            _judge(pump.trouble)
    except (tarfile.TarError, EOFError) as cut:
        thread.join()
        _judge(pump.trouble)
        raise BackupDamaged(why=_("thiếu phần cuối")) from cut
    finally:
        thread.join()


def _judge(trouble: Exception | None) -> None:
    if trouble is None or isinstance(trouble, BrokenPipeError):
        return
    if isinstance(trouble, pyrage.DecryptError) and "matching" in str(trouble):
        raise WrongKey from trouble
    raise BackupDamaged(why=_("mã hóa không khớp")) from trouble


def _members(stream: IO[bytes]) -> Iterator[Member]:
    with tarfile.open(fileobj=stream, mode="r|", bufsize=PIECE) as tar:
        for info in tar:
            file = tar.extractfile(info) if info.isreg() and _KNOWN.fullmatch(info.name) else None
            if file is None:
                raise BackupDamaged(why=_("có mục lạ"))
            yield Member(info.name, info.size, file)


@dataclass(slots=True)
class Checked:
    """What one walk through a backup found."""

    manifest: Manifest | None = None
    database: str = ""
    listed: str = ""
    files: str = ""
    parts: int = 0


def check(path: Path, identities: list[pyrage.x25519.Identity], step: Callable[[int], None]) -> Manifest:
    """Walk through the whole backup and keep nothing. Raises as ``opened``; BackupDamaged when parts don't fit."""
    found = Checked()
    dump, files = hashlib.sha256(), hashlib.sha256()
    with opened(path, identities) as members:
        for member in members:
            if found.manifest is not None:
                raise BackupDamaged(why=_("có mục sau bản kê"))
            _look(member, found, dump, files)
            step(member.size)
    found.database, found.files = dump.hexdigest(), files.hexdigest()
    told = found.manifest
    if told is None:
        raise BackupDamaged(why=_("thiếu bản kê"))
    if (found.database, found.files, found.listed) != (told.database.sha256, told.files.sha256, told.files.sha256):
        raise BackupDamaged(why=_("nội dung khác bản kê"))
    return told


def _look(member: Member, found: Checked, dump: hashlib._Hash, files: hashlib._Hash) -> None:
    if member.kind == "database":
        found.parts += 1
        if member.name != f"database/{found.parts:06d}":
            raise BackupDamaged(why=_("thiếu một phần cơ sở dữ liệu"))
        for piece in member.pieces():
            dump.update(piece)
    elif member.kind == "files":
        files.update(f"{_sha256(member)}  {member.name}\n".encode())
    elif member.name == LIST:
        found.listed = _sha256(member)
    elif member.name == MANIFEST:
        found.manifest = _manifest(member)


def _sha256(member: Member) -> str:
    digest = hashlib.sha256()
    for piece in member.pieces():
        digest.update(piece)
    return digest.hexdigest()


def _manifest(member: Member) -> Manifest:
    if member.size > _SMALL:
        raise BackupDamaged(why=_("bản kê quá dài"))
    with suppress(ValueError, KeyError, TypeError):
        return manifest.read(member.file.read())
    raise BackupDamaged(why=_("không đọc được bản kê; có thể của phiên bản khác"))
