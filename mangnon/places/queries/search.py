"""Finding units by old or new name, with or without diacritics and spaces, or by code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Replace
from django.utils.translation import gettext as _

from mangnon.lib.names import fold, fold_tight
from mangnon.lib.refusal import Text
from mangnon.places.models import Level, Unit, UnitQuerySet
from mangnon.places.queries.lineage import became_words, old_name, todays
from mangnon.places.queries.trees import lines
from mangnon.places.queries.units import units_served
from mangnon.places.rules import in_line

ALIKE = 0.45
"""How alike a name must be when nothing matches: ``Cà Dy`` finds ``Ca Dy``, ``Zuôich`` finds ``Zuôih``."""


@dataclass(frozen=True, slots=True)
class Found:
    """A unit, how its name stands in a list, and what to say beside it."""

    unit: Unit
    title: str
    note: str


def search_units(
    words: str,
    *,
    limit: int = 12,
    served: bool = True,
    on: date | None = None,
    levels: tuple[str, ...] = (),
    past: bool = True,
) -> list[Found]:
    """Units for the words typed: exact, then beginnings, then beginnings of words, then inside.

    Among equals, units in force come first; old ones say what they are today. ``served`` keeps to the ground
    of the province served; ``on`` to units in force on a day; without ``past`` only those of today.
    """
    rows = _scope(served=served, on=on, levels=levels, past=past)
    found = list(ranked(rows, words)[:limit]) if fold_tight(words) else []
    now, where = todays(found), lines(found)
    return [Found(unit, old_name(unit), _note(unit, now[unit.pk], where[unit.pk])) for unit in found]


def _scope(*, served: bool, on: date | None, levels: tuple[str, ...], past: bool) -> UnitQuerySet:
    rows = units_served() if served else Unit.objects.all()
    if levels:
        rows = rows.filter(level__in=levels)
    if on is not None:
        rows = rows.on(on)
    return rows if past else rows.filter(valid_to__isnull=True)


def ranked(rows: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    """Rows that match, the best first; when nothing matches, names that look alike."""
    spaced, tight = fold(words), fold_tight(words)
    if tight.isdigit():
        return rows.filter(code__startswith=tight).order_by("code", "-valid_from")
    keyed = rows.alias(
        tight=Replace("bare_key", Value(" "), Value("")), whole=Replace("search_key", Value(" "), Value(""))
    )
    matching = keyed.filter(Q(tight__contains=tight) | Q(whole__startswith=tight))
    if not matching.exists():
        alike = keyed.annotate(alike=TrigramSimilarity("tight", tight)).filter(alike__gte=ALIKE)
        return alike.order_by("-alike", _past_last(), "sort_key", "-id")
    rank = Case(
        When(Q(tight=tight) | Q(whole=tight), then=0),
        When(Q(tight__startswith=tight) | Q(whole__startswith=tight), then=1),
        When(bare_key__contains=f" {spaced}", then=2),
        default=3,
        output_field=IntegerField(),
    )
    return matching.order_by(rank, _past_last(), "sort_key", "-valid_from", "id")


def _past_last() -> Case:
    return Case(When(valid_to__isnull=True, then=0), default=1, output_field=IntegerField())


def _note(unit: Unit, now: list[Unit], line: str) -> str:
    above = line.partition(", ")[2]
    return ", ".join(filter(None, (above, became_words(unit, now))))


@dataclass(frozen=True, slots=True)
class _Choice:
    unit: Unit
    why: str


def suggest(
    words: str, *, limit: int = 8, served: bool = True, levels: tuple[str, ...] = (Level.COMMUNE,)
) -> list[Found]:
    """Units of today to choose from: an old name leads to what it became, saying why it was found."""
    old = list(ranked(_scope(served=served, on=None, levels=levels, past=True), words)[: limit * 4])
    now = todays(old)
    chosen: dict[int, _Choice] = {}
    for unit in old:
        for one in now[unit.pk]:
            if one.level in levels:
                chosen.setdefault(one.pk, _Choice(one, _why(unit, one, parts=len(now[unit.pk]))))
    picked = list(chosen.values())[:limit]
    where = lines([choice.unit for choice in picked])
    return [
        Found(choice.unit, choice.unit.name, choice.why or where[choice.unit.pk].partition(", ")[2])
        for choice in picked
    ]


def _why(old: Unit, now: Unit, *, parts: int) -> str:
    if old.pk == now.pk or old.bare_key == now.bare_key:
        return ""
    if parts > 1:
        return _("gồm một phần {old} cũ").format(old=in_line(old.name))
    return _("gồm {old} cũ").format(old=in_line(old.name))


def resolve(text: str, key: str = "", *, levels: tuple[str, ...] = (Level.COMMUNE,), served: bool = True) -> list[Unit]:
    """What a combobox sent: the chosen unit, or those of today whose name or code fits the text alone."""
    if key:
        rows = _scope(served=served, on=None, levels=levels, past=False)
        return list(rows.filter(pk=key)) if key.isdecimal() else []
    tight = fold_tight(text)
    if not tight:
        return []
    near = [one.unit for one in suggest(text, levels=levels, served=served)]
    exact = [one for one in near if tight in (_tight(one.bare_key), _tight(one.search_key), one.code)]
    return exact or near


def _tight(key: str) -> str:
    return key.replace(" ", "")


__all__ = ["Found", "Text", "ranked", "resolve", "search_units", "suggest"]
