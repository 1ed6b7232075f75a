"""What rosters ask of look-alikes: a small typed hole. The search index needs nothing: triggers keep it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.lib.dates import PartialDate
from mangnon.lib.names import fold_tight
from mangnon.registry.models import Child
from mangnon.registry.queries.children import SEE


@dataclass(frozen=True, slots=True)
class Probe:
    """A child that a sheet tells of and that isn't known for sure."""

    row: int
    name: str
    birth: PartialDate
    personal_number: str
    place_id: int
    sex: str = ""
    mother: str = ""
    father: str = ""
    mother_year: int = 0
    father_year: int = 0
    head: str = ""
    phone: str = ""
    hamlet_id: int = 0


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A record that may be the same child."""

    child_id: UUID
    name: str
    born: str
    why: tuple[str, ...]


Finder = Callable[[Actor, Sequence[Probe]], dict[int, list[LookAlike]]]


def equal_ones(actor: Actor, probes: Sequence[Probe]) -> dict[int, list[LookAlike]]:
    """Row → children of the commune with the same folded name and birth, or anywhere in reach with the same number."""
    places = {probe.place_id for probe in probes}
    years = {probe.birth.year for probe in probes}
    rows = Child.objects.visible_to(actor, SEE).exclude(left="merged")
    here = rows.filter(place_id__in=places, born_year__in=years).values_list("pk", "full_name", "born", "place_id")
    by_name: dict[tuple[str, str, int], list[LookAlike]] = {}
    for pk, name, born, place in here.iterator():
        key = fold_tight(name), _known(born), place
        by_name.setdefault(key, []).append(LookAlike(pk, name, born, ("name", "birth")))
    numbers = {probe.personal_number for probe in probes if probe.personal_number}
    by_number: dict[str, list[LookAlike]] = {}
    if numbers:
        for pk, name, born, number in rows.filter(personal_number__in=numbers).values_list(
            "pk", "full_name", "born", "personal_number"
        ):
            by_number.setdefault(number, []).append(LookAlike(pk, name, born, ("number",)))
    if not by_name and not by_number:
        return {}
    return {probe.row: found for probe in probes if (found := _of(probe, by_number, by_name))}


def _of(
    probe: Probe,
    by_number: dict[str, list[LookAlike]],
    by_name: dict[tuple[str, str, int], list[LookAlike]],
) -> list[LookAlike]:
    same = by_number.get(probe.personal_number, []) if probe.personal_number else []
    named = by_name.get((fold_tight(probe.name), _known(probe.birth.code), probe.place_id), []) if probe.name else []
    return list({one.child_id: one for one in (*named, *same)}.values())


def _known(born: str) -> str:
    return born.rstrip("~")


@dataclass(slots=True)
class Ports:
    """Who answers: replaced at start by the rooms' own."""

    look_alikes: Finder = equal_ones
    derived: frozenset[str] = frozenset()
    """Tables with what is reckoned from children: they say nothing of who touched a record, and go with it."""
    closed: frozenset[str] = frozenset()
    """Tables that the web can't clear: the database does, or a row in them makes its record touched."""


PORTS = Ports()


def school_year(on: date) -> int:
    """The year in which the school year of a day began: a new one is counted from August on."""
    return on.year if on.month >= 8 else on.year - 1
