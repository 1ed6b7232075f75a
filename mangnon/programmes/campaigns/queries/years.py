"""The year of a place: its occasions, who prepares what by when; every commune at one occasion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from mangnon.places.models import Level, Unit
from mangnon.programmes.campaigns.models import Activity, Campaign, Dip, Preparation, Reached
from mangnon.programmes.campaigns.occasions import Occasion, occasions
from mangnon.programmes.campaigns.queries.campaigns import phase_of, ready_of
from mangnon.programmes.campaigns.rules import Phase, Progress, Reach, progress, reach
from mangnon.programmes.plans.queries.grounds import Ground
from mangnon.programmes.recognition.queries import communes_on

BEGIN_BEFORE = timedelta(days=45)
"""An occasion without a campaign waits on the worklist from so many days before (ours)."""

OLDEST = timedelta(days=60)
"""What is overdue for longer no longer waits on the worklist; the campaign still shows it (ours)."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """An occasion of a year at a place: its days, what the place and the province set up, how ready it is."""

    occasion: Occasion | None
    """None for campaigns outside of the year's occasions."""
    code: str
    first: date
    last: date
    campaign: Campaign | None
    top: Campaign | None
    progress: Progress
    next: Preparation | None
    """What is to be done next, or is late."""


@dataclass(frozen=True, slots=True)
class Year:
    """All of it: rows by day; everything still to prepare, the earliest first."""

    rows: tuple[YearRow, ...]
    open: tuple[Preparation, ...]


def year_of(ground: Ground, year: int, on: date) -> Year:
    """The calendar of a place: two statements."""
    wanted = [*ground.ids]
    rows = Campaign.objects.filter(Q(place__in=wanted) | Q(place__level=Level.PROVINCE, dropped_on__isnull=True))
    found = list(rows.filter(year=year).select_related("place").order_by("first_on", "changed_at", "pk"))
    own = [one for one in found if one.place_id in wanted]
    parts = _preparations(own)
    tops = {one.occasion: one for one in found if one.place.level == Level.PROVINCE}
    lines = [_line(one, parts, tops, on) for one in own]
    begun = {one.occasion for one in own}
    lines += [_empty(one, tops.get(code), year) for code, one in occasions().items() if code not in begun]
    waiting = [one for each in own if each.open for one in parts[each.pk] if _open(one)]
    return Year(
        tuple(sorted(lines, key=lambda one: (one.first, one.code))),
        tuple(sorted(waiting, key=lambda one: (one.due_on, one.title))),
    )


def _preparations(campaigns: Sequence[Campaign]) -> Mapping[UUID, list[Preparation]]:
    found: dict[UUID, list[Preparation]] = defaultdict(list)
    by_id = {one.pk: one for one in campaigns}
    for one in Preparation.objects.filter(campaign__in=campaigns).order_by("due_on", "title", "pk"):
        one.campaign = by_id[one.campaign_id]
        found[one.campaign_id].append(one)
    return found


def _open(one: Preparation) -> bool:
    return one.done_on is None and not one.skipped_why


def _line(
    campaign: Campaign, parts: Mapping[UUID, list[Preparation]], tops: Mapping[str, Campaign], on: date
) -> YearRow:  # fmt: skip
    rows = parts.get(campaign.pk, [])
    top = tops.get(campaign.occasion)
    return YearRow(
        occasions().get(campaign.occasion), campaign.occasion, campaign.first_on, campaign.last_on, campaign,
        None if top is None or top.pk == campaign.pk else top, progress(ready_of(one, on) for one in rows),
        next((one for one in rows if campaign.open and _open(one)), None),
    )  # fmt: skip


