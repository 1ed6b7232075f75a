"""How long ``places reorganise`` takes for 200,000 open facts, committed to disk: the limit is 60 seconds."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bench.figures import Figure, Result, median
from bench.ground import Ground

if TYPE_CHECKING:
    from mangnon.places.reorganising import Report

LIMIT = 60.0
FACTS, FEW_FACTS = 200_000, 20_000
IN_SPLIT = 20
"""One fact in so many lies in a unit that was divided, so that a person must decide."""
ROUNDS, LONG_ROUNDS = 3, 7
ON = date(2025, 7, 1)

_EMPTY = (
    "truncate testing_samplefact",
    "delete from places_splittask",
    "delete from places_reorganisation",
)
_FILL = """
insert into testing_samplefact (place_id, valid_from, amount)
select case when n %% %(each)s = 0 then divided.ids[1 + n %% cardinality(divided.ids)]
       else whole.ids[1 + n %% cardinality(whole.ids)] end, date '2024-03-01', 1 + n %% 3
from generate_series(1, %(facts)s) n,
  (select array_agg(distinct s.predecessor_id) as ids
   from places_succession s join places_unit u on u.id = s.successor_id
   where s.change <> 'split' and s.on = %(on)s and u.level = 'commune'
     and u.provinces && (select today from places_unit where code = '48' and valid_to is null)) whole,
  (select array_agg(distinct predecessor_id) as ids
   from places_succession where change = 'split' and "on" = %(on)s) divided
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One run: seconds of the preview and of the real one, and what moved."""

    preview: float
    real: float
    report: Report


def run(ground: Ground, *, long: bool) -> Result:
    """Fill, look ahead, move, undo; several times. Raises AssertionError when a fact was lost or left behind."""
    facts = FEW_FACTS if ground.quick else FACTS
    rounds = [_round(ground, facts) for _ in range(LONG_ROUNDS if long else ROUNDS)]
    moved, waiting = rounds[0].report.moved, rounds[0].report.to_decide
    how = f"{len(rounds)} rounds, medians, one transaction with row security, trigger net and book, fsync on"
    real, ahead = median(one.real for one in rounds), median(one.preview for one in rounds)
    figures = [
        Figure(f"reorganise {facts:,} open facts", real, LIMIT, "s", real / LIMIT, most=1, how=how),
        Figure("the same, --dry-run", ahead, real, "s", ahead / real, how=how),
    ]
    notes = [
        f"{moved:,} facts moved by themselves out of the old communes of today's Đà Nẵng; {waiting:,} in communes that"
        f" were divided elsewhere went to the worklist; {ground.rows:,} samples stood by untouched"
    ]
    return Result("reorganise", figures, notes, {"seconds": [round(one.real, 2) for one in rounds]})


def _round(ground: Ground, facts: int) -> Round:
    from mangnon.access.actor import console
    from mangnon.places.reorganising import preview, reorganise

    _empty(ground)
    with ground.top() as top:
        top.execute(_FILL, {"facts": facts, "each": IN_SPLIT, "on": ON})
        top.execute("vacuum (analyze) testing_samplefact")
        top.execute("checkpoint")
    actor, at = console("bench"), datetime.now(UTC)
    began = time.perf_counter()
    told = preview(actor=actor, at=at, on=ON)
    seen = time.perf_counter()
    report = reorganise(actor=actor, at=at, on=ON)
    ended = time.perf_counter()
    _check(ground, facts, told, report)
    _empty(ground)
    return Round(seen - began, ended - seen, report)


def _check(ground: Ground, facts: int, told: Report, report: Report) -> None:
    """Nothing lost, nothing doubled, the preview told the truth."""
    assert (told.moved, told.to_decide) == (report.moved, report.to_decide)  # noqa: S101 - else it measures nothing
    assert report.moved + report.to_decide == facts, report  # noqa: S101
    assert report.to_decide == facts // IN_SPLIT, report  # noqa: S101
    with ground.top() as top:
        row = top.execute("select count(*) from testing_samplefact where valid_to is null").fetchone()
    assert row == (facts,), row  # noqa: S101


def _empty(ground: Ground) -> None:
    with ground.top() as top:
        top.execute("set session_replication_role = replica")  # tidying up is nobody's act
        for statement in _EMPTY:
            top.execute(statement)
