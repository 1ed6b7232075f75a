"""Processes that begin together: as so many people at as many workers would."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.synchronize import Barrier
from typing import Any

PATIENCE = 120
"""Seconds until a writer that doesn't come makes the round fail."""
Act = Callable[[Any], int]
"""Does all that one round asks of a writer, and says how many acts that were."""


class Writers:
    """One process for each lot; ``begin`` (of a module, it is sent by name) makes of a lot what a writer does.

    ``begin(lot)`` runs in the writer's process after Django has been set up, and returns a function that makes of a
    round's job the ``Act`` to be timed: what it looks up beforehand isn't counted.
    """

    def __init__(self, begin: Callable[[Any], Callable[[Any], Act]], lots: Sequence[Any]) -> None:
        self._begin, self._lots = begin, lots
        self._context = multiprocessing.get_context("spawn")
        self._barrier = self._context.Barrier(len(lots) + 1)
        self._ends: list[Any] = []
        self._processes: list[Any] = []

    def __enter__(self) -> Writers:
        for lot in self._lots:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=_work, args=(theirs, self._barrier, self._begin, lot), daemon=True)
            process.start()
            self._ends.append(ours)
            self._processes.append(process)
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        if kind is not None:  # a round was broken off: they may be waiting for each other
            for process in self._processes:
                process.kill()
        for end in self._ends:
            with suppress(OSError):  # one that has died already
                end.send(None)
        for process in self._processes:
            process.join(10)
            if process.is_alive():
                process.kill()

    def go(self, job: Any) -> float:
        """One round. Acts per second from the common start to the last writer's end.

        Raises RuntimeError with what a writer said when its acts failed.
        """
        for end in self._ends:
            end.send(job)
        self._barrier.wait(PATIENCE)
        began, done = time.perf_counter(), 0
        for end in self._ends:
            said = end.recv()
            if not isinstance(said, int):
                raise RuntimeError(f"a writer failed: {said}")
            done += said
        return done / (time.perf_counter() - began)


def _work(end: Any, barrier: Barrier, begin: Callable[[Any], Callable[[Any], Act]], lot: Any) -> None:
    """What a writer's process does until it is told to stop."""
    import django

    django.setup()
    from django.db import connection

    from mangnon.access.gathering import gather

    gather()
    connection.ensure_connection()
    prepare = begin(lot)
    while (job := end.recv()) is not None:
        act = prepare(job)
        barrier.wait(PATIENCE)
        try:
            end.send(act(job))
        except Exception as error:  # the one who waits must hear of it
            end.send(repr(error))
