"""Published pictures: beside the signed pages, each under the hash of its own bytes, so that none can be exchanged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from mangnon.files import keeping
from mangnon.files.models import StoredFile

NAME = re.compile(r"[0-9a-f]{64}\.(jpg|png|webp|gif)")
MEDIA = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif"}
_ENDINGS = {media: ending for ending, media in MEDIA.items()}


def folder() -> Path:
    """Where they lie."""
    return Path(settings.PAGES_DIR) / "pictures"


def publish(file: StoredFile) -> str:
    """Put a stored picture before the public and return its name. Raises OSError, BytesMissing."""
    name, data = _named(file)
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder() / name
    if not target.exists():
        half = target.with_suffix(".half")
        half.write_bytes(data)
        half.replace(target)
    return name


def name_of(file: StoredFile) -> str:
    """The name under which it is, or would be, before the public. Raises BytesMissing."""
    return _named(file)[0]


def _named(file: StoredFile) -> tuple[str, bytes]:
    with keeping.opened(file.disk_name) as source:
        data = source.read()
    return f"{hashlib.sha256(data).hexdigest()}.{_ENDINGS[file.media]}", data


def read(name: str) -> bytes | None:
    """The bytes, if they are those that the name says; None for anything else."""
    if not NAME.fullmatch(name):
        return None
    try:
        data = (folder() / name).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == name.partition(".")[0] else None


def sweep(kept: Collection[str]) -> None:
    """Take away pictures that stand in no public article."""
    for path in folder().glob("*.*") if folder().is_dir() else ():
        if path.name not in kept:
            path.unlink(missing_ok=True)
