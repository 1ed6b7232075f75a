"""From registration to the end of care: who may, in which order, by when; what row security shows beneath."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.cases.caring import actions
from mangnon.cases.caring.actions import CarerFacts, Proposal
from mangnon.cases.caring.clocks import move, running
from mangnon.cases.caring.models import Carer, CarerKind, CarerList, Placement, PlacementState
from mangnon.cases.caring.queries import candidates, lists_due, placements
from mangnon.cases.caring.refusals import (
    AlreadyPlaced,
    CarerBusy,
    CarerGone,
    CertificateOld,
    InFuture,
    LateWithoutReason,
    MeetingsMissing,
    NotChecked,
    NotWhereCarerLives,
    OwnProposal,
    PlacedTwice,
    RecordMissing,
    TooYoung,
    ViewMissing,
    WrongDays,
    WrongStage,
)
from mangnon.cases.caring.tests.conftest import Care
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, StaleVersion
from mangnon.lib.workdays import Shift
from mangnon.testing.cast import AT, TODAY, actor

pytestmark = pytest.mark.django_db
FOUND = {
    "living": "ổn",
    "health": "khỏe",
    "mind": "vui",
    "integration": "tốt",
    "child_view": "thích",
    "verdict": "well",
}


def by(who: Actor, **more: Any) -> dict[str, Any]:
    return {"actor": who, "at": AT, **more}


def propose(care: Care, carer: Carer, who: Actor | None = None, **changed: Any) -> Placement:
    who = who or care.cast.lien
    known = {"why": "gần nhà", "consent": "ông bà đồng ý", "child_view": "cháu muốn ở với cô"}
    told = Proposal(care.child.pk, carer.pk, **(known | changed))
    with acting(who):
        return actions.propose_placement(**by(who), proposal=told)


def decide(care: Care, row: Placement, who: Actor | None = None) -> Placement:
    who = who or care.cast.quyet
    with acting(who):
        return actions.decide_placement(**by(who), placement_id=row.pk, number="12/QĐ-UBND", on=TODAY)


def cared(care: Care) -> Placement:
    row = decide(care, propose(care, care.register()))
    lien = care.cast.lien
    with acting(lien):
        for day in (TODAY - timedelta(days=2), TODAY - timedelta(days=1)):
            actions.hold_meeting(**by(lien), placement_id=row.pk, on=day, note="chơi cùng nhau")
        return actions.hand_over(
            **by(lien), placement_id=row.pk, on=TODAY, minutes="đủ các bên", address="Nhà số 7, thôn Thử Một"
        )


# --- carers ---


def test_only_the_commune_and_the_province_see_its_carers(care: Care) -> None:
    carer = care.register()
    cast = care.cast
    for who, sees in ((cast.lien, 1), (cast.quyet, 1), (cast.phu, 1), (cast.thao, 0), (cast.an, 0), (cast.quan, 0)):
        with acting(who):
            assert Carer.objects_unguarded.count() == sees, who.name
    with acting(cast.thao), pytest.raises(NotFound):
        actions.withdraw_carer(**by(cast.thao), carer_id=carer.pk, reason="x")
    for who in (cast.quyet, cast.phu):
        with acting(who), pytest.raises(Forbidden):
            actions.withdraw_carer(**by(who), carer_id=carer.pk, reason="x")


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"health_on": None}, CertificateOld),
        ({"health_on": date(2026, 5, 22)}, CertificateOld),
        ({"kind": CarerKind.FOREIGNER}, RecordMissing),
    ],
)
def test_form_08_comes_with_its_papers(care: Care, changed: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        care.register(**changed)


def test_a_relative_only_tells_the_commune(care: Care) -> None:
    assert care.register(kind=CarerKind.RELATIVE, health_on=None).pk


def test_registered_once_corrected_by_version_withdrawn_for_good(care: Care) -> None:
    lien, key = care.cast.lien, uuid4()
    facts = CarerFacts(CarerKind.RELATIVE, "Hồ Thị Bé", date(1970, 1, 1))
    told = by(lien, place=care.cast.land.own, on=TODAY, carer_id=key)
    with acting(lien):
        assert actions.register_carer(**told, facts=facts).pk == actions.register_carer(**told, facts=facts).pk == key
        with pytest.raises(PlacedTwice):
            actions.register_carer(**told, facts=replace(facts, name="Khác"))
        with pytest.raises(InFuture):
            actions.register_carer(**told | {"carer_id": None, "on": TODAY + timedelta(days=1)}, facts=facts)
        with pytest.raises(Forbidden):
            actions.register_carer(**told | {"carer_id": None, "place": care.cast.land.sibling}, facts=facts)
        with pytest.raises(StaleVersion):
            actions.correct_carer(**by(lien), carer_id=key, version=9, facts=facts)
        actions.correct_carer(**by(lien), carer_id=key, version=1, facts=replace(facts, phone="0900 000 500"))
        actions.withdraw_carer(**by(lien), carer_id=key, reason="chuyển đi nơi khác")
        with pytest.raises(CarerGone):
            actions.check_carer(**by(lien), carer_id=key, on=TODAY, met={}, note="")


def test_the_list_is_looked_through_each_quarter(care: Care) -> None:
    lien = care.cast.lien
    with acting(lien):
        assert lists_due(lien, TODAY) == []
    care.register()
    with acting(lien):
        assert lists_due(lien, TODAY) == [care.cast.land.own]
        actions.update_list(**by(lien), place=care.cast.land.own)
        row = actions.update_list(**by(lien), place=care.cast.land.own)
        assert (row.quarter, row.carers) == (date(2026, 10, 1), 1)
        assert lists_due(lien, TODAY) == []
        assert lists_due(lien, date(2027, 1, 1)) == [care.cast.land.own]
        with pytest.raises(Forbidden):
            actions.update_list(**by(lien), place=care.cast.land.sibling)
    with acting(care.cast.thao):
        assert CarerList.objects_unguarded.count() == 0


# --- the match ---


def test_candidates_stand_in_the_order_of_priority(care: Care) -> None:
    phu = care.cast.phu
    foreign = care.register(kind=CarerKind.FOREIGNER, record_on=TODAY, name="D")
    away = care.register(care.cast.thao, name="C")
    here, unfit = care.register(name="B"), care.register(name="A", fit=False)
    relative = care.register(kind=CarerKind.RELATIVE, name="E")
    gone = care.register(name="F")
    with acting(care.cast.lien):
        actions.withdraw_carer(**by(care.cast.lien), carer_id=gone.pk, reason="x")
    with acting(phu):
        found = candidates(phu, care.child, TODAY)
    assert [(one.carer, one.rank) for one in found] == [(relative, 1), (here, 2), (unfit, 2), (away, 3), (foreign, 4)]
    with acting(care.cast.lien):
        assert away not in [one.carer for one in candidates(care.cast.lien, care.child, TODAY)]


@pytest.mark.parametrize(
    ("carer", "told", "refusal"),
    [
        ({"born": date(1997, 3, 5)}, {}, TooYoung),
        ({}, {"child_view": " "}, ViewMissing),
    ],
)
def test_a_proposal_that_the_law_bars_is_refused(
    care: Care, carer: dict[str, Any], told: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        propose(care, care.register(**carer), **told)


def test_one_child_has_one_placement_at_a_time_and_the_form_counts_once(care: Care) -> None:
    carer, key = care.register(), uuid4()
    row = propose(care, carer, placement_id=key)
    assert propose(care, carer, placement_id=key) == row
    with pytest.raises(PlacedTwice):
        propose(care, care.register(name="Khác"), placement_id=key)
    with pytest.raises(AlreadyPlaced):
        propose(care, carer)
    with acting(care.cast.lien), pytest.raises(CarerBusy):
        actions.withdraw_carer(**by(care.cast.lien), carer_id=carer.pk, reason="x")


def test_fifteen_working_days_to_decide_and_to_hand_over(care: Care) -> None:
    row = decide(care, propose(care, care.register()))
    assert row.hand_by is not None
    # 24/11/2026 is a holiday: 25, 26, 27/11, two weeks to 11/12, then 14, 15/12
    assert local_day(row.decide_by) == local_day(row.hand_by) == date(2026, 12, 15)


def test_an_edited_calendar_moves_what_still_runs_and_leaves_a_line(care: Care) -> None:
    row = propose(care, care.register())
    with acting(care.cast.phu):
        (found,) = running([care.cast.land.own.pk])
        assert (found.key, found.due, found.term.amount) == (str(row.pk), row.decide_by, 15)
        assert list(running([care.cast.land.sibling.pk])) == []
        later = row.decide_by + timedelta(days=1)
        assert move([Shift(found, later)], "thêm ngày nghỉ 30/11", AT) == 1
    with acting(care.cast.lien):
        row.refresh_from_db()
    assert row.decide_by == later
    assert row.due_moved.endswith("thêm ngày nghỉ 30/11")
    decide(care, row)
    with acting(care.cast.phu):
        (found,) = running(None)
        row.refresh_from_db()
    assert found.due == row.hand_by


# --- the decision ---


def test_the_chair_where_the_carer_lives_decides_and_never_who_proposed(care: Care) -> None:
    cast = care.cast
    away = care.register(cast.thao)
    row = propose(care, away, cast.phu)
    assert (row.place_id, row.other_place_id, row.rank) == (cast.land.sibling.pk, cast.land.own.pk, 3)
    with pytest.raises(NotWhereCarerLives):
        decide(care, row)
    chair = actor("Coor Văn Chủ", Role.COMMUNE_CHAIR, cast.land.sibling)
    for who in (cast.lien, cast.thao, cast.phu, cast.van):
        with pytest.raises(Forbidden):
            decide(care, row, who)
    assert decide(care, row, chair).state == PlacementState.DECIDED
    for who, sees in ((cast.lien, 1), (cast.thao, 1), (cast.phu, 1), (cast.an, 0), (cast.quan, 0)):
        with acting(who):
            assert Placement.objects_unguarded.count() == sees


def test_whoever_proposed_decides_nothing_even_as_a_chair(care: Care) -> None:
    both = replace(care.cast.lien, grants=(*care.cast.lien.grants, *care.cast.quyet.grants), _reaches={})
    row = propose(care, care.register(), both)
    with pytest.raises(OwnProposal):
        decide(care, row, both)
    with acting(both), pytest.raises(OwnProposal):
        actions.refuse_placement(**by(both), placement_id=row.pk, answer="x")


@pytest.mark.parametrize("fit", [None, False])
def test_nothing_is_decided_before_the_conditions_are_checked(care: Care, fit: bool | None) -> None:
    row = propose(care, care.register(fit=fit))
    with pytest.raises(NotChecked):
        decide(care, row)


def test_a_no_frees_the_child_for_another_carer(care: Care) -> None:
    carer = care.register()
    row = propose(care, carer)
    with acting(care.cast.quyet):
        actions.refuse_placement(**by(care.cast.quyet), placement_id=row.pk, answer="chưa hỏi bà ngoại")
    with pytest.raises(WrongStage):
        decide(care, row)
    assert propose(care, carer).state == PlacementState.PROPOSED


# --- hand-over, follow-up, end ---


def test_two_meetings_come_before_the_hand_over(care: Care) -> None:
    lien, row = care.cast.lien, decide(care, propose(care, care.register()))
    told = by(lien, placement_id=row.pk, on=TODAY, minutes="x", address="y")
    with acting(lien):
        for _twice in range(2):
            actions.hold_meeting(**by(lien), placement_id=row.pk, on=TODAY, note="x")
        with pytest.raises(MeetingsMissing) as refused:
            actions.hand_over(**told)
        assert "1 lần" in str(refused.value)
        with pytest.raises(WrongDays):
            actions.hand_over(**told | {"on": TODAY - timedelta(days=1)})
        with pytest.raises(InFuture):
            actions.hold_meeting(**by(lien), placement_id=row.pk, on=TODAY + timedelta(days=1), note="x")
        actions.hold_meeting(**by(lien), placement_id=row.pk, on=TODAY - timedelta(days=1), note="x")
        late = told | {"at": AT + timedelta(days=30), "on": TODAY + timedelta(days=25)}
        with pytest.raises(LateWithoutReason):
            actions.hand_over(**late)
        done = actions.hand_over(**late, why_late="bão, đường sạt")
    assert (done.state, done.follow_on) == (PlacementState.CARED, date(2027, 1, 18))


def test_the_address_is_sealed_and_each_opening_is_booked(care: Care) -> None:
    row, cast = cared(care), care.cast
    assert "thôn Thử Một" not in str(row.address)
    with connection.cursor() as cursor, acting(cast.phu):
        cursor.execute("select to_jsonb(p)::text from cases_placement p")
        assert "Thử Một" not in cursor.fetchone()[0]
    with acting(cast.quyet):
        opened = actions.open_address(**by(cast.quyet), placement_id=row.pk, reason="đi thăm trẻ")
    assert opened == "Nhà số 7, thôn Thử Một"
    with acting(cast.phu), pytest.raises(Forbidden):
        actions.open_address(**by(cast.phu), placement_id=row.pk, reason="x")
    with acting(cast.an):
        entry = Entry.objects.filter(action="cases.placements.open").get()
        assert entry.detail["reason"] == "đi thăm trẻ"
        assert not [one for one in Entry.objects.all() if "Thử Một" in str(one.detail)]


def test_the_child_is_followed_after_one_and_three_months_then_each_six(care: Care) -> None:
    row, lien = cared(care), care.cast.lien

    def follow(on: date, **changed: str) -> date | None:
        told = by(lien, placement_id=row.pk, on=on, found=FOUND | changed) | {"at": AT + timedelta(days=800)}
        with acting(lien):
            actions.follow_child(**told)
            row.refresh_from_db()
        return row.follow_on

    assert row.follow_on == date(2026, 12, 23)
    assert follow(date(2026, 12, 24)) == date(2027, 2, 23)
    assert follow(date(2027, 2, 23)) == date(2027, 5, 23)
    assert follow(date(2027, 5, 30)) == date(2027, 11, 23)
    with pytest.raises(ViewMissing):
        follow(date(2027, 11, 23), child_view="")
    with pytest.raises(WrongDays):
        follow(TODAY - timedelta(days=1))


def test_care_ends_by_a_decision_for_a_reason_of_the_law(care: Care) -> None:
    row, cast = cared(care), care.cast
    told: dict[str, Any] = {
        "placement_id": row.pk,
        "on": TODAY,
        "reason": "đ",
        "number": "20/QĐ-UBND",
        "note": "về nhà",
    }
    with acting(cast.lien), pytest.raises(Forbidden):
        actions.end_placement(**by(cast.lien), **told)
    with acting(cast.quyet):
        done = actions.end_placement(**by(cast.quyet), **told)
        with pytest.raises(WrongStage):
            actions.end_placement(**by(cast.quyet), **told)
        assert (done.state, done.follow_on, placements(cast.quyet).count()) == (PlacementState.ENDED, None, 1)


Act = Callable[[], object]


def test_no_stage_is_skipped(care: Care) -> None:
    row, cast = propose(care, care.register()), care.cast
    with acting(cast.lien):
        for act in (
            lambda: actions.hand_over(**by(cast.lien), placement_id=row.pk, on=TODAY, minutes="x", address="y"),
            lambda: actions.follow_child(**by(cast.lien), placement_id=row.pk, on=TODAY, found=FOUND),
        ):
            with pytest.raises(WrongStage):
                act()
    with acting(cast.quyet), pytest.raises(WrongStage):
        actions.end_placement(**by(cast.quyet), placement_id=row.pk, on=TODAY, reason="c", number="1", note="")
