"""A child moves to another commune with its agreement, leaves the register, comes back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.notices.models import Notice
from mangnon.registry.actions import (
    accept_transfer,
    ask_transfer,
    close_circumstance,
    decline_transfer,
    join_household,
    leave_register,
    open_circumstance,
    record_visit,
    register_household,
    return_to_register,
    withdraw_transfer,
)
from mangnon.registry.actions.leaving import DiedOrMerged, NotAway, OnTheWay, UnknownWay
from mangnon.registry.actions.moving import AlreadyAsked, Answered, AnswerMissing, HandOverMissing, SamePlace
from mangnon.registry.models import Child, Circumstance, Departure, HouseholdStay, Residence, Transfer
from mangnon.registry.queries import children, here
from mangnon.registry.queries.moves import sent_transfer
from mangnon.registry.refusals import Backwards, NotYetYours, RecordClosed
from mangnon.registry.tests.conftest import Enter
from mangnon.registry.told import HouseholdTold
from mangnon.testing.cast import AT, TODAY, Cast

MOVED = date(2026, 11, 1)


def _ask(cast: Cast, child: Child, **more: Any) -> Transfer:
    told = {"transfer_id": new_id(), "to_place": cast.land.sibling, "moved_on": MOVED, "hand_over": "Ở với bà ngoại"}
    return ask_transfer(actor=cast.lien, at=AT, child_id=child.pk, **{**told, **more})


def test_until_the_answer_both_read_and_only_the_sender_writes(cast: Cast, enter: Enter) -> None:
    child = enter()
    _ask(cast, child)
    for actor in (cast.lien, cast.thao):
        with acting(actor):
            assert children(actor).filter(pk=child.pk).exists()
            assert Residence.objects.filter(child=child).count() == 1
    say = {"at": AT, "visit_id": new_id(), "child_id": child.pk, "on": TODAY, "seen": "Cháu khỏe"}
    with pytest.raises(NotYetYours):
        record_visit(actor=cast.thao, **say)
    record_visit(actor=cast.lien, **say)


def test_who_takes_the_child_over_has_it_alone(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    household = register_household(
        actor=cast.lien, at=AT, household_id=new_id(), place=cast.land.own, told=HouseholdTold("Hồ Văn Bảy")
    )
    join_household(
        actor=cast.lien, at=AT, child_id=child.pk, household_id=household.pk, relation="3", since=date(2014, 3, 7)
    )
    transfer = _ask(cast, child, address="Nhà bà ngoại")
    accept_transfer(actor=cast.thao, at=AT, transfer_id=transfer.pk)
    with acting(cast.thao):
        now = children(cast.thao).get(pk=child.pk)
        assert (now.place, now.other_place, now.household) == (cast.land.sibling, None, None)
        homes = list(Residence.objects.filter(child=child).order_by("valid_from"))
        assert [(one.place, one.valid_from, one.valid_to) for one in homes] == [
            (cast.land.own, date(2014, 3, 7), MOVED),
            (cast.land.sibling, MOVED, None),
        ]
        assert homes[1].address == "Nhà bà ngoại"
        assert HouseholdStay.objects.get(child=child).valid_to == MOVED
    with acting(cast.lien):
        assert not children(cast.lien).filter(pk=child.pk).exists()
        assert Residence.objects.count() == 0


def test_a_no_needs_a_reason_and_leaves_the_child_with_the_sender(cast: Cast, enter: Enter) -> None:
    child = enter()
    transfer = _ask(cast, child)
    with pytest.raises(AnswerMissing):
        decline_transfer(actor=cast.thao, at=AT, transfer_id=transfer.pk, answer=" ")
    decline_transfer(actor=cast.thao, at=AT, transfer_id=transfer.pk, answer="Cháu không ở đây")
    with acting(cast.thao):
        assert not children(cast.thao).filter(pk=child.pk).exists()
    with acting(cast.lien):
        now = children(cast.lien).get(pk=child.pk)
        assert (now.place, now.other_place) == (cast.land.own, None)
        assert Transfer.objects.get(pk=transfer.pk).answer == "Cháu không ở đây"
    with pytest.raises(Answered):
        withdraw_transfer(actor=cast.lien, at=AT, transfer_id=transfer.pk)


def test_nobody_lets_go_of_a_child_that_they_were_not_asked_to_take(cast: Cast, enter: Enter) -> None:
    """The function that crosses the reach asks for itself."""
    child = enter()
    transfer = _ask(cast, child)
    with acting(cast.lien):
        Transfer.objects.filter(pk=transfer.pk).update(state="declined")
        with pytest.raises(Exception, match="within reach"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select registry_release(%s)", [transfer.pk])


def test_the_sender_may_take_its_request_back(cast: Cast, enter: Enter) -> None:
    child = enter()
    transfer = _ask(cast, child)
    with pytest.raises(AlreadyAsked):
        _ask(cast, child)
    assert _ask(cast, child, transfer_id=transfer.pk) == transfer
    withdraw_transfer(actor=cast.lien, at=AT, transfer_id=transfer.pk)
    with acting(cast.thao):
        assert not children(cast.thao).filter(pk=child.pk).exists()
    with pytest.raises(NotFound):
        accept_transfer(actor=cast.thao, at=AT, transfer_id=transfer.pk)


def test_who_may_not_answer(cast: Cast, enter: Enter) -> None:
    child = enter()
    transfer = _ask(cast, child)
    with pytest.raises(Forbidden):
        accept_transfer(actor=cast.lien, at=AT, transfer_id=transfer.pk)
    with pytest.raises(Forbidden):
        accept_transfer(actor=cast.mo, at=AT, transfer_id=transfer.pk)
    with pytest.raises(NotYetYours):
        withdraw_transfer(actor=cast.thao, at=AT, transfer_id=transfer.pk)


def test_what_must_be_told_when_asking(cast: Cast, enter: Enter) -> None:
    child = enter()
    with pytest.raises(SamePlace):
        _ask(cast, child, to_place=cast.land.own)
    with pytest.raises(HandOverMissing):
        _ask(cast, child, hand_over="")
    with pytest.raises(Backwards):
        _ask(cast, child, moved_on=child.born_from - timedelta(1))


def test_notices_carry_the_childs_code_only(cast: Cast, enter: Enter) -> None:
    """B-20: the officer of the receiving commune is told; no name stands in it."""
    from mangnon.access.roles import Role
    from mangnon.testing.people import make_person

    person = make_person("Trần Thị Nhận", Role.COMMUNE_OFFICER, cast.land.sibling)
    child = enter("Hồ Thị Sương")
    _ask(cast, child)
    with acting(_as(person)):
        notice = Notice.objects.select_related("telling").get(person_id=person.pk)
        assert notice.telling.code.startswith("TE-")
        assert "Sương" not in str(notice.telling.words)


def _as(person: Any) -> Any:
    from mangnon.access.actor import Door
    from mangnon.accounts.queries import actor_of

    return actor_of(person, at=AT, door=Door.WEB)


def test_who_dies_stays_readable_and_counts_no_more(cast: Cast, enter: Enter) -> None:
    child = enter()
    open_circumstance(actor=cast.lien, at=AT, child_id=child.pk, code="HCDB-04.2", since=date(2020, 1, 1))
    leave_register(actor=cast.lien, at=AT, child_id=child.pk, kind="died", on=MOVED, cause="Đuối nước")
    with acting(cast.lien):
        assert set(here(cast.lien, TODAY)) == set()
        assert children(cast.lien).get(pk=child.pk).left_on == MOVED
        assert Circumstance.objects.get(child=child).valid_to == MOVED
        assert Residence.objects.get(child=child).valid_to == MOVED
    with pytest.raises(RecordClosed, match="Đã chết"):
        record_visit(actor=cast.lien, at=AT, visit_id=new_id(), child_id=child.pk, on=TODAY, seen="x")
    with pytest.raises(DiedOrMerged):
        return_to_register(actor=cast.lien, at=AT, child_id=child.pk, on=TODAY)
    return_to_register(actor=cast.lien, at=AT, child_id=child.pk, on=TODAY, mistaken=True, note="Trùng tên")
    with acting(cast.lien):
        assert set(here(cast.lien, TODAY)) == {child}


def test_who_went_away_comes_back_to_a_new_home(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    with pytest.raises(UnknownWay):
        leave_register(actor=cast.lien, at=AT, child_id=child.pk, kind="merged", on=MOVED)
    leave_register(actor=cast.lien, at=AT, child_id=child.pk, kind="away", on=MOVED)
    with pytest.raises(Backwards):
        return_to_register(actor=cast.lien, at=AT, child_id=child.pk, on=MOVED - timedelta(1))
    return_to_register(actor=cast.lien, at=AT, child_id=child.pk, on=TODAY)
    with pytest.raises(NotAway):
        return_to_register(actor=cast.lien, at=AT, child_id=child.pk, on=TODAY)
    with acting(cast.lien):
        homes = Residence.objects.filter(child=child).order_by("valid_from")
        assert [(one.valid_from, one.valid_to) for one in homes] == [(date(2014, 3, 7), MOVED), (TODAY, None)]
        assert Departure.objects.get(child=child).returned_on == TODAY


def test_nobody_leaves_while_another_commune_was_asked(cast: Cast, enter: Enter) -> None:
    child = enter()
    _ask(cast, child)
    with pytest.raises(OnTheWay):
        leave_register(actor=cast.lien, at=AT, child_id=child.pk, kind="away", on=MOVED)


def test_a_departure_written_by_mistake_gives_back_what_it_had_ended(cast: Cast, enter: Enter) -> None:
    child = enter("Hồ Thị Sương", "7/3/2014")
    house = register_household(
        actor=cast.lien, at=AT, household_id=new_id(), place=cast.land.own, told=HouseholdTold("Hồ Văn Bảy")
    )
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    join_household(**say, household_id=house.pk, relation="3", since=date(2020, 1, 1))
    kept = open_circumstance(**say, code="HCDB-04.2", since=date(2020, 1, 1))
    gone = open_circumstance(**say, code="HCDB-01.3", since=date(2020, 1, 1))
    close_circumstance(**say, circumstance_id=gone.pk, on=MOVED, reason="Đã tìm được mẹ")
    leave_register(**say, kind="died", on=MOVED)
    return_to_register(**say, on=MOVED, mistaken=True, note="Trùng tên")
    with acting(cast.lien):
        assert children(cast.lien).get(pk=child.pk).household_id == house.pk
        assert Residence.objects.get(child=child).valid_to is None
        assert HouseholdStay.objects.get(child=child).valid_to is None
        kept.refresh_from_db()
        gone.refresh_from_db()
        assert (kept.valid_to, kept.end_reason) == (None, "")
        assert (gone.valid_to, gone.end_reason) == (MOVED, "Đã tìm được mẹ")


def test_a_departure_from_before_what_it_ended_was_kept_gives_back_what_ended_on_its_day(
    cast: Cast, enter: Enter
) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    open_circumstance(**say, code="HCDB-04.2", since=date(2020, 1, 1))
    departure = leave_register(**say, kind="away", on=MOVED)
    with acting(cast.lien):
        Departure.objects.filter(pk=departure.pk).update(ended={})
    return_to_register(**say, on=MOVED, mistaken=True)
    with acting(cast.lien):
        assert Circumstance.objects.get(child=child).valid_to is None
        assert Residence.objects.get(child=child).valid_to is None


def test_who_comes_back_has_a_new_home_and_no_old_groups(cast: Cast, enter: Enter) -> None:
    child = enter()
    say = {"actor": cast.lien, "at": AT, "child_id": child.pk}
    open_circumstance(**say, code="HCDB-04.2", since=date(2020, 1, 1))
    leave_register(**say, kind="away", on=MOVED)
    return_to_register(**say, on=TODAY)
    with acting(cast.lien):
        assert Circumstance.objects.get(child=child).valid_to == MOVED
        assert Residence.objects.filter(child=child).count() == 2


def test_the_sender_learns_of_the_answer_and_nothing_of_the_child(cast: Cast, enter: Enter) -> None:
    transfer = _ask(cast, enter("Hồ Thị Sương", "7/3/2014"))
    accept_transfer(actor=cast.thao, at=AT, transfer_id=transfer.pk, answer="Đã gặp gia đình")
    with acting(cast.lien):
        assert not Transfer.objects.filter(pk=transfer.pk).exists()
        sent = sent_transfer(cast.lien, transfer.pk)
        assert (sent.to_place, sent.state, sent.answer) == (cast.land.sibling.name, "accepted", "Đã gặp gia đình")
        assert sent.hand_over == "Ở với bà ngoại"
        assert not any("Sương" in str(value) for value in asdict(sent).values())
    for stranger in (cast.thao, cast.mo):
        with acting(stranger), pytest.raises(NotFound):
            sent_transfer(stranger, transfer.pk)
