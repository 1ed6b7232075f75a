"""Sending and answering: grounds, what goes with it, who may, twice and at once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from mangnon.access.scope import acting
from mangnon.audit.models import Entry
from mangnon.cases.models import Case
from mangnon.cases.queries.parts import parts_of
from mangnon.cases.queries.story import story
from mangnon.cases.referring import actions
from mangnon.cases.referring.models import Referral, Shared
from mangnon.cases.referring.offers import _of_team, _received
from mangnon.cases.referring.queries import to_provider
from mangnon.cases.referring.refusals import (
    AlreadyAnswered,
    ContactMissing,
    GroundNotHere,
    NameInContact,
    NameInText,
    NobodyThere,
    NothingToShare,
    SentTwice,
    TakesNone,
    UnknownChild,
    WrongDay,
)
from mangnon.cases.referring.rules import grounds
from mangnon.cases.referring.tests.conftest import CANARY, Referring
from mangnon.cases.tests.conftest import Begin
from mangnon.directory.models import Service, Staffing
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.notices.models import Telling
from mangnon.testing.cast import AT
from mangnon.ui.worklist import When

pytestmark = pytest.mark.django_db


def by(world: Referring, row: Referral, **more: Any) -> dict[str, Any]:
    """What an act of the provider's people takes."""
    return {"actor": world.staff, "at": AT, "referral_id": row.pk, "version": row.version} | more


def again(world: Referring, row: Referral) -> Referral:
    """As it stands."""
    with acting(world.cast.lien):
        return Referral.objects.get(pk=row.pk)


def test_only_what_was_ticked_is_copied_and_the_provider_sees_its_row_and_nothing_else(world: Referring) -> None:
    row = world.send(shared=(Shared.AGE,), urgent=True)
    assert (row.age, row.name, row.sex, row.contact) == ("9 tuổi", "", "", "")
    assert row.answer_by == AT + timedelta(hours=4)
    with acting(world.staff):
        assert [one.pk for one in to_provider(world.staff, AT)] == [row.pk]
        (seen,) = Referral.objects.values()
        assert CANARY not in str(seen)
        assert not Case.objects_unguarded.exists()
    with acting(world.stranger):
        assert not Referral.objects.exists()
    with acting(world.cast.thao):
        assert not Referral.objects.exists()
    with acting(world.cast.an):
        book = [json.dumps(one.detail) for one in Entry.objects.filter(subject_kind="cases.Referral")]
        told = list(Telling.objects.filter(subject_kind="cases.Referral").values())
    assert book
    assert CANARY not in str(book) + str(told)


