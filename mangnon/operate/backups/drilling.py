"""A drill: the newest backup is restored by processes of their own into a place of its own, tried out, thrown away."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.refusal import Refusal
from mangnon.operate.backups.dumping import environment_without
from mangnon.operate.backups.slots import engine

COPY = "drill.copy"
"""Marks a data folder as a copy made for a drill: the only place that may be probed."""
_PREFIX = "drill-"
_FOREIGN = ("DATABASE_URL", "MANGNON_OWNER_URL", "MANGNON_BACKUP", "MANGNON_PG_", "MANGNON_HEADS_DIR", "MANGNON_DATA")
_HOURS = 6 * 3600


class DrillRuns(Refusal):
    """One at a time: each takes as much room as the whole system."""

    code = "drill_runs"
    sentence = gettext_lazy("Một lần diễn tập khác đang chạy.")
    remedy = gettext_lazy("Chờ nó xong rồi làm lại.")


@dataclass(slots=True)
class Proved:
    """What a drill showed. ``problem`` is empty when everything fitted."""

    steps: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    rows: int = 0
    files: int = 0
    entries: int = 0
    made_at: datetime | None = None


def drill(source: Path, identity: Path) -> Proved:
    """Restore and try out. What goes wrong is said in the answer. Raises DrillRuns."""
    with _alone(), _place() as home:
        proved = Proved()
        told = _run(home, "restore", str(source.resolve()), "--identity", str(identity.resolve()))
        if told.get("problem"):
            proved.problem = str(told["problem"])
            return proved
        _take_restore(proved, told)
        if not proved.problem:
            (home / COPY).touch(mode=0o600)
            _take_probe(proved, _run(home, "backup", "probe"))
    return proved


def _take_restore(proved: Proved, told: dict[str, Any]) -> None:
    proved.rows, proved.files, proved.entries = told["rows"], told["files"], told["entries"]
    proved.made_at = datetime.fromisoformat(told["made_at"])
    proved.steps["restored"] = proved.steps["compared"] = proved.steps["book"] = "ok"
    if told["differences"]:
        proved.steps["compared"] = "bad"
        proved.problem = " ".join(told["differences"])


def _take_probe(proved: Proved, told: dict[str, Any]) -> None:
    proved.steps.update(told.get("steps", {}))
    proved.problem = str(told.get("problem", ""))


def _run(home: Path, *words: str) -> dict[str, Any]:
    """One of our commands on that place; its data, or ``problem``: what it said."""
    environment = environment_without(*_FOREIGN)
    # the heads of a throwaway place are nobody's, and its database needs no durability
    environment.update(MANGNON_DATA=str(home), MANGNON_PG_THROWAWAY="1", PYTHONPATH=str(settings.BASE_DIR))
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "config.cli", *words, "--json"],
        cwd=settings.BASE_DIR, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=_HOURS, check=False,
    )  # fmt: skip
    try:
        told = json.loads(done.stdout)
    except ValueError:
        told = None
    if isinstance(told, dict):
        return told
    said = done.stderr.strip().splitlines() or [_("lệnh dừng với mã {code}").format(code=done.returncode)]
    return {"problem": said[-1].removeprefix("mangnon: ")[:400]}


def _parent() -> Path:
    return Path(settings.DRILL_DIR)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of drills; sweep away copies that a killed one left: they hold real data. Raises DrillRuns."""
    _parent().mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_parent() / "drill.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DrillRuns from None
        for left in _parent().glob(f"{_PREFIX}*"):
            if left.is_dir():
                _remove(left)
        yield
    finally:
        os.close(handle)


def sweep() -> None:
    """Remove what a killed drill left, unless one runs."""
    if any(path.is_dir() for path in _parent().glob(f"{_PREFIX}*")):
        try:
            with _alone():
                pass
        except DrillRuns:
            pass


@contextmanager
def _place() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(dir=_parent(), prefix=_PREFIX))
    try:
        yield home
    finally:
        _remove(home)


def _remove(home: Path) -> None:
    if (home / "pg").exists():
        engine().discard(home)
    shutil.rmtree(home, ignore_errors=True)
