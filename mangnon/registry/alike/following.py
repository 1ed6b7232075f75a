"""The facts of a record that go over to another in a merge, and what becomes of periods that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from mangnon.registry.alike.snapshots import row_data
from mangnon.registry.models import (
    Aid,
    Carer,
    Checkup,
    Circumstance,
    Disability,
    Dose,
    Entitlement,
    HouseholdStay,
    Insurance,
    OtherName,
    Parent,
    ParentState,
    Residence,
    Schooling,
    Visit,
)
from mangnon.registry.slots import Follows, followers

FACTS: tuple[Follows, ...] = (
    Follows("registry.other_names", _("Tên gọi khác"), OtherName),
    Follows("registry.parents", _("Cha, mẹ"), Parent),
    Follows("registry.parent_states", _("Tình trạng của cha, mẹ"), ParentState),
    Follows("registry.carers", _("Người chăm sóc"), Carer),
    Follows("registry.stays", _("Hộ gia đình"), HouseholdStay),
    Follows("registry.residences", _("Nơi ở"), Residence),
    Follows("registry.circumstances", _("Hoàn cảnh đặc biệt"), Circumstance),
    Follows("registry.entitlements", _("Chính sách được hưởng"), Entitlement),
    Follows("registry.aids", _("Khoản trợ giúp"), Aid),
    Follows("registry.visits", _("Lần thăm"), Visit),
    Follows("registry.schoolings", _("Năm học"), Schooling),
    Follows("registry.insurances", _("Thẻ bảo hiểm y tế"), Insurance),
    Follows("registry.doses", _("Mũi tiêm"), Dose),
    Follows("registry.checkups", _("Lần khám"), Checkup),
    Follows("registry.disabilities", _("Khuyết tật"), Disability),
)
"""Facts about the child itself. Corrections, departures and transfers stay: they tell of the record."""

ONE_AT_A_TIME: dict[type[models.Model], tuple[str, ...]] = {
    ParentState: ("which", "state"),
    HouseholdStay: (),
    Residence: ("kind",),
    Circumstance: ("code",),
    Entitlement: ("law", "line"),
    Insurance: (),
    Disability: (),
}
"""Periods of which the database allows one at a time, with what they are of."""


@dataclass(slots=True)
class Moves:
    """What a merge did to facts."""

    moved: list[list[str]] = field(default_factory=list)
    made: list[list[Any]] = field(default_factory=list)


def everything() -> list[Follows]:
    """The facts of the register and what other rooms have of a child."""
    return [*FACTS, *followers()]


def move_facts(dropped: UUID, kept: UUID) -> Moves:
    """Move what can move; of periods that can't, copy the days on which the kept record says nothing."""
    moves = Moves()
    for follows in everything():
        for row in follows.rows.filter(**{follows.column: dropped}).order_by("pk"):
            if moved(follows, row.pk, kept):
                moves.moved.append([follows.table, follows.column, str(row.pk)])
            elif follows.model in ONE_AT_A_TIME:
                moves.made += [[follows.table, str(one.pk), row_data(one)] for one in _remainders(row, kept)]
    return moves


def moved(follows: Follows, pk: Any, to: UUID) -> bool:
    """Let one row point to another child; False when the database allows only one such row there."""
    try:
        with transaction.atomic():
            return follows.rows.filter(pk=pk).update(**{follows.column: to}) == 1
    except IntegrityError:
        return False


def _remainders(row: Any, kept: UUID) -> Iterator[models.Model]:
    model = type(row)
    same = {name: getattr(row, name) for name in ONE_AT_A_TIME[model]}
    theirs = model._base_manager.filter(child_id=kept, **same).order_by("valid_from")
    taken = list(theirs.values_list("valid_from", "valid_to"))
    for start, end in gaps(row.valid_from, row.valid_to, taken):
        values = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if not f.primary_key}
        copy = model(**{**values, "child_id": kept, "valid_from": start, "valid_to": end})
        copy.save(force_insert=True)
        yield copy


def gaps(
    start: date, end: date | None, taken: list[tuple[date, date | None]]
) -> list[tuple[date, date | None]]:  # fmt: skip
    """The parts of ``[start, end)`` that no taken period covers; taken ones come in order and don't overlap."""
    found: list[tuple[date, date | None]] = []
    at: date | None = start
    for first, last in taken:
        if at is None or (end is not None and first >= end):
            break
        if first > at:
            found.append((at, first))
        at = None if last is None else max(at, last)
    if at is not None and (end is None or at < end):
        found.append((at, end))
    return found
