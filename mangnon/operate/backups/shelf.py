"""The folder of scheduled backups: names, which are kept, the copy on another medium."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path

from mangnon.operate.backups.archive import HALF, PIECE, sync
from mangnon.operate.backups.rotation import Keep, to_keep

_NAME = re.compile(r"mangnon-(\d{8}T\d{6})Z\.age")
_STAMP = "%Y%m%dT%H%M%S"
OLD_HALF = 24 * 3600.0


def name_for(at: datetime) -> str:
    """The file's name says when it was begun."""
    return f"mangnon-{at.astimezone(UTC):{_STAMP}}Z.age"


def begun(name: str) -> datetime | None:
    """When a file of the shelf was begun; None for any other."""
    found = _NAME.fullmatch(name)
    return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None


def lying(folder: Path) -> dict[str, datetime]:
    """The backups of a folder, newest first."""
    if not folder.is_dir():
        return {}
    found = {path.name: at for path in folder.iterdir() if (at := begun(path.name))}
    return dict(sorted(found.items(), key=lambda pair: pair[1], reverse=True))


def newest(folder: Path) -> Path | None:
    """The newest whole backup of a folder."""
    return next((folder / name for name in lying(folder)), None)


def rotate(folder: Path, keep: Keep) -> int:
    """Take away what the rotation doesn't keep, and halves of runs that died; how many backups went."""
    there = lying(folder)
    chosen = to_keep(there.values(), keep)
    gone = [name for name, at in there.items() if at not in chosen]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    for half in folder.glob(f".*{HALF}"):
        if time.time() - half.stat().st_mtime > OLD_HALF:
            half.unlink(missing_ok=True)
    return len(gone)


def copy(source: Path, folder: Path) -> str:
    """Copy a backup to another medium, whole or not at all; its hash, read back from there. Raises OSError.

    The folder isn't made: where a disk isn't mounted, a copy beside would only look like one.
    """
    target = folder / source.name
    half = folder / f".{source.name}.{secrets.token_hex(4)}{HALF}"
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out, source.open("rb") as content:
            while piece := content.read(PIECE):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
            os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        half.replace(target)
        sync(folder)
    finally:
        half.unlink(missing_ok=True)
    with target.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
