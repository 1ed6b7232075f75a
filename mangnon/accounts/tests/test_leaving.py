"""Ending a role, closing an account, handing over: nothing open is left behind, somebody always can let people in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mangnon.access.actor import console
from mangnon.access.roles import Role
from mangnon.accounts.actions.assigning import give_assignment
from mangnon.accounts.actions.checking import OwnAssignment, RoleNotYours
from mangnon.accounts.actions.leaving import (
    AlreadyOver,
    LastAdministrator,
    NothingHeld,
    ReceiverUnfit,
    WorkHeld,
    disable_person,
    end_assignment,
    fits,
    left_behind,
    move_work,
)
from mangnon.accounts.models import Assignment, Disabled, Invitation, Person, Session
from mangnon.accounts.receiving import receivers
from mangnon.accounts.tests.conftest import Office, fresh, some_id
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.testing.cast import AT
from mangnon.testing.people import signed_in

TODAY = local_day(AT)


def end(office: Office, by: Any, one: Assignment, to: Person | None = None) -> Assignment:
    """End one assignment today."""
    actor = office.actor(by) if isinstance(by, Person) else by
    to_id = to.pk if to else None
    return end_assignment(actor=actor, at=AT, assignment_id=one.pk, why="chuyển công tác", receiver_id=to_id)


def close(office: Office, by: Any, person: Person, to: Person | None = None) -> Person:
    """Close one account."""
    actor = office.actor(by) if isinstance(by, Person) else by
    to_id = to.pk if to else None
    return disable_person(actor=actor, at=AT, person_id=person.pk, why="nghỉ hưu", receiver_id=to_id)


def also(office: Office, person: Person, role: Role, place: Any, *hamlets: Any) -> Assignment:
    """Give somebody a second role."""
    return give_assignment(
        actor=office.actor(office.quan), at=AT, person_id=person.pk, role=role, place_id=place.pk, first=TODAY,
        last=TODAY + timedelta(days=700), hamlet_ids=[one.pk for one in hamlets],
    )  # fmt: skip


def test_a_role_ends_today_and_the_actor_has_it_no_more(office: Office) -> None:
    one = end(office, office.quyet, office.assignment(office.lien))
    assert (one.valid_to, one.ended_why, one.ended_by) == (TODAY, "chuyển công tác", str(office.quyet.pk))
    assert office.actor(office.lien).roles == frozenset()
    assert office.booked("accounts.assignments.end")[0]["place_id"] == office.land.own.pk


def test_a_role_that_is_still_to_come_never_begins(office: Office) -> None:
    one = also(office, office.lien, Role.COLLABORATOR, office.land.own, office.land.hamlet)
    Assignment.objects.filter(pk=one.pk).update(valid_from=TODAY + timedelta(days=30))
    ended = end(office, office.quan, one)
    assert ended.valid_from == ended.valid_to


def test_what_is_over_cant_be_ended_again(office: Office) -> None:
    one = office.assignment(office.lien)
    end(office, office.quan, one)
    with pytest.raises(AlreadyOver):
        end(office, office.quan, one)
    close(office, office.quan, office.thao)
    with pytest.raises(AlreadyOver):
        close(office, office.quan, office.thao)


def test_closing_ends_sessions_and_links_at_once(office: Office) -> None:
    signed_in(office.lien)
    Invitation.objects.create(
        person=office.lien, purpose="reset", secret_hash="x", created_at=AT, created_by="t",
        expires_at=AT + timedelta(days=1),
    )  # fmt: skip
    close(office, office.quyet, office.lien)
    person = fresh(office.lien)
    assert (person.disabled_at, person.disabled_kind, person.disabled_why) == (AT, Disabled.PERSON, "nghỉ hưu")
    assert not Session.objects.filter(person=person).exists()
    assert not Invitation.objects.filter(withdrawn_at=None).exists()


@pytest.mark.parametrize("leave", [end, close], ids=["end", "close"])
def test_open_work_without_a_receiver_keeps_everything_as_it_was(office: Office, leave: Any) -> None:
    office.hold(office.lien, "Hồ Văn An", "Hồ Thị Ánh")
    what = office.assignment(office.lien) if leave is end else office.lien
    with pytest.raises(WorkHeld) as refused:
        leave(office, office.quan, what)
    assert "2 mẫu thử" in refused.value.said
    assert fresh(office.lien).is_active
    assert office.assignment(office.lien).valid_to > TODAY
    assert office.held(office.lien) == 2


@pytest.mark.parametrize("leave", [end, close], ids=["end", "close"])
def test_open_work_moves_to_the_receiver_in_the_same_act(office: Office, leave: Any) -> None:
    """The administrator sees no child, and moves the work all the same."""
    office.hold(office.lien, "Hồ Văn An", "Hồ Thị Ánh")
    leave(office, office.quan, office.assignment(office.lien) if leave is end else office.lien, office.quyet)
    assert (office.held(office.lien), office.held(office.quyet)) == (0, 2)
    booked = office.booked("accounts.assignments.end" if leave is end else "accounts.people.disable")
    assert booked[0]["detail"]["moved"] == {"testing.samples": 2}
    assert booked[0]["detail"]["receiver"] == str(office.quyet.pk)


def test_work_moves_while_the_person_stays(office: Office) -> None:
    office.hold(office.lien, "Hồ Văn An")
    moved = move_work(actor=office.actor(office.quyet), at=AT, from_id=office.lien.pk, to_id=office.quyet.pk, why="ốm")
    assert moved == {"testing.samples": 1}
    assert fresh(office.lien).is_active
    with pytest.raises(NothingHeld):
        move_work(actor=office.actor(office.quyet), at=AT, from_id=office.lien.pk, to_id=office.quyet.pk)


RECEIVERS = [
    ("the chair of the commune", "quyet", True),
    ("an officer of the province", "phu", True),
    ("the officer next door", "thao", False),
    ("a collaborator in one hamlet", "mo", False),
    ("the auditor", "an", False),
    ("the administrator", "quan", False),
    ("the person themselves", "lien", False),
]


@pytest.mark.parametrize(("_who", "name", "fit"), RECEIVERS, ids=[one[0] for one in RECEIVERS])
def test_the_receiver_must_reach_all_that_moves(office: Office, _who: str, name: str, fit: bool) -> None:
    office.hold(office.lien, "Hồ Văn An")
    receiver = getattr(office, name)
    if fit:
        close(office, office.quan, office.lien, receiver)
        assert office.held(receiver) == 1
        return
    with pytest.raises(ReceiverUnfit):
        close(office, office.quan, office.lien, receiver)
    assert office.held(office.lien) == 1


def test_a_closed_or_unknown_receiver_is_refused(office: Office) -> None:
    office.hold(office.lien, "Hồ Văn An")
    Person.objects.filter(pk=office.quyet.pk).update(disabled_at=AT)
    with pytest.raises(ReceiverUnfit):
        close(office, office.quan, office.lien, office.quyet)
    with pytest.raises(NotFound):
        disable_person(actor=office.actor(office.quan), at=AT, person_id=office.lien.pk, receiver_id=some_id())


def test_work_in_two_communes_needs_somebody_who_reaches_both(office: Office) -> None:
    also(office, office.lien, Role.COMMUNE_OFFICER, office.land.sibling)
    office.hold(office.lien, "Hồ Văn An")
    office.hold(office.lien, "Đinh Văn Đỏ", place=office.land.sibling)
    with pytest.raises(ReceiverUnfit):
        close(office, office.quan, office.lien, office.quyet)
    close(office, office.quan, office.lien, office.phu)
    assert office.held(office.phu) == 2


def test_only_the_work_of_the_ended_place_moves(office: Office) -> None:
    also(office, office.lien, Role.COMMUNE_OFFICER, office.land.sibling)
    office.hold(office.lien, "Hồ Văn An")
    office.hold(office.lien, "Đinh Văn Đỏ", place=office.land.sibling)
    end(office, office.quan, office.lien.assignments.get(place=office.land.own), office.quyet)
    assert (office.held(office.lien), office.held(office.quyet)) == (1, 1)


def test_a_role_that_leaves_another_for_the_same_place_moves_nothing(office: Office) -> None:
    chair = also(office, office.lien, Role.COMMUNE_CHAIR, office.land.own)
    office.hold(office.lien, "Hồ Văn An")
    assert left_behind(chair, at=AT) == frozenset()
    end(office, office.quan, chair)
    assert office.held(office.lien) == 1


def test_a_hamlet_that_stays_doesnt_keep_the_work_of_the_whole_commune(office: Office) -> None:
    """The officer becomes a collaborator: what lies in other hamlets would be out of reach."""
    officer = office.assignment(office.lien)
    also(office, office.lien, Role.COLLABORATOR, office.land.own, office.land.hamlet)
    office.hold(office.lien, "Hồ Văn An")
    assert left_behind(officer, at=AT) == frozenset(office.land.own.reach)
    with pytest.raises(WorkHeld):
        end(office, office.quan, officer)


def test_a_collaborator_hands_over_to_one_of_the_same_hamlets(office: Office) -> None:
    same = office.second("Hồ Thị Nết", Role.COLLABORATOR, office.land.own, office.land.hamlet, office.land.other_hamlet)
    other = office.second("Hồ Thị Na", Role.COLLABORATOR, office.land.own, office.land.other_hamlet)
    office.hold(office.mo, "Hồ Thị Ánh")
    assert fits(office.mo, same, None, at=AT)
    assert not fits(office.mo, other, None, at=AT)
    close(office, office.quyet, office.mo, same)
    assert office.held(same) == 1


def test_an_operator_hands_over_to_another_operator(office: Office) -> None:
    le = office.second("Trần Thị Mỹ Lệ", Role.HOTLINE, office.land.province)
    hoa = office.second("Lê Thị Hòa", Role.HOTLINE, office.land.province)
    office.hold(le, "Y Lan")
    assert fits(le, hoa, None, at=AT)
    close(office, office.quan, le, hoa)
    assert office.held(hoa) == 1


def test_work_of_somebody_whose_roles_are_over_still_finds_its_receiver(office: Office) -> None:
    office.hold(office.lien, "Hồ Văn An")
    Assignment.objects.filter(person=office.lien).update(valid_to=TODAY)
    assert not fits(office.lien, office.thao, None, at=AT)
    assert fits(office.lien, office.quyet, None, at=AT)


def test_the_page_offers_those_who_fit_and_are_within_reach(office: Office) -> None:
    office.hold(office.lien, "Hồ Văn An")
    closed = office.second("Hồ Văn Chót", Role.COMMUNE_OFFICER, office.land.own)
    Person.objects.filter(pk=closed.pk).update(disabled_at=AT)
    names = "accounts.people.disable"
    assert receivers(office.lien, office.actor(office.quyet), names, at=AT) == [office.quyet]
    assert receivers(office.lien, office.actor(office.quan), names, at=AT) == [office.phu, office.quyet, office.van]


@pytest.mark.parametrize("leave", [end, close], ids=["end", "close"])
def test_the_last_administrator_stays(office: Office, leave: Any) -> None:
    what = office.assignment(office.quan) if leave is end else office.quan
    with pytest.raises(LastAdministrator) as refused:
        leave(office, console("root"), what)
    assert "Phan Quân" in refused.value.said
    second = office.second("Lý Thị Hai", Role.ADMINISTRATOR, office.land.province)
    Person.objects.filter(pk=second.pk).update(disabled_at=AT)
    with pytest.raises(LastAdministrator):
        leave(office, console("root"), what)
    Person.objects.filter(pk=second.pk).update(disabled_at=None)
    assert leave(office, second, what).pk


def test_nobody_ends_or_closes_themselves(office: Office) -> None:
    with pytest.raises(OwnAssignment):
        end(office, office.quyet, office.assignment(office.quyet))
    with pytest.raises(OwnAssignment):
        close(office, office.quan, office.quan)


def test_a_chair_manages_what_a_chair_gives_in_the_own_commune(office: Office) -> None:
    other = office.second("Hồ Văn Chót", Role.COMMUNE_CHAIR, office.land.own)
    with pytest.raises(RoleNotYours):
        end(office, office.quyet, office.assignment(other))
    with pytest.raises(RoleNotYours):
        close(office, office.quyet, other)
    with pytest.raises(NotFound):
        end(office, office.quyet, office.assignment(office.thao))
    with pytest.raises(NotFound):
        close(office, office.quyet, office.thao)
    with pytest.raises(Forbidden):
        close(office, office.lien, office.mo)
    with pytest.raises(NotFound):
        end_assignment(actor=office.actor(office.quan), at=AT, assignment_id=0)


def test_a_chair_doesnt_end_what_the_same_person_does_elsewhere(office: Office) -> None:
    next_door = also(office, office.lien, Role.COMMUNE_OFFICER, office.land.sibling)
    with pytest.raises(Forbidden):
        end(office, office.quyet, next_door)
    with pytest.raises(Forbidden):
        close(office, office.quyet, office.lien)
    assert end(office, office.quyet, office.lien.assignments.get(place=office.land.own)).ended_why
