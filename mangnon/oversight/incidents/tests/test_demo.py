"""The demo's share: two requests, one of them late, and a drill; made again it adds nothing."""

from __future__ import annotations

from django.utils import timezone

from mangnon.access.actor import console
from mangnon.access.commands import DemoCall
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.oversight.incidents import demo as drills
from mangnon.oversight.incidents.models import Incident
from mangnon.oversight.incidents.tests.conftest import Room
from mangnon.oversight.requests import demo as requests
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.rules import is_late
from mangnon.testing.cast import unit
from mangnon.testing.people import make_person


def test_the_demo_has_two_requests_one_late_and_one_drill_however_often_it_is_made(room: Room) -> None:
    make_person("Bríu Thị Hạnh", Role.COMMUNE_OFFICER, unit(requests.COMMUNE))
    at = timezone.now()
    call = DemoCall(children=0, seed=1, actor=console("test"), at=at, progress=lambda _title, _total: None)
    for _time in range(2):
        requests.make(call)
        drills.make(call)
    with acting(room.house.actor("tam")):
        made = list(RightsRequest.objects.everything_unchecked())
        assert sorted(is_late(one, at) for one in made) == [False, True]
        assert {one.recorded_by_name for one in made} == {"Bríu Thị Hạnh"}
        assert [one.drill for one in Incident.objects.everything_unchecked()] == [True]
