"""What the public may read of the directory: no contacts, no account, nothing that nobody has released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mangnon.directory.models import Fee, Location, Need, Service
from mangnon.directory.queries.finding import is_holiday, services_listed, serving, week_of, with_places
from mangnon.directory.rules import ages_words, is_open, said


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """Where and when, for everybody."""

    name: str
    address: str
    place: str
    phone: str
    hours: tuple[str, ...]
    always: bool
    open_now: bool


@dataclass(frozen=True, slots=True)
class PublicService:
    """A service as everybody may read it. Places of shelters are never public: their address protects children."""

    name: str
    provider: str
    about: str
    needs: tuple[str, ...]
    ages: str
    how: str
    fee: str
    phone: str
    link: str
    places: tuple[PublicPlace, ...]


def public_services(at: datetime, *, need: str = "", place_id: int | None = None) -> list[PublicService]:
    """Released services of released providers, in the order of names; those for a need, and for people of a commune."""
    rows = services_listed().filter(public=True, provider__public=True).order_by("sort_key", "id")
    if need:
        rows = rows.filter(needs__contains=[need])
    if place_id is not None:
        rows = serving(rows, place_id)
    holiday = is_holiday(at)
    return [_public(one, at, holiday=holiday) for one in with_places(rows)]


def _public(row: Service, at: datetime, *, holiday: bool) -> PublicService:
    hidden = Need.SHELTER in row.needs
    return PublicService(
        name=row.name,
        provider=row.provider.name,
        about=row.about,
        needs=tuple(str(Need(need).label) for need in row.needs),
        ages=ages_words(row.age_from, row.age_below),
        how=row.how,
        fee=str(Fee(row.fee).label),
        phone=row.provider.phone,
        link=row.provider.link,
        places=() if hidden else tuple(_place(one, at, holiday=holiday) for one in row.locations.all()),
    )


def _place(row: Location, at: datetime, *, holiday: bool) -> PublicPlace:
    week = week_of(row)
    return PublicPlace(
        name=row.name,
        address=row.address,
        place=row.place.name if row.place else "",
        phone=row.phone,
        hours=tuple(said(week.spans)),
        always=week.always,
        open_now=is_open(week, at, holiday=holiday),
    )
