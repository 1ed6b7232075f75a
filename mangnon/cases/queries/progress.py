"""The steps of a case at a moment: what is due when, how that stands, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mangnon.cases.models import Case, Plan, Review, Separation, StepRecord
from mangnon.cases.queries.parts import Parts
from mangnon.cases.queries.procedures import law_of
from mangnon.cases.rules.deadlines import Standing, Told, at_once, separation_due, standing
from mangnon.cases.rules.machine import machine
from mangnon.places.calendar.queries import calendar_for
from mangnon.statutes.kinds.procedure import Procedure, Step
from mangnon.statutes.queries import Law

REVIEWED_ON = "mau-06"


@dataclass(frozen=True, slots=True)
class StepAt:
    """One step at a moment."""

    step: Step
    row: StepRecord
    standing: Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that the page of a case says of deadlines."""

    law: Law
    steps: tuple[StepAt, ...]
    plan: Plan | None
    """The newest one that isn't replaced."""
    apart: Separation | None
    forms: frozenset[str]
    """Forms that are filled in in this case; form 06 counts for its own plan cycle alone."""
    met: bool
    """Whether the meeting of this cycle was held."""
    reviewed: bool

    @property
    def procedure(self) -> Procedure:
        """The pinned procedure."""
        body: Procedure = self.law.body
        return body

    @property
    def by_code(self) -> dict[str, Step]:
        """Its steps by code."""
        return {one.code: one for one in self.procedure.steps}

    def at(self, code: str) -> StepAt | None:
        """One step."""
        return next((one for one in self.steps if one.step.code == code), None)

    def is_done(self, code: str) -> bool:
        """Whether a step is done, or doesn't apply."""
        found = self.at(code)
        return found is None or found.row.done_at is not None or found.row.not_needed

    @property
    def overdue(self) -> tuple[StepAt, ...]:
        """Steps past their legal time."""
        return tuple(one for one in self.steps if one.standing is Standing.OVERDUE and not one.row.derived)


def told_of(row: StepRecord, step: Step | None) -> Told:
    """A row as the rules take it."""
    return Told(row.due_at, row.done_at, row.not_needed, row.unit, at_once(step) if step else False)


def progress(case: Case, parts: Parts, at: datetime) -> Progress:
    """How a case that was seen stands; the steps of the running cycle, earlier ones where they weren't begun anew."""
    law = law_of(case)
    days = calendar_for(case.place_id)
    rows = {row.code: row for row in parts.steps if row.cycle <= case.cycle}
    found = tuple(
        StepAt(step, rows[step.code], standing(told_of(rows[step.code], step), at, machine().soon, days))
        for step in law.body.steps
        if step.code in rows
    )
    return Progress(
        law=law, steps=found, plan=parts.plan, apart=parts.apart, forms=_forms(case, parts),
        met=any(one.cycle == case.cycle for one in parts.meetings),
        reviewed=any(one.cycle == case.cycle and one.proposal == Review.Proposal.CLOSE for one in parts.reviews),
    )  # fmt: skip


def _forms(case: Case, parts: Parts) -> frozenset[str]:
    begun = min((one.opened_at for one in parts.steps if one.cycle == case.cycle), default=case.opened_at)
    used = {one.sheet for one in parts.reviews if one.cycle < case.cycle}
    earlier = {one.pk for one in parts.sheets if one.pk in used or one.recorded_at < begun}
    return frozenset(one.form for one in parts.sheets if one.form != REVIEWED_ON or one.pk not in earlier)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The nearest deadline of a case: which step, from when, until when."""

    code: str
    due_at: datetime
    start: datetime | None
    row: StepRecord | None


def nearest(found: Progress) -> Deadline | None:
    """What runs out first; separations count among steps. What follows from another step gives way to that step."""
    open_ones = [one.row for one in found.steps if one.row.done_at is None and not one.row.not_needed]
    steps = [Deadline(one.code, one.due_at, one.clock_from, one) for one in open_ones if one.due_at is not None]
    steps.sort(key=lambda one: (one.due_at, bool(one.row and one.row.derived)))
    if found.apart is not None:
        apart = Deadline("SEPARATION", separation_due(found.apart.until), found.apart.done_at, None)
        steps = sorted([*steps, apart], key=lambda one: one.due_at)
    return steps[0] if steps else None
