"""The list of what was destroyed, outside the database: a restored backup doesn't know it, this file does."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from mangnon.oversight.retention.rules import digest


@dataclass(frozen=True, slots=True)
class Erasure:
    """One batch: the type of record and ids, nothing else of what it was."""

    record: str
    ids: tuple[str, ...]
    proposal: str
    at: str


def path() -> Path:
    """Where the list lies."""
    return Path(settings.ERASURES_FILE)


def append(*, record: str, ids: Sequence[str], proposal: str, at: datetime) -> None:
    """Write one batch through to the disk before its rows go. Raises OSError: then nothing is destroyed."""
    told = {"record": record, "ids": list(ids), "proposal": proposal, "at": at.isoformat(), "hash": digest(ids)}
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        os.write(descriptor, (("\n" if torn else "") + json.dumps(told) + "\n").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def bring(folder: Path) -> None:
    """Put the list of the lost machine beside the restored database, unless one is there already."""
    brought = folder / path().name
    if brought.is_file() and not path().exists():
        path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path().with_suffix(".half")
        shutil.copyfile(brought, draft)
        draft.chmod(0o600)
        draft.replace(path())


def read() -> tuple[list[Erasure], int]:
    """All whole batches, and how many lines are torn or changed: those are told, never carried out."""
    if not path().exists():
        return [], 0
    found, broken = [], 0
    for line in path().read_text(encoding="utf-8").splitlines():
        one = _read_line(line)
        if one is None:
            broken += 1
        else:
            found.append(one)
    return found, broken


def _read_line(line: str) -> Erasure | None:
    try:
        told = json.loads(line)
        ids = tuple(told["ids"])
        whole = told["hash"] == digest(ids)
        return Erasure(told["record"], ids, told["proposal"], told["at"]) if whole else None
    except (ValueError, KeyError, TypeError):
        return None
