"""Father, mother, carers: who they are and how it stands with them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.names import clean_name
from mangnon.lib.refusal import NotFound
from mangnon.registry.actions.checking import check_day, once_at_a_time, take_child, writer
from mangnon.registry.models import Carer, Child, Parent, ParentState, Source
from mangnon.registry.numbers import read_personal_number, read_phone
from mangnon.registry.queries.codes import check_code
from mangnon.registry.refusals import Backwards, NameOrReason
from mangnon.registry.told import ParentTold

SAY = "registry.parents.say"
STATE = "registry.parents.state"
END_STATE = "registry.parents.end_state"
NAME_CARER = "registry.carers.name"
END_CARER = "registry.carers.end"
STATES = "tinh_trang_cha_me"


@action(SAY)
def say_parent(*, actor: Actor, at: datetime, child_id: UUID, told: ParentTold, source: str = Source.TOLD) -> Parent:
    """Write down who the father or mother is; what was said before gives way (the book keeps it).

    Raises NotFound, Forbidden, RecordClosed, NameOrReason, UnknownCode, NotAPersonalNumber, NotAPhone.
    """
    child = take_child(child_id, actor, SAY)
    parent = write_parent(child, told, local_day(at), by=writer(actor), source=source)
    book(actor=actor, action=SAY, at=at, subject=child, which=told.which)
    return parent


def write_parent(child: Child, told: ParentTold, on: date, *, by: str, source: str) -> Parent:
    """The row of a parent, cleaned and checked."""
    values = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(told).items()}
    values["full_name"] = clean_name(told.full_name)
    if not told.unknown and not values["full_name"]:
        raise NameOrReason
    check_code("dan_toc", told.ethnicity, on)
    values["personal_number"] = read_personal_number(told.personal_number)
    values["phone"] = read_phone(told.phone)
    which = values.pop("which")
    parent, _new = Parent.objects.update_or_create(
        child=child, which=which, defaults={**values, "source": source, "recorded_by": by}
    )
    return parent


@action(STATE)
def say_parent_state(
    *,
    actor: Actor,
    at: datetime,
    child_id: UUID,
    which: str,
    state: str,
    since: date,
    until: date | None = None,
    source: str = Source.TOLD,
    note: str = "",
) -> ParentState:
    """Alive, dead, missing, away …: a fact with a period. Raises UnknownCode, InFuture, Backwards, AlreadyHolds."""
    child = take_child(child_id, actor, STATE)
    check_code(STATES, state, local_day(at))
    check_day(since, at)
    check_day(until, at, not_before=since)
    same = ParentState.objects.filter(child=child, which=which, state=state, valid_from=since, valid_to=until)
    if known := same.first():
        book(actor=actor, action=STATE, at=at, subject=child, which=which, parent_state=known.pk, again=True)
        return known
    with once_at_a_time():
        row = ParentState.objects.create(
            child=child, which=which, state=state, valid_from=since, valid_to=until, source=source, note=note,
            recorded_by=writer(actor),
        )  # fmt: skip
    book(actor=actor, action=STATE, at=at, subject=child, which=which, parent_state=row.pk)
    return row


@action(END_STATE)
def end_parent_state(*, actor: Actor, at: datetime, child_id: UUID, state_id: int, on: date) -> ParentState:
    """It doesn't hold any more from a day on. Raises NotFound, InFuture, Backwards."""
    child = take_child(child_id, actor, END_STATE)
    row = ParentState.objects.filter(child=child, pk=state_id, valid_to__isnull=True).first()
    if row is None:
        raise NotFound
    _end(row, on, at)
    book(actor=actor, action=END_STATE, at=at, subject=child, which=row.which, parent_state=row.pk, ended=True)
    return row


@action(NAME_CARER)
def name_carer(
    *,
    actor: Actor,
    at: datetime,
    child_id: UUID,
    full_name: str,
    relation: str,
    since: date,
    main: bool = True,
    born_year: int | None = None,
    phone: str = "",
    address: str = "",
    source: str = Source.TOLD,
) -> Carer:
    """Who takes care of the child from a day on; another main carer's time ends on that day. Sent twice it stays one.

    Raises NotFound, Forbidden, NameOrReason, NotAPhone, InFuture, Backwards.
    """
    child = take_child(child_id, actor, NAME_CARER)
    name = clean_name(full_name)
    if not name:
        raise NameOrReason
    check_day(since, at, not_before=child.born_from)
    if known := Carer.objects.filter(child=child, full_name=name, valid_from=since, valid_to__isnull=True).first():
        book(actor=actor, action=NAME_CARER, at=at, subject=child, carer=known.pk, again=True)
        return known
    if main:
        for other in Carer.objects.filter(child=child, main=True, valid_to__isnull=True):
            _end(other, since, at)
    carer = Carer.objects.create(
        child=child, full_name=name, relation=relation.strip(), main=main, born_year=born_year,
        phone=read_phone(phone), address=address.strip(), valid_from=since, source=source, recorded_by=writer(actor),
    )  # fmt: skip
    book(actor=actor, action=NAME_CARER, at=at, subject=child, carer=carer.pk)
    return carer


@action(END_CARER)
def end_carer(*, actor: Actor, at: datetime, child_id: UUID, carer_id: int, on: date) -> Carer:
    """Somebody doesn't take care of the child any more. Raises NotFound, InFuture, Backwards."""
    child = take_child(child_id, actor, END_CARER)
    row = Carer.objects.filter(child=child, pk=carer_id, valid_to__isnull=True).first()
    if row is None:
        raise NotFound
    _end(row, on, at)
    book(actor=actor, action=END_CARER, at=at, subject=child, carer=row.pk, ended=True)
    return row


def _end(row: ParentState | Carer, on: date, at: datetime) -> None:
    check_day(on, at, not_before=row.valid_from)
    if on == row.valid_from:
        raise Backwards(day=on, first=row.valid_from)
    row.valid_to = on
    row.save(update_fields=["valid_to"])
