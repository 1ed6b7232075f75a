"""Which services there are for a need, a child, a place, a moment; one provider or service with its parts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.directory.models import Hours, Location, Provider, Served, Service
from mangnon.directory.rules import CHECK_AFTER, Span, Week
from mangnon.lib.dates import VN_ZONE
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.places.calendar.queries import calendar_for

MOST_WORDS = 8
CHECK = "directory.providers.check"
Row = TypeVar("Row", Provider, Service)


def services_listed() -> QuerySet[Service]:
    """Services that are given today by providers that still work."""
    rows = Service.objects.filter(valid_to__isnull=True, provider__valid_to__isnull=True)
    return rows.select_related("provider")


def with_places(rows: QuerySet[Service]) -> QuerySet[Service]:
    """With their open places of service, hours and served communes, in four queries for all."""
    places = Location.objects.filter(valid_to__isnull=True).select_related("place").order_by("id")
    served = Served.objects.select_related("place").order_by("id")
    return rows.prefetch_related(Prefetch("locations", places.prefetch_related("hours")), Prefetch("served", served))


def search(words: str, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those whose words hold every word, with or without diacritics; the last may be only begun."""
    parts = fold(words).split()[:MOST_WORDS]
    for nth, part in enumerate(parts, 1):
        needle = f" {part}" if nth == len(parts) else f" {part} "
        rows = rows.filter(search_key__contains=needle)
    return rows


def serving(rows: QuerySet[Service], place_id: int) -> QuerySet[Service]:
    """Those that serve a commune."""
    return rows.filter(Q(everywhere=True) | Q(served__place_id=place_id)).distinct()


def is_holiday(at: datetime) -> bool:
    """Whether the whole country is off on that day for another reason than a weekend."""
    mark = calendar_for(None).mark(at.astimezone(VN_ZONE).date())
    return mark is not None and mark.off


def open_at(rows: QuerySet[Service], at: datetime) -> QuerySet[Service]:
    """Those that are open somewhere at a moment; ``rules.is_open`` says it for one."""
    here = at.astimezone(VN_ZONE)
    now, today, before = here.time(), here.weekday(), (here - timedelta(days=1)).weekday()
    within = Q(weekday=today, opens__lte=now) & (Q(closes__gt=now) | Q(closes__lt=F("opens")))
    within |= Q(weekday=before, closes__lt=F("opens"), closes__gt=now)
    hours = Q(Exists(Hours.objects.filter(within, location=OuterRef("pk"))))
    if is_holiday(at):
        hours &= Q(days_off=True)
    places = Location.objects.filter(Q(always=True) | hours, service=OuterRef("pk"), valid_to__isnull=True)
    return rows.filter(Exists(places))


def spans_of(row: Location) -> list[Span]:
    """Its hours."""
    return sorted(Span(one.weekday, one.opens, one.closes) for one in row.hours.all())


def week_of(row: Location) -> Week:
    """When it is open."""
    return Week(tuple(spans_of(row)), always=row.always, days_off=row.days_off)


def provider_seen(provider_id: UUID) -> Provider:
    """One provider, a closed one too. Raises NotFound."""
    found = Provider.objects.select_related("place").filter(pk=provider_id).first()
    if found is None:
        raise NotFound
    return found


def service_seen(service_id: UUID) -> Service:
    """One service, a closed one too. Raises NotFound."""
    found = Service.objects.select_related("provider").filter(pk=service_id).first()
    if found is None:
        raise NotFound
    return found


def location_seen(location_id: UUID) -> Location:
    """One place of service, a closed one too. Raises NotFound."""
    rows = Location.objects.select_related("service__provider", "place").prefetch_related("hours")
    found = rows.filter(pk=location_id).first()
    if found is None:
        raise NotFound
    return found


def providers_of(actor: Actor, action: str) -> QuerySet[Provider]:
    """Working providers whose entry this person keeps."""
    reach = actor.reach(action)
    rows = Provider.objects.filter(valid_to__isnull=True)
    return rows if reach.everywhere else rows.filter(place_id__in=sorted(reach.places))


def to_check(actor: Actor, on: date, most: int) -> list[Provider]:
    """Entries of one's own office that nobody has looked over for long, the oldest first.

    A person of the province is asked about the province's entries alone: each commune looks over its own.
    """
    if not actor.can(CHECK):
        return []
    rows = providers_of(actor, CHECK).filter(checked_on__lt=on - timedelta(days=CHECK_AFTER))
    if actor.reach(CHECK).everywhere:
        rows = rows.filter(place__isnull=True)
    return list(rows.order_by("checked_on", "id")[:most])
