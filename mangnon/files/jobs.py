"""Scheduled work: files in quarantine are checked, bytes without a row are swept away."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction

from mangnon.access.actor import job
from mangnon.access.scope import acting
from mangnon.files import keeping, scanning
from mangnon.files.actions import judge
from mangnon.files.models import State, StoredFile
from mangnon.files.refusals import BytesMissing
from mangnon.files.scanning import ScannerDown, Verdict
from mangnon.lib.refusal import NotFound

logger = logging.getLogger("mangnon.files")

AT_A_TIME = 200
OLD = timedelta(days=1)
"""Younger bytes may belong to a transaction that hasn't ended."""
SUSPICIOUS = 20
"""So many orphans that are more than half of all point to a wrong database, not to crashes: nothing is swept."""


class SweepStopped(Exception):
    """The sweep would take away most of what lies there; a person must look."""


def check_waiting(*, at: datetime) -> int:
    """Ask the scanner about files in quarantine, then about those never looked at; how many were judged.

    A scanner that is down ends the run; they stay where they are until the next.
    """
    there = scanning.configured()
    judged = 0
    for file_id, disk_name in _to_check(there=there):
        try:
            verdict = _scanned(disk_name) if there else None
        except ScannerDown as trouble:
            logger.warning("the virus scanner is down, files stay in quarantine: %s", trouble)
            break
        except BytesMissing:
            logger.error("file %s has no bytes", file_id)
            continue
        judged += _judge(file_id, verdict, at)
    return judged


def _to_check(*, there: bool) -> list[tuple[UUID, str]]:
    """Waiting ones first, so that nobody waits for the old stock."""
    states = [State.WAITING, State.UNSCANNED] if there else [State.WAITING]
    with acting(job("files.check")), transaction.atomic():
        rows = StoredFile.objects.filter(state__in=states).order_by("-state", "recorded_at")
        return list(rows.values_list("pk", "disk_name")[:AT_A_TIME])


def _scanned(disk_name: str) -> Verdict:
    with keeping.opened(disk_name) as content:
        return scanning.scan(content)


def _judge(file_id: UUID, verdict: Verdict | None, at: datetime) -> int:
    actor = job("files.check", "files.judge")
    try:
        with acting(actor), transaction.atomic():
            judge(actor=actor, at=at, file_id=file_id, verdict=verdict)
    except NotFound:  # removed meanwhile
        return 0
    return 1


def sweep(*, at: datetime) -> int:
    """Take away bytes older than a day that no row names; how many. Raises SweepStopped.

    Rows are read after the disk was listed: bytes written meanwhile are too young anyway. Rows without bytes are
    told in the log, for the restore.
    """
    lying = {path.name: path for path in keeping.lying()}
    named = _named()
    missing = len(named - lying.keys())
    if missing:
        logger.error("%s stored files have no bytes on the disk", missing)
    orphans = [path for name, path in lying.items() if name not in named and _is_old(path, at)]
    if len(orphans) >= SUSPICIOUS and len(orphans) * 2 > len(lying):
        raise SweepStopped(f"{len(orphans)} of {len(lying)} files have no row")
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _named() -> set[str]:
    with acting(job("files.sweep")), transaction.atomic():
        pairs = StoredFile.objects.values_list("disk_name", "blurred_name")
        return {name for pair in pairs.iterator() for name in pair if name}


def _is_old(path: Path, at: datetime) -> bool:
    try:
        age = min(at.timestamp(), time.time()) - path.stat().st_mtime
    except FileNotFoundError:
        return False
    return age > OLD.total_seconds()
