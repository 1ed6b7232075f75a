"""Who is told of what the registers hold, whose numbers they carry, and which machine crosses whose reach."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor, job
from mangnon.access.roles import Role
from mangnon.access.scope import acting
from mangnon.accounts.models import Assignment
from mangnon.accounts.queries import live
from mangnon.lib.dates import local_day
from mangnon.papers.numbering import next_number
from mangnon.places.models import Level, Unit


def holders(roles: Iterable[Role], places: Iterable[int], at: datetime) -> list[UUID]:
    """Active people who hold one of these roles in one of these units now."""
    rows = Assignment.objects.filter(live(local_day(at)), role__in=list(roles), place__in=list(places))
    found = rows.filter(person__disabled_at__isnull=True).order_by("person__sort_key", "person")
    return list(dict.fromkeys(found.values_list("person", flat=True)))


def province_of(place: Unit) -> int:
    """The province of today on whose ground a unit lies: the unit itself when it is one."""
    if place.level == Level.PROVINCE or not place.provinces:
        return place.pk
    return place.provinces[0]


def home(actor: Actor) -> Unit:
    """The province for which somebody of the province works. Raises Unit.DoesNotExist for others."""
    places = [grant.place_id for grant in actor.grants]
    return Unit.objects.filter(pk__in=places, level=Level.PROVINCE).order_by("id")[:1].get()


def take_number(*, place_id: int, kind: str, year: int) -> int:
    """The next number of a register, inside the running action; counted by a machine, since not everybody who may
    enter something sees what the office has numbered before."""
    with acting(job("oversight.numbering")):
        return next_number(place_id=place_id, kind=kind, year=year)
