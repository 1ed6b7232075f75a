"""What every act on the directory shares: it is one's own office's, it is locked, a line goes into its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.directory.models import Line, Lives, Location, Provider, Service
from mangnon.directory.refusals import Closed, EndsBeforeStart, ReasonMissing
from mangnon.directory.told import kept
from mangnon.directory.whose import keeps
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.names import fold, place_sort_key
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion

Changed = list[list[str]]


def take_provider(actor: Actor, right: str, provider_id: UUID, *, closed: bool = False) -> Provider:
    """An entry that this person keeps, locked. Raises NotFound, Forbidden, Closed."""
    seen = Provider.objects.filter(pk=provider_id).first()
    if seen is None:
        raise NotFound
    if not keeps(actor, right, seen):  # asked before the lock: row security locks nobody else's row
        raise Forbidden(action=right, place_id=seen.place_id)
    found = Provider.objects.select_for_update(of=("self",)).get(pk=provider_id)
    if found.valid_to is not None and not closed:
        raise Closed
    return found


def take_service(actor: Actor, right: str, service_id: UUID) -> Service:
    """A service of an entry that this person keeps, its provider locked. Raises NotFound, Forbidden, Closed."""
    found = Service.objects.filter(pk=service_id).first()
    if found is None:
        raise NotFound
    provider = take_provider(actor, right, found.provider_id)
    found = Service.objects.select_for_update(of=("self",)).get(pk=service_id)
    found.provider = provider
    if found.valid_to is not None:
        raise Closed
    return found


def take_location(actor: Actor, right: str, location_id: UUID) -> Location:
    """A place of such a service. Raises NotFound, Forbidden, Closed."""
    found = Location.objects.filter(pk=location_id).first()
    if found is None:
        raise NotFound
    service = take_service(actor, right, found.service_id)
    found.service = service
    if found.valid_to is not None:
        raise Closed
    return found


def same_version(row: Provider | Service, version: int) -> None:
    """What was read is what stands there. Raises StaleVersion."""
    if row.version != version:
        raise StaleVersion


def note(
    provider: Provider, act: str, *, actor: Actor, at: datetime, about: str = "", changed: Iterable[list[str]] = (),
    reason: str = "",
) -> None:  # fmt: skip
    """A line of its history."""
    Line.objects.create(
        provider=provider, about=about[:160], act=act, changed=list(changed), reason=reason.strip(),
        by=str(actor.person_id or actor.name), by_name=actor.name, at=at,
    )  # fmt: skip


def differences(was: dict[str, Any], now: dict[str, Any]) -> Changed:
    """Lines of field, old text, new text."""
    pairs = ((name, kept(was[name]), kept(now[name])) for name in now)
    return [[name, old, new] for name, old, new in pairs if old != new]


def derive(row: Provider | Service) -> None:
    """Fill what follows from the rest: keys of search and order."""
    if isinstance(row, Provider):
        words = f"{row.name} {row.get_kind_display()} {row.about} {row.address}"
    else:
        words = f"{row.name} {row.about} {row.eligibility} {row.provider.name}"
    row.search_key = f" {fold(words)} "
    row.sort_key = place_sort_key(row.name)[:400]


def end(row: Lives, *, day: date, reason: str, at: datetime) -> None:
    """It is no more from a day on. Raises ReasonMissing, EndsBeforeStart."""
    if not reason.strip():
        raise ReasonMissing
    if not row.valid_from <= day <= local_day(at):
        raise EndsBeforeStart(first=format_date(row.valid_from))
    row.valid_to, row.ended_why = day, reason.strip()
