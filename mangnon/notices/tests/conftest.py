"""People with addresses, a sample to tell about, a clock that is set by hand, a courier whose ways out are watched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.notices import outbox
from mangnon.notices.letters import Letter
from mangnon.notices.models import Chain, Channel, Delivery, Notice
from mangnon.notices.outbox import COURIER, Courier
from mangnon.notices.stepping import STEPPER, step_due
from mangnon.testing.actions import alarm, hand_over
from mangnon.testing.cast import Cast, Land, sample
from mangnon.testing.models import Sample
from mangnon.testing.people import make_person, present, signed_in

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""12:00 in Vietnam."""
CANARY = "Hồ Thị Ánh Canary"


@dataclass
class House:
    """Liên and Quyết of Trà Linh, Thảo of Trà Leng, Phú and Vân of the province, Quân who administers, Hà at 111."""

    land: Land
    people: dict[str, Person]
    child: Sample
    at: datetime = NOON

    def actor(self, name: str) -> Actor:
        """As the middleware would build it."""
        return present(self.people[name], self.at)

    def client(self, name: str) -> Client:
        """A browser in which this person has signed in."""
        return signed_in(self.people[name])

    def hand(self, by: str, to: str) -> None:
        """Somebody gives the sample to somebody else."""
        actor = self.actor(by)
        with acting(actor):
            hand_over(actor=actor, at=self.at, sample_id=self.child.pk, to=self.people[to].pk)

    def alarm(self, *named: str) -> Chain:
        """Liên calls people about the sample."""
        actor = self.actor("lien")
        with acting(actor):
            found = alarm(
                actor=actor, at=self.at, sample_id=self.child.pk, named=tuple(self.people[one].pk for one in named)
            )
        return self.chain(found)

    def chain(self, pk: object) -> Chain:
        """As the worker sees it."""
        with transaction.atomic(), acting(STEPPER):
            return Chain.objects.get(pk=pk)

    def step(self, **later: float) -> int:
        """The worker's look at the chains after some time."""
        self.at += timedelta(**later)
        return step_due(self.at)

    def notices(self, name: str) -> list[Notice]:
        """What lies in somebody's inbox, as they see it."""
        actor = self.actor(name)
        with transaction.atomic(), acting(actor):
            return list(Notice.objects.select_related("telling").order_by("id"))

    def letter(self, channel: Channel = Channel.EMAIL) -> Delivery:
        """The one letter by a channel."""
        return Delivery.objects.get(channel=channel)


@pytest.fixture
def house(cast: Cast) -> House:
    """The house."""
    land = cast.land
    posts = {
        "lien": ("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own),
        "quyet": ("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own),
        "thao": ("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling),
        "phu": ("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province),
        "van": ("Võ Thị Vân", Role.PROVINCE_LEADER, land.province),
        "quan": ("Phan Quân", Role.ADMINISTRATOR, land.province),
        "ha": ("Ngô Thu Hà", Role.HOTLINE, land.province),
    }
    people = {name: make_person(*post) for name, post in posts.items()}
    for number, (name, person) in enumerate(people.items()):
        person.email, person.phone = f"{name}@example.vn", f"090500000{number}"
        person.save(update_fields=["email", "phone"])
    with acting(cast.phu):
        child = sample(CANARY, land.own, hamlet=land.hamlet)
    return House(land, people, child)


@dataclass
class Post:
    """The ways out, watched: what was sent, and what they raise instead."""

    house: House
    sent: list[Letter] = field(default_factory=list)
    raises: Callable[[Letter], Exception | None] = lambda letter: None

    def __post_init__(self) -> None:
        self.courier = Courier(clock=lambda: self.house.at, chance=lambda: 0.5)

    def take(self, letter: Letter) -> None:
        """A provider: may take a letter and still raise."""
        self.sent.append(letter)
        if trouble := self.raises(letter):
            raise trouble

    def round(self, **later: float) -> int:
        """The courier's round after some time."""
        self.house.at += timedelta(**later)
        return self.courier.round()

    def row(self, channel: Channel = Channel.EMAIL) -> Delivery:
        """The one letter as it stands."""
        with acting(COURIER):
            return Delivery.objects.get(channel=channel)


@pytest.fixture
def post(house: House, monkeypatch: pytest.MonkeyPatch, settings: object) -> Post:
    """The outbox with watched ways out; SMS is set up."""
    settings.SMS = {**settings.SMS, "backend": "file"}  # type: ignore[attr-defined]
    watched = Post(house)
    monkeypatch.setattr(outbox, "SENDERS", {Channel.SMS: watched.take, Channel.EMAIL: watched.take})
    return watched
