"""Who answers for a provider: an account of service staff, given and taken away by whoever keeps the entry."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.models import Person
from mangnon.accounts.queries import live
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.directory.actions.keeping import note, take_provider
from mangnon.directory.models import Line, Staffing
from mangnon.directory.refusals import NotOfService, StaffTwice
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound

GIVE, END = "directory.staff.give", "directory.staff.end"


@action(GIVE)
def give_staff(*, actor: Actor, at: datetime, provider_id: UUID, person: str) -> Staffing:
    """Somebody answers for a provider from today. ``person`` is the name they sign in with.

    Raises NotFound, Forbidden, Closed, NotOfService, StaffTwice.
    """
    provider = take_provider(actor, GIVE, provider_id)
    day = local_day(at)
    found = Person.objects.filter(username=person.strip().casefold(), disabled_at__isnull=True).first()
    held = Q(role=Role.SERVICE_STAFF) & live(day)
    if found is None or not found.assignments.filter(held).exists():
        raise NotOfService(name=person.strip()[:60])
    if provider.staff.filter(person_id=found.pk, valid_to__isnull=True).exists():
        raise StaffTwice(name=found.full_name)
    row = Staffing(
        id=new_id(), provider=provider, person_id=found.pk, name=found.full_name, valid_from=day,
        given_by=str(actor.person_id or actor.name),
    )  # fmt: skip
    row.save(force_insert=True)
    note(provider, Line.Act.STAFFED, actor=actor, at=at, about=found.full_name)
    book(actor=actor, action=GIVE, at=at, subject=provider, person=str(found.pk))
    return row


@action(END)
def end_staff(*, actor: Actor, at: datetime, staffing_id: UUID) -> Staffing:
    """They no longer do, from now on. Raises NotFound, Forbidden."""
    row = Staffing.objects.filter(pk=staffing_id, valid_to__isnull=True).first()
    if row is None:
        raise NotFound
    provider = take_provider(actor, END, row.provider_id, closed=True)
    row.valid_to = local_day(at)
    row.save(update_fields=["valid_to"])
    note(provider, Line.Act.UNSTAFFED, actor=actor, at=at, about=row.name)
    book(actor=actor, action=END, at=at, subject=provider, person=str(row.person_id))
    return row
