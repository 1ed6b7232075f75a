"""A case in which every part is filled, for the budget of its page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from mangnon.access.actor import Actor
from mangnon.access.scope import acting
from mangnon.cases.models import Case, Plan, StepRecord
from mangnon.files.models import State, StoredFile
from mangnon.intake.actions import receive_report
from mangnon.intake.told import PlaceTold, ReportTold
from mangnon.lib.ids import new_id
from mangnon.papers.models import Sheet
from mangnon.testing.cast import AT, Land

DAY = AT.date()
REPORTS = 5
"""More than at first, and no more than that: taking a report in is slow."""
BY: dict[str, Any] = {"done_at": AT, "by": "x", "by_name": "x"}
PAPER: dict[str, Any] = {"sheet": UUID(int=1), "revision": 1, "conclusion": "x"}


def add_parts(pk: UUID, numbers: range, land: Land, who: Actor) -> None:
    """One more of every part for each number; what there can be one of runs in number 0."""
    with acting(who):
        case = Case.objects_unguarded.get(pk=pk)
        for number in numbers:
            _people(case, number)
            _work(case, number)
            _plan(case, number)
            _apart(case, number)
            _crossing(case, number, land)
            _shelves(case, number, land)
            if number < REPORTS:
                _report(case, number, land, who)
        StepRecord.objects.filter(case=case, code="S3_INITIAL_ASSESSMENT").update(late_reason="x")
        Case.objects_unguarded.filter(pk=pk).update(incident_place=land.sibling, other_place=land.sibling)


def _people(case: Case, number: int) -> None:
    case.team.create(person=new_id(), name=f"Người {number}", part="worker", since=AT, by_name="x")
    case.people.create(id=new_id(), part="safe", relation="dì", name=f"Dì {number}", **BY)
    alleged = case.people.model(id=new_id(), case=case, part="alleged", relation="cha dượng", **BY)
    alleged.identity = "x"
    alleged.save(force_insert=True)
    case.notes.create(id=new_id(), text="x", **BY)
    case.tasks.create(id=new_id(), what=f"Việc {number}", person=new_id(), person_name="x", due_on=DAY, **BY)
    fact = case.sealed_facts.model(id=new_id(), case=case, about="other", at=AT, by_name="x")
    fact.text = "x"
    fact.save(force_insert=True)


def _work(case: Case, number: int) -> None:
    case.assessments.create(id=new_id(), form="mau-02", **PAPER, **BY)
    case.measures.create(id=new_id(), needed=True, what="x", decided_by="x", **BY)
    case.meetings.create(id=new_id(), led_by="x", present="x", minutes="x", needs="x", **BY)
    case.reviews.create(id=new_id(), no_risk=True, stable=True, proposal="close", **PAPER, **BY)
    case.log.create(id=new_id(), kind="visit", what=f"Thăm {number}", safe=True, **BY)
    case.due_shifts.create(code="S7_PLAN_DRAFT", was=AT, now=AT, because="x", at=AT)


def _plan(case: Case, number: int) -> None:
    state = Plan.State.REPLACED if number else Plan.State.APPROVED
    plan = case.plans.create(
        id=new_id(), n=number + 1, state=state, goals="x", starts_on=DAY, ends_on=DAY + timedelta(days=60),
        author=new_id(), author_name="x", written_at=AT, submitted_at=AT,
    )  # fmt: skip
    first = case.plans.get(n=1)
    first.items.create(id=new_id(), position=number, what=f"Việc {number}", who="x")
    case.approvals.create(id=new_id(), of="plan", plan=plan, yes=True, author=new_id(), by=new_id(), by_name="x", at=AT)


def _apart(case: Case, number: int) -> None:
    over = {"ended_on": DAY, "end_reason": "x"} if number else {}
    row = case.separations.model(
        id=new_id(), case=case, ground=0, number="1/QĐ", decided_on=DAY, signer="x", starts_on=DAY, until=DAY,
        goes_to="Nhà dì", **over, **BY,
    )  # fmt: skip
    row.address = "x"
    row.save(force_insert=True)
    row.extensions.create(
        id=new_id(), case=case, number="2/QĐ", decided_on=DAY, signer="x", was_until=DAY,
        until=DAY + timedelta(days=3), reason="x", by_name="x",
    )  # fmt: skip


def _crossing(case: Case, number: int, land: Land) -> None:
    case.moves.create(
        id=new_id(), from_place=land.own, to_place=land.sibling, hand_over="x", asked_at=AT, asked_by=new_id(),
        asked_by_name="x", state="declined" if number else "asked",
    )  # fmt: skip
    case.openings.create(id=new_id(), person=new_id(), name="x", reason="x", at=AT, until=AT)
    case.criminal.create(id=new_id(), to="police", office_name="x", what="x", **BY)


def _shelves(case: Case, number: int, land: Land) -> None:
    owner = {"owner_kind": "cases.case", "owner_id": case.pk}
    Sheet.objects.create(
        id=new_id(), office=land.own, form="mau-02", version="2017-07-01", filled_at=AT, filled_by="x",
        filled_by_name="x", **owner,
    )  # fmt: skip
    pk = new_id()
    StoredFile.objects.create(
        id=pk, stored_place=land.own.pk, name=f"{number}.pdf", kind="pdf", size=1, original_size=1,
        original_hash=str(pk), stored_hash=str(pk), disk_name=str(pk), sensitive=True, state=State.CLEAN,
        stored_by="x", stored_by_name="x", stored_at=AT, **owner,
    )  # fmt: skip


def _report(case: Case, number: int, land: Land, who: Actor) -> None:
    pk = uuid5(case.pk, f"report {number}")
    told = ReportTold("phone", f"Tin {number}", PlaceTold(land.own.pk), "no")
    receive_report(actor=who, at=AT, report_id=pk, told=told)
    case.reports.create(report_id=pk, number=f"TB-{number}", linked_at=AT, linked_by_name="x")
