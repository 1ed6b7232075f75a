"""All look-alikes of a set of records: block, sieve, judge. Knows no database.

What counts with numpy is loaded when first asked for: most processes of the house never compare anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mangnon.registry.alike.known import Known, Line, known
from mangnon.registry.alike.rules import Judged, Verdict, judge
from mangnon.registry.alike.weights import Weights

if TYPE_CHECKING:
    from mangnon.registry.alike.columns import Columns, Ints

AT_A_TIME = 200_000
"""Pairs sieved at once: bounds the memory."""
SIEVED_FROM = 60_000
"""Fewer pairs are judged one and all: the sieve is there for speed alone."""
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """Two records that may be one child."""

    one: Line
    other: Line
    judged: Judged


def look_alikes(
    lines: Iterable[Line], weights: Weights, *, first: int | None = None, across: bool = False, step: Step | None = None
) -> Iterator[Found]:  # fmt: skip
    """Every pair of the set that is at least possible; with ``first``, only pairs with one of the first so many.

    With ``across`` these aren't compared with each other, only with the rest.
    """
    from mangnon.registry.alike.blocking import pairs
    from mangnon.registry.alike.columns import columns_of

    columns = columns_of(lines)
    for found, compared in judged_chunks(columns, pairs(columns, first=first, across=across), weights):
        yield from found
        if step is not None:
            step(compared)


def judged_chunks(columns: Columns, wanted: Ints, weights: Weights) -> Iterator[tuple[list[Found], int]]:
    """What is found, chunk by chunk, with how many pairs each chunk held."""
    from mangnon.registry.alike.sieve import promising

    few = len(wanted) <= SIEVED_FROM
    for start in range(0, len(wanted), AT_A_TIME):
        chunk = wanted[start : start + AT_A_TIME]
        yield list(judged(columns, chunk if few else chunk[promising(columns, chunk)], weights)), len(chunk)


def judged(columns: Columns, chosen: Ints, weights: Weights) -> Iterator[Found]:
    """The chosen pairs that are at least possible."""
    memory: dict[int, Known] = {}
    for one, other in chosen.tolist():
        result = judge(_known(columns.lines, one, memory), _known(columns.lines, other, memory), weights)
        if result.verdict is not Verdict.NO:
            yield Found(columns.lines[one], columns.lines[other], result)


def _known(lines: Sequence[Line], at: int, memory: dict[int, Known]) -> Known:
    found = memory.get(at)
    if found is None:
        found = memory[at] = known(lines[at])
    return found
