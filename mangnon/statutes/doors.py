"""The doors by which files reach the document they belong to."""

from __future__ import annotations

from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.places.queries import province_served
from mangnon.statutes.actions.attaching import ATTACH
from mangnon.statutes.actions.keeping import take_document
from mangnon.statutes.models import Document
from mangnon.statutes.whose import seen_by

SEE = "statutes.see"


def look(actor: Actor, uid: UUID) -> Document:
    """The document, to list and download its files. Raises NotFound, Forbidden."""
    found = seen_by(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    if not actor.can(SEE):
        raise Forbidden(action=SEE)
    return _shelved(found)


def add(actor: Actor, uid: UUID) -> Document:
    """The document of one's own office, locked, to send and remove. Raises NotFound, Forbidden, WithdrawnDocument."""
    found = seen_by(actor).filter(uid=uid).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return _shelved(take_document(actor, ATTACH, found))


def _shelved(document: Document) -> Document:
    """With the place in whose share of the disk its files lie: the commune's, else the province's."""
    document.shelf_place = document.place_id or province_served().pk
    return document
