"""Inviting, joining by link, coming back, links taken away: nobody but the person ever knows the password."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password

from mangnon.access.actor import console, stranger
from mangnon.access.roles import Role
from mangnon.accounts.actions.checking import OwnAssignment, RoleNotYours
from mangnon.accounts.actions.inviting import (
    BadUsername,
    InvitedAlready,
    NameNeeded,
    NoOpenInvitation,
    UsernameTaken,
    renew_link,
    withdraw_invitation,
)
from mangnon.accounts.actions.joining import LinkGone, WeakPassword, accept_invitation, ask_return
from mangnon.accounts.actions.links import Link, secret_hash
from mangnon.accounts.models import Disabled, Invitation, Person, Session
from mangnon.accounts.tests.conftest import Office, fresh, some_id
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.testing.cast import AT
from mangnon.testing.people import PASSWORD, signed_in

NEW = "mưa rơi trên mái lá cọ"
JOINER = stranger("accounts.invitations.accept")
ASKER = stranger("accounts.invitations.ask")


def join(link: Link, *, later: timedelta = timedelta(0), password: str = NEW) -> Person:
    """Somebody opens the link and sets a password."""
    return accept_invitation(actor=JOINER, at=AT + later, secret=link.secret, password=password)


def test_an_invited_person_sets_their_own_password(office: Office) -> None:
    link = office.invite()
    assert link.person.username == "hanh.bt"
    assert not link.person.has_usable_password()
    person = join(link, later=timedelta(days=6, hours=23))
    assert check_password(NEW, fresh(person).password)
    assert [one.role for one in person.assignments.all()] == [Role.COMMUNE_OFFICER]
    assert [one["door"] for one in office.booked("accounts.invitations.accept")] == ["public"]


def test_only_a_hash_of_the_secret_is_kept(office: Office) -> None:
    """A-27: no secret lies in the tables or in the book."""
    link = office.invite()
    kept = Invitation.objects.get()
    assert kept.secret_hash == secret_hash(link.secret)
    told = str(office.booked("accounts.people.invite"))
    assert told != "[]"
    assert link.secret not in str(kept.__dict__) + told


def use(link: Link, office: Office) -> None:
    """It was used once."""
    join(link)


def withdraw(link: Link, office: Office) -> None:
    """It was taken back."""
    actor = office.actor(office.quan)
    withdraw_invitation(actor=actor, at=AT, invitation_id=link.invitation.pk)


def renew(link: Link, office: Office) -> None:
    """A newer one was given."""
    renew_link(actor=office.actor(office.quan), at=AT, person_id=link.person.pk)


def close(link: Link, office: Office) -> None:
    """The account was closed."""
    from mangnon.accounts.actions.leaving import disable_person

    disable_person(actor=office.actor(office.quan), at=AT, person_id=link.person.pk, why="nhầm")


def wait(link: Link, office: Office) -> None:
    """Seven days went by."""
    Invitation.objects.update(expires_at=AT)


def mistype(link: Link, office: Office) -> None:
    """A sign was lost on the way."""
    object.__setattr__(link, "secret", link.secret[:-1])


@pytest.mark.parametrize("gone", [use, withdraw, renew, close, wait, mistype], ids=lambda one: one.__name__)
def test_a_used_withdrawn_replaced_or_old_link_opens_nothing_and_all_look_alike(office: Office, gone: object) -> None:
    link = office.invite()
    gone(link, office)  # type: ignore[operator]
    before = fresh(link.person).password
    with pytest.raises(LinkGone) as refused:
        join(link, password="nắng lên trên đỉnh núi")
    assert str(refused.value) == str(LinkGone())
    assert refused.value.status == 410
    assert fresh(link.person).password == before


def test_a_weak_password_leaves_the_link_open(office: Office) -> None:
    link = office.invite()
    with pytest.raises(WeakPassword) as refused:
        join(link, password="briuthihanh1")
    assert "dễ đoán" in refused.value.said
    assert join(link).pk == link.person.pk


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"full_name": "   "}, NameNeeded),
        ({"username": "hạnh"}, BadUsername),
        ({"username": "1hanh"}, BadUsername),
        ({"username": "ab"}, BadUsername),
        ({"username": "HoThiLien"}, UsernameTaken),
        ({"role": Role.AUDITOR}, Refusal),
    ],
)
def test_an_invitation_that_cant_be_makes_nobody(office: Office, changed: dict[str, object], refusal: type) -> None:
    before = Person.objects.count()
    with pytest.raises(refusal) as refused:
        office.invite(**changed)
    assert refused.value.said
    assert Person.objects.count() == before


def test_a_taken_user_name_comes_with_a_free_one(office: Office) -> None:
    with pytest.raises(UsernameTaken) as refused:
        office.invite(username="hothilien")
    assert "hothilien2" in refused.value.mend


def test_a_second_press_of_the_button_invites_nobody_twice(office: Office) -> None:
    office.invite()
    with pytest.raises(InvitedAlready):
        office.invite()
    assert office.invite(username="hanh.bt.2").person.username == "hanh.bt.2", "another person of the same name"
    assert office.invite(place_id=office.land.sibling.pk).person.username == "hanh.bt2"


def test_a_chair_invites_for_the_own_commune_alone(office: Office) -> None:
    assert office.invite(office.quyet).person.full_name == "Bríu Thị Hạnh"
    with pytest.raises(Forbidden):
        office.invite(office.quyet, place_id=office.land.sibling.pk)
    with pytest.raises(RoleNotYours):
        office.invite(office.quyet, role=Role.COMMUNE_CHAIR)
    with pytest.raises(Forbidden):
        office.invite(office.lien)


def test_the_console_invites_the_first_administrator(office: Office) -> None:
    link = office.invite(console("root"), role=Role.ADMINISTRATOR, place_id=office.land.province.pk)
    assert link.invitation.created_by == "console:root"


def test_a_new_link_replaces_the_old_and_says_what_it_is_for(office: Office) -> None:
    link = office.invite()
    again = renew_link(actor=office.actor(office.quyet), at=AT, person_id=link.person.pk)
    assert again.invitation.purpose == Invitation.Purpose.JOIN
    join(again)
    reset = renew_link(actor=office.actor(office.quan), at=AT, person_id=link.person.pk)
    assert reset.invitation.purpose == Invitation.Purpose.RESET
    assert Invitation.objects.filter(used_at=None, withdrawn_at=None).count() == 1


def test_setting_a_password_by_link_ends_every_session(office: Office) -> None:
    signed_in(office.lien)
    link = renew_link(actor=office.actor(office.quan), at=AT, person_id=office.lien.pk)
    join(link)
    assert not Session.objects.filter(person=office.lien).exists()


def test_links_are_given_only_to_those_whom_one_manages(office: Office) -> None:
    with pytest.raises(OwnAssignment):
        renew_link(actor=office.actor(office.quan), at=AT, person_id=office.quan.pk)
    with pytest.raises(NotFound):
        renew_link(actor=office.actor(office.quyet), at=AT, person_id=office.thao.pk)
    with pytest.raises(NotFound):
        renew_link(actor=office.actor(office.quan), at=AT, person_id=some_id())
    other = office.second("Hồ Văn Chót", Role.COMMUNE_CHAIR, office.land.own)
    with pytest.raises(RoleNotYours):
        renew_link(actor=office.actor(office.quyet), at=AT, person_id=other.pk)


def test_a_chair_opens_no_account_that_also_serves_the_province(office: Office) -> None:
    """Whoever could set the password of a provincial officer would have the province."""
    from mangnon.accounts.actions.assigning import give_assignment

    give_assignment(
        actor=office.actor(office.quan), at=AT, person_id=office.lien.pk, role=Role.PROVINCE_OFFICER,
        place_id=office.land.province.pk, first=AT.date(), last=AT.date().replace(year=2027),
    )  # fmt: skip
    with pytest.raises(Forbidden):
        renew_link(actor=office.actor(office.quyet), at=AT, person_id=office.lien.pk)


def test_a_link_is_taken_back_once(office: Office) -> None:
    link = office.invite()
    withdraw(link, office)
    with pytest.raises(NoOpenInvitation):
        withdraw(link, office)
    with pytest.raises(NotFound):
        withdraw_invitation(actor=office.actor(office.quan), at=AT, invitation_id=0)


def ask(office: Office, username: str) -> Link | None:
    """On the sign-in page: let me in again."""
    return ask_return(actor=ASKER, at=AT, username=username)


def test_whoever_has_an_address_gets_a_link_and_not_another_at_once(office: Office) -> None:
    Person.objects.filter(pk=office.lien.pk).update(email="lien@tralinh.example")
    link = ask(office, " HoThiLien ")
    assert link is not None
    assert link.invitation.purpose == Invitation.Purpose.RESET
    assert ask(office, "hothilien") is None
    assert join(link).pk == office.lien.pk


def test_whoever_has_no_address_is_told_to_the_manager(office: Office) -> None:
    assert ask(office, "hothilien") is None
    assert fresh(office.lien).return_asked_at == AT
    assert not Invitation.objects.exists()


def test_an_unknown_name_leaves_an_entry_and_nothing_else(office: Office) -> None:
    assert ask(office, "khong.co") is None
    assert [one["subject_id"] for one in office.booked("accounts.invitations.ask")] == [""]


@pytest.mark.parametrize(
    ("kind", "comes_back"), [(Disabled.IDLE, True), (Disabled.PERSON, False)], ids=["by silence", "by a person"]
)
def test_an_account_closed_by_silence_comes_back_by_its_own_link(office: Office, kind: str, comes_back: bool) -> None:
    """A-15: back by own link; what a person closed stays closed."""
    Person.objects.filter(pk=office.lien.pk).update(email="l@x.example", disabled_at=AT, disabled_kind=kind)
    link = ask(office, "hothilien")
    assert (link is not None) is comes_back
    if link is not None:
        assert link.invitation.purpose == Invitation.Purpose.RETURN
        join(link)
    assert fresh(office.lien).is_active is comes_back
    assert check_password(NEW if comes_back else PASSWORD, fresh(office.lien).password)


def test_a_manager_lets_a_closed_account_in_again(office: Office) -> None:
    Person.objects.filter(pk=office.lien.pk).update(disabled_at=AT, disabled_kind=Disabled.PERSON)
    link = renew_link(actor=office.actor(office.quyet), at=AT, person_id=office.lien.pk)
    assert link.invitation.purpose == Invitation.Purpose.RETURN
    assert join(link).is_active
