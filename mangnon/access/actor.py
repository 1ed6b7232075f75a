"""The Actor: who acts, through which door, and how far each of their rights reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from mangnon.access import catalogue
from mangnon.access.roles import ROLES, Net, Role


class Door(StrEnum):
    """The way by which an act came in; stored in the book."""

    WEB = "web"
    DEVICE = "device"
    API = "api"
    JOB = "job"
    PUBLIC = "public"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Reach:
    """A set of places (ids of commune-level units), or everywhere.

    In the ``narrowed`` ones among them only the named ``hamlets`` are reached. Row security knows communes
    only, so hamlets are applied in Python (``mangnon.access.managers``).
    """

    places: frozenset[int] = frozenset()
    everywhere: bool = False
    narrowed: frozenset[int] = frozenset()
    hamlets: frozenset[int] = frozenset()

    def __contains__(self, place_id: object) -> bool:
        return self.everywhere or place_id in self.places

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.places)


EVERYWHERE = Reach(everywhere=True)
NOWHERE = Reach()


@dataclass(frozen=True, slots=True)
class Grant:
    """One live assignment as the Actor sees it: a role and the communes it covers on this day."""

    role: Role
    place_id: int
    places: frozenset[int] = frozenset()
    everywhere: bool = False
    hamlets: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. Built once per request, job, device push or command, and always passed as an argument."""

    name: str
    door: Door
    person_id: UUID | None = None
    grants: tuple[Grant, ...] = ()
    rights: frozenset[str] | None = None
    """For actors without grants (jobs, console, public pages): the actions they may do; None means all."""
    machine_net: Net = Net.WIDE
    """What row security shows to an actor without grants that isn't a stranger."""
    second_factor: bool = False
    proved: bool = False
    """Whether this person gave their password, code or passkey a few minutes ago; the console counts as such."""
    session_id: int | None = None
    request_id: str = ""
    _reaches: dict[str, Reach] = field(default_factory=dict, repr=False, compare=False)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles this actor holds now, in whatever place."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def me(self) -> UUID:
        """The id of the person who acts. Raises TypeError for jobs, the console and strangers."""
        if self.person_id is None:
            raise TypeError(f"{self.name} is no person")
        return self.person_id

    @property
    def is_person(self) -> bool:
        """True for a signed-in human being, False for jobs, the console and strangers."""
        return self.person_id is not None

    def can(self, action: str) -> bool:
        """Whether any grant holds this right, wherever it reaches."""
        if not self.is_person:
            return self.rights is None or action in self.rights
        return bool(self.roles & catalogue.holders(action))

    def must_prove(self, action: str) -> bool:
        """Whether this person has to prove once more who they are before ``action``."""
        return self.is_person and not self.proved and catalogue.asks_proof(action)

    def reach(self, action: str) -> Reach:
        """The places in which this actor may do ``action``; empty when the right is missing."""
        if action not in self._reaches:
            self._reaches[action] = self._reckon(action)
        return self._reaches[action]

    def _reckon(self, action: str) -> Reach:
        if not self.is_person:
            return EVERYWHERE if self.can(action) else NOWHERE
        holders = catalogue.holders(action)
        return _join(grant for grant in self.grants if grant.role in holders)

    @property
    def whole_reach(self) -> Reach:
        """Every place where this actor has any duty at all: decides between 404 and 403."""
        return _join(self.grants) if self.is_person else EVERYWHERE

    @property
    def net(self) -> Net:
        """What row security shows to this actor (the second net)."""
        if not self.is_person:
            shown = self.machine_net is Net.PUBLIC or self.door is not Door.PUBLIC
            return self.machine_net if shown else Net.NOTHING
        nets = {ROLES[grant.role].net for grant in self.grants}
        return next((net for net in (Net.WIDE, Net.BOOK, Net.PLACES) if net in nets), Net.NOTHING)

    @property
    def row_places(self) -> frozenset[int]:
        """The places row security lets through: the union over grants whose role sees rows."""
        rows = [grant.places for grant in self.grants if ROLES[grant.role].net is Net.PLACES]
        return frozenset().union(*rows)


def _join(grants: Iterable[Grant]) -> Reach:
    """The union of grants. A grant for a whole commune lifts another's narrowing to hamlets there."""
    places: set[int] = set()
    whole: set[int] = set()
    hamlets: set[int] = set()
    for grant in grants:
        if grant.everywhere:
            return EVERYWHERE
        places |= grant.places
        hamlets |= grant.hamlets
        if not ROLES[grant.role].hamlet:
            whole |= grant.places
    return Reach(frozenset(places), narrowed=frozenset(places - whole), hamlets=frozenset(hamlets))


def job(name: str, *rights: str, net: Net = Net.WIDE) -> Actor:
    """The actor of a scheduled job: may do what is named here and nothing else; ``Net.BOOK`` reads the book."""
    return Actor(name=name, door=Door.JOB, rights=frozenset(rights), machine_net=net)


def console(os_user: str) -> Actor:
    """Whoever runs commands on the server itself; booked with the operating system's user."""
    return Actor(name=f"console:{os_user}", door=Door.CONSOLE)


def stranger(*rights: str) -> Actor:
    """Somebody on a public page: no person, no reach, only the named public rights."""
    return Actor(name="public", door=Door.PUBLIC, rights=frozenset(rights))


def visitor() -> Actor:
    """Whoever reads the public site: under the database role that sees published things and writes nothing."""
    return Actor(name="public", door=Door.PUBLIC, rights=frozenset(), machine_net=Net.PUBLIC)
