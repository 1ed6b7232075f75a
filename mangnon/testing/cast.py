"""The named cast: who works where in the tests. Every name is invented.

Liên is officer of Trà Linh, Quyết its chair, Mơ a collaborator in one hamlet there; Thảo is officer of the
sibling commune Trà Leng; Vân leads the province; An checks the book; Quản runs the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from mangnon.access.actor import Actor, Door, Grant
from mangnon.access.roles import ROLES, Net, Role
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold, place_sort_key, sort_key
from mangnon.places.models import Hamlet, Level, Unit
from mangnon.testing.models import Sample

AT = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
"""Monday 23/11/2026, 10:42 in Vietnam: the moment of all tests."""
_SPACE = UUID("6f0f3c1e-52f0-4b6e-8d2e-0a7a1c0f4e11")


def person_id(name: str) -> UUID:
    """The same id for the same name in every test."""
    return uuid5(_SPACE, name)


@dataclass(frozen=True, slots=True)
class Land:
    """Real places of today: two neighbouring communes of Đà Nẵng, one far away, two invented hamlets in the first."""

    province: Unit
    own: Unit
    sibling: Unit
    foreign: Unit
    hamlet: Hamlet
    other_hamlet: Hamlet


TODAY = date(2026, 11, 23)
PLACES = {"province": "48", "own": "20950", "sibling": "20938", "foreign": "00004"}
"""Thành phố Đà Nẵng, xã Trà Linh, xã Trà Leng, phường Ba Đình of Hà Nội."""


def unit(code: str) -> Unit:
    """The unit in force today under a code."""
    return Unit.objects.get(code=code, valid_from__lte=TODAY, valid_to__isnull=True)


def make_land() -> Land:
    """The places of the cast, with two hamlets of their own."""
    places = {name: unit(code) for name, code in PLACES.items()}
    hamlets = [
        Hamlet.objects.create(
            unit=places["own"],
            name=name,
            search_key=fold(name),
            sort_key=place_sort_key(name),
            valid_from=date(2025, 7, 1),
        )
        for name in ("Thôn Thử Một", "Thôn Thử Hai")
    ]
    return Land(**places, hamlet=hamlets[0], other_hamlet=hamlets[1])


def actor(name: str, role: Role, place: Unit, *, hamlets: frozenset[int] = frozenset()) -> Actor:
    """A signed-in person with one role in one place."""
    grant = Grant(
        role,
        place.pk,
        frozenset(place.reach),
        everywhere=ROLES[role].net is Net.WIDE or place.level == Level.PROVINCE,
        hamlets=hamlets,
    )
    return Actor(name=name, door=Door.WEB, person_id=person_id(name), grants=(grant,), second_factor=True, proved=True)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, with the land they work in."""

    land: Land
    lien: Actor
    quyet: Actor
    mo: Actor
    thao: Actor
    phu: Actor
    van: Actor
    an: Actor
    quan: Actor

    @property
    def everybody(self) -> dict[str, Actor]:
        """By name, for tables."""
        names = ("lien", "quyet", "mo", "thao", "phu", "van", "an", "quan")
        return {name: getattr(self, name) for name in names}


def make_cast() -> Cast:
    """The land and its people."""
    land = make_land()
    return Cast(
        land=land,
        lien=actor("Hồ Thị Liên", Role.COMMUNE_OFFICER, land.own),
        quyet=actor("Hồ Văn Quyết", Role.COMMUNE_CHAIR, land.own),
        mo=actor("Hồ Thị Mơ", Role.COLLABORATOR, land.own, hamlets=frozenset({land.hamlet.pk})),
        thao=actor("Trần Thị Thảo", Role.COMMUNE_OFFICER, land.sibling),
        phu=actor("Trần Đình Phú", Role.PROVINCE_OFFICER, land.province),
        van=actor("Võ Thị Vân", Role.PROVINCE_LEADER, land.province),
        an=actor("Lê Hoài An", Role.AUDITOR, land.province),
        quan=actor("Phan Quân", Role.ADMINISTRATOR, land.province),
    )


def sample(name: str, place: Unit, *, hamlet: Hamlet | None = None, other: Unit | None = None) -> Sample:
    """A sample child; call it inside ``acting`` somebody who reaches the place."""
    made = Sample(
        id=new_id(),
        place=place,
        other_place=other,
        hamlet=hamlet,
        full_name=name,
        sort_key=sort_key(name),
        born_year=2016,
    )
    made.save(force_insert=True)
    return made
