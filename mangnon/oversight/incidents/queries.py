"""Reads of incidents: within reach, their clocks, whom they concern; drawing people from the book in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from mangnon.access.actor import Actor, job
from mangnon.access.doors import see
from mangnon.access.managers import GuardedQuerySet
from mangnon.lib.dates import local_day
from mangnon.oversight.incidents.definitions import IncidentKind, named
from mangnon.oversight.incidents.models import ConcernedPerson, Incident, IncidentStep, IncidentTelling
from mangnon.oversight.incidents.rules import Running, clocks_of
from mangnon.oversight.models import AlertEntry
from mangnon.oversight.slots import subjects

SEE = "oversight.incidents.see"
FILES = "oversight.incident"
"""The kind under which incidents own files."""


def incidents(actor: Actor, action: str = SEE) -> GuardedQuerySet[Any]:
    """Incidents in which the actor may do something."""
    return Incident.objects.visible_to(actor, action)


def see_incident(actor: Actor, pk: UUID, action: str = SEE) -> Incident:
    """One incident. Raises NotFound, Forbidden."""
    return see(Incident, pk, actor, action)


def machine(name: str) -> Actor:
    """A machine that reads all incidents."""
    return job(name, SEE, "oversight.incidents.remind")


def kinds_of(incident: Incident) -> list[IncidentKind]:
    """Its definitions, as they were when it was recorded."""
    return named(incident.kinds, local_day(incident.recorded_at))


def met(incident: Incident) -> dict[str, datetime]:
    """Which terms are met, and when."""
    return {one.clock: one.told_at for one in incident.tellings.all() if one.clock}


def terms_of(incident: Incident) -> list[Running]:
    """Its legal terms, the first due first."""
    return clocks_of(kinds_of(incident), incident.known_at, met(incident))


def steps_of(incident: Incident) -> list[IncidentStep]:
    """What was done, newest first."""
    return list(IncidentStep.objects.filter(incident=incident).order_by("-happened_at", "-id"))


def tellings_of(incident: Incident) -> list[IncidentTelling]:
    """Who was told, newest first."""
    return list(IncidentTelling.objects.filter(incident=incident).order_by("-told_at", "-id"))


def people(incident: Incident) -> QuerySet[ConcernedPerson]:
    """Whom it concerns; call it for those who may see the list."""
    return ConcernedPerson.objects.filter(incident=incident)


def drills(province: int) -> list[date]:
    """The days on which drills were recorded."""
    rows = incidents(machine("oversight.incidents.drills")).filter(drill=True, place=province)
    return [local_day(at) for at in rows.values_list("recorded_at", flat=True)]


@dataclass(frozen=True, slots=True)
class Draw:
    """Which entries of the book: by whom, from when to when, or behind which alerts."""

    actors: tuple[str, ...] = ()
    first: datetime | None = None
    end: datetime | None = None
    alert: UUID | None = None
    rule: str = ""

    def entries(self) -> list[int] | None:
        """The entries behind an alert, or behind all alerts of a rule; None when it doesn't ask for them."""
        if self.alert is None and not self.rule:
            return None
        rows = AlertEntry.objects.all()
        rows = rows.filter(alert=self.alert) if self.alert else rows.filter(rule=self.rule)
        return list(rows.values_list("entry_id", flat=True))


_DRAW = """
with picked as (
  select e.id, e.recorded_at, e.subject_kind,
    case when cardinality(e.seen) > 0 then e.seen else array[e.subject_id::text] end as things
  from audit_entry e
  where e.subject_kind = any(%(kinds)s)
    and e.outcome <> 'denied'
    and (%(actors)s::text[] is null or e.actor = any(%(actors)s::text[]))
    and (%(first)s::timestamptz is null or e.recorded_at >= %(first)s::timestamptz)
    and (%(end)s::timestamptz is null or e.recorded_at < %(end)s::timestamptz)
    and (%(entries)s::bigint[] is null or e.id = any(%(entries)s::bigint[]))
), found as (
  select p.subject_kind, t.thing, array_agg(distinct p.id) as entries, min(p.recorded_at) as first_at,
    max(p.recorded_at) as last_at
  from picked p cross join lateral unnest(p.things) t(thing)
  where t.thing <> ''
  group by p.subject_kind, t.thing
)
insert into oversight_concernedperson as c
  (id, incident_id, kind, thing, name, entries, first_at, last_at, added_at, told_how, told_by_name)
select uuidv7(), %(incident)s, f.subject_kind, f.thing, '', f.entries, f.first_at, f.last_at, %(at)s, '', ''
from found f
on conflict (incident_id, kind, thing) do update set
  entries = (select array_agg(distinct one order by one) from unnest(c.entries || excluded.entries) one),
  first_at = least(c.first_at, excluded.first_at), last_at = greatest(c.last_at, excluded.last_at)
returning 1
"""


def draw_people(incident: Incident, draw: Draw, at: datetime) -> int:
    """Freeze everybody whose data these entries of the book showed, with the entries behind each; how many.

    One statement that never brings the people into Python: a list of a hundred thousand costs no more memory than one
    of ten. Those of an earlier draw get the further entries.
    """
    asked: dict[str, Any] = {
        "kinds": _kinds(),
        "actors": list(draw.actors) or None,
        "first": draw.first,
        "end": draw.end,
        "entries": draw.entries(),
        "incident": incident.pk,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, asked)
        return int(cursor.rowcount)


def _kinds() -> Sequence[str]:
    """The kinds whose every view is booked, less the registers of this room."""
    return [kind for kind, one in subjects().items() if one.identified and not kind.startswith("oversight.")]
