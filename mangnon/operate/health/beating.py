"""The worker's beat: a file whose age says whether it lives."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

BEAT_EVERY = 5.0
BEAT_FRESH = 30.0
"""A worker that hasn't beaten for so many seconds counts as dead."""


def beat_path() -> Path:
    """The file."""
    return Path(settings.DATA_DIR) / "worker.beat"


def beat_age() -> float | None:
    """Seconds since the last beat; None when there was none."""
    try:
        return max(time.time() - beat_path().stat().st_mtime, 0.0)
    except OSError:
        return None


def beat_is_fresh() -> bool:
    """Whether a worker beat lately."""
    age = beat_age()
    return age is not None and age < BEAT_FRESH
