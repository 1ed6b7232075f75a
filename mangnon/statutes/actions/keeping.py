"""What every act on a document shares: it is one's own office's, it is locked, and a line goes into its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.statutes.models import Document, DocumentChange
from mangnon.statutes.refusals import WithdrawnDocument
from mangnon.statutes.whose import keeps, seen_by


def take_document(actor: Actor, right: str, document_id: int, *, withdrawn: bool = False) -> Document:
    """A document of the actor's own office, locked. Raises NotFound, Forbidden, WithdrawnDocument."""
    found = seen_by(actor).select_for_update().filter(pk=document_id).first()
    if found is None:
        raise NotFound
    if not keeps(actor, right, found):
        raise Forbidden(action=right, place_id=found.place_id)
    if found.withdrawn_at is not None and not withdrawn:
        raise WithdrawnDocument
    return found


def note(
    document: Document, act: str, *, actor: Actor, at: datetime, changed: Iterable[list[str]] = (), reason: str = ""
) -> None:
    """A line of its history."""
    DocumentChange.objects.create(
        document=document, act=act, changed=list(changed), reason=reason.strip(),
        by=str(actor.person_id or actor.name), by_name=actor.name, at=at,
    )  # fmt: skip
