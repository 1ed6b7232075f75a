"""Reads on partners and projects: lists, one with its money by place, what is due, money of all projects by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.programmes.lists import marked
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.projects.models import (
    Disbursement,
    Partner,
    Project,
    ProjectPartner,
    ProjectReport,
    ProjectResult,
    ProjectShare,
)
from mangnon.programmes.projects.rules import SOON, PlaceMoney, by_place

OWED = Q(reports__sent_on__isnull=True)


def projects() -> QuerySet[Project]:
    """Every project with its place, partners (``named``), and the first report that it owes (``owed``)."""
    rows = ProjectPartner.objects.filter(gone=False).select_related("partner").order_by("partner__name_key")
    return (
        Project.objects.select_related("place")
        .prefetch_related(Prefetch("namings", rows, to_attr="named"))
        .annotate(owed=Min("reports__due_on", filter=OWED))
    )


def of_partner(rows: QuerySet[Project], partner: UUID) -> QuerySet[Project]:
    """Those in which a partner is named."""
    named = ProjectPartner.objects.filter(project=OuterRef("pk"), partner=partner, gone=False)
    return rows.filter(Exists(named))


def on_ground(rows: QuerySet[Project], unit: Unit) -> QuerySet[Project]:
    """Those owned by a place or with money planned for it, or for the places before it."""
    ids = Ground(unit).ids
    shares = ProjectShare.objects.filter(project=OuterRef("pk"), place__in=ids, planned__gt=0)
    return rows.filter(Q(place__in=ids) | Exists(shares))


def standing_in(rows: QuerySet[Project], value: str, today: date) -> QuerySet[Project]:
    """Those that stand so today; the same as ``rules.standing`` says of each."""
    late = ProjectReport.objects.filter(project=OuterRef("pk"), sent_on__isnull=True, due_on__lt=today)
    if value == "report_late":
        return rows.filter(Exists(late))
    rows = rows.exclude(Exists(late))
    if value == "ended":
        return rows.filter(ends_on__lt=today)
    if value == "coming":
        return rows.filter(starts_on__gt=today, ends_on__gte=today)
    return rows.filter(starts_on__lte=today, ends_on__gte=today)


def project_seen(pk: UUID) -> Project:
    """One project. Raises NotFound."""
    found = Project.objects.select_related("place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def partners_of(project: Project) -> list[Partner]:
    """Who is named in it, by name."""
    rows = ProjectPartner.objects.filter(project=project, gone=False).select_related("partner")
    return [one.partner for one in rows.order_by("partner__name_key")]


def partners() -> QuerySet[Partner]:
    """Every partner with how many projects name it (``many``)."""
    return Partner.objects.annotate(many=Count("namings", filter=Q(namings__gone=False)))


def partner_seen(pk: UUID) -> Partner:
    """One partner. Raises NotFound."""
    found = Partner.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def partner_choices() -> list[tuple[str, str]]:
    """Every partner by name."""
    return [(str(pk), name) for pk, name in Partner.objects.order_by("name_key").values_list("pk", "name")]


def counted() -> QuerySet[Disbursement]:
    """Payments that count."""
    return Disbursement.objects.filter(struck_why="")


def money(project: Project) -> list[tuple[Unit, PlaceMoney]]:
    """By place what is planned and paid, by the name of the place."""
    planned = dict(project.shares.values_list("place_id", "planned"))
    paid = counted().filter(project=project).values_list("place_id", "amount")
    return _named(by_place(planned, paid))


def _named(rows: Iterable[PlaceMoney]) -> list[tuple[Unit, PlaceMoney]]:
    known = {one.place: one for one in rows}
    units = Unit.objects.filter(pk__in=known).order_by("level", "sort_key", "pk")
    return [(unit, known[unit.pk]) for unit in units]


def money_of_all(year: int | None) -> list[tuple[Unit, PlaceMoney, int]]:
    """Over all projects by place: planned (of projects that run in the year), paid in it, and how many projects.

    Without a year: of all times.
    """
    shares, paid = ProjectShare.objects.filter(planned__gt=0), counted()
    if year is not None:
        shares = shares.filter(project__starts_on__year__lte=year, project__ends_on__year__gte=year)
        paid = paid.filter(on__year=year)
    sums: dict[int, int] = {}
    many: dict[int, set[UUID]] = defaultdict(set)
    for place, project, planned in shares.values_list("place_id", "project_id", "planned"):
        sums[place] = sums.get(place, 0) + planned
        many[place].add(project)
    rows = by_place(sums, paid.values("place_id").annotate(n=Coalesce(Sum("amount"), 0)).values_list("place_id", "n"))
    return [(unit, row, len(many[unit.pk])) for unit, row in _named(rows)]


def years_paid() -> list[int]:
    """Years in which something was paid, the latest first."""
    return sorted({day.year for day in counted().dates("on", "year")}, reverse=True)


def disbursements(project: Project) -> list[Disbursement]:
    """Its payments, struck ones too, the latest first."""
    return list(project.disbursements.select_related("place").order_by("-on", "-pk")[:200])


def disbursement_seen(pk: UUID) -> Disbursement:
    """One payment. Raises NotFound."""
    found = Disbursement.objects.select_related("place", "project__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def results(project: Project) -> list[ProjectResult]:
    """What was planned and reached, the latest year first, by place."""
    rows = project.results.select_related("place")
    return list(rows.order_by("-year", "place__level", "place__sort_key", "indicator_key")[:300])


def result_seen(pk: int) -> ProjectResult:
    """One line. Raises NotFound."""
    found = ProjectResult.objects.select_related("place", "project__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def reports(project: Project) -> list[ProjectReport]:
    """Reports, those owed first."""
    rows = list(project.reports.order_by("due_on", "pk"))
    return sorted(rows, key=lambda one: one.sent_on is not None)


def report_seen(pk: UUID) -> ProjectReport:
    """One report. Raises NotFound."""
    found = ProjectReport.objects.select_related("project__place").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def owed(places: Sequence[int] | None, today: date) -> list[ProjectReport]:
    """Reports late or due soon, of projects of some places; None: of all of them."""
    rows = ProjectReport.objects.filter(sent_on__isnull=True, due_on__lte=today + SOON / 4)
    if places is not None:
        rows = rows.filter(project__place__in=places)
    return list(rows.select_related("project__place").order_by("due_on", "pk")[:6])


def licences_ending(today: date) -> list[Partner]:
    """Partners of running projects whose licence is missing where one is asked, over, or soon over."""
    running = ProjectPartner.objects.filter(partner=OuterRef("pk"), gone=False, project__ends_on__gte=today)
    asked: Any = Q(licence="", kind__in=sorted(marked("projects", "kinds", "licence")))
    late = Q(licence_until__lte=today + SOON) | asked
    return list(Partner.objects.filter(late).filter(Exists(running)).order_by("licence_until", "name_key")[:6])


def search(words: str, most: int) -> list[Project]:
    """Projects whose title holds the words."""
    rows = Project.objects.filter(search_key__contains=fold(words)).select_related("place")
    return list(rows.order_by("-starts_on", "pk")[:most])
