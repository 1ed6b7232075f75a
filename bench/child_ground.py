"""Children of a whole province, made and written as a roster writes them, so that searches have somebody to find."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.ground import Ground

CHILDREN, FEW_CHILDREN, MANY_CHILDREN = 400_000, 20_000, 3_000_000
PER_HOUSEHOLD = 1.04
"""Children of a made household, on average: a little less than there are, so that there are enough."""
ON = date(2026, 11, 26)
SEED = 20_261_126


TABLES = (
    "registry_household", "registry_child", "registry_parent", "registry_residence", "registry_householdstay",
    "registry_householdclass",
)  # fmt: skip
SET = 20_000
PORTION = 400_000
"""Children written in one transaction: what is there stays when the rest is broken off."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many children there are now, and how long a thousand of them took to be indexed (ms), as a set."""

    children: int
    indexed_ms: float


def fill(ground: Ground, many: int) -> Filled:
    """Bring the register to about so many children; without triggers, and the index made afterwards in sets."""
    known, took = counted(ground), 0.0
    if known < many * 0.9:
        with ground.top() as top:
            for table in TABLES:
                top.execute(f"alter table {table} disable trigger user")
            for start in range(known, many, PORTION):
                _write(min(PORTION, many - start), SEED + start)
                top.execute(f"analyze {', '.join(TABLES)}")  # else the next portion is checked as if these were empty
            for table in TABLES:
                top.execute(f"alter table {table} enable trigger user")
                top.execute(f"vacuum (analyze) {table}")
            took = _index(top)
            top.execute("vacuum (analyze) registry_needle, registry_kin, registry_syllable")
            top.execute("checkpoint")
        known = counted(ground)
    return Filled(known, took)


def _write(many: int, seed: int) -> None:
    from django.db import connection, transaction
    from django.utils import timezone

    from mangnon.access.actor import console
    from mangnon.access.scope import acting
    from mangnon.registry.making.grounds import places
    from mangnon.registry.making.people import households
    from mangnon.registry.making.writing import fill as write

    actor = console("bench")
    print(f"Writing {many:,} made children …", flush=True)
    with acting(actor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")  # a copy waits for the rows being made, and for the disk
        made = households(seed, int(many / PER_HOUSEHOLD), places(), ON)
        write(actor=actor, at=timezone.now(), households=made, on=ON)


def _index(top: Any) -> float:
    """Index every child anew in sets; milliseconds for a thousand."""
    ids = [row[0] for row in top.execute("select id from registry_child order by id").fetchall()]
    began = time.perf_counter()
    top.execute("set role mangnon_owner")
    for start in range(0, len(ids), SET):
        top.execute("select registry_reindex(%s)", [ids[start : start + SET]])
    top.execute("reset role")
    return (time.perf_counter() - began) * 1_000_000 / max(1, len(ids))


def counted(ground: Ground) -> int:
    """How many children there are."""
    with ground.top() as top:
        row = top.execute("select count(*) from registry_child").fetchone()
    return int(row[0]) if row else 0
