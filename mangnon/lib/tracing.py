"""Under which reference something runs: log lines, error pages and the book name the same one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trace:
    """One request or job: the number that people read out, and what its log line is to say besides."""

    reference: str
    told: dict[str, str] = field(default_factory=dict)


_current: ContextVar[Trace | None] = ContextVar("mangnon_trace", default=None)


@contextmanager
def under(reference: str) -> Iterator[Trace]:
    """Run a block under a reference."""
    trace = Trace(reference)
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)


def reference() -> str:
    """The reference of whatever runs; empty outside of requests and jobs."""
    trace = _current.get()
    return trace.reference if trace else ""


def tell(**facts: str) -> None:
    """Facts for the one log line of this request: codes and names of actions, never what a person wrote."""
    trace = _current.get()
    if trace is not None:
        trace.told.update(facts)
