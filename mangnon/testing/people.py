"""Real people for tests through the HTTP door: rows, assignments, signed-in clients."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from mangnon.access.actor import Actor, Door
from mangnon.access.roles import Role
from mangnon.accounts.models import Assignment, AssignmentHamlet, Person
from mangnon.accounts.queries import actor_of
from mangnon.accounts.sessions import METHODS_GIVEN, SessionStore
from mangnon.lib.names import fold_tight, sort_key
from mangnon.places.models import Hamlet, Unit
from mangnon.testing.cast import person_id

DAY = 86_400
PASSWORD = "chim hót trên cành tre già"  # noqa: S105 - known to everybody, of people who don't exist


@cache
def _hashed() -> str:
    """Hashed once: every hash costs tens of milliseconds on purpose."""
    return make_password(PASSWORD)


def make_person(name: str, role: Role | None, place: Unit | None, *, hamlets: tuple[Hamlet, ...] = ()) -> Person:
    """A person with one live assignment; without a role, somebody who may only look at their own account."""
    now = timezone.now()
    person = Person.objects.create(
        id=person_id(name),
        username=fold_tight(name),
        full_name=name,
        sort_key=sort_key(name),
        password=_hashed(),
        created_at=now,
    )
    if role is not None and place is not None:
        assignment = Assignment.objects.create(
            person=person,
            role=role,
            place=place,
            valid_from=date(2025, 7, 1),
            valid_to=date(2030, 7, 1),
            created_at=now,
            created_by="test",
        )
        AssignmentHamlet.objects.bulk_create(AssignmentHamlet(assignment=assignment, hamlet=one) for one in hamlets)
    return person


def present(person: Person, at: datetime) -> Actor:
    """The actor that the middleware builds for somebody who has just signed in."""
    return replace(actor_of(person, at=at, door=Door.WEB), proved=True)


def signed_in(person: Person, *, second_factor: bool = True, proved_at: float | None = None) -> Client:
    """A browser in which this person has signed in: just now however long the test takes, or at ``proved_at``
    (seconds since 1970).
    """
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = "mangnon.accounts.backend.PersonBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store[METHODS_GIVEN] = [{"method": "password", "at": time.time() + DAY if proved_at is None else proved_at}]
    if second_factor:
        store["second_factor"] = True
    store.create()
    client = Client()
    client.cookies["mangnon"] = store.session_key or ""
    return client
