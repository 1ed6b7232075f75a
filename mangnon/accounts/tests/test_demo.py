"""The demo people: twelve across roles and levels, made once, never in a real system."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from mangnon.access import catalogue
from mangnon.access.roles import ROLES, Role
from mangnon.accounts.demo import (
    DEMO_PEOPLE,
    TOTP_SECRET,
    create_demo_people,
    demo_code,
    demo_in_production,
    shown_people,
)
from mangnon.accounts.models import Assignment, Person
from mangnon.accounts.offers import OFFERS
from mangnon.accounts.tests.conftest import Office
from mangnon.testing.cast import AT
from mangnon.ui.slots import Welcome


@pytest.fixture
def world(office: Office, settings: Any) -> Office:
    """A demo with its people."""
    settings.DEMO = True
    create_demo_people(at=AT)
    return office


def test_twelve_can_sign_in_with_the_passwords_shown(world: Office) -> None:
    shown = shown_people()
    assert len(shown) == 12
    for one in shown[:3]:
        assert check_password(one.password, Person.objects.get(username=one.username).password)
    roles = {Role(one.role) for one in Assignment.objects.filter(person__demo=True)}
    assert roles == set(Role) - {Role.DISTRICT_LEADER}
    assert {ROLES[role].level for role in roles} == {"commune", "district", "province"}


def test_who_left_with_the_district_cant_come_in(world: Office) -> None:
    khue = Person.objects.get(username="khue.zv")
    assert not khue.is_active
    assert not khue.has_usable_password()
    assert "khue.zv" not in {one.username for one in shown_people()}


def test_making_them_twice_changes_nothing(world: Office) -> None:
    before = list(Person.objects.order_by("pk").values()), Assignment.objects.count()
    assert create_demo_people(at=AT) == []
    assert (list(Person.objects.order_by("pk").values()), Assignment.objects.count()) == before
    assert [one["detail"] for one in world.booked("accounts.demo")] == [{"people": len(DEMO_PEOPLE)}]


def test_the_administrator_signs_in_with_the_published_secret(world: Office) -> None:
    client = Client()
    client.post(reverse("accounts:sign_in"), {"login": "quan.pm", "password": "mang non quan tri 10"})
    page = client.get(reverse("mfa_authenticate")).content.decode()
    quan = Person.objects.get(username="quan.pm")
    code = demo_code(quan)
    assert code in page
    assert client.post(reverse("mfa_authenticate"), {"code": code})["Location"] == reverse("desk:home")
    assert demo_code(quan) != code, "a code counts once, so the page shows the next"
    assert Authenticator.objects.filter(user=quan, type="totp").exists()


def test_the_sign_in_page_and_the_terminal_show_them(world: Office) -> None:
    page = Client().get(reverse("accounts:sign_in")).content.decode()
    (welcome,) = [one for one in OFFERS if isinstance(one, Welcome)]
    lines = "\n".join(welcome.lines())
    for one in shown_people():
        assert one.password in page
        assert one.password in lines
    assert TOTP_SECRET in lines


def test_outside_a_demo_nobody_is_made_or_shown(office: Office, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(RuntimeError):
        create_demo_people(at=AT)
    assert not Person.objects.filter(demo=True).exists()
    assert "Người dùng thử" not in Client().get(reverse("accounts:sign_in")).content.decode()


def test_a_13_a_real_system_doesnt_start_over_demo_people(world: Office, settings: Any) -> None:
    """A-13: seed accounts impossible in production."""
    assert not demo_in_production()
    settings.PRODUCTION = True
    assert demo_in_production()
    assert "mangnon.E900" in [found.id for found in run_checks(tags=["mangnon"], databases=["default"])]
    Person.objects.filter(demo=True).update(demo=False)
    assert not demo_in_production()


def test_a_demo_administrator_sees_no_child(world: Office) -> None:
    actor = world.actor(Person.objects.get(username="quan.pm"))
    assert not actor.can("testing.samples.see")
    assert not any(actor.can(right.action) for right in catalogue.every_right() if right.room == "testing")
