"""A child comes into the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import see
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.names import clean_name, sort_key
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.actions.checking import check_birth, check_day, writer
from mangnon.registry.actions.families import write_parent
from mangnon.registry.models import Child, Household, HouseholdStay, Residence, Source
from mangnon.registry.numbers import read_personal_number
from mangnon.registry.queries.children import SEE
from mangnon.registry.queries.codes import check_code
from mangnon.registry.reach import check_place
from mangnon.registry.refusals import NameAndReason, NameOrReason, OtherUseOfId
from mangnon.registry.told import ChildTold, Home, ParentTold

REGISTER = "registry.children.register"
NOT_COLUMNS = ("birth",)


@action(REGISTER)
def register_child(
    *,
    actor: Actor,
    at: datetime,
    child_id: UUID,
    place: Unit,
    told: ChildTold,
    home: Home | None = None,
    parents: Iterable[ParentTold] = (),
    household_id: UUID | None = None,
    relation: str = "3",
    source: str = Source.TOLD,
) -> Child:
    """Write down a child of a commune; ``child_id`` is made by whoever sends it, so that a second send adds nothing.

    Raises OutsideReach, WrongHamlet, NameOrReason, NameAndReason, BornInFuture, NotAChild, UnknownCode,
    NotAPersonalNumber, OtherUseOfId, NotFound (household).
    """
    home = home or Home()
    today = local_day(at)
    hamlet = Hamlet.objects.filter(pk=home.hamlet_id).first() if home.hamlet_id else None
    check_place(actor, REGISTER, place, hamlet, today)
    check_birth(told.birth, at)
    child = Child(id=child_id, place=place, hamlet=hamlet, recorded_by=writer(actor))
    write_told(child, told, today)
    if known := _sent_before(child, actor):
        book(actor=actor, action=REGISTER, at=at, subject=known, again=True)
        return known
    if household_id is not None:
        child.household = see(Household, household_id, actor, SEE)
    child.save(force_insert=True)
    since = _since(home, told, at)
    check_code("tinh_trang_cu_tru", home.status, today)
    _live(child, home, since, source)
    if child.household_id:
        HouseholdStay.objects.create(
            child=child, household_id=child.household_id, relation=relation, valid_from=since, source=source,
            recorded_by=child.recorded_by,
        )  # fmt: skip
    for parent in parents:
        write_parent(child, parent, today, by=child.recorded_by, source=source)
    book(actor=actor, action=REGISTER, at=at, subject=child, source=source, household=child.household_id is not None)
    return child


def write_told(child: Child, told: ChildTold, on: date) -> None:
    """Put what was told into the row, cleaned and checked. Raises NameOrReason, NameAndReason, UnknownCode."""
    for column, value in asdict(told).items():
        if column not in NOT_COLUMNS:
            setattr(child, column, value.strip() if isinstance(value, str) else value)
    child.full_name = clean_name(told.full_name)
    if not child.full_name and not child.nameless:
        raise NameOrReason
    if child.full_name and child.nameless:
        raise NameAndReason
    check_code("gioi_tinh", child.sex, on)
    check_code("dan_toc", child.ethnicity, on)
    child.personal_number = read_personal_number(told.personal_number)
    child.sort_key = sort_key(child.full_name)
    child.set_birth(told.birth)


def _sent_before(child: Child, actor: Actor) -> Child | None:
    """The same child under the same id, sent again. Raises OtherUseOfId when the id holds somebody else."""
    known: Child | None = Child.objects.visible_to(actor, REGISTER).filter(pk=child.pk).first()
    if known is None:
        return None
    if (known.full_name, known.born, known.place_id) != (child.full_name, child.born, child.place_id):
        raise OtherUseOfId
    return known


def _since(home: Home, told: ChildTold, at: datetime) -> date:
    check_day(home.since, at, not_before=told.birth.earliest())
    return home.since or (told.birth.earliest() if told.birth.exact else local_day(at))


def _live(child: Child, home: Home, since: date, source: str) -> None:
    Residence.objects.create(
        child=child, kind=Residence.Kind.ACTUAL, place_id=child.place_id, hamlet=child.hamlet, address=home.address,
        status=home.status, valid_from=since, source=source, recorded_by=child.recorded_by,
    )  # fmt: skip
