"""The shipped code lists and groups, and children of the cast's communes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.lib.dates import PartialDate
from mangnon.lib.ids import new_id
from mangnon.registry.actions import register_child
from mangnon.registry.models import Child, Circumstance
from mangnon.registry.told import ChildTold, Home
from mangnon.statutes.tests.shipping import put
from mangnon.testing.cast import AT, Cast
from mangnon.testing.people import make_person, signed_in
from mangnon.testing.register import child, household

LISTS = ("codes", "circumstances", "entitlement", "table")
TODAY = timezone.localdate()
Enter = Callable[..., Child]


@pytest.fixture
def law(db: None) -> None:
    """What the register asks of the law."""
    put(*LISTS)


def told(full_name: str = "Hồ Thị Sương", born: str = "7/3/2014", sex: str = "2", **more: Any) -> ChildTold:
    """An invented child."""
    return ChildTold(full_name=full_name, birth=PartialDate.parse(born), sex=sex, **more)


@pytest.fixture
def enter(cast: Cast, law: None) -> Enter:
    """Enter a child as the officer of the own commune does, or as somebody else in another place."""

    def enter(
        full_name: str = "Hồ Thị Sương", born: str = "7/3/2014", *, by: Actor | None = None, place: Any = None,
        hamlet: Any = None, since: date | None = None, **more: Any
    ) -> Child:  # fmt: skip
        actor = by or cast.lien
        chosen = place or cast.land.own
        if hamlet is None and chosen == cast.land.own:
            hamlet = cast.land.hamlet
        return register_child(
            actor=actor,
            at=AT,
            child_id=new_id(),
            place=chosen,
            told=told(full_name, born, **more),
            home=Home(hamlet_id=hamlet.pk if hamlet else None, since=since),
        )

    return enter


class Desk:
    """One signed-in person at a desk."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def see(self, view: str, *args: Any, status: int = 200, **query: str) -> str:
        """The page of a view."""
        response = self.client.get(reverse(f"registry:{view}", args=args), query)
        assert response.status_code == status, response.content[-2000:]
        return response.content.decode()

    def send(self, view: str, *args: Any, status: int = 303, **typed: Any) -> str:
        """What comes back when a form is sent; ``status_`` is a field called so."""
        sent = {name.rstrip("_"): value for name, value in typed.items()}
        response = self.client.post(reverse(f"registry:{view}", args=args), sent)
        assert response.status_code == status, response.content.decode()[-3000:]
        return response.content.decode()


@pytest.fixture
def lien(cast: Cast, law: None) -> Desk:
    """The officer of the own commune."""
    return Desk(signed_in(make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, cast.land.own)))


@pytest.fixture
def mo(cast: Cast, law: None) -> Desk:
    """A collaborator in one hamlet."""
    return Desk(signed_in(make_person("Hồ Thị Mơ", Role.COLLABORATOR, cast.land.own, hamlets=(cast.land.hamlet,))))


@pytest.fixture
def thao(cast: Cast, law: None) -> Desk:
    """The officer of the sibling commune."""
    return Desk(signed_in(make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, cast.land.sibling)))


@pytest.fixture
def suong(cast: Cast) -> Child:
    """A girl of the own commune, in a household."""
    with acting(cast.phu):
        house = household("Hồ Văn Bảy", cast.land.own, cast.land.hamlet, phone="0905123456")
        return child("Hồ Thị Sương", cast.land.own, hamlet=cast.land.hamlet, household=house, born="7/3/2016")


def belongs(one: Child, code: str, sensitivity: int) -> Circumstance:
    """A child comes into a group, written past the action."""
    group = "NC" if code.startswith("NC") else code.partition(".")[0]
    return Circumstance.objects.create(
        child=one, code=code, group=group, law_version="2017-07-01", sensitivity=sensitivity,
        valid_from=one.born_from, recorded_by="test",
    )  # fmt: skip
