"""Where an actor may write: the commune, and for collaborators the hamlet."""

from __future__ import annotations

from datetime import date

from mangnon.access.actor import Actor
from mangnon.places.models import Hamlet, Level, Unit, UnitQuerySet
from mangnon.places.queries import units_served
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


def communes(actor: Actor, action: str) -> UnitQuerySet:
    """Communes of today in which this actor may do it."""
    reach = actor.reach(action)
    units = units_served() if reach.everywhere else Unit.objects.filter(pk__in=reach.places)
    return units.filter(level=Level.COMMUNE, valid_to__isnull=True)


def only_commune(actor: Actor, action: str) -> Unit | None:
    """The one commune in which this actor may do it; None for those who reach many."""
    if actor.reach(action).everywhere:
        return None
    found = list(communes(actor, action)[:2])
    return found[0] if len(found) == 1 else None
