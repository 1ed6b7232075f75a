"""Children of a whole province, made and written as a roster writes them, so that searches have somebody to find."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from bench.ground import Ground

CHILDREN, FEW_CHILDREN, MANY_CHILDREN = 400_000, 20_000, 3_000_000
PER_HOUSEHOLD = 1.72
"""Children of a made household, on average: a little less than there are, so that there are enough."""
ON = date(2026, 11, 26)
SEED = 20_261_126


def fill(ground: Ground, many: int) -> tuple[int, float]:
    """Bring the register to about so many children; how many there are and how long a thousand of them took (ms)."""
    from django.db import transaction
    from django.utils import timezone

    from mangnon.access.actor import console
    from mangnon.access.scope import acting
    from mangnon.registry.making.grounds import places
    from mangnon.registry.making.people import households
    from mangnon.registry.making.writing import fill as write

    known, took = counted(ground), 0.0
    if known < many * 0.9:
        actor: Any = console("bench")
        began = time.perf_counter()
        with acting(actor), transaction.atomic():
            wanted = int((many - known) / PER_HOUSEHOLD)
            made = households(SEED + known, wanted, places(), ON)
            added = write(actor=actor, at=timezone.now(), households=made, on=ON)
        took = (time.perf_counter() - began) * 1_000_000 / max(1, added)
        with ground.top() as top:
            for table in ("registry_child", "registry_needle", "registry_kin", "registry_parent", "registry_household"):
                top.execute(f"vacuum (analyze) {table}")
            top.execute("checkpoint")
        known = counted(ground)
    return known, took


def counted(ground: Ground) -> int:
    """How many children there are."""
    with ground.top() as top:
        row = top.execute("select count(*) from registry_child").fetchone()
    return int(row[0]) if row else 0
