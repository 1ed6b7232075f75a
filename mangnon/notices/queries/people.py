"""Whom a step of a chain may tell: live assignments in the place or above it, who is disabled, who is away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from mangnon.access.roles import ROLES, Role
from mangnon.accounts.models import Assignment, Person
from mangnon.accounts.queries import live
from mangnon.lib.dates import local_day
from mangnon.notices.models import Chain, Habit
from mangnon.notices.rules import NAMED, Candidate, Step, is_away
from mangnon.places.models import Level

PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)


def candidates(step: Step, chain: Chain, at: datetime) -> list[Candidate]:
    """Those whom a step names, in Vietnamese order, with what keeps them from being told."""
    named = step.whom == NAMED
    people = Person.objects.filter(pk__in=chain.named) if named else _holders([Role(step.whom)], chain, at)
    return _looked_at(people.order_by("sort_key", "id"), at)


def province_people(chain: Chain, at: datetime) -> list[Candidate]:
    """Active officers and leaders of the province in which the matter lies."""
    found = _looked_at(_holders(PROVINCE, chain, at).order_by("sort_key", "id"), at)
    return [one for one in found if not one.disabled]


def _holders(roles: Iterable[Role], chain: Chain, at: datetime) -> QuerySet[Person]:
    """Everybody who holds a role in the place or, for provincial roles, in its province."""
    day = local_day(at)
    below = [role for role in roles if ROLES[role].level != "province"]
    above = [role for role in roles if ROLES[role].level == "province"]
    fits = Q(role__in=below, place__reach__contains=[chain.place_id]) & ~Q(place__level=Level.PROVINCE)
    fits |= Q(role__in=above, place__level=Level.PROVINCE, place_id__in=chain.place.provinces)
    holders = Assignment.objects.filter(live(day)).filter(fits).values("person")
    return Person.objects.filter(pk__in=holders)


def _looked_at(people: Iterable[Person], at: datetime) -> list[Candidate]:
    rows = list(people)
    away = _away([one.pk for one in rows], at)
    return [Candidate(one.pk, one.full_name, disabled=not one.is_active, away=one.pk in away) for one in rows]


def _away(ids: list[UUID], at: datetime) -> set[UUID]:
    day = local_day(at)
    habits = Habit.objects.filter(person_id__in=ids, away_from__isnull=False)
    return {one.person_id for one in habits if is_away(day, one.away_from, one.away_to)}
