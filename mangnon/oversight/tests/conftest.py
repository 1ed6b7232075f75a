"""A room with a little life in its book: who looked at whom, as the screens book it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.audit.book import book_seen
from mangnon.audit.models import Entry
from mangnon.testing.cast import Cast, Land, sample
from mangnon.testing.models import Sample
from mangnon.testing.people import make_person, present, signed_in


@dataclass
class House:
    """People with rows of their own, two children, and ways to look at them."""

    land: Land
    people: dict[str, Person]
    anh: Sample
    do: Sample
    at: datetime = field(default_factory=timezone.now)

    def actor(self, name: str) -> Actor:
        """As the middleware would build it."""
        return present(self.people[name], self.at)

    def client(self, name: str) -> Client:
        """A browser in which this person has signed in."""
        return signed_in(self.people[name])

    def look(self, name: str, *children: Sample, at: datetime | None = None) -> None:
        """One response that showed these children to somebody."""
        actor = self.actor(name)
        with acting(actor):
            book_seen(
                actor=actor,
                action="testing.samples.see",
                at=at or self.at,
                kind=Sample,
                ids=[child.pk for child in children],
            )

    def entries(self, **wanted: Any) -> list[Entry]:
        """What the book holds, as the auditor reads it."""
        with acting(self.actor("an")):
            return list(Entry.objects.filter(**wanted).order_by("id"))


@pytest.fixture
def house(cast: Cast) -> House:
    """Liên and Quyết of Trà Linh, Thảo of Trà Leng, Phú of the province, An who audits, Tâm for data, Quân."""
    land = cast.land
    people = {
        "lien": make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own),
        "quyet": make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own),
        "thao": make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling),
        "phu": make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province),
        "van": make_person("Võ Thị Vân", Role.PROVINCE_LEADER, land.province),
        "an": make_person("Lê Hoài An", Role.AUDITOR, land.province),
        "tam": make_person("Huỳnh Thanh Tâm", Role.DATA_OFFICER, land.province),
        "quan": make_person("Phan Quân", Role.ADMINISTRATOR, land.province),
    }
    with acting(cast.phu):
        anh = sample("Hồ Thị Ánh", land.own, hamlet=land.hamlet)
        do = sample("Đinh Văn Đỏ", land.sibling)
    return House(land, people, anh, do)
