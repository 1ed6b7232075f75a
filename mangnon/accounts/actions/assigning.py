"""Giving people already known another role in a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.actions.checking import (
    OwnAssignment,
    assign,
    check_giver,
    check_person,
    check_wanted,
    wanted,
)
from mangnon.accounts.models import Assignment, Person
from mangnon.accounts.queries import PersonIsDisabled
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import NotFound


@action("accounts.assignments.give")
def give_assignment(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID,
    role: Role,
    place_id: int,
    first: date,
    last: date,
    title: str = "",
    hamlet_ids: Sequence[int] = (),
) -> Assignment:
    """Give a role in a place within the giver's reach, to anybody: people change communes.

    Raises NotFound, OwnAssignment, PersonIsDisabled, Forbidden, RoleNotYours, Overlap, NotBeside, and what
    ``check_wanted`` raises.
    """
    asked = wanted(role=role, place_id=place_id, first=first, last=last, title=title, hamlet_ids=hamlet_ids)
    check_giver(actor, "accounts.assignments.give", asked)
    check_wanted(asked)
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NotFound
    if person.pk == actor.person_id:
        raise OwnAssignment
    if not person.is_active:
        raise PersonIsDisabled(name=person.full_name)
    check_person(person, asked)
    given = assign(person, asked, actor=actor, at=at)
    book(
        actor=actor,
        action="accounts.assignments.give",
        at=at,
        subject=person,
        place_id=asked.place.pk,
        role=role.value,
        period=str(asked.period),
    )
    return given
