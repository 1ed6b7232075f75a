"""Carry out a plan: one transaction, as the actor, set by set; what it did is kept so that it can be undone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from mangnon.access.actor import Actor
from mangnon.lib.refusal import StaleVersion
from mangnon.registry.actions.checking import writer
from mangnon.registry.models import Child, Household, Roster, RosterImprint, Source
from mangnon.registry.rosters.plans import ADDED, CHANGED, Plan
from mangnon.registry.rosters.prints import prints
from mangnon.registry.rosters.staging import insert, rows_before, update

REASON = "Nhập từ tệp {name}"
"""Why an import corrected something, as it is kept beside the correction."""


PATIENCE = "20min"
"""How long one statement of an import may take: all children of a commune go in at once, with their index."""


def lock_place(place_id: int) -> None:
    """Imports of one place wait for each other, to the end of the transaction; from here on statements are long."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('statement_timeout', %s, true)", [PATIENCE])
        cursor.execute("select pg_advisory_xact_lock(20750, %s)", [place_id])


def carry_out(
    *,
    actor: Actor,
    at: datetime,
    roster: Roster,
    plan: Plan,
    hashes: Sequence[bytes],
    tick: Callable[[int], None] = lambda _n: None,
) -> RosterImprint:
    """Write everything that the plan says. Raises StaleVersion when a child changed since it was made."""
    before = {
        model._meta.db_table: rows_before(model, (row[0] for row in rows)) for model, rows in plan.changed.items()
    }
    for model, columns in CHANGED.items():
        rows = plan.changed[model]
        done = update(model, columns, rows, version=model is Child)
        if done != len(rows):
            raise StaleVersion
        tick(len(rows))
    constants = _constants(actor, at, roster)
    for model, columns in ADDED.items():
        insert(model, columns, plan.added[model], constants)
        tick(len(plan.added[model]))
    return _imprint(at, roster, plan, hashes, {table: rows for table, rows in before.items() if rows})


def _constants(actor: Actor, at: datetime, roster: Roster) -> dict[str, Any]:
    by = writer(actor)
    return {
        "place_id": roster.place_id, "source": Source.ROSTER.value, "recorded_by": by, "kind": "actual",
        "reason": REASON.format(name=roster.name), "at": at, "by": by, "by_name": actor.name,
    }  # fmt: skip


def _imprint(
    at: datetime, roster: Roster, plan: Plan, hashes: Sequence[bytes], before: dict[str, list[dict[str, Any]]]
) -> RosterImprint:
    whole = b"".join(hashes)
    made = RosterImprint(
        roster=roster,
        at=at,
        children=[row[0] for row in plan.added[Child]],
        households=[row[0] for row in plan.added[Household]],
        row_hashes=whole,
        digest=hashlib.sha256(whole).hexdigest(),
        before=before,
        after=prints(UUID(str(row[0])) for row in plan.changed[Child]),
    )
    models.Model.save(made, force_insert=True)
    return made


def size_of(plan: Plan) -> int:
    """How many rows a plan writes, for a progress bar."""
    return sum(map(len, plan.added.values())) + sum(map(len, plan.changed.values()))
