"""Where a child lives inside its commune, and where it is registered. To another commune a child goes by a transfer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.actions.checking import check_day, once_at_a_time, take_child, writer
from mangnon.registry.models import Child, Residence, Source
from mangnon.registry.queries.codes import check_code
from mangnon.registry.reach import check_place
from mangnon.registry.refusals import Backwards, NothingChanged
from mangnon.registry.told import Home

MOVE = "registry.residences.move"
REGISTERED = "registry.residences.register"


@action(MOVE)
def move_home(
    *, actor: Actor, at: datetime, child_id: UUID, home: Home, since: date, source: str = Source.TOLD
) -> Residence:
    """The child lives in another hamlet or at another address of the same commune from a day on.

    Raises NotFound, Forbidden, RecordClosed, OutsideReach, WrongHamlet, UnknownCode, NothingChanged, InFuture,
    Backwards, AlreadyHolds.
    """
    child = take_child(child_id, actor, MOVE)
    hamlet = Hamlet.objects.filter(pk=home.hamlet_id).first() if home.hamlet_id else None
    check_place(actor, MOVE, child.place, hamlet, local_day(at))
    row = _next(child, Residence.Kind.ACTUAL, child.place, home, since, at=at, by=writer(actor), source=source)
    child.hamlet = hamlet
    child.save(update_fields=["hamlet"])
    book(actor=actor, action=MOVE, at=at, subject=child, residence=row.pk)
    return row


@action(REGISTERED)
def register_residence(
    *,
    actor: Actor,
    at: datetime,
    child_id: UUID,
    place: Unit | None,
    home: Home,
    since: date,
    source: str = Source.PAPER,
) -> Residence:
    """Where the child is registered from a day on; without a unit the address names a place elsewhere.

    Raises NotFound, Forbidden, RecordClosed, UnknownCode, NothingChanged, InFuture, Backwards, AlreadyHolds.
    """
    child = take_child(child_id, actor, REGISTERED)
    row = _next(child, Residence.Kind.REGISTERED, place, home, since, at=at, by=writer(actor), source=source)
    book(actor=actor, action=REGISTERED, at=at, subject=child, residence=row.pk)
    return row


def _next(
    child: Child, kind: str, place: Unit | None, home: Home, since: date, *, at: datetime, by: str, source: str
) -> Residence:
    """Close the open spell on the day on which the new one begins; sent twice it stays one."""
    check_code("tinh_trang_cu_tru", home.status, local_day(at))
    check_day(since, at, not_before=child.born_from)
    open_one = Residence.objects.filter(child=child, kind=kind, valid_to__isnull=True).first()
    row = Residence(
        child=child, kind=kind, place=place, hamlet_id=home.hamlet_id, address=home.address.strip(),
        status=home.status, valid_from=since, source=source, recorded_by=by,
    )  # fmt: skip
    if open_one is not None:
        if _same(open_one, row) and open_one.valid_from == since:
            return open_one
        if _same(open_one, row):
            raise NothingChanged
        if since <= open_one.valid_from:
            raise Backwards(day=format_date(since), first=format_date(open_one.valid_from))
        open_one.valid_to = since
        open_one.save(update_fields=["valid_to"])
    with once_at_a_time():
        row.save()
    return row


def _same(one: Residence, other: Residence) -> bool:
    return (one.place_id, one.hamlet_id, one.address, one.status) == (
        other.place_id, other.hamlet_id, other.address, other.status,
    )  # fmt: skip