def _empty(occasion: Occasion, top: Campaign | None, year: int) -> YearRow:
    first, last = occasion.days(year)
    return YearRow(occasion, occasion.code, first, last, None, top, Progress(), None)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A commune at an occasion of a year."""

    unit: Unit
    campaign: Campaign | None
    progress: Progress
    held: int
    """Activities that took place."""
    reach: Reach
    spent: int
    """đồng."""


def places_at(occasion: str, year: int, on: date) -> list[PlaceRow]:
    """Every commune of the year's map, with its campaign for an occasion: four statements and the map.

    Its own comes before one that it carries on for a place that is no more.
    """
    units = communes_on(date(year, 12, 31), on)
    rows = Campaign.objects.filter(year=year, occasion=occasion, place__level=Level.COMMUNE).select_related("place")
    campaigns = {one.place_id: one for one in rows.order_by(F("carried_from").desc(nulls_last=True), "pk")}
    parts = _preparations(list(campaigns.values()))
    made = _made(list(campaigns.values()))
    groups: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    told = Reached.objects.filter(activity__campaign__in=list(campaigns.values())).annotate(of=F("activity__campaign"))
    for pk, group, number in told.values("of", "group").annotate(n=Sum("number")).values_list("of", "group", "n"):
        groups[pk].append((group, number))
    return [_place(unit, campaigns.get(unit.pk), parts, made, groups, on) for unit in units]


def _made(campaigns: Sequence[Campaign]) -> dict[UUID, tuple[int, int]]:
    """Of each campaign how many activities took place, and what they cost."""
    rows = Activity.objects.filter(campaign__in=campaigns).values("campaign")
    counted = rows.annotate(n=Count("pk", filter=~Q(done="")), cost=Sum("spent", default=0))
    return {pk: (n, cost) for pk, n, cost in counted.values_list("campaign", "n", "cost")}


def _place(
    unit: Unit,
    campaign: Campaign | None,
    parts: Mapping[UUID, list[Preparation]],
    made: Mapping[UUID, tuple[int, int]],
    groups: Mapping[UUID, list[tuple[str, int]]],
    on: date,
) -> PlaceRow:
    if campaign is None:
        return PlaceRow(unit, None, Progress(), 0, reach(()), 0)
    held, spent = made.get(campaign.pk, (0, 0))
    found = progress(ready_of(one, on) for one in parts.get(campaign.pk, ()))
    return PlaceRow(unit, campaign, found, held, reach(groups.get(campaign.pk, ())), spent)


def years_known() -> list[int]:
    """Years of which somebody has campaigns."""
    return sorted(Campaign.objects.values_list("year", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for the people of a place."""

    preparations: list[Preparation]
    reports: list[Campaign]
    unbegun: list[Campaign]
    """Campaigns of the province that this place hasn't taken up."""


def unprepared() -> QuerySet[Preparation]:
    """What is still to prepare for open campaigns."""
    live = Q(campaign__finished_on__isnull=True, campaign__dropped_on__isnull=True)
    return Preparation.objects.filter(live, done_on__isnull=True, skipped_why="")


def unreported() -> QuerySet[Campaign]:
    """Campaigns whose report wasn't sent yet."""
    return Campaign.objects.filter(report_due__isnull=False, report_sent_on__isnull=True, dropped_on__isnull=True)


def waiting(places: Sequence[int], on: date, ahead: timedelta) -> Waits:
    """What is late or due within ``ahead`` at some places: two statements."""
    rows = unprepared().filter(campaign__place__in=places, due_on__lte=on + ahead, due_on__gte=on - OLDEST)
    due = rows.select_related("campaign__place").order_by("due_on", "pk")
    report = Q(place__in=places, report_due__lte=on + ahead, report_sent_on__isnull=True, last_on__lt=on)
    begun = Campaign.objects.filter(place__in=places, year=OuterRef("year"), occasion=OuterRef("occasion"))
    top = Q(place__level=Level.PROVINCE, finished_on__isnull=True, first_on__lte=on + BEGIN_BEFORE, last_on__gte=on)
    rest = Campaign.objects.filter(report | (top & ~Q(occasion=Dip.OTHER) & ~Exists(begun)), dropped_on__isnull=True)
    found = list(rest.select_related("place").order_by("first_on", "pk"))
    return Waits(
        list(due),
        [one for one in found if one.place_id in places],
        [one for one in found if one.place_id not in places],
    )


def phases(rows: Sequence[PlaceRow], on: date) -> Mapping[Phase, int]:
    """How many communes are where."""
    found: dict[Phase, int] = defaultdict(int)
    for one in rows:
        if one.campaign is not None:
            found[phase_of(one.campaign, on)] += 1
    return found


def earlier_of_year(ground: Ground, year: int) -> dict[str, Campaign]:
    """The latest earlier campaign for each occasion, of a place or of one it came from. One statement."""
    rows = Campaign.objects.filter(place__in=ground.ids, year__lt=year, dropped_on__isnull=True)
    latest = rows.exclude(occasion=Dip.OTHER).order_by("year", "changed_at", "pk")
    return {one.occasion: one for one in latest}
