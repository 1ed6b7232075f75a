"""What the processes of one installation tell each other: a small file of each, written anew every few seconds.

The library's own way between processes maps files into memory; on a full disk a write to such a file kills the
process, just when it is needed most. Here a file that can't be written is merely stale.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from mangnon.lib import tally
from mangnon.lib.tally import Bins, Tally
from mangnon.operate.health.recent import Hour, last_hour

logger = logging.getLogger("mangnon.health")

EVERY = 5.0
FRESH = 30.0
"""A file older than so many seconds is of a process that is gone."""
KEPT_STARTS = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What one process, or all together, have counted."""

    tally: Tally = field(default_factory=Tally)
    hour: Hour = field(default_factory=Hour)


@dataclass(frozen=True, slots=True)
class Start:
    """When a part of the system was started."""

    part: str
    at: datetime


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.DATA_DIR) / "metrics"


def begin(part: str) -> None:
    """Called once by a process that serves: note its start, then tell its counts until it ends."""
    _note_start(part)
    threading.Thread(target=_publish_for_ever, args=(part,), daemon=True, name="metrics").start()


def _publish_for_ever(part: str) -> None:
    while True:
        publish(part)
        time.sleep(EVERY)


def publish(part: str) -> None:
    """Write the file of this process in one step; a disk that is full or a folder that is gone is passed over."""
    path = _own(part)
    draft = path.with_suffix(".draft")
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_text(json.dumps(_packed()), encoding="utf-8")
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _own(part: str) -> Path:
    return folder() / f"{part}-{os.getpid()}.json"


def _packed() -> dict[str, Any]:
    held, hour = tally.here.copied(), last_hour()
    return {
        "hour": [hour.requests, hour.faults],
        "counters": {name: [[dict(key), n] for key, n in series.items()] for name, series in held.counters.items()},
        "bins": {
            name: [[dict(key), one.counts, one.total] for key, one in series.items()]
            for name, series in held.bins.items()
        },
    }


def _unpacked(data: dict[str, Any]) -> Told:
    counters = {
        name: {tuple(sorted(key.items())): float(n) for key, n in series} for name, series in data["counters"].items()
    }
    bins = {
        name: {tuple(sorted(key.items())): Bins(counts, total) for key, counts, total in series}
        for name, series in data["bins"].items()
    }
    return Told(Tally(counters, bins), Hour(*data["hour"]))


def everybody() -> Told:
    """The counts of all processes that live, this one's from its memory."""
    whole, hour = tally.here.copied(), last_hour()
    for path in folder().glob("*.json"):
        if path.stem.endswith(f"-{os.getpid()}"):
            continue
        found = _read(path)
        if found is not None:
            whole.merge(found.tally)
            hour += found.hour
    return Told(whole, hour)


def _read(path: Path) -> Told | None:
    """A living process's file; that of one long gone is removed."""
    try:
        age = time.time() - path.stat().st_mtime
        if age < FRESH:
            return _unpacked(json.loads(path.read_text(encoding="utf-8")))
        if age > 100 * FRESH:
            path.unlink(missing_ok=True)
    except (OSError, ValueError, KeyError, TypeError):  # gone meanwhile, or no file of ours
        logger.debug("a file of counts could not be read")
    return None


def _starts_path() -> Path:
    return folder() / "starts.jsonl"


def _note_start(part: str) -> None:
    line = json.dumps({"part": part, "at": datetime.now(UTC).isoformat(timespec="seconds")})
    with contextlib.suppress(OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = _starts_path().read_text(encoding="utf-8").splitlines() if _starts_path().exists() else []
        draft = folder() / f"starts-{os.getpid()}.draft"
        draft.write_text("\n".join([*kept[-KEPT_STARTS + 1 :], line, ""]), encoding="utf-8")
        draft.replace(_starts_path())


def starts() -> list[Start]:
    """The latest starts, newest last."""
    found = []
    with contextlib.suppress(OSError):
        for line in _starts_path().read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                data = json.loads(line)
                found.append(Start(str(data["part"]), datetime.fromisoformat(data["at"])))
    return found
