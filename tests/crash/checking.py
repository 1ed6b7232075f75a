"""Holds what clients were promised against what the tables and the book say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from tests.crash.house import House
from tests.crash.sending import Run

ROWS = "select id, body from testing_samplereceipt where starts_with(body, '{name}/')"
ENTRIES = "select subject_id from audit_entry where action = 'testing.receipts.receive' and outcome = 'done'"
REPORTS = "select id, reference from intake_harmreport where starts_with(reference, '{name}/')"
RECEIVED = """
select subject_id from audit_entry where action = 'intake.receive' and outcome = 'done' and subject_id <> ''
"""
HANDED = "select report_id from intake_handover where step = 1"
TOLD = """
select t.subject_id from notices_telling t where t.kind = 'intake.handed'
and exists (select from notices_notice n where n.telling_id = t.id)
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken promise. ``kind``: lost, altered, doubled, invented, unbooked, booked twice, booked for nothing; of
    a report also: handed to nobody, told to nobody.
    """

    kind: str
    receipt: UUID


def faults_of(run: Run, house: House) -> list[Fault]:
    """Everything that is wrong after a run."""
    rows = dict(house.rows(ROWS.format(name=run.name)))
    booked = Counter(UUID(subject) for (subject,) in house.rows(ENTRIES))
    told = {one: body for one, body in run.acknowledged.items() if not run.is_report(body)}
    return compare(told, run.sent, rows, booked) + (reports_faults(run, house) if run.reports else [])


def reports_faults(run: Run, house: House) -> list[Fault]:
    """The same of reports of harm; each there has its hand-over and somebody's notice, or isn't there at all."""
    rows = dict(house.rows(REPORTS.format(name=run.name)))
    booked = Counter(UUID(subject) for (subject,) in house.rows(RECEIVED))
    told = {one: body for one, body in run.acknowledged.items() if run.is_report(body)}
    besides = {
        "handed to nobody": rows.keys() - {one for (one,) in house.rows(HANDED)},
        "told to nobody": rows.keys() - {UUID(one) for (one,) in house.rows(TOLD)},
    }
    more = [Fault(kind, one) for kind, ones in besides.items() for one in sorted(ones)]
    return compare(told, run.sent, rows, booked) + more


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
