"""Telling people about cases: by code alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.queries import officers_of
from mangnon.cases.models import Case, CasePerson
from mangnon.lib.dates import local_day
from mangnon.notices.actions import Ref, tell


def reference(case: Case) -> Ref:
    """The case, under its number."""
    return Ref("cases.Case", str(case.pk), case.code)


def tell_people(actor: Actor, at: datetime, case: Case, kind: str, people: Iterable[UUID | None]) -> None:
    """Tell some people, never the one who acts, nor a member of staff of whom the case speaks."""
    named = set(CasePerson.objects.filter(case=case, staff__isnull=False).values_list("staff", flat=True))
    to = sorted({one for one in people if one is not None and one != actor.person_id} - named)
    if to:
        tell(
            actor=actor, at=at, to=to, kind=kind, about=reference(case), key=f"{case.pk}-{case.version}",
            words={}, place_id=case.place_id,
        )  # fmt: skip


def tell_office(
    actor: Actor, at: datetime, case: Case, kind: str,
    roles: tuple[Role, ...] = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR),
) -> None:  # fmt: skip
    """Tell those who answer for the commune responsible; of a sealed case only its team is told."""
    if case.sealed:
        members = case.team.filter(until__isnull=True).values_list("person", flat=True)
        tell_people(actor, at, case, kind, members)
        return
    tell_people(actor, at, case, kind, (one.pk for one in officers_of(case.place_id, local_day(at), roles)))


def tell_chairs(actor: Actor, at: datetime, case: Case, kind: str) -> None:
    """Tell whoever decides."""
    tell_office(actor, at, case, kind, (Role.COMMUNE_CHAIR,))
