"""Somebody offers care, is checked, leaves the list; the list is looked through each quarter."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.caring.models import Carer, CarerCheck, CarerKind, CarerList, Placement
from mangnon.cases.caring.queries import LIST, OPEN_STATES, listed
from mangnon.cases.caring.refusals import CarerBusy, CarerGone, CertificateOld, InFuture, PlacedTwice, RecordMissing
from mangnon.cases.caring.rules import caring_law, certificate_holds, quarter_of
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.names import sort_key
from mangnon.lib.refusal import Forbidden, StaleVersion
from mangnon.places.models import Unit

REGISTER, CORRECT, CHECK = "cases.carers.register", "cases.carers.correct", "cases.carers.check"
WITHDRAW = "cases.carers.withdraw"


@dataclass(frozen=True, slots=True)
class CarerFacts:
    """What form 08 tells of somebody who offers care."""

    kind: str
    name: str
    born: date
    sex: str = "9"
    personal_number: str = ""
    phone: str = ""
    job: str = ""
    family: str = ""
    means: str = ""
    wishes: str = ""
    health_on: date | None = None
    record_on: date | None = None


def facts_of(carer: Carer) -> CarerFacts:
    """As the form takes it."""
    return CarerFacts(**{name: getattr(carer, name) for name in CarerFacts.__slots__})


@action(REGISTER)
def register_carer(
    *, actor: Actor, at: datetime, place: Unit, facts: CarerFacts, on: date, carer_id: UUID | None = None
) -> Carer:
    """On the list of the commune from a day. ``carer_id`` is made by the form: sent twice, registered once.

    Raises Forbidden, InFuture, CertificateOld, RecordMissing, PlacedTwice.
    """
    if place.pk not in actor.reach(REGISTER):
        raise Forbidden(action=REGISTER, place_id=place.pk)
    key = carer_id or new_id()
    again = Carer.objects.visible_to(actor, REGISTER).filter(pk=key).first()
    if again is not None:
        if again.name != facts.name.strip():
            raise PlacedTwice
        book(actor=actor, action=REGISTER, at=at, subject=again, again=True)
        found: Carer = again
        return found
    if on > local_day(at):
        raise InFuture
    row = Carer(id=key, place=place, registered_on=on, recorded_by=_writer(actor))
    _fill(row, facts)
    row.save(force_insert=True)
    book(actor=actor, action=REGISTER, at=at, subject=row, kind=row.kind)
    return row


@action(CORRECT)
def correct_carer(*, actor: Actor, at: datetime, carer_id: UUID, version: int, facts: CarerFacts) -> Carer:
    """Other facts; ``version`` is what was read. Raises NotFound, Forbidden, CarerGone, StaleVersion, and as above."""
    row = _on_list(actor, CORRECT, carer_id)
    if row.version != version:
        raise StaleVersion
    was = asdict(facts_of(row))
    _fill(row, facts)
    row.version += 1
    row.save()
    changed = [name for name, value in asdict(facts_of(row)).items() if value != was[name]]
    book(actor=actor, action=CORRECT, at=at, subject=row, changed=changed)
    return row


@action(CHECK)
def check_carer(*, actor: Actor, at: datetime, carer_id: UUID, on: date, met: dict[str, bool], note: str) -> CarerCheck:
    """The conditions of the law, each met or not (form 11). Raises NotFound, Forbidden, CarerGone, InFuture."""
    row = _on_list(actor, CHECK, carer_id)
    if on > local_day(at):
        raise InFuture
    points = caring_law().conditions
    told = {point: bool(met.get(point)) for point in points}
    check = CarerCheck.objects.create(
        carer=row, on=on, met=told, note=note.strip(), fit=all(told.values()), by=_writer(actor), by_name=actor.name
    )
    row.fit, row.checked_on = check.fit, on
    row.save(update_fields=["fit", "checked_on"])
    book(actor=actor, action=CHECK, at=at, subject=row, fit=check.fit)
    return check


@action(WITHDRAW)
def withdraw_carer(*, actor: Actor, at: datetime, carer_id: UUID, reason: str) -> Carer:
    """Off the list. Raises NotFound, Forbidden, CarerGone, CarerBusy."""
    row = _on_list(actor, WITHDRAW, carer_id)
    if Placement.objects.visible_to(actor, WITHDRAW).filter(carer=row, state__in=OPEN_STATES).exists():
        raise CarerBusy
    row.withdrawn_on, row.withdrawn_why = local_day(at), reason.strip()
    row.version += 1
    row.save(update_fields=["withdrawn_on", "withdrawn_why", "version"])
    book(actor=actor, action=WITHDRAW, at=at, subject=row)
    return row


@action(LIST)
def update_list(*, actor: Actor, at: datetime, place: Unit) -> CarerList:
    """The list of the quarter was looked through (form 09); done twice it stays done. Raises Forbidden."""
    if place.pk not in actor.reach(LIST) or actor.reach(LIST).everywhere:
        raise Forbidden(action=LIST, place_id=place.pk)
    quarter = quarter_of(local_day(at))
    known = CarerList.objects.visible_to(actor, LIST).filter(place=place, quarter=quarter).first()
    row = known or CarerList(id=new_id(), place=place, quarter=quarter)
    row.carers, row.at, row.by_name = listed(actor).filter(place=place).count(), at, actor.name
    row.save()
    book(actor=actor, action=LIST, at=at, subject=row, quarter=quarter, carers=row.carers)
    done: CarerList = row
    return done


def _on_list(actor: Actor, right: str, carer_id: UUID) -> Carer:
    row = take(Carer, carer_id, actor, right)
    if row.withdrawn_on is not None:
        raise CarerGone
    return row


def _fill(row: Carer, facts: CarerFacts) -> None:
    told: dict[str, Any] = asdict(facts)
    for name, value in told.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.sort_key = sort_key(row.name)
    if row.kind != CarerKind.RELATIVE and not certificate_holds(row.health_on, row.registered_on):
        raise CertificateOld(n=caring_law().health_months)
    if row.kind == CarerKind.FOREIGNER and row.record_on is None:
        raise RecordMissing


def _writer(actor: Actor) -> str:
    return str(actor.person_id or actor.name)
