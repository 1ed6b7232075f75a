"""From office to office: accepted by name, returned, climbing, hidden; and nothing is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mangnon.access.actor import Actor, job
from mangnon.access.doors import see
from mangnon.access.scope import acting
from mangnon.intake.actions import (
    accept_report,
    complete_report,
    confirm_first_information,
    confirm_screen_out,
    forward_report,
    link_reports,
    open_reporter,
    plan_turn,
    propose_first_information,
    return_report,
    screen_out,
    settle_report,
)
from mangnon.intake.jobs import climb_due
from mangnon.intake.models import HandOver, HarmReport, Outcome, OutReason, ReturnReason, State, Urgency
from mangnon.intake.queries.people import on_duty
from mangnon.intake.queries.reports import reports
from mangnon.intake.refusals import (
    CorrectedAlready,
    NotEarlier,
    NoteMissing,
    NotYours,
    SecondPersonNeeded,
    TakenAlready,
    WrongState,
)
from mangnon.intake.tests.conftest import REPORTER, Receive, fresh, told
from mangnon.intake.told import Against
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.notices.models import Chain, Notice, Telling
from mangnon.testing.cast import AT, Cast

pytestmark = pytest.mark.django_db
NOTE = "Đã đến nhà, gặp trẻ và ông bà"


def as_(who: Actor, act: Any, report_id: Any, at: datetime = AT, **more: Any) -> Any:
    """One act of one person."""
    with acting(who):
        return act(actor=who, at=at, report_id=report_id, **more)


def test_a_named_person_accepts_and_the_sender_is_told(cast: Cast, receive: Receive, hotline: Actor) -> None:
    one = receive(hotline, cast.land.own).id
    as_(cast.lien, accept_report, one)
    with pytest.raises(TakenAlready):
        as_(cast.quyet, accept_report, one)
    with acting(hotline):
        report = see(HarmReport, one, hotline, "intake.see")
    assert (report.state, report.holder_name) == (State.TAKEN, cast.lien.name)
    with acting(cast.lien):
        assert Telling.objects.filter(kind="intake.taken", subject_id=str(one)).count() == 1


def test_only_the_place_accepts_until_the_time_is_over(cast: Cast, receive: Receive, hotline: Actor) -> None:
    receipt = receive(hotline, cast.land.own)
    with pytest.raises(NotYours):
        as_(cast.phu, accept_report, receipt.id)
    with pytest.raises(NotFound):
        as_(cast.thao, accept_report, receipt.id)
    with pytest.raises(Forbidden):
        as_(hotline, accept_report, receipt.id)
    as_(cast.phu, accept_report, receipt.id, at=receipt.accept_by)
    with acting(cast.lien):
        assert fresh(receipt.id).holder == cast.phu.me


def test_what_isnt_accepted_in_time_climbs_once(
    cast: Cast, receive: Receive, hotline: Actor, people: dict[str, Any]
) -> None:
    receipt = receive(hotline, cast.land.own)
    assert receipt.accept_by is not None
    assert climb_due(at=receipt.accept_by - timedelta(minutes=1)) == 0
    assert climb_due(at=receipt.accept_by) == 1
    assert climb_due(at=receipt.accept_by + timedelta(minutes=1)) == 0
    with acting(cast.lien):
        (chain,) = Chain.objects.filter(subject_id=str(receipt.id))
        assert chain.place_id == cast.land.own.pk
        as_(cast.lien, accept_report, receipt.id, at=receipt.accept_by)
        assert Chain.objects.get(pk=chain.pk).acknowledged_by == cast.lien.me


def test_the_duty_officer_is_called_first_and_who_is_out_isnt(
    cast: Cast, receive: Receive, hotline: Actor, people: dict[str, Any]
) -> None:
    for who, hours in (("lien", 4), ("quyet", 8)):
        with acting(cast.quyet):
            plan_turn(
                actor=cast.quyet, at=AT, turn_id=new_id(), place=cast.land.own, person_id=people[who].pk,
                starts_at=AT - timedelta(hours=1), ends_at=AT + timedelta(hours=hours),
            )  # fmt: skip
    people["lien"].disabled_at = AT
    people["lien"].save(update_fields=["disabled_at"])
    with acting(hotline):
        assert [one.pk for one in on_duty(cast.land.own.pk, AT)] == [people["quyet"].pk]
    receipt = receive(hotline, cast.land.own, danger="yes")
    with acting(cast.phu):
        assert Chain.objects.get(subject_id=str(receipt.id)).named == [people["quyet"].pk]


def test_a_return_says_why_and_waits_at_the_sender(cast: Cast, receive: Receive, hotline: Actor) -> None:
    one = receive(cast.thao, cast.land.own).id
    as_(cast.lien, return_report, one, reason=ReturnReason.NOT_HERE, note="Thôn ấy thuộc Trà Leng")
    with acting(cast.thao):
        report = see(HarmReport, one, cast.thao, "intake.see")
        assert (report.state, report.place_id) == (State.RETURNED, cast.land.sibling.pk)
    with acting(cast.lien), pytest.raises(NotFound):
        see(HarmReport, one, cast.lien, "intake.see")
    as_(cast.thao, accept_report, one)
    with acting(cast.thao):
        rows = list(HandOver.objects.filter(report=one).order_by("step"))
    assert [(row.return_reason, row.is_open) for row in rows] == [(ReturnReason.NOT_HERE, False), ("", False)]


def test_a_05_a_report_that_names_the_office_goes_one_level_up_and_is_hidden_from_it(
    cast: Cast, receive: Receive, hotline: Actor
) -> None:
    receipt = receive(hotline, cast.land.own, against=Against(commune=True), reporter=REPORTER)
    assert receipt.place == cast.land.province.name
    for named in (cast.lien, cast.quyet, cast.mo):
        with acting(named):
            assert not reports(named).filter(pk=receipt.id).exists()
            assert not HarmReport.objects_unguarded.filter(pk=receipt.id).exists()  # the second net alone
    with acting(cast.phu):
        assert see(HarmReport, receipt.id, cast.phu, "intake.see").place_id == cast.land.province.pk


def test_a_05_who_receives_it_in_the_named_office_has_a_receipt_and_nothing_more(cast: Cast, receive: Receive) -> None:
    receipt = receive(cast.lien, cast.land.own, report_id=(one := new_id()), against=Against(commune=True))
    again = receive(cast.lien, cast.land.own, report_id=one, against=Against(commune=True))
    assert again == receipt
    assert not receipt.seen
    with acting(cast.lien), pytest.raises(NotFound):
        see(HarmReport, receipt.id, cast.lien, "intake.see")


def test_a_05_what_names_a_person_of_the_province_is_kept_for_the_alternate(
    cast: Cast, receive: Receive, hotline: Actor
) -> None:
    receipt = receive(hotline, cast.land.own, against=Against(people=(cast.phu.me,)))
    with acting(cast.phu):
        assert not reports(cast.phu).filter(pk=receipt.id).exists()
        assert not HarmReport.objects_unguarded.filter(pk=receipt.id).exists()
        assert not HandOver.objects.filter(report=receipt.id).exists()
        assert not Notice.objects.exists()
    with acting(cast.van):
        assert see(HarmReport, receipt.id, cast.van, "intake.see").kept_for == [cast.van.me]


def test_a_report_handed_to_the_named_office_finds_nobody_there(cast: Cast, receive: Receive, hotline: Actor) -> None:
    one = receive(hotline, cast.land.own, against=Against(commune=True)).id
    as_(cast.phu, accept_report, one)
    with pytest.raises(Refusal) as refused:
        as_(cast.phu, forward_report, one, to_place=cast.land.own)
    assert refused.value.code == "intake.not_of_office"


def test_screening_out_takes_a_reason_a_note_and_a_second_person(cast: Cast, receive: Receive) -> None:
    one = receive(cast.lien, cast.land.own).id
    with acting(cast.lien):
        version = fresh(one).version
    with pytest.raises(NoteMissing):
        as_(cast.lien, screen_out, one, version=version, reason=OutReason.NO_HARM, note="ngắn")
    as_(cast.lien, screen_out, one, version=version, reason=OutReason.NO_HARM, note=NOTE)
    with pytest.raises(SecondPersonNeeded):
        as_(cast.lien, confirm_screen_out, one, agrees=True)
    as_(cast.quyet, confirm_screen_out, one, agrees=False)
    with acting(cast.lien):
        report = fresh(one)
        assert (report.state, report.out_reason) == (State.TAKEN, "")
    as_(cast.lien, screen_out, one, version=report.version, reason=OutReason.NO_HARM, note=NOTE)
    as_(cast.quyet, confirm_screen_out, one, agrees=True)
    with acting(cast.lien):
        assert (fresh(one).state, fresh(one).settled_as) == (State.SCREENED_OUT, Outcome.NOT_FOLLOWED)


def test_a_report_settles_by_the_case_that_came_of_it_and_only_once_accepted(
    cast: Cast, receive: Receive, hotline: Actor
) -> None:
    one = receive(hotline, cast.land.own).id
    with pytest.raises(WrongState):
        as_(cast.lien, settle_report, one)
    as_(cast.lien, accept_report, one)
    as_(cast.lien, settle_report, one, outcome=Outcome.CASE)
    with acting(hotline):
        assert see(HarmReport, one, hotline, "intake.see").settled_as == Outcome.CASE
    with pytest.raises(WrongState):
        as_(cast.lien, forward_report, one, to_place=cast.land.sibling)


def test_two_reports_of_one_event_are_linked_and_raise_the_urgency(cast: Cast, receive: Receive) -> None:
    one, other = receive(cast.lien, cast.land.own).id, receive(cast.lien, cast.land.own).id
    as_(cast.lien, link_reports, one, other_id=other)
    as_(cast.lien, link_reports, one, other_id=other)
    with acting(cast.lien):
        assert fresh(one).event_id == fresh(other).event_id is not None
        assert (fresh(one).urgency, fresh(one).urgency_reasons) == (Urgency.PROMPT, ["several"])


def test_the_first_information_is_corrected_once_backwards_by_two(cast: Cast, receive: Receive) -> None:
    one = receive(cast.lien, cast.land.own, danger="yes").id
    earlier = AT - timedelta(hours=3)
    with pytest.raises(NotEarlier):
        as_(cast.lien, propose_first_information, one, new=AT + timedelta(days=999), source="sổ trực")
    as_(cast.lien, propose_first_information, one, new=earlier, source="sổ trực của công an xã")
    with pytest.raises(SecondPersonNeeded):
        as_(cast.lien, confirm_first_information, one)
    as_(cast.quyet, confirm_first_information, one)
    with acting(cast.lien):
        report = fresh(one)
        assert (report.first_information_at, report.emergency_due_at) == (earlier, earlier + timedelta(hours=12))
    with pytest.raises(CorrectedAlready):
        as_(cast.quyet, propose_first_information, one, new=earlier - timedelta(hours=1), source="x")


def test_what_is_learnt_raises_the_urgency_and_never_lowers_it(cast: Cast, receive: Receive) -> None:
    one = receive(cast.lien, cast.land.own).id
    worse, calmer = told(cast.land.own, danger="yes"), told(cast.land.own)
    as_(cast.lien, complete_report, one, version=1, told=worse)
    as_(cast.lien, complete_report, one, version=2, told=calmer)
    with acting(cast.lien):
        assert (fresh(one).urgency, fresh(one).danger) == (Urgency.EMERGENCY, "no")
        assert fresh(one).emergency_due_at is not None


def test_the_vault_opens_with_a_right_a_reason_and_a_line_in_the_book(
    cast: Cast, receive: Receive, hotline: Actor
) -> None:
    one = receive(hotline, cast.land.own, reporter=REPORTER).id
    with pytest.raises(Forbidden):
        as_(hotline, open_reporter, one, reason="gọi lại cho người báo")
    with pytest.raises(NoteMissing):
        as_(cast.lien, open_reporter, one, reason="xem")
    opened = as_(cast.lien, open_reporter, one, reason="gọi lại cho người báo")
    assert (opened.name, opened.phone) == (REPORTER.name, REPORTER.phone)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(("lien", "quyet", "thao", "phu", "van", "mo")),
        st.sampled_from(("accept", "forward_own", "forward_sibling", "forward_up", "return", "out", "yes", "no",
                         "settle", "climb")),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_no_report_is_lost_whatever_people_do(cast: Cast, receive: Receive, hotline: Actor, acts: Any) -> None:
    """Exactly one open step while nobody has it; else a holder, or an end that two people or a case gave."""
    one = receive(hotline, cast.land.own).id
    for n, (name, what) in enumerate(acts):
        _try(cast, getattr(cast, name), what, one, AT + timedelta(minutes=n))
        with acting(job("check")):
            report = fresh(one)
            steps = list(HandOver.objects.filter(report=one).order_by("step"))
        waiting = [step for step in steps if step.is_open]
        assert [step.step for step in steps] == list(range(1, len(steps) + 1))
        assert len(waiting) == (1 if report.state in (State.SENT, State.RETURNED) else 0)
        assert (report.accept_by is not None) == bool(waiting)
        assert all(step.accepted_by for step in steps if step.accepted_at)
        if report.state == State.TAKEN:
            assert report.holder is not None
        if report.state == State.SCREENED_OUT:
            assert report.settled_by_name != report.out_asked_by_name
        if report.is_open:
            assert steps[-1].to_place_id == report.place_id


def _try(cast: Cast, who: Actor, what: str, one: Any, at: datetime) -> None:
    places = {"own": cast.land.own, "sibling": cast.land.sibling, "up": cast.land.province}
    with acting(job("look")):
        version = fresh(one).version
    try:
        if what == "climb":
            climb_due(at=at + timedelta(days=2))
        elif what.startswith("forward"):
            as_(who, forward_report, one, at=at, to_place=places[what.partition("_")[2]])
        elif what in ("yes", "no"):
            as_(who, confirm_screen_out, one, at=at, agrees=what == "yes")
        elif what == "out":
            as_(who, screen_out, one, at=at, version=version, reason=OutReason.FALSE, note=NOTE)
        elif what == "return":
            as_(who, return_report, one, at=at, reason=ReturnReason.UNCLEAR)
        else:
            as_(who, {"accept": accept_report, "settle": settle_report}[what], one, at=at)
    except Refusal:
        pass


def test_the_proof_of_who_one_is_is_asked_for_the_vault(cast: Cast, receive: Receive, hotline: Actor) -> None:
    one = receive(hotline, cast.land.own, reporter=REPORTER).id
    with pytest.raises(Exception, match=r"intake\.open_reporter"):
        as_(replace(cast.lien, proved=False), open_reporter, one, reason="gọi lại cho người báo")
