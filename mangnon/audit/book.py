"""Writing into the book: what was done, what was denied, which children were seen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.utils import DEFAULT_DB_ALIAS

from mangnon.access.actor import Actor
from mangnon.access.offers import filled
from mangnon.access.scope import acting
from mangnon.audit.models import Outcome
from mangnon.audit.slots import Hears
from mangnon.lib import tracing
from mangnon.lib.refusal import Forbidden

_BOOK = "select audit_book(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)"

booked_in_action: ContextVar[list[int] | None] = ContextVar("mangnon_booked", default=None)
"""Entries written by the running action; ``@action`` undoes everything when it stays empty."""


def book(
    *,
    actor: Actor,
    action: str,
    at: datetime,
    subject: models.Model | None = None,
    place_id: int | None = None,
    outcome: Outcome = Outcome.DONE,
    seen: Iterable[object] = (),
    **detail: Any,
) -> int:
    """Write one entry in the running transaction and return its sequence number.

    ``detail`` says what changed, by name, without personal data that the subject itself doesn't need; it must
    survive JSON. ``at`` is when it happened; when it was recorded is the database's clock. ``outcome`` is what
    became of the act itself: what a visit or a report led to is detail, under a name of its own. Raises ValueError
    on any other.
    """
    entry = _insert(
        actor,
        (
            at,
            actor.name,
            actor.door,
            action,
            Outcome(outcome),
            subject._meta.label if subject is not None else "",
            str(subject.pk) if subject is not None else "",
            place_id if place_id is not None else getattr(subject, "place_id", None),
            [str(one) for one in seen],
            _json(detail),
            actor.request_id or tracing.reference(),
            actor.session_id,
        ),
    )
    listed = booked_in_action.get()
    if listed is not None:
        listed.append(entry)
    if outcome == Outcome.DONE:
        for one in filled(Hears):
            if action.startswith(one.starts):
                one.hear(action, subject, at)
    return entry


def book_seen(*, actor: Actor, action: str, at: datetime, kind: type[models.Model], ids: Iterable[object]) -> None:
    """One entry for one response: which identified children it showed. Nothing when it showed none."""
    shown = sorted({str(one) for one in ids})
    if not shown:
        return
    _insert(
        actor,
        (
            at,
            actor.name,
            actor.door,
            action,
            Outcome.SEEN,
            kind._meta.label,
            shown[0] if len(shown) == 1 else "",
            None,
            shown,
            "{}",
            actor.request_id or tracing.reference(),
            actor.session_id,
        ),
    )


def book_denial(*, actor: Actor, denied: Forbidden, at: datetime) -> None:
    """Write a denial in a transaction of its own: whatever was tried has been undone already."""
    with acting(actor), transaction.atomic(durable=_durable()):
        book(
            actor=actor, action=denied.action, at=at, outcome=Outcome.DENIED, place_id=denied.place_id, why=denied.said
        )


def _durable() -> bool:
    """Outside of tests a denial must not ride in a transaction that may still be undone."""
    connection = transaction.get_connection(DEFAULT_DB_ALIAS)
    return not connection.in_atomic_block


def _insert(actor: Actor, values: tuple[Any, ...]) -> int:
    connection = transaction.get_connection(DEFAULT_DB_ALIAS)
    with connection.cursor() as cursor:
        cursor.execute(_BOOK, values)
        row = cursor.fetchone()
    return int(row[0])


def _json(detail: Mapping[str, Any]) -> str:
    return json.dumps(detail, cls=DjangoJSONEncoder, ensure_ascii=False)
