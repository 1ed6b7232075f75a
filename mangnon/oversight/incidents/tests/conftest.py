"""The house of oversight's tests with what it does about incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from mangnon.access.scope import acting
from mangnon.lib.ids import new_id
from mangnon.oversight.incidents.actions import recording, telling
from mangnon.oversight.incidents.models import ConcernedPerson, Incident, IncidentStep
from mangnon.oversight.tests import conftest as house_of
from mangnon.oversight.tests.conftest import House
from mangnon.testing.cast import Cast

WHAT = "Một máy tính ở phòng trực bị lấy mất, có phiên đăng nhập mở."


@dataclass
class Room:
    """The house, and ways to make incidents in it."""

    house: House

    def record(self, name: str = "tam", *, at: datetime | None = None, **changed: Any) -> Incident:
        """A breach known two hours ago."""
        now = at or self.house.at
        happened: dict[str, Any] = {"kinds": ["personal_data"], "what": WHAT, "known_at": now - timedelta(hours=2)}
        return recording.record_incident(
            actor=self.house.actor(name),
            at=now,
            incident_id=new_id(),
            happened=recording.Happened(**happened | changed),
        )

    def tell(self, incident: Incident, clock: str = "authority", *, at: datetime | None = None, **changed: Any) -> None:
        """The authority was told now."""
        now = at or self.house.at
        told: dict[str, Any] = {"whom": "Công an thành phố", "how": "Công văn số 12", "told_at": now}
        telling.note_telling(
            actor=self.house.actor("tam"),
            at=now,
            incident_id=incident.pk,
            told=telling.Told(clock=clock, **told | changed),
        )

    def fresh(self, incident: Incident) -> Incident:
        """As it stands in the database."""
        with acting(self.house.actor("tam")):
            found: Incident = Incident.objects.everything_unchecked().get(pk=incident.pk)
        return found

    def steps(self, incident: Incident) -> list[str]:
        """What was done, oldest first."""
        with acting(self.house.actor("tam")):
            return list(IncidentStep.objects.filter(incident=incident).order_by("id").values_list("what", flat=True))

    def people(self, incident: Incident) -> list[ConcernedPerson]:
        """The frozen list."""
        with acting(self.house.actor("tam")):
            return list(ConcernedPerson.objects.filter(incident=incident).order_by("id"))


house = pytest.fixture(house_of.house.__wrapped__)  # type: ignore[attr-defined]  # the function behind the fixture


@pytest.fixture
def room(house: House, cast: Cast) -> Room:
    """The house of oversight."""
    return Room(house)
