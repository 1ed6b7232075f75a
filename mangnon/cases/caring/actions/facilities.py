"""Children of facilities who need a family: the list arrives, each child gets one or needs none any more."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.access.doors import see, take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.cases.caring.models import FacilityChild, FacilityList, PlacementState
from mangnon.cases.caring.queries import SEE_FACILITIES, term_ends
from mangnon.cases.caring.refusals import (
    ChildElsewhere,
    InFuture,
    ListedTwice,
    NoDecision,
    SettledAlready,
    WrongDays,
    WrongFacility,
)
from mangnon.directory.models import Provider, ProviderKind
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.lib.workdays import end_of
from mangnon.places.models import Unit
from mangnon.registry.models import Child

RECEIVE, ADD = "cases.facilities.receive", "cases.facilities.add"
SETTLE, LEFT = "cases.facilities.settle", "cases.facilities.left"
SEE_CHILD = "registry.children.see"


@action(RECEIVE)
def receive_list(
    *, actor: Actor, at: datetime, list_id: UUID, place: Unit, facility: Provider, received_on: date, note: str = ""
) -> FacilityList:
    """A list came (form 14): its terms run from that day. Sent twice, kept once.

    Raises Forbidden, InFuture, WrongFacility, ListedTwice.
    """
    if place.pk not in actor.reach(RECEIVE):
        raise Forbidden(action=RECEIVE, place_id=place.pk)
    known: FacilityList | None = FacilityList.objects.visible_to(actor, RECEIVE).filter(pk=list_id).first()
    if known is not None:
        book(actor=actor, action=RECEIVE, at=at, subject=known, again=True)
        return known
    if received_on > local_day(at):
        raise InFuture
    if facility.kind != ProviderKind.ASSISTANCE or facility.valid_to is not None:
        raise WrongFacility
    start = end_of(received_on)
    row = FacilityList(
        id=list_id, place=place, facility=facility, received_on=received_on, note=note.strip(), by_name=actor.name,
        match_by=term_ends("C8b", "C8a", start, place.pk), whole_by=term_ends("C8c", "C8a", start, place.pk),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ListedTwice(day=format_date(received_on)) from None
    book(actor=actor, action=RECEIVE, at=at, subject=row, facility=str(facility.pk), on=received_on)
    return row


@action(ADD)
def add_child(
    *,
    actor: Actor,
    at: datetime,
    list_id: UUID,
    row_id: UUID,
    child_id: UUID,
    since: date | None = None,
    note: str = "",
) -> FacilityChild:
    """A child of the register stands on the list. Raises NotFound, Forbidden, WrongDays, ChildElsewhere."""
    listed = _take(actor, ADD, list_id)
    child = see(Child, child_id, actor, SEE_CHILD)
    known = FacilityChild.objects.filter(pk=row_id, listed=listed, child=child).first()
    if known is not None:
        book(actor=actor, action=ADD, at=at, subject=listed, again=True)
        return known
    if since is not None and since > listed.received_on:
        raise WrongDays(first=format_date(listed.received_on))
    row = FacilityChild(
        id=row_id, listed=listed, child=child, name=str(child.called), born=child.born_from, sex=child.sex or "9",
        since=since, note=note.strip(), by_name=actor.name,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ChildElsewhere from None
    _save(listed)
    book(actor=actor, action=ADD, at=at, subject=listed, child=str(child.pk))
    return row


@action(SETTLE)
def settle_child(*, actor: Actor, at: datetime, list_id: UUID, row_id: UUID, on: date, reason: str) -> FacilityChild:
    """The child needs no family any more, or none was found: why.

    Raises NotFound, Forbidden, SettledAlready, InFuture.
    """
    listed = _take(actor, SETTLE, list_id)
    row = _open(listed, row_id)
    if on > local_day(at):
        raise InFuture
    row.settled_on, row.settled_why = on, reason.strip()
    row.save(update_fields=["settled_on", "settled_why"])
    _save(listed)
    book(actor=actor, action=SETTLE, at=at, subject=listed, child=str(row.child_id))
    return row


@action(LEFT)
def end_in_facility(*, actor: Actor, at: datetime, list_id: UUID, row_id: UUID, on: date, number: str) -> FacilityChild:
    """The care in the facility ended by a decision, after the one on the family (Decree 56/2017, article 48(3)).

    Raises NotFound, Forbidden, SettledAlready, NoDecision, InFuture, WrongDays.
    """
    listed = _take(actor, LEFT, list_id)
    row = _open(listed, row_id)
    placed = row.placement
    if placed is None or placed.decided_on is None or placed.state == PlacementState.REFUSED:
        raise NoDecision
    if on > local_day(at):
        raise InFuture
    if on < placed.decided_on:
        raise WrongDays(first=format_date(placed.decided_on))
    row.left_on, row.left_number = on, number.strip()
    row.save(update_fields=["left_on", "left_number"])
    _save(listed)
    book(actor=actor, action=LEFT, at=at, subject=listed, child=str(row.child_id), number=row.left_number)
    return row


def _take(actor: Actor, right: str, list_id: UUID) -> FacilityList:
    see(FacilityList, list_id, actor, SEE_FACILITIES)
    return take(FacilityList, list_id, actor, right)


def _open(listed: FacilityList, row_id: UUID) -> FacilityChild:
    rows = FacilityChild.objects.select_related("placement").select_for_update(of=("self",))
    row = rows.filter(pk=row_id, listed=listed).first()
    if row is None:
        raise NotFound
    if not row.is_open:
        raise SettledAlready
    return row


def _save(row: FacilityList) -> None:
    row.version += 1
    row.save(update_fields=["version"])
