"""The doors by which files reach a nomination: only where it was written, and in the province."""

from __future__ import annotations

from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.refusal import NotFound
from mangnon.programmes.praise.actions import take_nomination
from mangnon.programmes.praise.models import Nomination
from mangnon.programmes.praise.queries import nomination_seen
from mangnon.programmes.praise.rules import Step
from mangnon.programmes.rights import SEE


def look(actor: Actor, pk: UUID) -> Nomination:
    """The nomination, to show its files; of a public one from elsewhere there are none to see. Raises NotFound."""
    found, reach = nomination_seen(actor, pk), actor.reach(SEE)
    if not (reach.everywhere or found.place_id in reach):
        raise NotFound
    return found


def add(actor: Actor, pk: UUID) -> Nomination:
    """One of the own place, locked, to send and remove. Raises NotFound, Forbidden, NominationShut."""
    return take_nomination(actor, Step.ATTACH, pk)
