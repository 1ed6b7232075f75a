"""The environment of a run, set before Django reads its settings: a data folder of the run's own, no demo."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
KEPT = "MANGNON_BENCH_DATA"
"""Names a folder to keep between runs: filling a million rows takes a while."""


def settle() -> Path:
    """Choose the data folder and point everything at it; a temporary one is removed at the end."""
    kept = os.environ.get(KEPT)
    folder = Path(kept).resolve() if kept else Path(tempfile.mkdtemp(prefix="mangnon-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)  # under root the database runs as another user, who must pass through
    if not kept:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("MANGNON_") and name != KEPT]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(of(folder))
    os.environ["MANGNON_SECRET"] = secrets.token_urlsafe(50)  # the servers must believe our cookies
    return folder


def of(folder: Path) -> dict[str, str]:
    """The variables of a system with samples, without demo, in ``folder``."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MANGNON_DATA": str(folder),
        "MANGNON_TESTING": "1",
        "MANGNON_DEMO": "0",
        "MANGNON_SECOND_FACTOR": "0",
        "MANGNON_IDLE_LOCK": str(12 * 3600),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(REPOSITORY), os.environ.get("PYTHONPATH", "")))),
    }
