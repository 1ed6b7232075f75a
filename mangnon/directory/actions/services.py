"""Services of a provider, the places and hours of each, and how many children each can take."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.directory.actions.keeping import (
    derive,
    differences,
    end,
    note,
    same_version,
    take_location,
    take_provider,
    take_service,
)
from mangnon.directory.models import Hours, Intake, Line, Location, Need, Served, Service
from mangnon.directory.queries import spans_of
from mangnon.directory.refusals import (
    AgesBackwards,
    Closed,
    NothingChanged,
    SentBefore,
    ServesNowhere,
    ShelterAddress,
    TooManyFree,
)
from mangnon.directory.rules import Span, parse_hours, written
from mangnon.directory.told import LocationFacts, ServiceFacts
from mangnon.directory.whose import counts
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound

ADD, CORRECT, CLOSE = "directory.services.add", "directory.services.correct", "directory.services.close"
ADD_PLACE, CORRECT_PLACE = "directory.locations.add", "directory.locations.correct"
CLOSE_PLACE, COUNT = "directory.locations.close", "directory.capacity.count"
Act = Line.Act
PLAIN = (
    "name", "about", "age_from", "age_below", "eligibility", "how", "fee", "everywhere", "takes_referrals", "capacity",
    "public",
)  # fmt: skip
PLACE_PLAIN = ("name", "address", "phone", "reaching", "always", "days_off")


@action(ADD)
def add_service(
    *, actor: Actor, at: datetime, provider_id: UUID, facts: ServiceFacts, service_id: UUID | None = None
) -> Service:
    """Something the provider gives. ``service_id`` is made by the form: sent again it adds nothing.

    Raises NotFound, Forbidden, Closed, AgesBackwards, ServesNowhere, SentBefore.
    """
    provider = take_provider(actor, ADD, provider_id)
    known = Service.objects.filter(pk=service_id).first() if service_id else None
    if known is not None:
        if (known.provider_id, known.name) != (provider.pk, facts.name.strip()):
            raise SentBefore(name=known.name)
        book(actor=actor, action=ADD, at=at, subject=provider, service=str(known.pk), again=True)
        return known
    row = Service(id=service_id or new_id(), provider=provider, valid_from=local_day(at))
    _fill(row, facts)
    row.save(force_insert=True)
    _serve(row, facts)
    note(provider, Act.ADDED, actor=actor, at=at, about=row.name)
    book(actor=actor, action=ADD, at=at, subject=provider, service=str(row.pk), name=row.name)
    return row


@action(CORRECT)
def correct_service(
    *, actor: Actor, at: datetime, service_id: UUID, version: int, facts: ServiceFacts, reason: str = ""
) -> Service:
    """Other facts; ``version`` is what was read.

    Raises NotFound, Forbidden, Closed, StaleVersion, NothingChanged, AgesBackwards, ServesNowhere.
    """
    row = take_service(actor, CORRECT, service_id)
    same_version(row, version)
    was = facts_of(row)
    _fill(row, facts)
    if row.free is not None and row.capacity is not None and row.free > row.capacity:
        row.free = row.capacity
    _serve(row, facts)
    changed = differences(asdict(was), asdict(facts_of(row)))
    if not changed:
        raise NothingChanged
    row.version += 1
    row.save()
    note(row.provider, Act.CORRECTED, actor=actor, at=at, about=row.name, changed=changed, reason=reason)
    names = [name for name, _old, _new in changed]
    book(actor=actor, action=CORRECT, at=at, subject=row.provider, service=str(row.pk), changed=names)
    return row


@action(CLOSE)
def close_service(*, actor: Actor, at: datetime, service_id: UUID, day: date, reason: str) -> Service:
    """No longer given from a day on. Raises NotFound, Forbidden, Closed, ReasonMissing, EndsBeforeStart."""
    row = take_service(actor, CLOSE, service_id)
    end(row, day=day, reason=reason, at=at)
    row.version += 1
    row.save()
    note(row.provider, Act.CLOSED, actor=actor, at=at, about=row.name, reason=reason)
    book(actor=actor, action=CLOSE, at=at, subject=row.provider, service=str(row.pk), day=day)
    return row


@action(COUNT)
def count_places(
    *, actor: Actor, at: datetime, service_id: UUID, intake: str, free: int | None = None, keep_free: bool = False
) -> Service:
    """Whether it takes children now, and how many more. ``keep_free`` leaves the number as it is; full means none.

    Whoever keeps the entry may say it, and whoever answers for the provider.
    Raises NotFound, Forbidden, Closed, TooManyFree.
    """
    row = _counted(actor, service_id, local_day(at))
    was = {"intake": row.intake, "free": row.free}
    row.intake = Intake(intake).value
    if row.intake == Intake.FULL:
        row.free = 0 if row.capacity is not None else None
    elif not keep_free:
        row.free = free
    elif row.free == 0:
        row.free = None
    if row.free is not None and row.capacity is not None and row.free > row.capacity:
        raise TooManyFree(capacity=row.capacity)
    row.counted_at, row.counted_by = at, actor.name
    row.save(update_fields=["intake", "free", "counted_at", "counted_by"])
    changed = differences(was, {"intake": row.intake, "free": row.free})
    note(row.provider, Act.COUNTED, actor=actor, at=at, about=row.name, changed=changed)
    book(actor=actor, action=COUNT, at=at, subject=row.provider, service=str(row.pk), intake=row.intake, free=row.free)
    return row


def _counted(actor: Actor, service_id: UUID, on: date) -> Service:
    """The service, locked, for whoever may count its places."""
    found = Service.objects.select_related("provider").filter(pk=service_id).first()
    if found is None:
        raise NotFound
    if not counts(actor, found.provider, on):
        raise Forbidden(action=COUNT, place_id=found.provider.place_id)
    locked = Service.objects.select_for_update(of=("self",)).select_related("provider").get(pk=service_id)
    if locked.valid_to is not None or locked.provider.valid_to is not None:
        raise Closed
    return locked


@action(ADD_PLACE)
def add_location(
    *, actor: Actor, at: datetime, service_id: UUID, facts: LocationFacts, location_id: UUID | None = None
) -> Location:
    """Where and when the service is given. ``location_id`` is made by the form: sent again it adds nothing.

    Raises NotFound, Forbidden, Closed, UnreadableHours, ShelterAddress, SentBefore.
    """
    service = take_service(actor, ADD_PLACE, service_id)
    known = Location.objects.filter(pk=location_id).first() if location_id else None
    if known is not None:
        if known.service_id != service.pk:
            raise SentBefore(name=known.name or known.address)
        book(actor=actor, action=ADD_PLACE, at=at, subject=service.provider, location=str(known.pk), again=True)
        return known
    row = Location(id=location_id or new_id(), service=service, valid_from=local_day(at))
    spans = parse_hours(facts.hours)
    _fill_place(row, facts)
    row.save(force_insert=True)
    _write_hours(row, spans)
    note(service.provider, Act.ADDED, actor=actor, at=at, about=_called(row))
    book(actor=actor, action=ADD_PLACE, at=at, subject=service.provider, location=str(row.pk))
    return row


@action(CORRECT_PLACE)
def correct_location(
    *, actor: Actor, at: datetime, location_id: UUID, version: int, facts: LocationFacts, reason: str = ""
) -> Location:
    """Another place or other hours; ``version`` is the service's, as read.

    Raises NotFound, Forbidden, Closed, StaleVersion, UnreadableHours, ShelterAddress, NothingChanged.
    """
    row = take_location(actor, CORRECT_PLACE, location_id)
    same_version(row.service, version)
    spans = parse_hours(facts.hours)
    was = location_facts_of(row)
    _fill_place(row, facts)
    row.save()
    _write_hours(row, spans)
    changed = differences(asdict(was), asdict(location_facts_of(row)))
    if not changed:
        raise NothingChanged
    _touched(row.service)
    provider = row.service.provider
    note(provider, Act.CORRECTED, actor=actor, at=at, about=_called(row), changed=changed, reason=reason)
    names = [name for name, _old, _new in changed]
    book(actor=actor, action=CORRECT_PLACE, at=at, subject=provider, location=str(row.pk), changed=names)
    return row


@action(CLOSE_PLACE)
def close_location(*, actor: Actor, at: datetime, location_id: UUID, day: date, reason: str) -> Location:
    """No longer open from a day on. Raises NotFound, Forbidden, Closed, ReasonMissing, EndsBeforeStart."""
    row = take_location(actor, CLOSE_PLACE, location_id)
    end(row, day=day, reason=reason, at=at)
    row.save(update_fields=["valid_to", "ended_why"])
    _touched(row.service)
    note(row.service.provider, Act.CLOSED, actor=actor, at=at, about=_called(row), reason=reason)
    book(actor=actor, action=CLOSE_PLACE, at=at, subject=row.service.provider, location=str(row.pk), day=day)
    return row


def facts_of(row: Service) -> ServiceFacts:
    """What is known of a service, as the form takes it."""
    served = tuple(sorted(set(row.served.values_list("place_id", flat=True))))
    known: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    return ServiceFacts(needs=tuple(row.needs), groups=tuple(row.groups), served=served, **known)


def location_facts_of(row: Location) -> LocationFacts:
    """What is known of a place of service, as the form takes it."""
    known: dict[str, Any] = {name: getattr(row, name) for name in PLACE_PLAIN}
    return LocationFacts(place=row.place_id, hours=written(spans_of(row)), **known)


def _fill(row: Service, facts: ServiceFacts) -> None:
    for name in PLAIN:
        value = getattr(facts, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.needs, row.groups = list(facts.needs), list(facts.groups)
    if row.age_from is not None and row.age_below is not None and row.age_below <= row.age_from:
        raise AgesBackwards
    if not facts.everywhere and not facts.served:
        raise ServesNowhere
    if Need.SHELTER in row.needs and row.locations.exclude(address="", reaching="").exists():
        raise ShelterAddress
    derive(row)


def _serve(row: Service, facts: ServiceFacts) -> None:
    wanted = set() if facts.everywhere else set(facts.served)
    there = set(row.served.values_list("place_id", flat=True))
    row.served.filter(place_id__in=there - wanted).delete()
    Served.objects.bulk_create(Served(service=row, place_id=place) for place in sorted(wanted - there))


def _fill_place(row: Location, facts: LocationFacts) -> None:
    for name in PLACE_PLAIN:
        value = getattr(facts, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.place_id = facts.place
    if Need.SHELTER in row.service.needs and (row.address or row.reaching):
        raise ShelterAddress


def _write_hours(row: Location, spans: list[Span]) -> None:
    row.hours.all().delete()
    Hours.objects.bulk_create(
        Hours(location=row, weekday=one.weekday, opens=one.opens, closes=one.closes) for one in spans
    )


def _touched(service: Service) -> None:
    service.version += 1
    service.save(update_fields=["version"])


def _called(row: Location) -> str:
    return row.name or row.address or row.phone
