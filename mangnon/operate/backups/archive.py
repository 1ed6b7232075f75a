"""The inside of a backup: a tar stream, made piece by piece, encrypted with age on its way to the disk.

``age -d -i KEY FILE | tar x`` opens it without us; ``cat database/* | pg_restore`` then restores the database.
Order: keys, heads of the book, the dump in parts, files, their list, the manifest. What doesn't end
with a manifest isn't whole.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import pyrage

PIECE = 1 << 20
PART = 8 << 20
"""The dump's length isn't known beforehand, so it is cut into members of this size."""
MANIFEST, LIST, HEADS = "manifest.json", "files.sha256", "heads/heads.jsonl"
HALF = ".half"


def member(name: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """One file of the tar stream. ``pieces`` must be ``size`` bytes together."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    yield info.tobuf(tarfile.PAX_FORMAT)
    written = 0
    for piece in pieces:
        written += len(piece)
        yield piece
    if written != size:
        message = f"{name}: {written} bytes instead of {size}"
        raise OSError(message)
    yield b"\0" * (-size % tarfile.BLOCKSIZE)


def whole(name: str, content: bytes) -> Iterator[bytes]:
    """A small file of the tar stream."""
    return member(name, len(content), [content])


def of_file(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The first ``size`` bytes of an open file."""
    left = size
    while left and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        yield piece


def end() -> bytes:
    """What closes a tar stream."""
    return b"\0" * (2 * tarfile.BLOCKSIZE)


class Pulled:
    """Gives an iterator of pieces to whoever reads; keeps what went wrong, since the reader tells only its text."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")
        self.trouble: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes; empty at the end."""
        try:
            while not self._rest:
                self._rest = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except BaseException as trouble:
            self.trouble = trouble
            raise
        taken = self._rest[: size if size >= 0 else None]
        self._rest = self._rest[len(taken) :]
        return bytes(taken)


class Written:
    """The encrypted file as it grows, with its length and hash."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.bytes = 0

    def write(self, data: bytes) -> int:
        """Take what was encrypted."""
        self._digest.update(data)
        self.bytes += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        """As files have it."""
        self._file.flush()

    @property
    def sha256(self) -> str:
        """Of all that was written so far."""
        return self._digest.hexdigest()


def seal_into(target: Path, pieces: Iterator[bytes], to: list[pyrage.x25519.Recipient]) -> Written:
    """Encrypt the stream into ``target``, which appears whole or not at all. Raises OSError and what pieces raise."""
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}{HALF}")
    pulled = Pulled(pieces)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            written = Written(file)
            pyrage.encrypt_io(pulled, written, to)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
        sync(target.parent)
    except pyrage.EncryptError as trouble:
        raise pulled.trouble or OSError(str(trouble)) from trouble
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return written


def sync(folder: Path) -> None:
    """Make a folder's entries last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
