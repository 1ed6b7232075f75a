"""Households: written down, corrected, joined and left, classified by year."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.names import clean_name, sort_key
from mangnon.lib.refusal import StaleVersion
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.actions.checking import check_day, once_at_a_time, take_child, writer
from mangnon.registry.models import Household, HouseholdClass, HouseholdStay, Source
from mangnon.registry.numbers import read_personal_number, read_phone
from mangnon.registry.queries.codes import check_code
from mangnon.registry.reach import check_place
from mangnon.registry.refusals import NameOrReason, OtherUseOfId
from mangnon.registry.told import HouseholdTold

REGISTER = "registry.households.register"
CORRECT = "registry.households.correct"
JOIN = "registry.households.join"
LEAVE = "registry.households.leave"
CLASSIFY = "registry.households.classify"


@action(REGISTER)
def register_household(
    *,
    actor: Actor,
    at: datetime,
    household_id: UUID,
    place: Unit,
    told: HouseholdTold,
    hamlet_id: int | None = None,
) -> Household:
    """A household of a commune; a second send under the same id adds nothing.

    Raises OutsideReach, WrongHamlet, NameOrReason, NotAPersonalNumber, NotAPhone, OtherUseOfId.
    """
    hamlet = Hamlet.objects.filter(pk=hamlet_id).first() if hamlet_id else None
    check_place(actor, REGISTER, place, hamlet, local_day(at))
    household = Household(id=household_id, place=place, hamlet=hamlet, recorded_by=writer(actor))
    _write(household, told)
    known = Household.objects.visible_to(actor, REGISTER).filter(pk=household_id).first()
    if known is not None and (known.head_name, known.place_id) != (household.head_name, place.pk):
        raise OtherUseOfId
    if known is None:
        household.save(force_insert=True)
    book(actor=actor, action=REGISTER, at=at, subject=known or household, again=known is not None)
    return known or household


@action(CORRECT)
def correct_household(
    *,
    actor: Actor,
    at: datetime,
    household_id: UUID,
    version: int,
    told: HouseholdTold,
    hamlet_id: int | None = None,
) -> Household:
    """Change what is known of a household. Raises NotFound, Forbidden, StaleVersion and as ``register_household``."""
    household = take(Household, household_id, actor, CORRECT)
    if household.version != version:
        raise StaleVersion
    hamlet = Hamlet.objects.filter(pk=hamlet_id).first() if hamlet_id else None
    check_place(actor, CORRECT, household.place, hamlet, local_day(at))
    before = {name: getattr(household, name) for name in asdict(told)} | {"hamlet": household.hamlet_id}
    household.hamlet = hamlet
    _write(household, told)
    household.version += 1
    household.save()
    after = {name: getattr(household, name) for name in asdict(told)} | {"hamlet": household.hamlet_id}
    book(
        actor=actor, action=CORRECT, at=at, subject=household,
        changed=[name for name, value in before.items() if after[name] != value],
    )  # fmt: skip
    return household


def _write(household: Household, told: HouseholdTold) -> None:
    household.head_name = clean_name(told.head_name)
    if not household.head_name:
        raise NameOrReason
    household.sort_key = sort_key(household.head_name)
    household.number = told.number.strip()
    household.head_born_year = told.head_born_year
    household.head_personal_number = read_personal_number(told.head_personal_number)
    household.phone = read_phone(told.phone)
    household.address = told.address.strip()


@action(JOIN)
def join_household(
    *,
    actor: Actor,
    at: datetime,
    child_id: UUID,
    household_id: UUID,
    relation: str,
    since: date,
    source: str = Source.TOLD,
) -> HouseholdStay:
    """The child lives in this household from a day on; an earlier stay ends on that day.

    Raises NotFound, Forbidden, RecordClosed, UnknownCode, InFuture, Backwards, AlreadyHolds.
    """
    child = take_child(child_id, actor, JOIN)
    household = take(Household, household_id, actor, JOIN)
    check_code("quan_he_voi_chu_ho", relation, local_day(at))
    check_day(since, at, not_before=child.born_from)
    same = HouseholdStay.objects.filter(child=child, household=household, relation=relation, valid_from=since)
    if known := same.filter(valid_to__isnull=True).first():
        book(actor=actor, action=JOIN, at=at, subject=child, household=str(household.pk), again=True)
        return known
    HouseholdStay.objects.filter(child=child, valid_to__isnull=True, valid_from__lt=since).update(valid_to=since)
    with once_at_a_time():
        stay = HouseholdStay.objects.create(
            child=child, household=household, relation=relation, valid_from=since, source=source,
            recorded_by=writer(actor),
        )  # fmt: skip
    child.household = household
    child.save(update_fields=["household"])
    book(actor=actor, action=JOIN, at=at, subject=child, household=str(household.pk))
    return stay


@action(LEAVE)
def leave_household(*, actor: Actor, at: datetime, child_id: UUID, on: date) -> None:
    """The child lives in no known household from a day on. Raises NotFound, Forbidden, InFuture, Backwards."""
    child = take_child(child_id, actor, LEAVE)
    stay = HouseholdStay.objects.filter(child=child, valid_to__isnull=True).first()
    check_day(on, at, not_before=stay.valid_from if stay else child.born_from)
    if stay is not None and stay.valid_from == on:
        stay.delete()
    elif stay is not None:
        stay.valid_to = on
        stay.save(update_fields=["valid_to"])
    child.household = None
    child.save(update_fields=["household"])
    book(actor=actor, action=LEAVE, at=at, subject=child, left=True)


@action(CLASSIFY)
def classify_household(
    *,
    actor: Actor,
    at: datetime,
    household_id: UUID,
    year: int,
    klass: str,
    decision: str = "",
    decided_on: date | None = None,
    source: str = Source.PAPER,
) -> HouseholdClass:
    """Poor, near-poor or neither in a year; a later decision for the same year replaces the earlier.

    Raises NotFound, Forbidden, UnknownCode, InFuture.
    """
    household = take(Household, household_id, actor, CLASSIFY)
    check_code("loai_ho", klass, local_day(at))
    check_day(decided_on, at)
    row, _new = HouseholdClass.objects.update_or_create(
        household=household, year=year,
        defaults={
            "klass": klass, "decision": decision.strip(), "decided_on": decided_on, "source": source,
            "recorded_by": writer(actor),
        },
    )  # fmt: skip
    book(actor=actor, action=CLASSIFY, at=at, subject=household, year=year, klass=klass)
    return row
