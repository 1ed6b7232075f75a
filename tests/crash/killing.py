"""Kills parts of a house in turn while a run goes on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
import time

from tests.crash.house import BASE, WEB, WORKER, House
from tests.crash.sending import Run

PARTS = (WEB, WORKER, BASE)
WITHIN, MOST = 31.0, 3
"""The supervisor gives up a child that dies five times in 30 s; we kill each part at most so often."""


class Killer:
    """Strikes at random moments, spread over the run by what has been acknowledged, so that it always strikes."""

    def __init__(self, house: House, run: Run, *, seed: int) -> None:
        """Not yet."""
        self.kills: dict[str, list[float]] = {part: [] for part in PARTS}
        self._house, self._run = house, run
        self._luck = random.Random(seed)  # noqa: S311 - the same play for the same seed
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._strike, daemon=True)

    def __enter__(self) -> Killer:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop striking."""
        self._over.set()
        self._thread.join()

    @property
    def told(self) -> dict[str, int]:
        """How often each part was killed."""
        return {part: len(times) for part, times in self.kills.items()}

    def _strike(self) -> None:
        due = 0.0
        while not self._over.wait(self._luck.uniform(0.0, 0.2)):
            if len(self._run.acknowledged) >= due and self._kill(self._next()):
                due = len(self._run.acknowledged) + min(self._run.count / 12, 100) * self._luck.uniform(0.5, 1.0)

    def _next(self) -> str:
        return min(PARTS, key=lambda part: (len(self.kills[part]), self._luck.random()))

    def _kill(self, part: str) -> bool:
        now = time.monotonic()
        if len([at for at in self.kills[part] if now - at < WITHIN]) >= MOST:
            return False
        pids = self._house.pids(part)
        if not pids:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._luck.choice(pids), signal.SIGKILL)
            self.kills[part].append(now)
        return True
