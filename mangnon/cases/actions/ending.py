"""Review, the end of a case by two people, a case without grounds, and its reopening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import (
    CLOSE,
    IMPLEMENT,
    REVIEW,
    SPECIFIC,
    begin_cycle,
    begin_steps,
    check_moment,
    finish,
    moved,
    refuse_own,
    save_case,
    why,
)
from mangnon.cases.actions.working import Done, Heard, check_heard, heard_in, written
from mangnon.cases.models import Approval, Case, Plan, Review
from mangnon.cases.queries.reach import take_case
from mangnon.cases.queries.sheets import is_earlier, newest_sheet
from mangnon.cases.refusals import EarlierPaper, NoPlan, NotSafeYet, PaperFirst, StillApart
from mangnon.cases.told import tell_chairs, tell_people
from mangnon.lib.ids import new_id

NO_GROUNDS, OF_CLOSING = Approval.Of.UNFOUNDED, Approval.Of.CLOSING


@dataclass(frozen=True, slots=True)
class Found:
    """What the review found (Decree 56/2017, article 30): both must hold before a case is closed."""

    no_risk: bool
    stable: bool
    conclusion: str
    proposal: str


@action("cases.review")
def review_case(
    *, actor: Actor, at: datetime, case_id: UUID, review_id: UUID, found: Found, done: Done, heard: Heard
) -> Review:
    """Review the child after the plan on form 06; to go on begins another plan cycle.

    Raises NotNow, PaperFirst, EarlierPaper, NotSafeYet, ViewMissing, InFuture, LateNeedsReason, NotOnTeam, CaseEnded.
    """
    case = take_case(actor, case_id, at, "cases.review")
    known = Review.objects.filter(pk=review_id, case=case).first()
    if known is not None:
        book(actor=actor, action="cases.review", at=at, subject=case, again=True)
        return known
    check_moment(case, done.at, at)
    moved(case, "review")
    check_heard(case, heard, at)
    if found.proposal == Review.Proposal.CLOSE and not (found.no_risk and found.stable):
        raise NotSafeYet
    sheet = newest_sheet(case, "mau-06")
    if sheet is None:
        raise PaperFirst(form="mẫu 06")
    if is_earlier(case, sheet.id):
        raise EarlierPaper
    row = Review.objects.create(
        id=review_id, case=case, cycle=case.cycle, sheet=sheet.id, revision=sheet.revision, counts=sheet.counts,
        no_risk=found.no_risk, stable=found.stable, conclusion=found.conclusion.strip(), proposal=found.proposal,
        **heard_in(heard), **written(actor, done.at),
    )  # fmt: skip
    finish(case, IMPLEMENT, done.at, actor=actor, at=at)
    finish(case, REVIEW, done.at, actor=actor, at=at, late_reason=done.late_reason)
    if found.proposal == Review.Proposal.GO_ON:
        _go_on(case, done.at, actor, at)
    save_case(case, at)
    book(actor=actor, action="cases.review", at=at, subject=case, proposal=found.proposal)
    return row


def _go_on(case: Case, done_at: datetime, actor: Actor, at: datetime) -> None:
    finish(case, CLOSE, done_at, actor=actor, at=at)
    moved(case, "go_on")
    Plan.objects.filter(case=case, state=Plan.State.APPROVED).update(state=Plan.State.REPLACED)
    begin_cycle(case)


def _propose(case: Case, actor: Actor, at: datetime, reason: str) -> None:
    case.proposed_by, case.proposed_by_name, case.proposed_at = actor.me, actor.name, at
    case.proposal = why(reason)


def _decide(case: Case, actor: Actor, at: datetime, of: Approval.Of, remark: str, *, yes: bool) -> None:
    """A second person's decision on what was proposed. Raises OwnWork, NoPlan."""
    if case.proposed_by is None:
        raise NoPlan
    refuse_own(actor, case.proposed_by)
    Approval.objects.create(
        id=new_id(), case=case, of=of, yes=yes, author=case.proposed_by, by=actor.me, by_name=actor.name, at=at,
        remark=remark.strip(),
    )  # fmt: skip


def _answered(case: Case, actor: Actor, at: datetime, right: str) -> Case:
    proposed_by = case.proposed_by
    case.proposed_by, case.proposal = None, ""
    save_case(case, at)
    book(actor=actor, action=right, at=at, subject=case)
    tell_people(actor, at, case, "cases.decided", [proposed_by, case.holder])
    return case


