"""Readings of children as the rules of odd reading take them: from sealed entries, in the order of the chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from mangnon.access.roles import ROLES, Net
from mangnon.accounts.models import Person
from mangnon.accounts.queries import grants_of
from mangnon.audit.models import Entry, Link, Outcome
from mangnon.lib.names import fold
from mangnon.oversight.models import AlertEntry
from mangnon.oversight.oddities import Reader, Reading
from mangnon.oversight.slots import Subject, Traits, subjects

TRAIL = "oversight.readers.see"
"""Asking who looked at a child shows no child: it is no reading in the sense of these rules."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """Who has read since the last look, from when on, and how far along the chain this looks."""

    actors: dict[str, datetime]
    position: int


def identified() -> dict[str, Subject]:
    """The kinds whose every view is booked."""
    return {kind: subject for kind, subject in subjects().items() if subject.identified}


def fresh(after: int, most: int) -> Fresh:
    """Readings among the next sealed entries; by position in the chain, since numbers commit out of order."""
    links = list(Link.objects.filter(position__gt=after).order_by("position")[:most])
    if not links:
        return Fresh({}, after)
    rows = _readings().filter(pk__in=[link.entry_id for link in links])
    actors: dict[str, datetime] = {}
    for actor, at in rows.order_by("recorded_at").values_list("actor", "recorded_at"):
        actors.setdefault(actor, at)
    return Fresh({actor: at for actor, at in actors.items() if _is_person(actor)}, links[-1].position)


def readings_of(actor: str, since: datetime, until: int) -> list[Reading]:
    """All sealed readings of one person from a moment on, up to a position of the chain, in the order of time."""
    rows = _readings().filter(actor=actor, recorded_at__gte=since)
    sealed = Link.objects.filter(position__lte=until).values("entry_id")
    found = list(rows.filter(pk__in=sealed).order_by("recorded_at", "pk"))
    taken = _taken_out(actor, since, {entry.request_id for entry in found} - {""})
    return [
        Reading(entry.pk, entry.recorded_at, frozenset(entry.seen), taken.get((entry.request_id, entry.action), 0))
        for entry in found
    ]


def _readings() -> QuerySet[Entry]:
    rows = Entry.objects.filter(outcome=Outcome.SEEN, subject_kind__in=list(identified()))
    return rows.exclude(action=TRAIL).exclude(seen=[])


def _taken_out(actor: str, since: datetime, requests: set[str]) -> dict[tuple[str, str], int]:
    """Exports of these requests: how many rows, by request and action. The export is an entry of its own."""
    rows = Entry.objects.filter(actor=actor, recorded_at__gte=since, detail__has_key="exported")
    found = rows.filter(request_id__in=requests).values_list("request_id", "action", "detail")
    return {(request, action): int(detail["exported"]) for request, action, detail in found}


def _is_person(actor: str) -> bool:
    try:
        UUID(actor)
    except ValueError:
        return False
    return True


def reader(actor: str, on: date) -> Reader | None:
    """Who reads, with what they answer for on a day; None for somebody accounts don't know."""
    person = Person.objects.filter(pk=actor).first()
    if person is None:
        return None
    grants = grants_of(person.pk, on)
    seeing = [grant for grant in grants if ROLES[grant.role].net in (Net.PLACES, Net.WIDE)]
    return Reader(
        fold(person.full_name).partition(" ")[0],
        frozenset(grant.role for grant in grants),
        frozenset[int]().union(*(grant.places for grant in seeing)),
        any(grant.everywhere for grant in seeing),
    )


def traits_of(children: Iterable[str]) -> dict[str, Traits]:
    """What the rules ask about children; call it in the scope of somebody who sees them all."""
    wanted = sorted(set(children))
    found: dict[str, Traits] = {}
    for subject in identified().values():
        if subject.traits is not None and wanted:
            found.update(subject.traits(wanted))
    return found


def already_raised(rule: str, readings: Sequence[Reading]) -> set[int]:
    """Entries that stand behind an alert of this rule already."""
    numbers = [one.entry for one in readings]
    return set(AlertEntry.objects.filter(rule=rule, entry_id__in=numbers).values_list("entry_id", flat=True))