def test_a_ground_must_hold_in_the_case(world: Referring, begin: Begin) -> None:
    assert all(one.citation for one in grounds(AT.date()))
    calm = begin(name="Hồ Văn Yên")
    for ground in ("can-thiep-khan-cap", "ket-noi-dich-vu", "khong-co"):
        with pytest.raises(GroundNotHere):
            world.send(case_id=calm.pk, ground=ground)
    with pytest.raises(UnknownChild):
        world.send(ground="consent")


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"shared": (Shared.CONTACT,)}, ContactMissing),
        ({"asked": f"Tạm lánh cho Hồ Thị {CANARY}."}, NameInText),
        ({"shared": (Shared.CONTACT,), "contact": f"mẹ Hồ Thị {CANARY}"}, NameInContact),
    ],
)
def test_a_slip_is_refused(world: Referring, changed: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        world.send(**changed)


def test_what_the_case_does_not_know_is_not_sent(world: Referring, begin: Begin) -> None:
    unnamed = begin(emergency=True, name="", label="em trai ở chợ", born="", sex="9")
    for field in (Shared.NAME, Shared.AGE, Shared.SEX):
        with pytest.raises(NothingToShare):
            world.send(case_id=unnamed.pk, shared=(field,))


def test_a_service_must_take_it_and_somebody_must_read_it(world: Referring) -> None:
    with acting(world.cast.phu):
        Service.objects.filter(pk=world.service.pk).update(takes_referrals=False)
    with pytest.raises(TakesNone):
        world.send()
    with acting(world.cast.phu):
        Service.objects.filter(pk=world.service.pk).update(takes_referrals=True)
        Staffing.objects.filter(provider=world.service.provider_id).update(valid_to=AT.date())
    with pytest.raises(NobodyThere):
        world.send()


def test_sent_twice_is_sent_once(world: Referring, begin: Begin) -> None:
    key = new_id()
    first, second = world.send(key=key), world.send(key=key)
    assert (first.pk, first.code) == (second.pk, second.code)
    with acting(world.cast.lien):
        assert Referral.objects.count() == 1
    other = begin(emergency=True, name="Hồ Văn Khác")
    with pytest.raises(SentTwice):
        world.send(key=key, case_id=other.pk)


def test_two_who_answer_at_once_never_overwrite_each_other(world: Referring) -> None:
    row = world.send()
    read = by(world, row)
    actions.accept_referral(**read, answer="Mời đến")
    actions.accept_referral(**read, answer="Mời đến")
    for act in (actions.accept_referral, actions.decline_referral):
        with pytest.raises(AlreadyAnswered):
            act(**(read | {"actor": world.colleague}), answer="Không còn chỗ trống")
    row = again(world, row)
    assert (row.state, row.answer, row.version) == ("accepted", "Mời đến", 2)
    given = {"given": "Đã ở năm đêm.", "given_on": AT.date()}
    with pytest.raises(WrongDay):
        actions.finish_referral(**by(world, row), **(given | {"given_on": AT.date() + timedelta(days=1)}))
    for _twice in range(2):
        actions.finish_referral(**by(world, row), **given)
    row = again(world, row)
    team = {"actor": world.cast.lien, "at": AT, "referral_id": row.pk, "by_case": world.case.pk}
    actions.give_feedback(**team, version=row.version, feedback="Em đã ngủ được.")
    row = again(world, row)
    with pytest.raises(AlreadyAnswered):
        actions.withdraw_referral(**team, version=row.version, reason="Không cần nữa")
    with acting(world.cast.lien):
        kinds = [one.kind for one in story(world.cast.lien, world.case, parts_of(world.cast.lien, world.case), {})]
        assert {"Chuyển gửi đến dịch vụ", "Đơn vị đã nhận", "Đơn vị đã cung cấp dịch vụ"} <= set(kinds)


def test_each_act_belongs_to_its_side(world: Referring) -> None:
    row = world.send()
    for who in (world.cast.lien, world.cast.quyet, world.cast.phu):
        with pytest.raises(Forbidden):
            actions.accept_referral(**by(world, row, actor=who), answer="")
    with pytest.raises(NotFound):
        actions.decline_referral(**by(world, row, actor=world.stranger), answer="Không còn chỗ trống")
    team = {"at": AT, "referral_id": row.pk, "version": 1, "by_case": world.case.pk, "reason": "Nơi khác nhận rồi"}
    for who, refusal in ((world.staff, Forbidden), (world.cast.thao, NotFound)):
        with pytest.raises(refusal):
            actions.withdraw_referral(actor=who, **team)
    with pytest.raises(Forbidden):
        world.send(by=world.staff)
    actions.withdraw_referral(actor=world.cast.lien, **team)
    with pytest.raises(AlreadyAnswered):
        actions.accept_referral(**by(world, row), answer="")


def test_what_was_sent_never_changes_and_no_row_goes(world: Referring) -> None:
    row = world.send()
    for who in (world.staff, world.cast.lien, world.cast.phu):
        for change in ({"asked": "khác"}, {"name": "x", "shared": ["name"]}):
            with acting(who), pytest.raises(DatabaseError), transaction.atomic():
                Referral.objects.filter(pk=row.pk).update(**change)
        with acting(who), pytest.raises(DatabaseError), transaction.atomic():
            Referral.objects.filter(pk=row.pk).delete()


def test_each_side_finds_it_among_its_work(world: Referring) -> None:
    row = world.send(urgent=True)
    late = AT + timedelta(hours=5)
    with acting(world.staff):
        (line,) = _received(world.staff, AT)
        assert (line.when, line.row.about) == (When.NOW, "chỉ có mã")
    with acting(world.cast.lien):
        assert _of_team(world.cast.lien, AT) == []
        (line,) = _of_team(world.cast.lien, late)
        assert line.row.status.text == "Đơn vị chưa trả lời"
    for who in (world.stranger, world.cast.thao, world.cast.mo):
        with acting(who):
            assert _received(who, late) + _of_team(who, late) == []
    actions.decline_referral(**by(world, row), answer="Không còn chỗ trống")
    with acting(world.staff):
        assert _received(world.staff, AT) == []
    with acting(world.cast.lien):
        (line,) = _of_team(world.cast.lien, AT)
        assert line.row.act == "Tìm nơi khác, ghi nhận xét"
