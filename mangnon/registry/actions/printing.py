"""Prints that carry names out of the register: the paper book of a hamlet."""

from __future__ import annotations

from datetime import datetime

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book, book_seen
from mangnon.lib.dates import local_day
from mangnon.places.models import Unit
from mangnon.registry.models import Child
from mangnon.registry.queries.bookkeeping import MOST, Leaf, leaves
from mangnon.registry.refusals import OutsideReach
from mangnon.ui.exporting import SHORTEST_REASON, ReasonMissing, TooMany

PRINT = "registry.book.print"


@action(PRINT)
def print_book(
    *, actor: Actor, at: datetime, place: Unit, hamlet_id: int | None, reason: str, serial: str
) -> list[Leaf]:
    """The leaves of the paper book; reason and serial are booked. Raises OutsideReach, ReasonMissing, TooMany."""
    if place.pk not in actor.reach(PRINT):
        raise OutsideReach
    why = " ".join(reason.split())
    if len(why) < SHORTEST_REASON:
        raise ReasonMissing(n=SHORTEST_REASON)
    found = leaves(actor, local_day(at), place.pk, hamlet_id)
    ids = [child.pk for leaf in found for child in leaf.children]
    if len(ids) > MOST:
        raise TooMany(n=MOST)
    book(
        actor=actor, action=PRINT, at=at, place_id=place.pk, exported=len(ids), reason=why[:500], serial=serial,
        hamlet=hamlet_id,
    )  # fmt: skip
    book_seen(actor=actor, action=PRINT, at=at, kind=Child, ids=ids)
    return found
