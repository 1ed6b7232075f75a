"""Who answers for an office, who is on duty now, who may be named, who takes over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from mangnon.access import catalogue
from mangnon.access.actor import Actor
from mangnon.access.roles import ROLES, Role
from mangnon.accounts.models import Assignment, Person
from mangnon.accounts.queries import live, officers_of
from mangnon.intake.models import Alternate, DutyTurn
from mangnon.lib.dates import local_day
from mangnon.notices.rules import is_away
from mangnon.places.models import Level, Unit
from mangnon.places.queries import province_served

COMMUNE = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR)
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)


def office_of(actor: Actor, action: str) -> Unit:
    """The office for which somebody acts: the smallest place of a role that holds the right; machines: the province."""
    holders = catalogue.holders(action)
    ids = [grant.place_id for grant in actor.grants if grant.role in holders]
    found = sorted(Unit.objects.filter(pk__in=ids), key=lambda unit: (unit.level == Level.PROVINCE, unit.pk))
    return found[0] if found else province_served()


def answers_for(place: Unit, at: datetime) -> list[Person]:
    """Active people who may accept for an office, in Vietnamese order."""
    return officers_of(place.pk, local_day(at), PROVINCE if place.level == Level.PROVINCE else COMMUNE)


def on_duty(place_id: int, at: datetime) -> list[Person]:
    """Who is on duty for an office at a moment and can be reached, in the order of their turns."""
    turns = DutyTurn.objects.filter(place=place_id, starts_at__lte=at, ends_at__gt=at).select_related("person")
    people = [turn.person for turn in turns.order_by("starts_at", "id") if turn.person.is_active]
    away = away_on([one.pk for one in people], at)
    return [one for one in people if one.pk not in away]


def has_turn(person_id: UUID, at: datetime) -> bool:
    """Whether somebody is on duty at a moment, for whatever office."""
    return DutyTurn.objects.filter(person=person_id, starts_at__lte=at, ends_at__gt=at).exists()


def away_on(ids: Iterable[UUID], at: datetime) -> frozenset[UUID]:
    """Those of some people who have said that they are away on this day."""
    day = local_day(at)
    return frozenset(person for person, first, last in absences(ids) if is_away(day, first, last))


def absences(ids: Iterable[UUID]) -> list[tuple[UUID, date, date]]:
    """When these people said that they are away: person, first and last day."""
    asked = list(ids)
    if not asked:
        return []
    with connection.cursor() as cursor:  # a habit is its person's; the function tells days alone
        cursor.execute("select person_id, away_from, away_to from intake_away(%s)", [asked])
        return list(cursor.fetchall())


def of_province(people: Iterable[UUID], at: datetime) -> bool:
    """Whether any of these people works for the province."""
    roles = [role for role, one in ROLES.items() if one.level == "province"]
    return Assignment.objects.filter(live(local_day(at)), person__in=list(people), role__in=roles).exists()


def alternates(place_id: int, but: Iterable[UUID]) -> list[UUID]:
    """The named person who takes what names an office's people, unless they are named too."""
    rows = Alternate.objects.filter(place=place_id, ended_at__isnull=True, person__disabled_at__isnull=True)
    return list(rows.exclude(person__in=list(but)).values_list("person", flat=True))


def leaders(place_id: int, at: datetime, but: Iterable[UUID]) -> list[UUID]:
    """Leaders of the province who aren't named: where no alternate is."""
    unnamed = set(but)
    return [one.pk for one in officers_of(place_id, local_day(at), (Role.PROVINCE_LEADER,)) if one.pk not in unnamed]


def staff_of(places: Iterable[int], at: datetime) -> QuerySet[Person]:
    """Active people with a live assignment in some places, whatever their role."""
    here = Assignment.objects.filter(live(local_day(at)), place__in=list(places)).values("person")
    return Person.objects.filter(pk__in=here, disabled_at__isnull=True).order_by("sort_key", "id")
