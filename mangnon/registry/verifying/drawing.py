"""The draw: pure, so that anybody may repeat it on paper or with any program.

Each child of the frame gets the number SHA-256("<seed>:<id of the child>"), both as text, the id in its usual small
letters with hyphens. The children in the order of their numbers are the draw; the first n are the sample. For one seed
nobody can tell the order without reckoning it, each order is as likely as any other, nobody comes twice, and the same
seed over the same frame gives the same children, whatever order the frame was written in. A stratum is drawn alone.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from mangnon.registry.models.verifying import RecheckRound


def new_seed() -> str:
    """A seed that nobody could know beforehand: 64 random bits as 16 hexadecimal digits."""
    return secrets.token_hex(8)


def draw(frame: Iterable[UUID], *, seed: str, size: int) -> list[UUID]:
    """The first ``size`` children of the draw, in its order; all of them when the frame holds no more."""
    return sorted(set(frame), key=lambda one: (number_of(one, seed), one))[: max(size, 0)]


def number_of(child: UUID, seed: str) -> str:
    """The number that decides where a child stands in the draw: 64 hexadecimal digits."""
    return sha256(f"{seed}:{child}".encode()).hexdigest()


def sample_size(frame: int, *, measure: str, size: int) -> int:
    """How many of ``frame`` children are drawn: a number, or so many per cent of them rounded up."""
    wanted = size if measure == RecheckRound.Measure.NUMBER else -(-frame * size // 100)
    return max(0, min(frame, wanted))


def fingerprint(children: Iterable[UUID]) -> str:
    """SHA-256 over the ids, sorted, a line each: equal fingerprints are equal sets of children."""
    return sha256("\n".join(sorted(map(str, children))).encode()).hexdigest()
