"""What is kept of a check for the preview: counts, the first faults, the first lines of each kind."""

from __future__ import annotations

from collections import Counter
from typing import Any

from mangnon.registry.models import Circumstance, Roster, Sensitivity
from mangnon.registry.rosters.checking import Fault
from mangnon.registry.rosters.columns import title_of
from mangnon.registry.rosters.plans import ADDED, SHOWN
from mangnon.registry.rosters.preparing import Prepared

MOST_FAULTS = 1_000
"""Faults of each sort that are kept; the sheet with reasons has all."""
SENSITIVITY = ADDED[Circumstance].index("sensitivity")


def put_findings(roster: Roster, prepared: Prepared) -> None:
    """Write into the row what a check found."""
    plan, errors = prepared.plan, prepared.errors
    roster.rows, roster.new, roster.changed = prepared.checked.total, plan.new, len(plan.changes)
    roster.same, roster.alike = plan.same, len(plan.alike)
    roster.errors, roster.rejected = len(errors), len({one.row for one in errors})
    doubts = [one for one in prepared.faults if one.kind]
    roster.doubts = dict(Counter(one.kind for one in doubts))
    roster.faults = [told(one) for one in (*errors[:MOST_FAULTS], *doubts[:MOST_FAULTS])]
    roster.plan = prepared.digest
    roster.preview = _preview(prepared)


def told(fault: Fault) -> dict[str, Any]:
    """A fault as it is kept."""
    return {
        "row": fault.row, "column": fault.column, "said": fault.said, "mend": fault.mend, "kind": fault.kind,
    }  # fmt: skip


def as_error(fault: Fault) -> dict[str, Any]:
    """A fault as scripts read it."""
    return {"row": fault.row, "column": title_of(fault.column), "message": f"{fault.said} {fault.mend}".strip()}


def _preview(prepared: Prepared) -> dict[str, Any]:
    plan = prepared.plan
    return {
        "new": [list(one) for one in plan.first[:SHOWN]],
        "changes": [
            {
                "row": one.row, "id": str(one.child_id), "name": one.name,
                "lines": [[line.column, line.old, line.new] for line in one.lines],
            }
            for one in plan.changes[:SHOWN]
        ],
        "alike": [
            {
                "row": one.row, "name": one.name, "born": one.born,
                "found": [
                    {"id": str(it.child_id), "name": it.name, "born": it.born, "why": list(it.why)}
                    for it in one.found[:5]
                ],
            }
            for one in plan.alike[:SHOWN]
        ],
        "converted": [
            {"head": one.head, "encoding": one.encoding, "examples": [list(pair) for pair in one.examples]}
            for one in prepared.checked.converted
        ],
        "very_sensitive": sum(row[SENSITIVITY] == Sensitivity.VERY_HIGH for row in plan.added[Circumstance]),
        "households": len(plan.added[next(iter(ADDED))]),
    }  # fmt: skip
