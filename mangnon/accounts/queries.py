"""Reads about people: lists within reach, live assignments, actors by name, who keeps a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    JSONField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from mangnon.access import catalogue, offers
from mangnon.access.actor import Actor, Door, Grant
from mangnon.access.roles import ROLES, Role
from mangnon.accounts.models import Assignment, Disabled, Invitation, Person, Session
from mangnon.accounts.rules import SOON, WARN_AT
from mangnon.accounts.slots import HeldWork, Places
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_reference
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, Text
from mangnon.places.models import Level, Unit

LIST = "accounts.people.list"


class UnknownPerson(Refusal):
    """Nobody signs in with that name."""

    code = "unknown_person"
    sentence = _("Không có người dùng nào tên “{username}”.")
    remedy = _("Xem lại tên đăng nhập trong danh sách người dùng.")


class PersonIsDisabled(Refusal):
    """The person can't act any more."""

    code = "person_disabled"
    sentence = _("Tài khoản của {name} đang bị khóa.")
    remedy = _("Người quản trị hoặc lãnh đạo xã cấp lại đường dẫn để vào lại.")


def live(on: date) -> Q:
    """Assignments in force on a day."""
    return Q(valid_from__lte=on, valid_to__gt=on)


def own_places(actor: Actor, action: str) -> frozenset[int]:
    """Ids of the units, of whatever level, in which an actor may do ``action``; not for those who may everywhere."""
    holders = catalogue.holders(action)
    return actor.reach(action).places | {grant.place_id for grant in actor.grants if grant.role in holders}


def covers(actor: Actor, action: str, place: Unit) -> bool:
    """Whether a place lies where the actor may do ``action``."""
    return actor.reach(action).everywhere or place.pk in own_places(actor, action)


def people(actor: Actor, action: str = LIST) -> QuerySet[Person]:
    """People who have or had an assignment within the actor's reach; everybody for those who reach everywhere."""
    reach = actor.reach(action)
    if reach.everywhere:
        return Person.objects.all()
    if not reach:
        return Person.objects.none()
    here = Assignment.objects.filter(person=OuterRef("pk"), place__in=sorted(own_places(actor, action)))
    return Person.objects.filter(Exists(here))


def listed(rows: QuerySet[Person], on: date) -> QuerySet[Person]:
    """The same people with their live assignments and places, for a list: two more statements in all."""
    now = Assignment.objects.filter(live(on)).select_related("place").order_by("valid_from", "id")
    return rows.prefetch_related(Prefetch("assignments", now, to_attr="posts"))


def see_person(actor: Actor, person_id: UUID, action: str = LIST, *, lock: bool = False) -> Person:
    """One person within reach. Raises NotFound outside it, Forbidden within it but without the right."""
    rows = people(actor, action)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=person_id).first()
    if found is not None:
        return found
    if action != LIST and people(actor).filter(pk=person_id).exists():
        raise Forbidden(action=action)
    raise NotFound


def history(person: Person) -> list[Assignment]:
    """All assignments of a person, newest first, with places and hamlets."""
    rows = person.assignments.select_related("place").prefetch_related("hamlets__hamlet")
    return list(rows.order_by("-valid_from", "-id"))


def invitations(person: Person) -> list[Invitation]:
    """Links given to a person, newest first."""
    return list(person.invitations.order_by("-created_at")[:10])


def devices(person_id: UUID, at: datetime) -> list[Session]:
    """Where a person is signed in now, last used first."""
    return list(Session.objects.filter(person_id=person_id, expires_at__gt=at).order_by("-last_seen_at"))


def grants_of(person_id: UUID, on: date) -> tuple[Grant, ...]:
    """The live assignments of a person as an Actor carries them."""
    rows = Assignment.objects.filter(live(on), person_id=person_id).select_related("place")
    return tuple(
        Grant(
            Role(one.role),
            one.place_id,
            frozenset() if one.place.level == Level.PROVINCE else frozenset(one.place.reach),
            everywhere=one.place.level == Level.PROVINCE,
            hamlets=frozenset(one.hamlets.values_list("hamlet_id", flat=True)),
        )
        for one in rows.order_by("id")
    )


def actor_of(person: Person, *, at: datetime, door: Door) -> Actor:
    """The Actor of a person outside of a web session. Raises PersonIsDisabled."""
    if not person.is_active:
        raise PersonIsDisabled(name=person.full_name)
    return Actor(
        name=person.full_name,
        door=door,
        person_id=person.pk,
        grants=grants_of(person.pk, local_day(at)),
        second_factor=door is Door.CONSOLE,
        proved=door is Door.CONSOLE,
        request_id=new_reference(),
    )


