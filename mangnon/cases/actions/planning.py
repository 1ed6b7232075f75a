"""Plans: drafted, submitted, approved or returned; and decisions signed on paper that another person records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.actions.doing import APPROVAL, DRAFT, check_moment, finish, moved, refuse_own, save_case, why
from mangnon.cases.models import Approval, Case, Meeting, Plan, PlanItem
from mangnon.cases.queries.reach import take_case
from mangnon.cases.refusals import MeetingMissing, NoPlan, PlanEmpty, PlanRuns
from mangnon.cases.told import tell_chairs, tell_people
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import StaleVersion
from mangnon.lib.workdays import end_of

OPEN_PLANS = (Plan.State.DRAFT, Plan.State.RETURNED)


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One service or task of a plan."""

    what: str
    who: str
    provider: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    money_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class PlanTold:
    """What a plan says."""

    goals: str
    starts_on: date
    ends_on: date
    items: tuple[ItemTold, ...]


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A decision signed on paper: number, day, who signed, whether as deputy, its scan."""

    number: str
    signed_on: date
    signer: str
    deputy: bool = False
    file: UUID | None = None


@action("cases.plans.draft")
def draft_plan(*, actor: Actor, at: datetime, case_id: UUID, plan_id: UUID, version: int, told: PlanTold) -> Plan:
    """Write the open plan of a case, or begin the next version; ``version`` is the one that was shown, 0 for none.

    Raises NotFound, NotOnTeam, CaseEnded, NotNow, PlanRuns, PlanEmpty, StaleVersion.
    """
    case = take_case(actor, case_id, at, "cases.plans.draft")
    moved(case, "plan.draft")
    if not told.items:
        raise PlanEmpty
    plan = _open_plan(case, plan_id, version, actor, at, told)
    plan.goals, plan.starts_on, plan.ends_on = told.goals.strip(), told.starts_on, told.ends_on
    plan.state, plan.author, plan.author_name, plan.written_at = Plan.State.DRAFT, actor.me, actor.name, at
    plan.save()
    plan.items.all().delete()
    PlanItem.objects.bulk_create(
        PlanItem(
            id=new_id(), plan=plan, position=n, what=one.what, who=one.who, provider=one.provider,
            starts_on=one.starts_on, ends_on=one.ends_on, money_vnd=one.money_vnd,
        )
        for n, one in enumerate(told.items, 1)
    )  # fmt: skip
    save_case(case, at)
    book(actor=actor, action="cases.plans.draft", at=at, subject=case, plan=plan.n, items=len(told.items))
    return plan


def _open_plan(case: Case, plan_id: UUID, version: int, actor: Actor, at: datetime, told: PlanTold) -> Plan:
    """The plan that is being written, locked. Raises PlanRuns, StaleVersion."""
    waiting = Plan.State.SUBMITTED
    known = Plan.objects.filter(case=case, state__in=[*OPEN_PLANS, waiting]).select_for_update().first()
    if known is None:
        last = Plan.objects.filter(case=case).order_by("-n").values_list("n", flat=True).first()
        return Plan(
            id=plan_id, case=case, cycle=case.cycle, n=(last or 0) + 1, starts_on=told.starts_on,
            ends_on=told.ends_on, author=actor.me, author_name=actor.name, written_at=at,
        )  # fmt: skip
    if known.state == waiting:
        raise PlanRuns
    if known.version != version:
        raise StaleVersion
    known.version += 1
    return known


@action("cases.plans.submit")
def submit_plan(*, actor: Actor, at: datetime, case_id: UUID, late_reason: str = "") -> Plan:
    """Submit the plan to whoever decides. Raises NotNow, NoPlan, MeetingMissing, LateNeedsReason, NotOnTeam."""
    case = take_case(actor, case_id, at, "cases.plans.submit")
    plan = _plan(case, OPEN_PLANS)
    first = case.state == "planning"
    moved(case, "plan.submit")
    if first and not Meeting.objects.filter(case=case, cycle=case.cycle).exists():
        raise MeetingMissing
    plan.state, plan.submitted_at, plan.version = Plan.State.SUBMITTED, at, plan.version + 1
    plan.save(update_fields=["state", "submitted_at", "version"])
    finish(case, DRAFT, at, actor=actor, at=at, late_reason=late_reason)
    save_case(case, at)
    book(actor=actor, action="cases.plans.submit", at=at, subject=case, plan=plan.n)
    tell_chairs(actor, at, case, "cases.plan_waits")
    return plan


def _plan(case: Case, states: tuple[Plan.State, ...]) -> Plan:
    """The one plan in some state, locked. Raises NoPlan."""
    plan = Plan.objects.filter(case=case, state__in=states).select_for_update().first()
    if plan is None:
        raise NoPlan
    return plan


@action("cases.plans.approve")
def approve_plan(
    *, actor: Actor, at: datetime, case_id: UUID, plan_id: UUID, version: int, remark: str = "", late_reason: str = ""
) -> Approval:
    """The chair approves the plan as it was shown; never its author.

    Raises NotNow, NoPlan, OwnWork, StaleVersion, LateNeedsReason, NotOnTeam, CaseEnded.
    """
    case, plan = _submitted(actor, at, case_id, "cases.plans.approve", plan_id)
    if plan.version != version:
        raise StaleVersion
    made = Approval.objects.create(
        id=new_id(), case=case, of=Approval.Of.PLAN, plan=plan, yes=True, author=plan.author, by=actor.me,
        by_name=actor.name, at=at, remark=remark.strip(),
    )  # fmt: skip
    _in_force(case, plan, at, actor, at, late_reason)
    book(actor=actor, action="cases.plans.approve", at=at, subject=case, plan=plan.n)
    tell_people(actor, at, case, "cases.decided", [plan.author, case.holder])
    return made


@action("cases.plans.record")
def record_signed(
    *, actor: Actor, at: datetime, case_id: UUID, plan_id: UUID, paper: SignedPaper, late_reason: str = ""
) -> Approval:
    """Somebody other than the author records the decision that was signed on paper.

    Raises NotNow, NoPlan, OwnWork, InFuture, TooEarly, LateNeedsReason, NotOnTeam, CaseEnded.
    """
    case, plan = _submitted(actor, at, case_id, "cases.plans.record", plan_id)
    signed_at = min(end_of(paper.signed_on), at)
    check_moment(case, signed_at, at)
    made = Approval.objects.create(
        id=new_id(), case=case, of=Approval.Of.PLAN, plan=plan, yes=True, way=Approval.Way.PAPER, author=plan.author,
        by=actor.me, by_name=actor.name, at=signed_at, number=paper.number.strip(), signed_on=paper.signed_on,
        signer=paper.signer.strip(), deputy=paper.deputy, file=paper.file,
    )  # fmt: skip
    _in_force(case, plan, signed_at, actor, at, late_reason)
    book(
        actor=actor, action="cases.plans.record", at=at, subject=case, plan=plan.n, number=made.number,
        signed_on=paper.signed_on.isoformat(), deputy=paper.deputy,
    )  # fmt: skip
    tell_people(actor, at, case, "cases.decided", [plan.author, case.holder])
    return made


@action("cases.plans.return")
def return_plan(*, actor: Actor, at: datetime, case_id: UUID, plan_id: UUID, remark: str) -> Plan:
    """The chair sends the plan back with what is missing. Raises as ``approve_plan``, and ReasonMissing."""
    case, plan = _submitted(actor, at, case_id, "cases.plans.return", plan_id, act="plan.return")
    Approval.objects.create(
        id=new_id(), case=case, of=Approval.Of.PLAN, plan=plan, yes=False, author=plan.author, by=actor.me,
        by_name=actor.name, at=at, remark=why(remark),
    )  # fmt: skip
    plan.state, plan.version = Plan.State.RETURNED, plan.version + 1
    plan.save(update_fields=["state", "version"])
    save_case(case, at)
    book(actor=actor, action="cases.plans.return", at=at, subject=case, plan=plan.n)
    tell_people(actor, at, case, "cases.decided", [plan.author, case.holder])
    return plan


def _submitted(
    actor: Actor, at: datetime, case_id: UUID, right: str, plan_id: UUID, *, act: str = "plan.approve"
) -> tuple[Case, Plan]:
    """The case and the plan that waits for a decision, for somebody who didn't write it."""
    case = take_case(actor, case_id, at, right)
    plan = _plan(case, (Plan.State.SUBMITTED,))
    if plan.pk != plan_id:
        raise NoPlan
    refuse_own(actor, plan.author)
    moved(case, act)
    return case, plan


def _in_force(case: Case, plan: Plan, decided_at: datetime, actor: Actor, at: datetime, late_reason: str) -> None:
    Plan.objects.filter(case=case, state=Plan.State.APPROVED).update(state=Plan.State.REPLACED)
    plan.state, plan.version = Plan.State.APPROVED, plan.version + 1
    plan.save(update_fields=["state", "version"])
    finish(case, APPROVAL, decided_at, actor=actor, at=at, late_reason=late_reason)
    save_case(case, at)
