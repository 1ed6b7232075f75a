"""Reads of the book. Row security shows it to nobody but auditors, data officers and their machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from mangnon.accounts.models import Person
from mangnon.audit.models import Entry, Link, Outcome
from mangnon.lib.dates import VN_ZONE
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.oversight.words import act_titles
from mangnon.places.models import Unit
from mangnon.places.queries.search import ranked

OUT_OF_ORDER = 10_000
"""Entries whose numbers and times may cross: a long transaction takes its number long before others."""
MOST_NAMES = 50
MOST_CHILDREN = 500


def entries() -> QuerySet[Entry]:
    """Every entry that the acting person may read."""
    return Entry.objects.all()


def see_entry(number: int) -> Entry:
    """One entry. Raises NotFound."""
    found = entries().filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def link_of(entry: Entry) -> Link | None:
    """Its link in the chain, or None while the sealer hasn't come by."""
    return Link.objects.filter(entry_id=entry.pk).first()


def about(kind: str, thing: str) -> QuerySet[Entry]:
    """Every act on a thing and every view of it, alone or among others."""
    acted = Q(subject_kind=kind, subject_id=thing)
    seen = Q(outcome=Outcome.SEEN, subject_kind=kind, seen__contains=[thing])
    return entries().filter(acted | seen)


def with_outcome(rows: QuerySet[Entry], outcome: str) -> QuerySet[Entry]:
    """Of one outcome; what a past release wrote in its place counts as done (see ``words.outcome_status``)."""
    if outcome == Outcome.DONE:
        return rows.exclude(outcome__in=[Outcome.SEEN, Outcome.DENIED])
    return rows.filter(outcome=outcome)


def by_days(rows: QuerySet[Entry], first: date | None, last: date | None) -> QuerySet[Entry]:
    """Entries recorded from the first day to the last, both included; bounded by number too, for the index."""
    if first is not None:
        start = datetime.combine(first, time(0), VN_ZONE)
        rows = rows.filter(recorded_at__gte=start, pk__gte=_first_number(start) - OUT_OF_ORDER)
    if last is not None:
        end = datetime.combine(last + timedelta(days=1), time(0), VN_ZONE)
        rows = rows.filter(recorded_at__lt=end)
        after = _number_at(end)
        rows = rows if after is None else rows.filter(pk__lt=after + OUT_OF_ORDER)
    return rows


def _number_at(moment: datetime) -> int | None:
    later = entries().filter(recorded_at__gte=moment).order_by("recorded_at").values_list("pk", flat=True)
    return later.first()


def _first_number(moment: datetime) -> int:
    found = _number_at(moment)
    return found if found is not None else 0


def actors_named(text: str) -> list[str]:
    """Actors as the book knows them: by id, by any part of a name with or without diacritics, by user name."""
    typed = text.strip()
    if _is_uuid(typed):
        return [typed.lower()]
    wanted = fold(typed).split()
    found = []
    for person in Person.objects.order_by("sort_key", "id").only("full_name", "username").iterator(500):
        folded = f" {fold(person.full_name)} {person.username}"
        if wanted and all(f" {word}" in folded for word in wanted):
            found.append(str(person.pk))
        if len(found) == MOST_NAMES:
            break
    return found or [typed]


def actions_named(text: str) -> list[str]:
    """Acts whose title or code holds every word typed."""
    wanted = fold(text).split()
    named = act_titles().items()
    return [code for code, title in named if code == text or all(word in fold(title).split() for word in wanted)]


def places_named(text: str) -> list[int]:
    """Ids of units of any time by old or new name; a commune of today stands for those that went into it too."""
    found = list(ranked(Unit.objects.all(), text)[:MOST_NAMES]) if fold(text) else []
    ids = {unit.pk for unit in found}
    return sorted(ids.union(*(unit.reach for unit in found), *(unit.today for unit in found)))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing that somebody looked at: how often, when first and last, the newest entry."""

    kind: str
    thing: str
    times: int
    first: datetime
    last: datetime
    entry: int


_LOOKED = """
select e.subject_kind, s.thing, count(*), min(e.recorded_at), max(e.recorded_at), max(e.id)
from audit_entry e cross join lateral unnest(e.seen) s(thing)
where e.actor = %s and e.outcome = 'seen' and e.recorded_at >= %s and e.subject_kind = any(%s)
group by 1, 2 order by 6 desc limit %s
"""


def looked_at_by(actor: str, since: datetime, kinds: Iterable[str]) -> list[Looked]:
    """What somebody has looked at since a moment, last seen first; at most ``MOST_CHILDREN`` and one more."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOKED, [actor, since, list(kinds), MOST_CHILDREN + 1])
        return [Looked(*row) for row in cursor.fetchall()]


def names_of(people: Sequence[str]) -> dict[str, str]:
    """Full names of people by id, as accounts know them today."""
    known = [one for one in people if _is_uuid(one)]
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=known).values_list("pk", "full_name")}
