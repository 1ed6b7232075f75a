"""Reads on recognition: rounds, communes of a round, one dossier against its criteria, the history of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from mangnon.access.offers import filled
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.programmes.plans.queries.grounds import Ground, served_on
from mangnon.programmes.recognition.models import OPEN, Dossier, PlaceClass, Round, Score, Stand
from mangnon.programmes.recognition.rules import Key, Verdict, judge, missing
from mangnon.statutes.kinds.figures import CriteriaTable
from mangnon.statutes.queries.definitions import Law, UnknownDefinition, definition, pinned
from mangnon.statutes.slots import Indicator

KIND, TABLE = "criteria", "xa_phu_hop_tre_em"
"""Kind and key of the definition."""
DRAWN = {("TC06", 1): "registry.helped"}
"""Parts for which a room reckons the very figure that the part asks for."""


def law_on(on: date) -> Law:
    """The criteria in force on a day. Raises UnknownDefinition."""
    return definition(KIND, TABLE, on)


def law_of(dossier: Dossier) -> Law:
    """The criteria that a dossier keeps. Raises UnknownDefinition."""
    return pinned(KIND, TABLE, dossier.definition)


def rounds() -> list[Round]:
    """All, the latest first."""
    return list(Round.objects.order_by("-year", "kind"))


def round_seen(pk: UUID) -> Round:
    """One round. Raises NotFound."""
    found = Round.objects.select_related("document").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def dossier_seen(pk: UUID) -> Dossier:
    """One dossier. Raises NotFound."""
    found = Dossier.objects.select_related("place", "round").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def dossier_of(place: Unit, round_id: UUID) -> Dossier | None:
    """That of a place in a round, if it has begun."""
    return Dossier.objects.filter(place=place, round=round_id).first()


def communes_on(day: date, today: date) -> list[Unit]:
    """Communes served on the day of a round, by name; of one that is ahead, today's."""
    at = min(day, today)
    layers, found = served_on(at.year, at), []
    while layers:
        found += [one.unit for one in layers if one.unit.level == Level.COMMUNE]
        layers = [child for one in layers for child in one.children]
    return sorted(found, key=lambda unit: (unit.sort_key, unit.pk))


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A commune in a round. ``short``: points missing to its least total, as far as that is known."""

    unit: Unit
    dossier: Dossier | None
    short: int | None


def round_rows(one: Round, today: date, law: Law | None) -> list[RoundRow]:
    """Every commune of a round with its dossier: a handful of statements and the map. ``law``: its criteria."""
    units = communes_on(one.opens_on, today)
    dossiers = {row.place_id: row for row in Dossier.objects.filter(round=one).select_related("place", "round")}
    classes = classes_on(one.opens_on)
    lowest = {each.code: each.least for each in law.body.thresholds} if law else {}
    return [_row(unit, dossiers.get(unit.pk), lowest, classes.get(unit.pk, "")) for unit in units]


def _row(unit: Unit, dossier: Dossier | None, lowest: dict[str, int], known: str) -> RoundRow:
    if dossier is None:
        return RoundRow(unit, None, None)
    wanted = lowest.get(dossier.place_class or known)
    got = dossier.self_total if dossier.checked_total is None else dossier.checked_total
    return RoundRow(unit, dossier, None if wanted is None else max(wanted - got, 0))


def law_if_any(on: date) -> Law | None:
    """The criteria in force on a day; None where none are loaded."""
    try:
        return law_on(on)
    except UnknownDefinition:
        return None


def living(on: date) -> Q:
    """Classes on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def classes_on(on: date) -> dict[int, str]:
    """Class by place."""
    return dict(PlaceClass.objects.filter(living(on)).values_list("place_id", "code"))


def class_on(place: Unit, on: date) -> str:
    """The class of a place on a day; empty when nobody entered one."""
    return PlaceClass.objects.filter(living(on), place=place).values_list("code", flat=True).first() or ""


def classes_of(places: Sequence[int]) -> list[PlaceClass]:
    """Every class that some places had, the latest first."""
    return list(PlaceClass.objects.filter(place__in=places).select_related("place").order_by("-valid_from", "pk"))


@dataclass(frozen=True)
class Reading:
    """A dossier with the criteria it keeps and its points."""

    dossier: Dossier

    @cached_property
    def law(self) -> Law:
        """Its criteria."""
        return law_of(self.dossier)

    @property
    def table(self) -> CriteriaTable:
        """The table of points."""
        body: CriteriaTable = self.law.body
        return body

    @cached_property
    def missing(self) -> list[str]:
        """What the table has no points for."""
        return missing(self.table)

    @cached_property
    def scores(self) -> dict[Key, Score]:
        """Scores by criterion and part."""
        rows = Score.objects.filter(dossier=self.dossier)
        return {(one.criterion, one.part): one for one in rows}

    def points(self, *, checked: bool) -> dict[Key, int | None]:
        """Points as the commune, or as the province sees them."""
        name = "checked_points" if checked else "self_points"
        return {key: getattr(one, name) for key, one in self.scores.items()}

    @cached_property
    def place_class(self) -> str:
        """The class it was checked by, else that of the round's day."""
        return self.dossier.place_class or class_on(self.dossier.place, self.dossier.round.opens_on)

    @cached_property
    def checked(self) -> bool:
        """Whether checked points are what counts."""
        return self.dossier.checked_total is not None

    @cached_property
    def now(self) -> dict[Key, int | None]:
        """The points that count: the checked ones once there are some."""
        return self.points(checked=self.checked)

    @cached_property
    def verdict(self) -> Verdict:
        """Where it stands."""
        return judge(self.table, self.now, self.place_class)


def suggestions(place: Unit, year: int, today: date) -> dict[Key, tuple[str, str]]:
    """Figures reckoned from the records within the reader's reach: per cent with its source, by part. Never written."""
    figures = {one.key: one for one in filled(Indicator)}
    first, last = date(year, 1, 1), min(today, date(year, 12, 31))
    found: dict[Key, tuple[str, str]] = {}
    for key, name in DRAWN.items():
        if (figure := figures.get(name)) is None or last < first:
            continue
        counted: Any = figure.count([*place.reach, *Ground(place).ids], first, last)
        if counted is not None:
            found[key] = f"{round(counted, 1)}%".replace(".", ","), str(figure.title)
    return found


def history(unit: Unit) -> list[Dossier]:
    """Dossiers of a place and of those whose ground is its own today, the latest first."""
    rows = Dossier.objects.filter(place__in=Ground(unit).ids).select_related("place", "round")
    return list(rows.order_by("-round__year", "place__sort_key", "pk"))


def resting(document_id: int) -> list[Round]:
    """Rounds that a document orders."""
    return list(Round.objects.filter(document=document_id).order_by("-year"))


def to_score(places: Sequence[int], today: date) -> tuple[Round, Dossier | None] | None:
    """The round that some places have still to score in, with what they have of it. At most two statements."""
    last = Round.objects.filter(opens_on__lte=today, due_on__gte=today).order_by("due_on").first()
    if last is None:
        return None
    dossier = Dossier.objects.filter(place__in=places, round=last).select_related("place", "round").first()
    if dossier is not None and dossier.state not in OPEN:
        return None
    return last, dossier


def waiting() -> list[Dossier]:
    """Dossiers of assessments that the province has to check or to decide, the oldest first."""
    rows = Dossier.objects.filter(state__in=[Stand.SUBMITTED, Stand.VERIFIED], round__kind="assessment")
    return list(rows.select_related("place", "round").order_by("submitted_at", "pk")[:8])