@action("cases.close.propose")
def propose_close(*, actor: Actor, at: datetime, case_id: UUID, reason: str) -> Case:
    """Propose to close after a review that found the child safe and stable.

    Raises NotNow, NotSafeYet, StillApart, ReasonMissing, NotOnTeam, CaseEnded.
    """
    case = take_case(actor, case_id, at, "cases.close.propose")
    moved(case, "close.propose")
    last = case.reviews.filter(cycle=case.cycle).order_by("-done_at", "-recorded_at").first()
    if last is None or last.proposal != Review.Proposal.CLOSE:
        raise NotSafeYet
    if case.separations.filter(ended_on__isnull=True).exists():
        raise StillApart
    _propose(case, actor, at, reason)
    save_case(case, at)
    book(actor=actor, action="cases.close.propose", at=at, subject=case)
    tell_chairs(actor, at, case, "cases.close_waits")
    return case


@action("cases.close.approve")
def approve_close(*, actor: Actor, at: datetime, case_id: UUID, remark: str = "") -> Case:
    """The chair ends the case; never whoever proposed it. Raises NotNow, OwnWork, StillApart, NotOnTeam, CaseEnded."""
    case = take_case(actor, case_id, at, "cases.close.approve")
    moved(case, "close.approve")
    if case.separations.filter(ended_on__isnull=True).exists():
        raise StillApart
    _decide(case, actor, at, OF_CLOSING, remark, yes=True)
    finish(case, CLOSE, at, actor=actor, at=at)
    return _answered(case, actor, at, "cases.close.approve")


@action("cases.close.refuse")
def refuse_close(*, actor: Actor, at: datetime, case_id: UUID, remark: str) -> Case:
    """The chair wants the work to go on. Raises NotNow, OwnWork, ReasonMissing, NotOnTeam, CaseEnded."""
    case = take_case(actor, case_id, at, "cases.close.refuse")
    moved(case, "close.refuse")
    _decide(case, actor, at, OF_CLOSING, why(remark), yes=False)
    return _answered(case, actor, at, "cases.close.refuse")


@action("cases.unfounded.propose")
def propose_unfounded(*, actor: Actor, at: datetime, case_id: UUID, reason: str) -> Case:
    """Checked and found untrue; a second person must say so. Raises NotNow, StillApart, ReasonMissing, NotOnTeam."""
    case = take_case(actor, case_id, at, "cases.unfounded.propose")
    moved(case, "unfounded.propose")
    if case.separations.filter(ended_on__isnull=True).exists():
        raise StillApart
    _propose(case, actor, at, reason)
    save_case(case, at)
    book(actor=actor, action="cases.unfounded.propose", at=at, subject=case)
    tell_chairs(actor, at, case, "cases.unfounded_waits")
    return case


@action("cases.unfounded.confirm")
def confirm_unfounded(*, actor: Actor, at: datetime, case_id: UUID, remark: str = "") -> Case:
    """The second person agrees; the case ends, form 01 and both names stay. Raises NotNow, OwnWork, NotOnTeam."""
    case = take_case(actor, case_id, at, "cases.unfounded.confirm")
    moved(case, "unfounded.confirm")
    _decide(case, actor, at, NO_GROUNDS, remark, yes=True)
    return _answered(case, actor, at, "cases.unfounded.confirm")


@action("cases.unfounded.refuse")
def refuse_unfounded(*, actor: Actor, at: datetime, case_id: UUID, remark: str) -> Case:
    """The second person doesn't agree: the work goes on. Raises NotNow, OwnWork, ReasonMissing, NotOnTeam."""
    case = take_case(actor, case_id, at, "cases.unfounded.refuse")
    moved(case, "unfounded.refuse")
    _decide(case, actor, at, NO_GROUNDS, why(remark), yes=False)
    return _answered(case, actor, at, "cases.unfounded.refuse")


@action("cases.reopen")
def reopen_case(*, actor: Actor, at: datetime, case_id: UUID, reason: str) -> Case:
    """At risk again: the case goes on with another assessment and plan. Raises NotNow, ReasonMissing, NotOnTeam."""
    case = take_case(actor, case_id, at, "cases.reopen", ended=True)
    moved(case, "reopen")
    told = why(reason)
    case.ended_at = None
    Plan.objects.filter(case=case, state=Plan.State.APPROVED).update(state=Plan.State.REPLACED)
    begin_cycle(case)
    begin_steps(case, (SPECIFIC,))
    save_case(case, at)
    book(actor=actor, action="cases.reopen", at=at, subject=case, cycle=case.cycle, reason=told)
    tell_people(actor, at, case, "cases.reopened", [case.holder])
    return case
