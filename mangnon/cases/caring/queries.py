"""Reads of substitute care: carers in reach, candidates for a child in the order of priority, due moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.access.managers import GuardedQuerySet
from mangnon.cases.caring.models import Carer, CarerList, FacilityChild, FacilityList, Placement, PlacementState
from mangnon.cases.caring.refusals import SeveralCommunes
from mangnon.cases.caring.rules import old_enough, quarter_of, rank_of
from mangnon.directory.models import Provider, ProviderKind
from mangnon.lib.dates import local_day
from mangnon.lib.workdays import Clock, Term, due
from mangnon.places.calendar.queries import calendar_for
from mangnon.places.models import Unit
from mangnon.places.queries import province_served
from mangnon.registry.models import Child
from mangnon.registry.reach import communes, only_commune
from mangnon.statutes.kinds.procedure import Deadline
from mangnon.statutes.kinds.words import Unit as TermUnit
from mangnon.statutes.queries import definition

SEE_CARERS, SEE, PROPOSE = "cases.carers.see", "cases.placements.see", "cases.placements.propose"
LIST, SEE_FACILITIES = "cases.carers.list", "cases.facilities.see"
RECEIVE_LISTS = "cases.facilities.receive"
PROCEDURE = "cham_soc_thay_the"
OPEN_STATES = (PlacementState.PROPOSED, PlacementState.DECIDED, PlacementState.CARED)


def step_terms(code: str, on: date) -> tuple[Deadline, ...]:
    """The deadlines of a step of the procedure in force on a day. Raises UnknownDefinition."""
    body = definition("procedure", PROCEDURE, on).body
    return next((tuple(step.deadlines) for step in body.steps if step.code == code), ())


def step_term(code: str, on: date) -> Term:
    """The term in working days of a step of the procedure in force on a day."""
    (term,) = [one for one in step_terms(code, on) if one.value and one.unit is TermUnit.WORKING_DAY]
    return Term(int(term.value or 0), Clock.WORKING_DAY)


def due_by(code: str, start: datetime, place_id: int) -> datetime:
    """When a step in working days is due, by the procedure of the day on which its clock starts."""
    return due(start, step_term(code, local_day(start)), calendar_for(place_id)) or start


def term_ends(code: str, clock_from: str, start: datetime, place_id: int) -> datetime:
    """When the term of a step whose clock starts at another step ends, by the procedure of the day of ``start``."""
    return due(start, term_of(code, clock_from, local_day(start)), calendar_for(place_id)) or start


def term_of(code: str, clock_from: str, on: date) -> Term:
    """The term in working days of a step, counted from another step, in the procedure in force on a day."""
    (term,) = [
        one
        for one in step_terms(code, on)
        if one.value and one.unit is TermUnit.WORKING_DAY and one.clock_from == clock_from
    ]
    return Term(int(term.value or 0), Clock.WORKING_DAY)


def follow_terms(on: date, code: str = "C7") -> tuple[tuple[int, ...], int]:
    """Months from the hand-over after which the officer looks in, and every how many afterwards (step C7).

    With ``C7b``: after which the carer tells of the child.
    """
    terms = step_terms(code, on)
    return (
        tuple(one.value for one in terms if one.value and not one.repeats),
        next(one.value for one in terms if one.value and one.repeats),
    )


def carers(actor: Actor) -> GuardedQuerySet[Carer]:
    """Carers in reach, those who left the list too."""
    return Carer.objects.visible_to(actor, SEE_CARERS).select_related("place")


def listed(actor: Actor) -> GuardedQuerySet[Carer]:
    """Those on the list today."""
    return carers(actor).filter(withdrawn_on__isnull=True)


def placements(actor: Actor) -> GuardedQuerySet[Placement]:
    """Placements in reach, by either commune."""
    return Placement.objects.visible_to(actor, SEE).select_related("place", "other_place", "carer")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A carer for a child: his place in the order of priority, and what stands against him."""

    carer: Carer
    rank: int
    old_enough: bool
    busy: bool

    @property
    def fits(self) -> bool:
        """Whether he may be proposed."""
        return self.old_enough and self.carer.fit is not False


def candidates(actor: Actor, child: Child, on: date) -> list[Candidate]:
    """Carers in reach for a child: by the order of priority, those who fit and are free first within it."""
    busy = busy_carers(actor)
    found = [
        Candidate(
            one, rank_of(one, child.place_id), old_enough(one.kind, one.born, child.born_from, on), one.pk in busy
        )
        for one in listed(actor)
    ]
    return sorted(found, key=lambda one: (one.rank, not one.fits, one.busy, one.carer.sort_key, one.carer.pk))


def busy_carers(actor: Actor) -> set[UUID]:
    """Carers with whom a child is, or is about to be."""
    return set(placements(actor).filter(state__in=OPEN_STATES).values_list("carer_id", flat=True))


def lists_due(actor: Actor, on: date) -> list[Unit]:
    """Communes of this person, with carers on the list, in which nobody has looked through it in this quarter."""
    if not actor.can(LIST) or actor.reach(LIST).everywhere:
        return []
    done = CarerList.objects.visible_to(actor, LIST).filter(quarter=quarter_of(on)).values("place_id")
    with_carers = listed(actor).values("place_id")
    return list(communes(actor, LIST).filter(pk__in=with_carers).exclude(pk__in=done).order_by("sort_key"))


def last_list(actor: Actor) -> CarerList | None:
    """When a list in reach was last looked through."""
    found: CarerList | None = CarerList.objects.visible_to(actor, SEE_CARERS).order_by("-at").first()
    return found


def facility_lists(actor: Actor) -> GuardedQuerySet[Any]:
    """Lists of facilities in reach, with how many children still wait."""
    rows = FacilityList.objects.visible_to(actor, SEE_FACILITIES).select_related("facility", "place")
    return rows.annotate(
        many=Count("children"), open=Count("children", filter=Q(children__left_on=None, children__settled_on=None))
    )


def facilities() -> QuerySet[Provider]:
    """Facilities of the directory that work today."""
    return Provider.objects.filter(kind=ProviderKind.ASSISTANCE, valid_to__isnull=True).order_by("sort_key", "id")


def receiver(actor: Actor, at: datetime) -> Unit:
    """For whom this person receives a list: the own commune, or the province. Raises SeveralCommunes."""
    if actor.reach(RECEIVE_LISTS).everywhere:
        return province_served(local_day(at))
    return my_commune(actor, RECEIVE_LISTS)


def waiting_child(actor: Actor, child_id: UUID) -> FacilityChild | None:
    """The child on a list in reach, while it still waits for a family."""
    lists = FacilityList.objects.visible_to(actor, SEE_FACILITIES).values("pk")
    rows = FacilityChild.objects.filter(FacilityChild.OPEN, child=child_id, listed__in=lists)
    return rows.select_related("listed__facility").first()


def waiting(actor: Actor) -> GuardedQuerySet[Placement]:
    """Open placements whose next act is at a commune of this person."""
    rows = placements(actor).filter(state__in=OPEN_STATES)
    reach = actor.reach(SEE)
    return rows.none() if reach.everywhere else rows.filter(Q(place_id__in=sorted(reach.places)))


def my_commune(actor: Actor, action: str) -> Unit:
    """The commune for which this person keeps the list. Raises SeveralCommunes."""
    place = only_commune(actor, action)
    if place is None:
        raise SeveralCommunes
    return place
