"""Holds what clients were promised against what the tables and the book say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from tests.crash.house import House
from tests.crash.sending import Run

ROWS = "select id, body from testing_samplereceipt where starts_with(body, '{name}/')"
ENTRIES = "select subject_id from audit_entry where action = 'testing.receipts.receive' and outcome = 'done'"


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken promise. ``kind``: lost, altered, doubled, invented, unbooked, booked twice, booked for nothing."""

    kind: str
    receipt: UUID


def faults_of(run: Run, house: House) -> list[Fault]:
    """Everything that is wrong after a run."""
    rows = dict(house.rows(ROWS.format(name=run.name)))
    booked = Counter(UUID(subject) for (subject,) in house.rows(ENTRIES))
    return compare(run.acknowledged, run.sent, rows, booked)


def compare(
    acknowledged: dict[UUID, str], sent: set[UUID], rows: dict[UUID, str], booked: Counter[UUID]
) -> list[Fault]:
    """Acknowledged: there once, unchanged, booked once. What nobody was promised may be there, booked once."""
    bodies = Counter(rows.values())
    found = {
        "lost": acknowledged.keys() - rows.keys(),
        "altered": {one for one in rows.keys() & acknowledged.keys() if rows[one] != acknowledged[one]},
        "doubled": {one for one, body in rows.items() if bodies[body] > 1},
        "invented": rows.keys() - sent,
        "unbooked": rows.keys() - booked.keys(),
        "booked twice": {one for one in booked.keys() & sent if booked[one] > 1},
        "booked for nothing": (booked.keys() & sent) - rows.keys(),
    }
    return [Fault(kind, receipt) for kind, receipts in found.items() for receipt in sorted(receipts)]


def waiting(house: House) -> int:
    """Entries that the sealer hasn't chained yet."""
    ((count,),) = house.rows(
        "select count(*) from audit_entry e where not exists (select from audit_link l where l.entry_id = e.id)"
    )
    return int(count)
