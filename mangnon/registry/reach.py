"""Where an actor may write: the commune, and for collaborators the hamlet."""

from __future__ import annotations

from datetime import date

from mangnon.access.actor import Actor
from mangnon.places.models import Hamlet, Unit
from mangnon.registry.refusals import OutsideReach, WrongHamlet


def check_place(actor: Actor, action: str, place: Unit, hamlet: Hamlet | None, on: date) -> None:
    """Raises OutsideReach, WrongHamlet: a root may be written there only by whoever answers for the place."""
    reach = actor.reach(action)
    if place.pk not in reach:
        raise OutsideReach
    if place.pk in reach.narrowed and (hamlet is None or hamlet.pk not in reach.hamlets):
        raise OutsideReach
    if hamlet is not None and (hamlet.unit_id != place.pk or (hamlet.valid_to is not None and hamlet.valid_to <= on)):
        raise WrongHamlet(place=place.name)
