"""Entitlements granted and ended, aid recorded once, and who may know of lines about HIV."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mangnon.access.scope import acting
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.registry.actions import open_circumstance, say_parent_state
from mangnon.registry.benefits import refusals
from mangnon.registry.benefits.actions import end_entitlement, grant_entitlement, record_aid
from mangnon.registry.benefits.queries import entitlements, facts_of, last_aid, months_from
from mangnon.registry.benefits.showing import benefits_of, due_words
from mangnon.registry.benefits.told import AidTold, GrantTold
from mangnon.registry.models import Aid, Child, Entitlement
from mangnon.registry.queries.story import story_of
from mangnon.registry.refusals import AlreadyHolds, Backwards, InFuture, UnknownCode
from mangnon.registry.tests.conftest import Enter
from mangnon.testing.cast import AT, TODAY, Cast

SINCE = date(2026, 8, 1)
GRANT = GrantTold("tro_cap_hang_thang", "TC02", SINCE, decision="12/QĐ-UBND", decided_on=date(2026, 7, 20))
AID = AidTold(date(2026, 9, 5), "2", "Trợ cấp tháng", giver="UBND xã", value_vnd=750_000)


def say(cast: Cast, child: Child, **more: Any) -> dict[str, Any]:
    return {"actor": cast.lien, "at": AT, "child_id": child.pk, **more}


def grant(cast: Cast, child: Child, **more: Any) -> Entitlement:
    return grant_entitlement(**say(cast, child), told=replace(GRANT, **more))


def test_a_grant_takes_the_amount_of_the_law_and_is_kept_once(cast: Cast, enter: Enter) -> None:
    child = enter()
    first = grant(cast, child)
    assert (first.monthly_vnd, first.law_version) == (750_000, "2021-07-01")
    assert grant(cast, child).pk == first.pk
    with pytest.raises(AlreadyHolds):
        grant(cast, child, since=date(2026, 10, 1), decision="99/QĐ-UBND")


def test_before_july_2024_the_base_was_smaller_and_the_page_says_what_it_is_now(cast: Cast, enter: Enter) -> None:
    child = enter()
    assert grant(cast, child, since=date(2024, 6, 1)).monthly_vnd == 540_000
    with acting(cast.lien):
        (line,) = benefits_of(cast.lien, child, TODAY).granted
    assert "750.000" in line.note


def test_a_province_may_give_more_and_never_less(cast: Cast, enter: Enter) -> None:
    child = enter()
    with pytest.raises(refusals.BelowLaw, match="750"):
        grant(cast, child, monthly_vnd=700_000)
    assert grant(cast, child, monthly_vnd=800_000).monthly_vnd == 800_000


def test_what_no_decision_can_say_is_refused(cast: Cast, enter: Enter) -> None:
    child = enter()
    for more, refusal in (
        ({"decision": " "}, refusals.DecisionMissing),
        ({"line": "TC99"}, refusals.UnknownLine),
        ({"law": "khong_co"}, refusals.UnknownLine),
        ({"decided_on": TODAY + timedelta(1)}, InFuture),
        ({"until": SINCE}, Backwards),
        ({"since": date(2010, 1, 1)}, Backwards),
    ):
        with pytest.raises(refusal):
            grant(cast, child, **more)


def test_an_entitlement_ends_with_its_reason(cast: Cast, enter: Enter) -> None:
    child = enter()
    row = grant(cast, child)
    told = say(cast, child, entitlement_id=row.pk)
    with pytest.raises(refusals.EndReasonMissing):
        end_entitlement(**told, on=TODAY, reason=" ")
    with pytest.raises(Backwards):
        end_entitlement(**told, on=SINCE, reason="x")
    ended = end_entitlement(**told, on=date(2026, 11, 1), reason="Có người nhận làm con nuôi")
    assert (ended.valid_to, ended.end_reason) == (date(2026, 11, 1), "Có người nhận làm con nuôi")
    with pytest.raises(NotFound):
        end_entitlement(**told, on=TODAY, reason="lần nữa")


def test_a_month_is_paid_once_and_says_when(cast: Cast, enter: Enter) -> None:
    child = enter()
    row = grant(cast, child)
    pay = replace(AID, entitlement_id=row.pk, for_month=date(2026, 8, 15))
    first = record_aid(**say(cast, child), told=pay)
    assert first.for_month == date(2026, 8, 1)
    assert record_aid(**say(cast, child), told=pay).pk == first.pk
    with pytest.raises(refusals.MonthGiven, match="8/2026 đã ghi trả ngày 5/9/2026"):
        record_aid(**say(cast, child), told=replace(pay, given_on=date(2026, 9, 6)))
    for month, refusal in (
        (None, refusals.MonthMissing),
        (date(2026, 7, 1), refusals.MonthOutside),
    ):
        with pytest.raises(refusal):
            record_aid(**say(cast, child), told=replace(pay, for_month=month))
    with acting(cast.lien):
        (line,) = benefits_of(cast.lien, child, TODAY).granted
    assert line.due == "Chưa ghi trả: 9/2026, 10/2026"


def test_aid_given_once_is_kept_once(cast: Cast, enter: Enter) -> None:
    child = enter()
    gift = AidTold(TODAY, "3", "Xe đạp", giver="Hội Chữ thập đỏ")
    for _send in range(2):
        record_aid(actor=cast.mo, at=AT, child_id=child.pk, told=gift)
    with acting(cast.lien):
        assert Aid.objects.filter(child=child).count() == 1
        assert "Xe đạp" in benefits_of(cast.lien, child, TODAY).last
    for more, refusal in (
        ({"what": " "}, refusals.WhatMissing),
        ({"kind": "9"}, UnknownCode),
        ({"value_vnd": -1}, refusals.ValueWrong),
        ({"given_on": TODAY + timedelta(1)}, InFuture),
        ({"entitlement_id": 0, "for_month": SINCE}, NotFound),
    ):
        with pytest.raises(refusal):
            record_aid(**say(cast, child), told=replace(gift, **more))


def test_nobody_grants_outside_of_reach_or_right(cast: Cast, enter: Enter) -> None:
    child = enter()
    row = grant(cast, child)
    for actor, refusal in ((cast.thao, NotFound), (cast.mo, Forbidden), (cast.quyet, Forbidden), (cast.an, Forbidden)):
        with pytest.raises(refusal):
            grant_entitlement(actor=actor, at=AT, child_id=child.pk, told=GRANT)
        with pytest.raises(refusal):
            end_entitlement(actor=actor, at=AT, child_id=child.pk, entitlement_id=row.pk, on=TODAY, reason="x")
    with pytest.raises(NotFound):
        record_aid(actor=cast.thao, at=AT, child_id=child.pk, told=AID)


def test_lines_about_hiv_are_hidden_from_those_without_their_own_right(cast: Cast, enter: Enter) -> None:
    child = enter(hamlet=cast.land.hamlet)
    open_circumstance(**say(cast, child), code="HCDB-05", since=date(2025, 1, 1))
    row = grant(cast, child, line="TC05")
    pay = replace(AID, entitlement_id=row.pk, for_month=SINCE, value_vnd=1_000_000)
    record_aid(**say(cast, child), told=pay)
    with acting(cast.lien):
        assert entitlements(cast.lien, child).get().pk == row.pk
        assert "HCDB-05" in facts_of(cast.lien, child, TODAY).groups
        assert last_aid(cast.lien, child) is not None
        story = story_of(child)
        assert (story.of("entitlement"), story.of("aid")) == ([], [])
    with acting(cast.mo):
        assert not entitlements(cast.mo, child).exists()
        assert facts_of(cast.mo, child, TODAY).groups == frozenset()
        assert last_aid(cast.mo, child) is None
        told = benefits_of(cast.mo, child, TODAY)
        assert (told.granted, told.proposed, told.last) == ((), (), "")
    with pytest.raises(NotFound):
        record_aid(actor=cast.mo, at=AT, child_id=child.pk, told=pay)


def test_the_page_proposes_what_the_facts_say_until_it_is_granted(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2016")
    for which in ("father", "mother"):
        say_parent_state(**say(cast, child), which=which, state="CHET", since=date(2020, 1, 1))
    with acting(cast.lien):
        (line,) = benefits_of(cast.lien, child, TODAY).proposed
        assert (line.money, line.reasons) == ("750.000 đồng", ("Mồ côi cả cha và mẹ (trường hợp b)",))
        assert "20/2021/NĐ-CP" in line.basis
        assert line.grant_url
    with acting(cast.mo):
        assert benefits_of(cast.mo, child, TODAY).proposed[0].grant_url == ""
    grant(cast, child)
    with acting(cast.lien):
        told = benefits_of(cast.lien, child, TODAY)
        assert (len(told.granted), told.proposed) == (1, ())


def test_due_months_are_full_months_that_have_passed() -> None:
    assert list(months_from(date(2026, 8, 15), date(2026, 10, 31))) == [date(2026, 8, 1), date(2026, 9, 1)]
    assert list(months_from(date(2026, 12, 1), date(2027, 1, 1))) == [date(2026, 12, 1)]
    assert due_words([]) == ""
    many = list(months_from(date(2026, 1, 1), date(2026, 7, 1)))
    assert due_words(many) == "Chưa ghi trả 6 tháng, từ 1/2026 đến 6/2026"
