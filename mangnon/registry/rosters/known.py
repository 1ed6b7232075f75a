"""What the register already holds of the children of a sheet, loaded in sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from mangnon.access.actor import Actor
from mangnon.lib.names import fold_tight, tone_place_key
from mangnon.places.models import Unit
from mangnon.registry.models import (
    Carer,
    Child,
    Circumstance,
    Disability,
    Household,
    HouseholdClass,
    HouseholdStay,
    Insurance,
    Parent,
    ParentState,
    Residence,
    Schooling,
)
from mangnon.registry.rosters.ports import school_year

APPLY = "registry.rosters.apply"
FEW = 5_000
"""Up to so many rows are looked up by their codes; more load the whole place."""
KEYS = ("pk", "external_code", "personal_number", "full_name", "born", "sex", "left", "version")


@dataclass(frozen=True, slots=True)
class Key:
    """By what a child is recognised."""

    pk: UUID
    external_code: str
    personal_number: str
    full_name: str
    born: str
    sex: str
    left: str
    version: int


@dataclass(slots=True)
class Record:
    """Everything that a sheet may say about a child, as the register has it on a day."""

    child: Child
    parents: dict[str, Parent] = field(default_factory=dict)
    states: dict[str, dict[str, ParentState]] = field(default_factory=dict)
    carer: Carer | None = None
    residence: Residence | None = None
    stay: HouseholdStay | None = None
    insurance: Insurance | None = None
    schooling: Schooling | None = None
    disability: Disability | None = None
    circumstances: dict[str, Circumstance] = field(default_factory=dict)


def keys_of(
    actor: Actor, place: Unit, *, ids: Sequence[Any], codes: Sequence[str], numbers: Sequence[str]
) -> list[Key]:
    """Children of the place who bear one of these ids, codes or numbers; all of them when there are many."""
    rows = Child.objects.visible_to(actor, APPLY).filter(place=place).exclude(left="merged")
    if len(ids) + len(codes) + len(numbers) <= FEW:
        rows = rows.filter(Q(pk__in=ids) | Q(external_code__in=codes) | Q(personal_number__in=numbers))
    return [Key(*row) for row in rows.values_list(*KEYS).iterator(chunk_size=5_000)]


def births_in(actor: Actor, place: Unit) -> set[str]:
    """Every birth that the place's register holds: a sheet's row with another is no namesake."""
    rows = Child.objects.visible_to(actor, APPLY).filter(place=place)
    return set(rows.values_list("born", flat=True).distinct())


def namesakes(actor: Actor, place: Unit, births: set[str]) -> dict[tuple[str, str, str], list[Key]]:
    """Children of the place by the exact key: name, full birth date, mother's name."""
    rows = Child.objects.visible_to(actor, APPLY).filter(place=place, born__in=births).exclude(left="merged")
    found = {row[0]: Key(*row) for row in rows.values_list(*KEYS).iterator(chunk_size=5_000)}
    mothers = Parent.objects.filter(child__in=found, which="mother").exclude(full_name="")
    index: dict[tuple[str, str, str], list[Key]] = {}
    for child_id, name in mothers.values_list("child_id", "full_name"):
        key = found[child_id]
        index.setdefault((tone_place_key(key.full_name), key.born, tone_place_key(name)), []).append(key)
    return index


def records(actor: Actor, ids: Iterable[UUID], on: date, action: str = APPLY) -> dict[UUID, Record]:
    """The whole records of some children on a day."""
    wanted = list(ids)
    found: dict[UUID, Record] = {}
    for start in range(0, len(wanted), FEW):
        found.update(_some(actor, wanted[start : start + FEW], on, action))
    return found


def _some(actor: Actor, ids: list[UUID], on: date, action: str) -> dict[UUID, Record]:
    rows = Child.objects.visible_to(actor, action).filter(pk__in=ids).select_related("household")
    found = {one.pk: Record(one) for one in rows}
    holds = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    single: tuple[tuple[str, Any], ...] = (
        ("schooling", Schooling.objects.filter(year=school_year(on))),
        ("carer", Carer.objects.filter(holds, main=True)),
        ("residence", Residence.objects.filter(holds, kind=Residence.Kind.ACTUAL)),
        ("stay", HouseholdStay.objects.filter(holds)),
        ("insurance", Insurance.objects.filter(holds)),
        ("disability", Disability.objects.filter(holds)),
    )
    for name, rows in single:
        for row in rows.filter(child__in=ids):
            setattr(found[row.child_id], name, row)
    _add_many(found, ids, holds)
    return found


def _add_many(found: dict[UUID, Record], ids: list[UUID], holds: Q) -> None:
    """What a child may have several of."""
    for parent in Parent.objects.filter(child__in=ids):
        found[parent.child_id].parents[parent.which] = parent
    for state in ParentState.objects.filter(holds, child__in=ids):
        found[state.child_id].states.setdefault(state.which, {})[state.state] = state
    for circumstance in Circumstance.objects.filter(holds, child__in=ids):
        found[circumstance.child_id].circumstances[circumstance.code] = circumstance


@dataclass(slots=True)
class Homes:
    """Open households of a place: by number, by head and hamlet; and the classes of the year."""

    by_number: dict[str, list[UUID]] = field(default_factory=dict)
    by_head: dict[tuple[str, int | None], list[UUID]] = field(default_factory=dict)
    heads: dict[UUID, str] = field(default_factory=dict)
    numbers: dict[UUID, str] = field(default_factory=dict)
    classes: dict[UUID, tuple[int, str]] = field(default_factory=dict)

    def add(self, pk: UUID, number: str, head: str, hamlet: int | None) -> None:
        """Remember one."""
        self.heads[pk], self.numbers[pk] = head, number
        if number:
            self.by_number.setdefault(number, []).append(pk)
        self.by_head.setdefault((fold_tight(head), hamlet), []).append(pk)

    def is_told(self, pk: UUID, number: str, head: str) -> bool:
        """Whether a sheet that writes this number and this head means that household."""
        same_head = not head or fold_tight(self.heads.get(pk, "")) == fold_tight(head)
        return pk in self.heads and same_head and (not number or self.numbers[pk] == number)


def homes_of(actor: Actor, place: Unit, year: int) -> Homes:
    """What is known of the households of a place."""
    homes = Homes()
    rows = Household.objects.visible_to(actor, APPLY).filter(place=place, closed_on__isnull=True)
    for pk, number, head, hamlet in rows.values_list("pk", "number", "head_name", "hamlet_id").iterator():
        homes.add(pk, number, head, hamlet)
    classes = HouseholdClass.objects.filter(year=year, household__in=list(homes.heads))
    for household_id, pk, klass in classes.values_list("household_id", "pk", "klass").iterator():
        homes.classes[household_id] = (pk, klass)
    return homes