def actor_named(username: str, *, at: datetime) -> Actor:
    """The Actor for ``mangnon --as``. Raises UnknownPerson, PersonIsDisabled."""
    return actor_of(person_named(username), at=at, door=Door.CONSOLE)


def person_named(username: str) -> Person:
    """The person who signs in as ``username``. Raises UnknownPerson."""
    person = Person.objects.filter(username__iexact=username.strip()).first()
    if person is None:
        raise UnknownPerson(username=username[:60])
    return person


def officers_of(
    place_id: int, on: date, roles: Iterable[Role] = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
) -> list[Person]:
    """Active people who answer for a place on a day, in Vietnamese order."""
    here = Assignment.objects.filter(live(on), person=OuterRef("pk"), place=place_id, role__in=list(roles))
    return list(Person.objects.filter(Exists(here), disabled_at__isnull=True).order_by("sort_key", "id"))


def kept_alone(person: Person, on: date) -> list[Assignment]:
    """Assignments with a duty to watch in which nobody else stands in this person's place."""
    watches = [role.value for role, definition in ROLES.items() if definition.keeps_watch]
    others = Assignment.objects.filter(
        live(on), role=OuterRef("role"), place=OuterRef("place"), person__disabled_at__isnull=True
    ).exclude(person=person)
    own = person.assignments.filter(live(on), ~Exists(others), role__in=watches)
    return list(own.select_related("place"))


def is_administrator(person: Person, on: date) -> bool:
    """Whether somebody administers the system on a day."""
    return person.assignments.filter(live(on), role=Role.ADMINISTRATOR.value).exists()


def other_administrators(person: Person, on: date) -> bool:
    """Whether another active administrator remains."""
    rows = Assignment.objects.filter(live(on), role=Role.ADMINISTRATOR.value, person__disabled_at__isnull=True)
    return rows.exclude(person=person).exists()


@dataclass(frozen=True, slots=True)
class Held:
    """How much open work of one kind somebody holds."""

    name: str
    title: Text
    count: int


def held_by(person_id: UUID, places: Places = None) -> list[Held]:
    """The open work of a person in some places (None: everywhere), from all rooms; kinds without any left out."""
    counted = [Held(slot.name, slot.title, slot.count(person_id, places)) for slot in offers.filled(HeldWork)]
    return [one for one in counted if one.count]


def silent_since(before: datetime) -> QuerySet[Person]:
    """Active people without a sign-in since then. Demo people don't count: a demo may rest for months."""
    last = Greatest(F("created_at"), Coalesce("last_active_at", "created_at"))
    return Person.objects.filter(disabled_at__isnull=True, demo=False).annotate(last=last).filter(last__lte=before)


@dataclass(frozen=True, slots=True)
class Ending:
    """A live assignment that ends in the next 30 days with nothing after it."""

    person: Person
    place: str
    valid_to: date


@dataclass(frozen=True, slots=True)
class PeopleWaiting:
    """Within reach: who waits for something from whoever manages people."""

    asking: list[Person]
    """Without e-mail, asked for a link on the sign-in page; the earliest first."""
    silent: list[Person]
    """Warned, or about to be."""
    ending: list[Ending]


def people_waiting(actor: Actor, at: datetime) -> PeopleWaiting:
    """All three in one statement, for the worklist."""
    silent = Q(pk__in=silent_since(at - timedelta(days=WARN_AT[0])).values("pk"))
    asking = Q(return_asked_at__isnull=False) & ~Q(disabled_kind=Disabled.PERSON)
    ending = _ending(local_day(at))
    rows = people(actor).filter(asking | silent | Q(Exists(ending), disabled_at__isnull=True)).order_by("sort_key")
    told = Func("valid_to", "place__name", function="jsonb_build_array", output_field=JSONField())
    found = list(
        rows.annotate(
            asks=ExpressionWrapper(asking, output_field=BooleanField()),
            is_silent=ExpressionWrapper(silent, output_field=BooleanField()),
            ends=ArraySubquery(ending.values(made=told)),
        )
    )
    enabled = (one for one in found if one.disabled_at is None)
    ends = [Ending(one, place, date.fromisoformat(day)) for one in enabled for day, place in one.ends]
    return PeopleWaiting(
        sorted((one for one in found if one.asks), key=lambda one: one.return_asked_at or at),
        [one for one in found if one.is_silent],
        sorted(ends, key=lambda one: one.valid_to),
    )


def _ending(on: date) -> QuerySet[Assignment]:
    after = Assignment.objects.filter(
        person=OuterRef("person"), role=OuterRef("role"), place=OuterRef("place"), valid_to__gt=OuterRef("valid_to")
    )
    return Assignment.objects.filter(live(on), ~Exists(after), valid_to__lte=on + SOON, person=OuterRef("pk"))
