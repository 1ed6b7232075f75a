"""Who in which commune and role is untrained or must refresh: numbers by place, and the people within reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from mangnon.access.roles import Role
from mangnon.accounts.models import Assignment
from mangnon.accounts.queries import live
from mangnon.places.models import Unit
from mangnon.programmes.training.models import Audience, Curriculum, Trainee
from mangnon.programmes.training.queries.courses import AUDIENCE_OF
from mangnon.programmes.training.rules import SOON_MONTHS, Need, Tally, months_later, tally

ONE_DAY = timedelta(days=1)
ROLE_OF = {audience: role for role, audience in AUDIENCE_OF.items()}


@dataclass(frozen=True, slots=True)
class PlaceNeeds:
    """A commune with a count for each audience of the curriculum."""

    unit: Unit
    tallies: dict[Audience, Tally]

    @property
    def well(self) -> bool:
        """Whether nobody there lacks it."""
        return all(one.well for one in self.tallies.values())


def audiences(curriculum: Curriculum) -> list[Audience]:
    """Whom of the curriculum's audience accounts or lists name, in our order."""
    return [one for one in Audience if one.value in curriculum.audience and one in ROLE_OF]


def place_needs(curriculum: Curriculum, units: Sequence[Unit], on: date) -> list[PlaceNeeds]:
    """Each commune of ``units`` with its counts on a day: two statements."""
    kinds = audiences(curriculum)
    lasts, own = _passed(curriculum)
    holding = _holding([ROLE_OF[one] for one in kinds], [one.pk for one in units], on)
    found = []
    for unit in units:
        counts = {}
        for kind in kinds:
            keys = holding[unit.pk, kind]
            trained = {**lasts[unit.pk, kind], **{key: own[key] for key in keys if key in own}}
            counts[kind] = tally(keys, _still_here(trained, keys, own), curriculum.refresh_months, on)
        found.append(PlaceNeeds(unit, counts))
    return found


def _still_here(trained: dict[object, date], keys: set[object], own: dict[object, date]) -> dict[object, date]:
    """Without people of accounts who no longer hold the role there: those count where they work now."""
    return {key: last for key, last in trained.items() if key in keys or key not in own}


Lasts = dict[tuple[int, Audience], dict[object, date]]


def _passed(curriculum: Curriculum) -> tuple[Lasts, dict[object, date]]:
    """Last days by today's place and audience, and by account wherever it was."""
    lasts: Lasts = defaultdict(dict)
    own: dict[object, date] = {}
    rows = Trainee.objects.filter(course__curriculum=curriculum, passed_on__isnull=False).order_by("passed_on")
    told = rows.values_list("person", "name_key", "place_id", "place__today", "audience", "passed_on")
    for person, name, place, today, audience, last in told:
        if last is None:
            continue
        key = person or (name, place)
        if person:
            own[person] = last
        for unit in today or [place]:
            lasts[unit, Audience(audience)][key] = last
    return lasts, own


def _holding(roles: Iterable[Role], places: Sequence[int], on: date) -> dict[tuple[int, Audience], set[object]]:
    found: dict[tuple[int, Audience], set[object]] = defaultdict(set)
    rows = Assignment.objects.filter(live(on), role__in=list(roles), place__in=places, person__disabled_at__isnull=True)
    for place, role, person in rows.values_list("place_id", "role", "person_id"):
        found[place, AUDIENCE_OF[Role(role)]].add(person)
    return found


def people_needing(curriculum: Curriculum, places: Sequence[int], on: date) -> QuerySet[Assignment]:
    """Who holds a role of the curriculum in some places, each with ``last``: the day on which they last passed it."""
    passed = Trainee.objects.filter(
        person=OuterRef("person_id"), course__curriculum=curriculum, passed_on__isnull=False
    ).order_by()  # fmt: skip
    last = Subquery(passed.values("person").annotate(last=Max("passed_on")).values("last"))
    roles = [ROLE_OF[one].value for one in audiences(curriculum)]
    rows = Assignment.objects.filter(live(on), role__in=roles, place__in=places, person__disabled_at__isnull=True)
    return rows.select_related("person", "place").annotate(last=last)


def nobody() -> QuerySet[Assignment]:
    """The same of no curriculum at all."""
    return Assignment.objects.none()


def standing_as(wanted: Need, curriculum: Curriculum, on: date) -> Q:
    """The condition on ``last`` by which somebody stands so: the same as ``rules.need``, for the database."""
    months = curriculum.refresh_months
    if wanted is Need.NEVER:
        return Q(last__isnull=True)
    if months is None:
        return Q(last__isnull=False) if wanted is Need.FINE else Q(pk__in=[])
    over, soon = _latest_over(on, months), _latest_over(months_later(on, SOON_MONTHS), months)
    return {
        Need.EXPIRED: Q(last__lte=over),
        Need.SOON: Q(last__gt=over, last__lte=soon),
        Need.FINE: Q(last__gt=soon),
    }[wanted]


def _latest_over(on: date, months: int) -> date:
    """The latest day from which ``months`` have passed by a day."""
    day = months_later(on, -months)
    while months_later(day + ONE_DAY, months) <= on:
        day += ONE_DAY
    return day


def curriculum_of(found: Sequence[Curriculum], asked: UUID | None) -> Curriculum | None:
    """The one asked for, else the first."""
    return next((one for one in found if asked is None or one.pk == asked), None)
