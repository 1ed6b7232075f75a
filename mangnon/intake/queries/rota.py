"""The rota of an office: a week of turns, who is on now, when nobody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.intake.models import Alternate, DutyTurn
from mangnon.intake.queries.people import absences
from mangnon.intake.rules import Gap, Turn, gaps
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.notices.rules import is_away
from mangnon.places.models import Level, Unit
from mangnon.places.queries import province_served
from mangnon.registry.reach import communes

SEE = "intake.see_rota"
DAYS = 7


@dataclass(frozen=True, slots=True)
class Listed:
    """A turn of the week; ``why`` says why its person can't be reached."""

    id: UUID
    name: str
    phone: str
    start: datetime
    end: datetime
    disabled: bool
    away: bool

    @property
    def out(self) -> bool:
        """Whether nobody can be reached by it."""
        return self.disabled or self.away


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of an office, ``[start, end)``."""

    place: Unit
    start: datetime
    end: datetime
    turns: tuple[Listed, ...]
    gaps: tuple[Gap, ...]


def week_of(place: Unit, first: date, *, since: datetime | None = None) -> Week:
    """The week that begins on a day; gaps are told from ``since`` on, what is past is past."""
    start = datetime.combine(first, time(), VN_ZONE)
    end = start + timedelta(days=DAYS)
    rows = DutyTurn.objects.filter(place=place, starts_at__lt=end, ends_at__gt=start).select_related("person")
    found = list(rows.order_by("starts_at", "id"))
    away = absences({one.person_id for one in found})
    turns = tuple(
        Listed(
            one.pk, one.person.full_name, one.person.phone, one.starts_at, one.ends_at, not one.person.is_active,
            any(who == one.person_id and is_away(local_day(one.starts_at), a, b) for who, a, b in away),
        )
        for one in found
    )  # fmt: skip
    looked = max(start, since or start)
    open_times = gaps([Turn(one.start, one.end, one.out) for one in turns], looked, end) if looked < end else []
    return Week(place, start, end, turns, tuple(open_times))


def offices(actor: Actor) -> list[Unit]:
    """The offices whose rota this actor may see: the own ones; for those above also the province itself."""
    reach = actor.reach(SEE)
    found = list(communes(actor, SEE).order_by("sort_key", "id"))
    return [province_served(), *found] if reach.everywhere else found


def alternate_of(place: Unit) -> Alternate | None:
    """Who takes what names the office's own people."""
    return Alternate.objects.filter(place=place, ended_at__isnull=True).select_related("person").first()


def is_province(place: Unit) -> bool:
    """Whether an office is the province."""
    return place.level == Level.PROVINCE
