"""The house of oversight's tests, and a request as it comes in at a counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.lib.ids import new_id
from mangnon.oversight.requests.actions import answering, receiving
from mangnon.oversight.requests.actions.receiving import Asking
from mangnon.oversight.requests.models import RequestStep, RightsRequest
from mangnon.testing.cast import Cast, Land
from mangnon.testing.people import make_person, present, signed_in

REASON = "Giấy tờ đầy đủ, đúng người đại diện."


@dataclass
class Registry:
    """Who works with requests, and ways to make one."""

    land: Land
    people: dict[str, Person]
    at: datetime = field(default_factory=timezone.now)

    def actor(self, name: str) -> Actor:
        """As the middleware would build it."""
        return present(self.people[name], self.at)

    def client(self, name: str) -> Client:
        """A browser in which this person has signed in."""
        return signed_in(self.people[name])

    def receive(self, name: str = "lien", *, at: datetime | None = None, **changed: Any) -> RightsRequest:
        """A request of a mother for a copy of her daughter's data, received now."""
        now = at or self.at
        asked: dict[str, Any] = {
            "kind": "copy",
            "channel": "counter",
            "received": now,
            "requester": "parent",
            "requester_name": "Hồ Thị Nhung",
            "subject_name": "Hồ Thị Ánh",
            "subject_born": date(2016, 5, 2),
            "asked": "Xin bản sao dữ liệu của con gái tôi.",
            "identity": "Đã xem căn cước và giấy khai sinh.",
        }
        place = changed.pop("place", self.land.own)
        return receiving.receive_request(
            actor=self.actor(name), at=now, request_id=new_id(), place_id=place.pk, asking=Asking(**asked | changed)
        )

    def accept(self, row: RightsRequest, name: str = "tam", *, at: datetime | None = None) -> RightsRequest:
        """Accepted by the data officer."""
        return answering.answer_request(
            actor=self.actor(name),
            at=at or self.at,
            request_id=row.pk,
            version=row.version,
            answer="accepted",
            reason=REASON,
        )

    def fresh(self, row: RightsRequest, name: str = "tam") -> RightsRequest:
        """As it stands in the database."""
        with acting(self.actor(name)):
            found: RightsRequest = RightsRequest.objects.everything_unchecked().get(pk=row.pk)
        return found

    def steps(self, row: RightsRequest) -> list[RequestStep]:
        """Its history, oldest first."""
        with acting(self.actor("tam")):
            return list(RequestStep.objects.filter(request=row).order_by("id"))


@pytest.fixture
def registry(cast: Cast) -> Registry:
    """Liên and Quyết of Trà Linh, Thảo of Trà Leng, Vân who leads, An who audits, Tâm and Hà for data, Quân."""
    land = cast.land
    people = {
        "lien": make_person("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own),
        "quyet": make_person("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own),
        "thao": make_person("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling),
        "phu": make_person("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province),
        "van": make_person("Võ Thị Vân", Role.PROVINCE_LEADER, land.province),
        "an": make_person("Lê Hoài An", Role.AUDITOR, land.province),
        "tam": make_person("Huỳnh Thanh Tâm", Role.DATA_OFFICER, land.province),
        "ha": make_person("Phạm Thu Hà", Role.DATA_OFFICER, land.province),
        "quan": make_person("Phan Quân", Role.ADMINISTRATOR, land.province),
    }
    return Registry(land, people)
