"""Who may see what, worked out from docs/permissions.md and the map alone: nothing here asks the code under test."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.test import Client

from mangnon.access.roles import Role
from tests.access.policy_table import rights


@dataclass(eq=False, slots=True)
class Somebody:
    """A person who tries: one role in one place, perhaps bound to hamlets of it."""

    name: str
    role: Role
    place: int
    client: Client
    person: UUID
    hamlets: frozenset[int] = frozenset()
    everywhere: bool = False

    def holds(self, action: str) -> bool:
        """Whether the printed table gives the right to the role."""
        return self.role in rights()[action]


@dataclass(eq=False, slots=True)
class Thing:
    """A sample as the test knows it."""

    pk: UUID
    name: str
    place: int
    hamlet: int | None = None
    other: int | None = None
    restricted: bool = False
    version: int = 1
    notes: int = 0


def reaches(who: Somebody, thing: Thing) -> bool:
    """Geometry: own place or second place; people of hamlets only their hamlets, and nothing restricted."""
    if who.everywhere:
        return True
    if who.place not in (thing.place, thing.other):
        return False
    if not who.hamlets:
        return True
    return thing.hamlet in who.hamlets and not thing.restricted


def may(who: Somebody, action: str, thing: Thing) -> bool:
    """Right and reach together."""
    return who.holds(action) and reaches(who, thing)


def manages(who: Somebody, action: str, other: Somebody) -> bool:
    """Whether somebody may look at or deal with another person: everybody's administrator, or the same place."""
    return who.holds(action) and (who.everywhere or who.place == other.place)
