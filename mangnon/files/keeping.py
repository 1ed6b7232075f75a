"""Bytes on the disk: random names under ``files/aa/bb``, written through, outside every web root."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from mangnon.files.refusals import BytesMissing, DiskFull

_NAME = re.compile(r"[0-9a-f]{48}")
_HALF = ".half"
SPARE = 500 * 2**20
"""Free bytes below which no file is taken: the database needs them more."""
_FULL = (errno.ENOSPC, errno.EDQUOT)


def root() -> Path:
    """The folder of all files."""
    return Path(settings.FILES_DIR)


def path_of(name: str) -> Path:
    """Where a stored name lies. Raises ValueError on anything that isn't a name of ours."""
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return root() / name[:2] / name[2:4] / name


def free_bytes() -> int:
    """What is free on the disk that holds the files."""
    folder = root()
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def keep(data: bytes) -> str:
    """Write the bytes through to the disk under a new random name and return it. Raises DiskFull.

    The name appears in one step: a process that dies leaves a half file for the sweeper, never half a content.
    """
    if free_bytes() - len(data) < SPARE:
        raise DiskFull
    name = secrets.token_hex(24)
    target = path_of(name)
    half = target.with_suffix(_HALF)
    try:
        _make_folders(target.parent)
        _write_through(half, data)
        half.replace(target)
        _sync(target.parent)
    except OSError as trouble:
        half.unlink(missing_ok=True)
        if trouble.errno in _FULL:
            raise DiskFull from trouble
        raise
    return name


def drop(name: str) -> None:
    """Take bytes away that no row was written for."""
    with suppress(OSError):  # the sweeper comes by anyway
        path_of(name).unlink(missing_ok=True)


def opened(name: str) -> BinaryIO:
    """The bytes, to be read piece by piece. Raises BytesMissing."""
    try:
        return path_of(name).open("rb")
    except FileNotFoundError as trouble:
        raise BytesMissing from trouble


def lying(folder: Path | None = None) -> Iterator[Path]:
    """Every file on the disk, half ones too."""
    for path in (folder or root()).glob("*/*/*"):
        if path.is_file() and not path.is_symlink():
            yield path


def _make_folders(folder: Path) -> None:
    """The folders, each written through to its parent, so that a power cut doesn't take them and what they hold."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
        _sync(one.parent)


def _write_through(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
