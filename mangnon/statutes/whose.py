"""Whose a document is: who sees it, which office keeps it, in whose name a person enters one.

The law and what the province enters are everybody's to read. A commune's own documents are read there and by
whoever sees the whole province; row security says the same (migration 0004). Each office writes only its own: the
province those without a place, a commune those of its place.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mangnon.access import catalogue
from mangnon.access.actor import Actor, Grant
from mangnon.access.roles import ROLES, Net
from mangnon.lib.refusal import Forbidden
from mangnon.statutes.models import Document

Office = int | None
"""A commune by its id; None is the province."""
PROVINCE = "province"


def seen_by(actor: Actor) -> QuerySet[Document]:
    """The documents that this person may read, withdrawn ones among them."""
    if actor.net is Net.WIDE:
        return Document.objects.all()
    return Document.objects.filter(Q(place__isnull=True) | Q(place__in=sorted(actor.row_places)))


def sees(actor: Actor, document: Document) -> bool:
    """Whether this one is among them."""
    return document.place_id is None or actor.net is Net.WIDE or document.place_id in actor.row_places


def offices(actor: Actor, action: str) -> tuple[Office, ...]:
    """In whose name this person may do it, the province first. A machine acts for the province."""
    if not actor.is_person:
        return (None,) if actor.can(action) else ()
    found = {_office(grant) for grant in _holding(actor, action)}
    return tuple(sorted(found, key=lambda office: office or 0))


def office_key(office: Office) -> str:
    """An office as a form names it."""
    return PROVINCE if office is None else str(office)


def office_named(actor: Actor, action: str, key: str) -> Office:
    """The office that a form named; for an empty key the first that the actor has. Raises Forbidden."""
    mine = {office_key(office): office for office in offices(actor, action)}
    if not mine or (key and key not in mine):
        raise Forbidden(action=action)
    return mine[key] if key else next(iter(mine.values()))


def keeps(actor: Actor, action: str, document: Document) -> bool:
    """Whether this person may do it to this document: their own office's, and nobody else's."""
    if not actor.is_person:
        return actor.can(action)
    if document.place_id is None:
        return None in offices(actor, action)
    grants = (grant for grant in _holding(actor, action) if _office(grant) is not None)
    return any(document.place_id in grant.places for grant in grants)


def _holding(actor: Actor, action: str) -> list[Grant]:
    return [grant for grant in actor.grants if grant.role in catalogue.holders(action)]


def _office(grant: Grant) -> Office:
    return grant.place_id if ROLES[grant.role].level == "commune" else None
