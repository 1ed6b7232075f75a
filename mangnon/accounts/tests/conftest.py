"""The people of Trà Linh and of the province, as rows, with the actors that the middleware would build."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.actions.inviting import invite_person
from mangnon.accounts.actions.links import Link
from mangnon.accounts.models import Assignment, Person
from mangnon.audit.models import Entry
from mangnon.testing.cast import AT, Cast, Land, sample
from mangnon.testing.models import Sample
from mangnon.testing.people import make_person, present

FIRST, LAST = date(2026, 11, 23), date(2028, 11, 22)


@dataclass
class Office:
    """Who works where; ``actor`` is what a person may do today."""

    land: Land
    quan: Person
    quyet: Person
    lien: Person
    mo: Person
    thao: Person
    phu: Person
    van: Person
    an: Person
    at: datetime = field(default=AT)

    def actor(self, person: Person) -> Actor:
        """As the middleware would build it for somebody who has just signed in."""
        return present(person, self.at)

    def invite(self, by: Person | Actor | None = None, **changed: Any) -> Link:
        """Invite Bríu Thị Hạnh as officer of Trà Linh, unless told otherwise."""
        asked: dict[str, Any] = {
            "full_name": "Bríu Thị Hạnh",
            "role": Role.COMMUNE_OFFICER,
            "place_id": self.land.own.pk,
            "first": FIRST,
            "last": LAST,
        }
        by = by or self.quan
        actor = by if isinstance(by, Actor) else self.actor(by)
        return invite_person(actor=actor, at=self.at, **asked | changed)

    def hold(self, person: Person, *names: str, place: Any = None) -> list[Sample]:
        """Give somebody open work on samples of a place (Trà Linh unless told otherwise)."""
        with acting(self.actor(self.phu)):
            made = [sample(name, place or self.land.own, hamlet=None) for name in names]
            Sample.objects_unguarded.filter(pk__in=[one.pk for one in made]).update(holder=person.pk)
        return made

    def held(self, person: Person) -> int:
        """How many samples a person holds, as the province sees it."""
        with acting(self.actor(self.phu)):
            return Sample.objects_unguarded.filter(holder=person.pk).count()

    def assignment(self, person: Person) -> Assignment:
        """The one assignment of a person."""
        return person.assignments.get()

    def second(self, name: str, role: Role, place: Any, *hamlets: Any) -> Person:
        """One more person."""
        return make_person(name, role, place, hamlets=tuple(hamlets))

    def booked(self, action: str) -> list[dict[str, Any]]:
        """What the book holds about an action, oldest first, as the auditor reads it."""
        with acting(self.actor(self.an)):
            rows = Entry.objects.filter(action=action).order_by("id")
            return list(rows.values("actor", "door", "outcome", "subject_id", "place_id", "detail"))


@pytest.fixture
def office(cast: Cast) -> Office:
    """Quân administers; Quyết chairs Trà Linh, Liên is its officer, Mơ helps in one hamlet; Thảo is next door."""
    land = cast.land
    return Office(
        land=land,
        quan=make_person("Phan Quân", Role.ADMINISTRATOR, land.province),
        quyet=make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own),
        lien=make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own),
        mo=make_person("Hồ Thị Mơ", Role.COLLABORATOR, land.own, hamlets=(land.hamlet,)),
        thao=make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling),
        phu=make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province),
        van=make_person("Võ Thị Vân", Role.PROVINCE_LEADER, land.province),
        an=make_person("Lê Hoài An", Role.AUDITOR, land.province),
    )


def fresh(person: Person) -> Person:
    """The row as it is now."""
    return Person.objects.get(pk=person.pk)


def days_ago(days: int, at: datetime = AT) -> datetime:
    """A moment that many days before."""
    return at - timedelta(days=days)


def some_id() -> UUID:
    """An id that nobody has."""
    return UUID("00000000-0000-4000-8000-000000000000")
