"""From the first information to the closed case, by the actions alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from mangnon.access.actor import Actor, console
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.cases.actions import ending, planning, separating, working
from mangnon.cases.jobs import remind_due
from mangnon.cases.models import Case, CaseState, LogKind, Plan, StepRecord
from mangnon.cases.refusals import EarlierPaper, OwnWork
from mangnon.cases.tests.conftest import ASKED, Begin, done, fill
from mangnon.lib.ids import new_id
from mangnon.notices.models import Chain, Telling
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person

PLAN = planning.PlanTold(
    "Trẻ an toàn ở nhà bà ngoại.", date(2026, 11, 25), date(2026, 12, 31),
    (planning.ItemTold("Tư vấn tâm lý mỗi tuần", "Trung tâm Công tác xã hội", money_vnd=500_000),),
)  # fmt: skip


def again(case: Case) -> Case:
    """The case as it stands now."""
    with acting(console("test")):
        return Case.objects.everything_unchecked().get(pk=case.pk)


def proposed_by(case: Case, actor: Actor) -> None:
    """As if somebody else had proposed it."""
    with acting(console("test")):
        Case.objects.everything_unchecked().filter(pk=case.pk).update(proposed_by=actor.me)


def until_planning(cast: Cast, case: Case) -> None:
    """Both assessments and the meeting."""
    for form in ("mau-02", "mau-03"):
        fill(cast.lien, AT, case, form)
        working.assess(
            actor=cast.lien, at=AT, case_id=case.pk, assessment_id=new_id(), form=form, done=done(AT), heard=ASKED,
            conclusion="Nguy cơ cao.", danger_now=form == "mau-02" or None,
        )  # fmt: skip
    meet(cast, case)


def meet(cast: Cast, case: Case) -> None:
    """The meeting of the running cycle."""
    working.hold_meeting(
        actor=cast.lien, at=AT, case_id=case.pk, meeting_id=new_id(), done=done(AT), heard=ASKED,
        told=working.MeetingTold("Chủ tịch xã", "Công an xã, trạm y tế", "Đã bàn.", "Tư vấn tâm lý"),
    )  # fmt: skip


def until_submitted(cast: Cast, case: Case) -> Plan:
    """A plan that waits for the chair."""
    until_planning(cast, case)
    planning.draft_plan(actor=cast.lien, at=AT, case_id=case.pk, plan_id=new_id(), version=0, told=PLAN)
    return planning.submit_plan(actor=cast.lien, at=AT, case_id=case.pk)


def until_review(cast: Cast, case: Case, proposal: str = "close") -> None:
    """A plan approved, a visit logged, the child reviewed."""
    plan = until_submitted(cast, case)
    planning.approve_plan(actor=cast.quyet, at=AT, case_id=case.pk, plan_id=plan.pk, version=plan.version)
    working.log_service(
        actor=cast.lien, at=AT, case_id=case.pk, log_id=new_id(), done_at=AT,
        told=working.LogTold(LogKind.VISIT, "Trẻ đi học đều.", safe=True),
    )  # fmt: skip
    fill(cast.lien, AT, case, "mau-06")
    ending.review_case(
        actor=cast.lien, at=AT, case_id=case.pk, review_id=new_id(), done=done(AT), heard=ASKED,
        found=ending.Found(no_risk=proposal == "close", stable=True, conclusion="Ổn định.", proposal=proposal),
    )  # fmt: skip


def test_a_case_goes_from_the_first_word_to_its_end_through_two_people(cast: Cast, begin: Begin) -> None:
    case = begin()
    assert (case.code, case.state, case.due_at) == ("HS-01/2026", "assessing", AT + timedelta(hours=9))
    until_review(cast, case)
    ending.propose_close(actor=cast.lien, at=AT, case_id=case.pk, reason="Trẻ an toàn, đã ổn định.")
    proposed_by(case, cast.quyet)
    with pytest.raises(OwnWork):
        ending.approve_close(actor=cast.quyet, at=AT, case_id=case.pk)
    proposed_by(case, cast.lien)
    ended = ending.approve_close(actor=cast.quyet, at=AT, case_id=case.pk)
    assert (ended.state, ended.ended_at, ended.due_at) == (CaseState.CLOSED, AT, None)
    with acting(cast.quyet):
        left = StepRecord.objects.filter(case=ended, done_at__isnull=True, not_needed=False)
        assert [one.code for one in left] == ["S4_EMERGENCY"]


def test_a_child_that_is_not_safe_yet_gets_another_plan_cycle(cast: Cast, begin: Begin) -> None:
    case = begin()
    until_review(cast, case, "go_on")
    case = again(case)
    assert (case.state, case.cycle) == (CaseState.PLANNING, 2)
    with acting(cast.lien):
        codes = set(StepRecord.objects.filter(case=case, cycle=2).values_list("code", flat=True))
    assert codes == {
        "S7_PLAN_DRAFT", "S8_APPROVAL", "S9_IMPLEMENT", "S10_REVIEW", "S11_CLOSE_OR_CONTINUE",
    }  # fmt: skip


def test_a_review_rests_on_a_paper_of_its_own_plan(cast: Cast, begin: Begin) -> None:
    case = begin()
    until_review(cast, case, "go_on")
    meet(cast, case)
    planning.draft_plan(actor=cast.lien, at=AT, case_id=case.pk, plan_id=new_id(), version=0, told=PLAN)
    plan = planning.submit_plan(actor=cast.lien, at=AT, case_id=case.pk)
    planning.approve_plan(actor=cast.quyet, at=AT, case_id=case.pk, plan_id=plan.pk, version=plan.version)
    found = ending.Found(no_risk=True, stable=True, conclusion="Ổn định.", proposal="close")
    asked = {"actor": cast.lien, "at": AT, "case_id": case.pk, "done": done(AT), "heard": ASKED, "found": found}
    with pytest.raises(EarlierPaper, match="kế hoạch trước"):
        ending.review_case(review_id=new_id(), **asked)
    fill(cast.lien, AT, case, "mau-06")
    assert ending.review_case(review_id=new_id(), **asked).cycle == 2


def test_a_returned_plan_is_written_again_and_keeps_its_number(cast: Cast, begin: Begin) -> None:
    case = begin()
    plan = until_submitted(cast, case)
    planning.return_plan(actor=cast.quyet, at=AT, case_id=case.pk, plan_id=plan.pk, remark="Ghi rõ ai đưa trẻ đi khám.")
    with acting(cast.lien):
        back = Plan.objects.get(pk=plan.pk)
    planning.draft_plan(actor=cast.lien, at=AT, case_id=case.pk, plan_id=new_id(), version=back.version, told=PLAN)
    with acting(cast.lien):
        assert Plan.objects.get(case=case).n == 1
    assert again(case).state == CaseState.PLANNING


def test_a_signed_paper_is_recorded_by_somebody_else_with_its_number(cast: Cast, begin: Begin) -> None:
    case = begin()
    plan = until_submitted(cast, case)
    paper = planning.SignedPaper("12/QĐ-UBND", date(2026, 11, 23), "Hồ Văn Quyết", deputy=True)
    with pytest.raises(OwnWork):
        planning.record_signed(actor=cast.lien, at=AT, case_id=case.pk, plan_id=plan.pk, paper=paper)
    made = planning.record_signed(actor=cast.quyet, at=AT, case_id=case.pk, plan_id=plan.pk, paper=paper)
    assert (made.way, made.number, made.deputy, again(case).state) == ("paper", "12/QĐ-UBND", True, "approved")


def notices(case: Case) -> list[str]:
    """What was told about a case, in order."""
    with acting(console("test")):
        return list(Telling.objects.filter(subject_id=str(case.pk)).order_by("pk").values_list("kind", flat=True))


def test_the_end_of_a_separation_is_told_from_the_tenth_day_and_again_after_an_extension(
    cast: Cast, begin: Begin
) -> None:
    """Decree 56/2017, article 32: fifteen days at most; each extension is a decision of its own."""
    for name, role in (("Hồ Thị Liên", Role.COMMUNE_OFFICER), ("Hồ Văn Quyết", Role.COMMUNE_CHAIR)):
        make_person(name, role, cast.land.own)
    case = begin()
    order = separating.Decision("01/QĐ-UBND", date(2026, 11, 23), "Hồ Văn Quyết")
    apart = separating.Apart(1, date(2026, 11, 23), date(2026, 12, 7), "nhà bà ngoại")
    separating.order_separation(
        actor=cast.quyet, at=AT, case_id=case.pk, separation_id=new_id(), decision=order, apart=apart, done=done(AT)
    )
    before, tenth = AT + timedelta(days=8), AT + timedelta(days=9)

    def told(at: datetime) -> list[str]:
        remind_due(at=at)
        return [one for one in notices(case) if one.startswith("cases.apart")]

    assert [told(before), told(tenth), told(tenth)] == [[], ["cases.apart_ends"], ["cases.apart_ends"]]
    separating.extend_separation(
        actor=cast.quyet, at=tenth, case_id=case.pk, extension_id=new_id(), decision=replace(order, number="02"),
        until=date(2026, 12, 17), reason="Công an đề nghị giữ trẻ thêm.", asked_by="Công an thành phố",
    )  # fmt: skip
    assert told(tenth) == ["cases.apart_ends"]
    assert told(AT + timedelta(days=19)) == ["cases.apart_ends"] * 2
    assert told(AT + timedelta(days=25))[2:] == ["cases.apart_over"]
    separating.end_separation(
        actor=cast.quyet, at=AT + timedelta(days=25), case_id=case.pk, decision=order, ended_on=date(2026, 12, 18),
        reason="Trẻ đã về với bà ngoại.",
    )  # fmt: skip
    assert len(told(AT + timedelta(days=40))) == 3


def test_deadlines_are_told_once_before_and_once_after_and_a_missed_emergency_calls_people(
    cast: Cast, begin: Begin
) -> None:
    make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)
    make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, cast.land.own)
    case = begin(emergency=True)
    near, late = AT + timedelta(hours=6), AT + timedelta(hours=10)
    assert [remind_due(at=AT), remind_due(at=near), remind_due(at=near)] == [0, 1, 0]
    assert [remind_due(at=late), remind_due(at=late)] == [1, 0]
    with acting(console("test")):
        row = StepRecord.objects.get(case=case, code="S4_EMERGENCY")
        chains = list(Chain.objects.filter(subject_kind="cases.Case", subject_id=str(case.pk)))
    assert (row.warned_at, row.climbed_at) == (near, late)
    assert len(chains) == 1
