"""The table of states: by no way past a second person, whoever acts in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from mangnon.access.actor import Actor, console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.cases.actions import ending, planning, working
from mangnon.cases.models import Approval, Case, CaseState, LogKind, Plan
from mangnon.cases.models.case import ENDED
from mangnon.cases.rules.machine import StatesFileWrong, machine, read_machine
from mangnon.cases.tests.conftest import ASKED, Begin, done, fill
from mangnon.cases.tests.test_chain import PLAN
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Refusal
from mangnon.testing.cast import AT, Cast, actor

STEPS = 320


def test_a_case_ends_by_two_acts_alone_and_both_follow_a_proposal() -> None:
    table = machine()
    assert table.ends == set(ENDED)
    assert table.into("closed") == {"close.approve"}
    assert table.into("unfounded") == {"unfounded.confirm"}
    assert table.into("closing") == {"close.propose"}
    assert table.into("doubted") == {"unfounded.propose"}
    assert table.into("approved") == {"plan.approve"}


def test_from_an_ended_case_only_reopening_leads_on() -> None:
    for state in ENDED:
        assert {act for act in machine().acts if machine().allows(act, state)} == {"reopen"}


def test_every_state_is_reached_and_left_by_some_act() -> None:
    reached = {new for way in machine().acts.values() for new in way.moves.values()}
    assert reached | {CaseState.ASSESSING} == set(CaseState.values)
    assert {old for way in machine().acts.values() for old in way.moves} == set(CaseState.values)


def test_random_walks_of_the_table_never_pass_by_an_approval() -> None:
    for seed in range(300):
        random, state, passed = Random(seed), "assessing", []  # noqa: S311 - a walk, no secret
        for _step in range(40):
            act = random.choice(sorted(machine().acts))
            after = machine().acts[act].after(state)
            if after is not None:
                passed.append(act)
                if after == "closed" != state:
                    assert act == "close.approve"
                    assert "plan.approve" in passed
                    assert "review" in passed
                state = after


def test_a_table_with_a_state_that_does_not_exist_is_refused() -> None:
    with pytest.raises(StatesFileWrong):
        read_machine("stages: []\nends: []\nsoon: {}\nacts: {x: {stays: [nowhere]}}")


Deed = Callable[[Actor, Case], Any]


def deeds(cast: Cast) -> list[Deed]:
    """Everything that changes where a case stands, as somebody would do it."""

    def plan_of(case: Case) -> Plan:
        with acting(console("test")):
            return Plan.objects.filter(case=case).order_by("-n").first() or Plan(id=new_id(), version=0)

    def assessed(form: str) -> Deed:
        return lambda who, case: working.assess(
            actor=who, at=AT, case_id=case.pk, assessment_id=new_id(), form=form, done=done(AT), heard=ASKED,
            conclusion="Nguy cơ.", danger_now=None,
        )  # fmt: skip

    def reviewed(proposal: str) -> Deed:
        found = ending.Found(no_risk=True, stable=True, conclusion="Ổn.", proposal=proposal)
        return lambda who, case: ending.review_case(
            actor=who, at=AT, case_id=case.pk, review_id=new_id(), found=found, done=done(AT), heard=ASKED
        )

    told = working.MeetingTold("Chủ tịch", "Công an", "Bàn.", "Tư vấn")
    say = "Lý do đủ dài để ghi."
    return [
        assessed("mau-02"), assessed("mau-03"), reviewed("close"), reviewed("close"), reviewed("go_on"),
        lambda who, case: working.hold_meeting(
            actor=who, at=AT, case_id=case.pk, meeting_id=new_id(), told=told, done=done(AT), heard=ASKED),
        lambda who, case: planning.draft_plan(
            actor=who, at=AT, case_id=case.pk, plan_id=new_id(), version=plan_of(case).version, told=PLAN),
        lambda who, case: planning.submit_plan(actor=who, at=AT, case_id=case.pk),
        lambda who, case: planning.approve_plan(
            actor=who, at=AT, case_id=case.pk, plan_id=plan_of(case).pk, version=plan_of(case).version),
        lambda who, case: planning.record_signed(
            actor=who, at=AT, case_id=case.pk, plan_id=plan_of(case).pk,
            paper=planning.SignedPaper("1/QĐ", AT.date(), "Quyết")),
        lambda who, case: working.log_service(
            actor=who, at=AT, case_id=case.pk, log_id=new_id(), told=working.LogTold(LogKind.VISIT, "Khỏe."),
            done_at=AT),
        lambda who, case: ending.propose_close(actor=who, at=AT, case_id=case.pk, reason=say),
        lambda who, case: ending.approve_close(actor=who, at=AT, case_id=case.pk),
        lambda who, case: ending.refuse_close(actor=who, at=AT, case_id=case.pk, remark=say),
        lambda who, case: ending.propose_unfounded(actor=who, at=AT, case_id=case.pk, reason=say),
        lambda who, case: ending.confirm_unfounded(actor=who, at=AT, case_id=case.pk),
        lambda who, case: ending.refuse_unfounded(actor=who, at=AT, case_id=case.pk, remark=say),
        lambda who, case: ending.reopen_case(actor=who, at=AT, case_id=case.pk, reason=say),
    ]  # fmt: skip


def test_random_acts_by_random_people_never_end_a_case_without_a_second_person(cast: Cast, begin: Begin) -> None:
    random = Random(20261123)  # noqa: S311 - a walk, no secret
    both = actor("Hồ Thị Hai", Role.COMMUNE_CHAIR, cast.land.own)
    people = [cast.lien, cast.lien, cast.quyet, both, cast.thao, cast.phu]
    case = begin()
    for form in ("mau-02", "mau-03", "mau-06"):
        fill(cast.lien, AT, case, form)
    every, came = deeds(cast), 0
    for _step in range(STEPS):
        who, deed = random.choice(people), random.choice(every)
        try:
            deed(who, case)
        except Refusal:
            continue
        came += 1
        _nothing_forbidden(case)
    assert came >= 15


def _nothing_forbidden(case: Case) -> None:
    with acting(console("test")):
        now = Case.objects.everything_unchecked().get(pk=case.pk)
        decisions = list(Approval.objects.filter(case=case))
        plans = list(Plan.objects.filter(case=case))
    assert all(one.by != one.author for one in decisions)
    assert (now.state in ENDED) == (now.ended_at is not None)
    wanted = {CaseState.CLOSED: Approval.Of.CLOSING, CaseState.UNFOUNDED: Approval.Of.UNFOUNDED}.get(now.state)  # type: ignore[call-overload]
    assert wanted is None or any(one.of == wanted and one.yes for one in decisions)
    assert sum(one.state == Plan.State.APPROVED for one in plans) <= 1
    for one in plans:
        if one.state == Plan.State.APPROVED:
            assert any(made.plan_id == one.pk and made.yes for made in decisions)
