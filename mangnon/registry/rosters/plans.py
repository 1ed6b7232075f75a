"""What an import would do, before it does it: rows to add and to change for each table, and what people are shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from mangnon.registry.models import (
    Carer,
    Child,
    Circumstance,
    Correction,
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
from mangnon.registry.rosters.checking import Fault
from mangnon.registry.rosters.ports import LookAlike

ADDED: dict[type[models.Model], tuple[str, ...]] = {
    Household: ("id", "hamlet_id", "number", "head_name", "sort_key", "address"),
    Child: (
        "id", "hamlet_id", "household_id", "full_name", "nameless", "sort_key", "sex", "ethnicity", "personal_number",
        "external_code", "registered", "born", "born_from", "born_to",
    ),
    Residence: ("child_id", "hamlet_id", "address", "status", "note", "valid_from"),
    HouseholdStay: ("child_id", "household_id", "relation", "valid_from"),
    Parent: ("child_id", "which", "full_name", "born_year", "phone", "unknown"),
    ParentState: ("child_id", "which", "state", "valid_from"),
    Carer: ("child_id", "full_name", "relation", "phone", "valid_from"),
    Insurance: ("child_id", "number", "valid_from"),
    Schooling: ("child_id", "year", "status", "grade", "school"),
    Disability: ("child_id", "types", "degree", "valid_from"),
    Circumstance: ("child_id", "code", "group", "law_version", "sensitivity", "evidence", "valid_from"),
    HouseholdClass: ("household_id", "year", "klass"),
    Correction: ("child_id", "field", "old", "new"),
}  # fmt: skip
"""Tables in the order in which rows can be added, with the columns that a sheet fills."""
CHANGED: dict[type[models.Model], tuple[str, ...]] = {
    Child: (
        "hamlet_id", "household_id", "full_name", "nameless", "sort_key", "sex", "ethnicity", "personal_number",
        "external_code", "registered", "born", "born_from", "born_to", "version",
    ),
    Residence: ("hamlet_id", "address", "status", "note", "valid_to"),
    HouseholdStay: ("household_id", "relation", "valid_to"),
    Parent: ("full_name", "born_year", "phone", "unknown"),
    ParentState: ("valid_to",),
    Carer: ("full_name", "relation", "phone", "valid_to"),
    Insurance: ("number", "valid_to"),
    Schooling: ("status", "grade", "school"),
    Disability: ("types", "degree", "valid_to"),
    HouseholdClass: ("klass",),
}  # fmt: skip
"""Columns that a sheet may change, after the row's id."""
SHOWN = 200
"""Lines of each kind that a preview keeps."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes: our column, old and new words."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A child that is known and changes."""

    row: int
    child_id: UUID
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A child that may be known."""

    row: int
    name: str
    born: str
    found: tuple[LookAlike, ...]


@dataclass(slots=True)
class Plan:
    """Everything that an import would do."""

    added: dict[type[models.Model], list[tuple[Any, ...]]] = field(default_factory=lambda: {one: [] for one in ADDED})
    changed: dict[type[models.Model], list[tuple[Any, ...]]] = field(
        default_factory=lambda: {one: [] for one in CHANGED}
    )
    changes: list[Change] = field(default_factory=list)
    alike: list[Likeness] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)
    first: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Row, name, birth, mother's name of the first new children."""

    @property
    def new(self) -> int:
        """How many children it adds."""
        return len(self.added[Child])

    def add(self, model: type[models.Model], *values: Any) -> None:
        """One row to add."""
        self.added[model].append(values)

    def change(self, row: models.Model, **values: Any) -> None:
        """One row to change: every column of its table that a sheet may change, with these new values."""
        model = type(row)
        self.changed[model].append((row.pk, *(values.get(name, getattr(row, name)) for name in CHANGED[model])))

    def digest(self, hashes: Sequence[bytes]) -> str:
        """The same for the same sheet over the same register: what was shown is what is done."""
        told = [self.new, self.same, [_plain(one) for one in self.changes], [one.row for one in self.alike]]
        whole = hashlib.sha256(b"".join(hashes))
        whole.update(json.dumps(told, cls=DjangoJSONEncoder).encode())
        return whole.hexdigest()


def _plain(change: Change) -> list[Any]:
    return [change.row, str(change.child_id), [[line.column, line.old, line.new] for line in change.lines]]
