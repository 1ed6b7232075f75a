"""Reads on inspections: all within the reader's reach, one with its parts, recommendations that are late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.places.queries import province_served
from mangnon.programmes.inspections.models import Finding, Inspection, Inspector, Recommendation, Stage
from mangnon.programmes.inspections.rules import SOON
from mangnon.programmes.rights import SEE_INSPECTIONS

MOST = 300
MOST_WAITING = 6
"""Recommendations on one worklist."""
T = TypeVar("T", bound=Any)


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection with its figures."""

    inspection: Inspection
    findings: int
    recommended: int
    open: int
    late: int


def within(actor: Actor) -> QuerySet[Inspection]:
    """Inspections that this person may read: led by a place in reach, or done there."""
    reach = actor.reach(SEE_INSPECTIONS)
    if reach.everywhere:
        return Inspection.objects.all()
    places = sorted(reach.places)
    return Inspection.objects.filter(Q(place__in=places) | Q(subject_place__in=places))


def listed(actor: Actor, today: date, *, going: bool) -> list[InspectionRow]:
    """Inspections, the latest first; ``going``: those alone that aren't at their end. Two statements."""
    rows = within(actor).select_related("place", "subject_place")
    if going:
        rows = rows.filter(state__in=[Stage.PLANNED, Stage.HELD])
    found = list(rows.order_by("-planned_from", "pk")[:MOST])
    counted = _counts(found, today)
    return [InspectionRow(one, *counted.get(one.pk, (0, 0, 0, 0))) for one in found]


def _counts(rows: Sequence[Inspection], today: date) -> dict[UUID, tuple[int, int, int, int]]:
    inside = Inspection.objects.filter(pk__in=[one.pk for one in rows])
    left = Q(recommendations__closed_on__isnull=True, recommendations__isnull=False)
    late = Q(recommendations__answered_on__isnull=True, recommendations__due_on__lt=today) & left
    told = inside.annotate(
        n_found=Count("findings", distinct=True), n_all=Count("recommendations", distinct=True),
        n_open=Count("recommendations", filter=left, distinct=True),
        n_late=Count("recommendations", filter=late, distinct=True),
    )  # fmt: skip
    return {pk: (a, b, c, d) for pk, a, b, c, d in told.values_list("pk", "n_found", "n_all", "n_open", "n_late")}


def unanswered() -> QuerySet[Recommendation]:
    """Open ones without an answer, of inspections that were held."""
    return Recommendation.objects.filter(inspection__state=Stage.HELD, answered_on__isnull=True, closed_on__isnull=True)


def to_answer(actor: Actor, today: date) -> list[Recommendation]:
    """Recommendations without an answer: all of those made to one's own places, elsewhere the late ones; by day."""
    own = Q(inspection__subject_place__in=[grant.place_id for grant in actor.grants])
    rows = unanswered().filter(own | Q(due_on__lt=today), inspection__in=within(actor))
    return list(rows.select_related("inspection__place").order_by("due_on", "pk")[:MOST])


def waiting(places: Sequence[int], today: date) -> list[Recommendation]:
    """Open ones of some places, or made to them, whose day is near or past and that nobody answered. One statement."""
    whose = Q(inspection__place__in=places) | Q(inspection__subject_place__in=places)
    rows = unanswered().filter(whose, due_on__lte=today + SOON)
    return list(rows.select_related("inspection__place").order_by("due_on", "pk")[:MOST_WAITING])


def _one(rows: QuerySet[T], pk: UUID) -> T:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def inspection_seen(pk: UUID) -> Inspection:
    """One inspection within the reader's rows. Raises NotFound."""
    return _one(Inspection.objects.select_related("place", "subject_place", "document"), pk)


def inspector_seen(pk: UUID) -> Inspector:
    """Somebody on a team. Raises NotFound."""
    return _one(Inspector.objects.select_related("inspection__place").filter(dropped_on__isnull=True), pk)


def finding_seen(pk: UUID) -> Finding:
    """One finding. Raises NotFound."""
    return _one(Finding.objects.select_related("inspection__place", "inspection__subject_place", "document"), pk)


def recommendation_seen(pk: UUID) -> Recommendation:
    """One recommendation. Raises NotFound."""
    return _one(Recommendation.objects.select_related("inspection__place", "inspection__subject_place"), pk)


def team(inspection: Inspection) -> list[Inspector]:
    """Its team of now, the head first."""
    return list(inspection.team.filter(dropped_on__isnull=True).order_by("-head", "name_key"))


def findings(inspection: Inspection) -> list[Finding]:
    """What it found, in the order of writing."""
    return list(inspection.findings.select_related("document").order_by("number"))


def recommendations(inspection: Inspection) -> list[Recommendation]:
    """What it recommends, in the order of writing."""
    return list(inspection.recommendations.order_by("number"))


def subjects(place: Unit) -> list[Unit]:
    """Places that a place may look at: itself; the province any commune."""
    if place.level == Level.COMMUNE:
        return [place]
    top = province_served()
    rows = Unit.objects.filter(pk__in=top.reach, valid_to__isnull=True).order_by("sort_key", "pk")
    return [place, *rows.defer("reach", "provinces")]


def resting(actor: Actor, document_id: int) -> list[Inspection]:
    """Inspections that a document decides."""
    return list(within(actor).filter(document=document_id).select_related("place").order_by("-planned_from", "pk"))
