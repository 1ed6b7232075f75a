"""Who is inside a case: its team, its holder, whoever decides and oversees, those let in for four hours."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q

from mangnon.access.actor import Actor, Reach
from mangnon.access.doors import see, take
from mangnon.access.managers import GuardedQuerySet
from mangnon.cases.models import BreakGlass, Case, CaseState, TeamMember
from mangnon.cases.refusals import CaseEnded, NotOnTeam, NotYetYours

LIST, SEE, OVERSEE, TAKE = "cases.list", "cases.see", "cases.oversee", "cases.take"


def inside(actor: Actor, at: datetime) -> Q:
    """The condition under which a case is open to an actor. What is open to this person alone is looked up once."""
    if not actor.is_person:
        return Q(pk__isnull=False)
    me = actor.me
    team = TeamMember.objects.filter(person=me, until__isnull=True).values("case")
    let_in = BreakGlass.objects.filter(person=me, until__gt=at).values("case")
    untaken = Q(holder__isnull=True) & _in(actor.reach(TAKE))
    return Q(pk__in=team) | Q(pk__in=let_in) | Q(holder=me) | _in(actor.reach(OVERSEE)) | untaken


def _in(reach: Reach) -> Q:
    places = sorted(reach.places)
    return Q(place__in=places) | Q(other_place__in=places)


def listed(actor: Actor, at: datetime, action: str = LIST) -> GuardedQuerySet[Any]:
    """Every case of which an actor may know, with ``within``: whether it is open to them."""
    rows = Case.objects.visible_to(actor, action)
    return rows.annotate(within=ExpressionWrapper(inside(actor, at), output_field=BooleanField()))


def open_to(actor: Actor, at: datetime, action: str = SEE) -> GuardedQuerySet[Any]:
    """The cases that are open to an actor."""
    return Case.objects.visible_to(actor, action).filter(inside(actor, at))


def see_case(actor: Actor, pk: UUID, at: datetime, action: str = SEE) -> Case:
    """A case, to look at. Raises NotFound, Forbidden, NotOnTeam."""
    rows = listed(actor, at, action).select_related("place", "incident_place")
    case: Any = rows.filter(pk=pk).first()
    if case is None:
        return see(Case, pk, actor, action)  # says why not
    if not case.within:
        raise NotOnTeam(action=action, place_id=case.place_id)
    found: Case = case
    return found


def take_case(actor: Actor, pk: UUID, at: datetime, action: str, *, ended: bool = False) -> Case:
    """A case, locked, to write into. Raises NotFound, Forbidden, NotOnTeam, NotYetYours, CaseEnded.

    Both the commune responsible and that of the incident write; one that was asked to take over only reads.
    """
    case = take(Case, pk, actor, action)
    _refuse_outsiders(actor, case, at, action)
    return _refuse_unfit(actor, case, action, ended=ended)


def would_take(actor: Actor, pk: UUID, at: datetime, action: str) -> Case:
    """As ``take_case``, without the lock: for pages that only offer to write."""
    return _refuse_unfit(actor, see_case(actor, pk, at, action), action)


def _refuse_unfit(actor: Actor, case: Case, action: str, *, ended: bool = False) -> Case:
    if not {case.place_id, case.incident_place_id} & _places(actor.reach(action), case):
        raise NotYetYours
    if not ended and not case.is_open:
        raise CaseEnded(state=CaseState(case.state).label)
    return case


def _places(reach: Reach, case: Case) -> set[int | None]:
    return {one for one in (case.place_id, case.incident_place_id) if one is not None and one in reach}


def _refuse_outsiders(actor: Actor, case: Case, at: datetime, action: str) -> None:
    if not Case.objects.visible_to(actor, action).filter(inside(actor, at), pk=case.pk).exists():
        raise NotOnTeam(action=action, place_id=case.place_id)
