"""Weighty acts ask once more who it is (OWASP ASVS 5.0, 7.5.3), and lose nothing that was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from mangnon.access import catalogue
from mangnon.access.actor import Door
from mangnon.access.roles import Role
from mangnon.accounts.adapter import FactorAdapter
from mangnon.accounts.models import Assignment
from mangnon.accounts.queries import actor_named, actor_of
from mangnon.accounts.tests.conftest import FIRST, LAST, Office
from mangnon.lib.refusal import ProofNeeded
from mangnon.testing.people import PASSWORD, signed_in

WEIGHTY = [one.action for one in catalogue.every_right() if one.step_up]


def giving(office: Office) -> str:
    """The page on which the auditor is given one more role."""
    return reverse("accounts:give_role", args=[office.phu.pk, Role.PROVINCE_LEADER, office.land.province.pk])


TYPED = {"title": "Phó Giám đốc", "first": "1/12/2026", "last": "30/11/2027"}


def long_ago(office: Office) -> Client:
    """The administrator, who signed in this morning."""
    return signed_in(office.quan, proved_at=0)


def test_the_page_of_a_weighty_act_asks_for_the_password_and_goes_on(office: Office) -> None:
    client = long_ago(office)
    asked = client.get(giving(office))
    assert asked["Location"] == f"/xac-nhan/lai?next={giving(office).replace('/', '%2F')}"
    page = client.get(asked["Location"])
    assert page["Location"].startswith("/xac-nhan?next=")
    confirmed = client.post(page["Location"], {"password": PASSWORD, "next": giving(office)})
    assert confirmed["Location"] == giving(office)
    assert client.get(giving(office)).status_code == 200


def test_whoever_has_a_telephone_gives_its_code(office: Office) -> None:
    data = {"secret": FactorAdapter().encrypt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")}
    Authenticator.objects.create(user=office.quan, type=Authenticator.Type.TOTP, data=data)
    client = long_ago(office)
    asked = client.get(client.get(giving(office))["Location"])
    assert asked["Location"].startswith("/xac-nhan/ma?next=")


def test_what_was_typed_while_the_minutes_ran_out_is_still_there(office: Office) -> None:
    client = long_ago(office)
    before = Assignment.objects.count()
    asked = client.post(giving(office), TYPED)
    assert asked.status_code == 302
    assert asked["Location"].startswith("/xac-nhan/lai")
    assert Assignment.objects.count() == before
    client.post(client.get(asked["Location"])["Location"], {"password": PASSWORD, "next": giving(office)})
    page = client.get(giving(office)).content.decode()
    assert "Việc này cần xác nhận lại bạn là ai" in page
    assert "Phó Giám đốc" in page
    assert client.post(giving(office), TYPED).status_code == 303
    assert Assignment.objects.count() == before + 1


def test_other_pages_never_ask(office: Office) -> None:
    client = long_ago(office)
    assert client.get(reverse("accounts:people")).status_code == 200
    assert client.get(reverse("accounts:person", args=[office.phu.pk])).status_code == 200


def test_the_act_itself_asks_whatever_page_called_it(office: Office) -> None:
    stale = replace(office.actor(office.quan), proved=False)
    with pytest.raises(ProofNeeded):
        office.invite(by=stale)
    assert not office.booked("accounts.people.invite")
    office.invite(by=actor_named(office.quan.username, at=office.at))  # on the server's own console


@pytest.mark.parametrize("door", [Door.WEB, Door.DEVICE, Door.API])
def test_no_other_door_is_a_way_round(office: Office, door: Door) -> None:
    with pytest.raises(ProofNeeded):
        office.invite(by=actor_of(office.quan, at=office.at, door=door), first=FIRST, last=LAST)


def test_the_weighty_rights_are_known() -> None:
    rooms = {"accounts", "cases", "intake", "oversight", "programmes", "publishing", "statutes"}
    assert {one.split(".")[0] for one in WEIGHTY} == rooms
