"""The world of the matrix: one person for each role, one sample in each kind of place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from mangnon.access.actor import Actor, Door, Grant
from mangnon.access.roles import ROLES, Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.places.models import Level
from mangnon.registry.models import Child, Household
from mangnon.testing.cast import Cast, person_id, sample
from mangnon.testing.models import Sample
from mangnon.testing.people import make_person
from mangnon.testing.register import child, household


class Target(StrEnum):
    """Where the thing asked for lies, seen from the commune "own"."""

    OWN = "own"
    CHILD = "child"
    """A hamlet of the own commune that the collaborator answers for."""
    SIBLING = "sibling"
    FOREIGN = "foreign"
    NOTHING = "nothing"
    """An id that doesn't exist."""


@dataclass(frozen=True, slots=True)
class World:
    """Everybody and everything the matrix asks about."""

    cast: Cast
    people: dict[Role, Person]
    samples: dict[Target, Sample]
    children: dict[Target, Child] = field(default_factory=dict)
    households: dict[Target, Household] = field(default_factory=dict)

    def actor(self, role: Role) -> Actor:
        """The Actor of the person with this role, as the middleware would build it."""
        land = self.cast.land
        place = land.own if ROLES[role].level != "province" else land.province
        grant = Grant(
            role,
            place.pk,
            frozenset(place.reach) if place.level == Level.COMMUNE else frozenset(),
            everywhere=place.level == Level.PROVINCE,
            hamlets=frozenset({land.hamlet.pk}) if role is Role.COLLABORATOR else frozenset(),
        )
        who = Actor(name=role, door=Door.WEB, person_id=person_id(role), grants=(grant,), second_factor=True)
        return replace(who, proved=True)


def make_world(cast: Cast) -> World:
    """Build it; district people get a commune, since districts have ended."""
    land = cast.land
    people = {}
    for role, definition in ROLES.items():
        place = land.province if definition.level == "province" else land.own
        hamlets = (land.hamlet,) if definition.hamlet else ()
        people[role] = make_person(f"Người {role}", role, place, hamlets=hamlets)
    with acting(cast.phu):
        samples = {
            Target.OWN: sample("Hồ Văn An", land.own, hamlet=land.other_hamlet),
            Target.CHILD: sample("Hồ Thị Ánh", land.own, hamlet=land.hamlet),
            Target.SIBLING: sample("Đinh Văn Đỏ", land.sibling),
            Target.FOREIGN: sample("Y Lan", land.foreign),
        }
        houses = {target: household("Hồ Văn Bảy", one.place, one.hamlet) for target, one in samples.items()}
        children = {
            target: child(one.full_name, one.place, hamlet=one.hamlet, household=houses[target])
            for target, one in samples.items()
        }
    return World(cast, people, samples, children, houses)


def reaches(role: Role, target: Target) -> bool:
    """Geometry alone: whether a role at "own" (or at the province) covers the target."""
    if target is Target.NOTHING:
        return False
    if ROLES[role].level == "province":
        return True
    if ROLES[role].hamlet:
        return target is Target.CHILD
    return target in (Target.OWN, Target.CHILD)


Kwargs = dict[str, Any]
