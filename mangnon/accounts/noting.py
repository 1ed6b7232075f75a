"""Entries of the book about signing in. Nobody needs a right for them, so they are booked and not acted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from mangnon.access.actor import Actor, Door
from mangnon.access.scope import acting
from mangnon.accounts.models import Person
from mangnon.audit.book import book
from mangnon.audit.models import Outcome
from mangnon.lib.ids import new_reference


def note(request: HttpRequest, action: str, person: Person | None, **detail: Any) -> None:
    """Write ``action`` as an act of ``person``, or of a stranger when nobody is known yet."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at: datetime = getattr(request, "at", None) or timezone.now()
    if person is not None and actor.person_id != person.pk:
        actor = _as_person(request, person)
    with acting(actor):
        book(actor=actor, action=action, at=at, subject=person, **detail)


def note_try(request: HttpRequest, action: str, person: Person | None, **detail: Any) -> None:
    """Write a try that failed: the stranger acts, the person (if the name is known) is the subject."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at: datetime = getattr(request, "at", None) or timezone.now()
    book(actor=actor, action=action, at=at, subject=person, outcome=Outcome.DENIED, **detail)


def _as_person(request: HttpRequest, person: Person) -> Actor:
    """The person who has just proved who they are; holds no rights in this request."""
    known: Actor = request.actor  # type: ignore[attr-defined]
    return Actor(
        name=person.full_name, door=Door.WEB, person_id=person.pk, request_id=known.request_id or new_reference()
    )
