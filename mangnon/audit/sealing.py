"""The sealer: chains committed entries and takes each head out of the database."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction

BATCH = 5_000
"""Entries linked in one transaction: about half a second's work."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain at some moment: position, entry, hash."""

    position: int
    entry_id: int
    hash: str
    sealed_at: str

    def as_line(self) -> str:
        """One line of the heads file."""
        return json.dumps({"position": self.position, "entry": self.entry_id, "hash": self.hash, "at": self.sealed_at})


def seal_once() -> tuple[Head | None, int]:
    """Link what was committed since the last run; return the head and how many entries were linked.

    Safe to call from several processes: only one works, the others return (None, 0) at once.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select head_position, head_entry, head_hash, sealed from audit_seal(%s)", [BATCH])
        row = cursor.fetchone()
    if row is None or not row[0]:
        return None, 0
    stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
    return Head(int(row[0]), int(row[1]), bytes(row[2]).hex(), stamp), int(row[3])


def seal(heads: HeadsFile) -> int:
    """Link everything waiting and append the new head to the file; returns how many entries were linked."""
    total = 0
    while True:
        head, linked = seal_once()
        if head is not None and head.position > heads.last_position():
            heads.append(head)
        total += linked
        if linked < BATCH:
            return total


class HeadsFile:
    """The append-only file of heads outside the database: one JSON line each, fsynced before anything else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: int | None = None

    def append(self, head: Head) -> None:
        """Write one head and wait until it is on the disk. Raises OSError when it can't be written."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"  # a power cut in the middle of a line
            os.write(descriptor, (("\n" if torn else "") + head.as_line() + "\n").encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self._last = head.position

    def last_position(self) -> int:
        """Position of the newest head in the file, 0 when there is none yet."""
        if self._last is None:
            heads = self.read()
            self._last = heads[-1].position if heads else 0
        return self._last

    def read(self) -> list[Head]:
        """All heads in the file; a half-written last line (power cut) is left out."""
        if not self.path.exists():
            return []
        heads = []
        for line in self.path.read_text(encoding="utf-8").splitlines():
            try:
                data = json.loads(line)
            except ValueError:
                continue
            heads.append(Head(data["position"], data["entry"], data["hash"], data["at"]))
        return heads
