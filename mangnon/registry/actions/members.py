"""Who else belongs to a household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.doors import take
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.names import clean_name
from mangnon.lib.refusal import NotFound
from mangnon.registry.actions.checking import check_day, writer
from mangnon.registry.models import Household, Member, Source
from mangnon.registry.numbers import read_personal_number, read_phone
from mangnon.registry.queries.codes import check_code
from mangnon.registry.refusals import AlreadyHolds, Backwards, NameOrReason

NAME = "registry.members.name"
END = "registry.members.end"


@dataclass(frozen=True, slots=True)
class MemberTold:
    """Somebody of a household; ``relation`` is to its head (``quan_he_voi_chu_ho``)."""

    full_name: str
    relation: str
    sex: str = ""
    born_year: int | None = None
    personal_number: str = ""
    phone: str = ""


@action(NAME)
def name_member(
    *, actor: Actor, at: datetime, household_id: UUID, told: MemberTold, since: date, source: str = Source.TOLD
) -> Member:
    """Somebody belongs to the household from a day on.

    Raises NotFound, Forbidden, NameOrReason, UnknownCode, NotAPersonalNumber, NotAPhone, InFuture, AlreadyHolds.
    """
    household = take(Household, household_id, actor, NAME)
    name = clean_name(told.full_name)
    if not name:
        raise NameOrReason
    check_code("quan_he_voi_chu_ho", told.relation, local_day(at))
    check_day(since, at)
    here = Member.objects.filter(household=household, valid_to__isnull=True)
    if here.filter(full_name=name, born_year=told.born_year).exists():
        raise AlreadyHolds
    row = Member.objects.create(
        household=household, full_name=name, relation=told.relation, sex=told.sex, born_year=told.born_year,
        personal_number=read_personal_number(told.personal_number), phone=read_phone(told.phone),
        valid_from=since, source=source, recorded_by=writer(actor),
    )  # fmt: skip
    book(actor=actor, action=NAME, at=at, subject=household, member=row.pk)
    return row


@action(END)
def end_member(*, actor: Actor, at: datetime, household_id: UUID, member_id: int, on: date) -> Member:
    """Somebody doesn't belong to the household any more. Raises NotFound, Forbidden, InFuture, Backwards."""
    household = take(Household, household_id, actor, END)
    row = Member.objects.filter(household=household, pk=member_id, valid_to__isnull=True).first()
    if row is None:
        raise NotFound
    check_day(on, at)
    if on <= row.valid_from:
        raise Backwards(day=format_date(on), first=format_date(row.valid_from))
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    book(actor=actor, action=END, at=at, subject=household, member=row.pk, ended=True)
    return row
