"""A row of a sheet as it was read: empty means that the sheet doesn't say, never that something ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mangnon.lib.dates import PartialDate
from mangnon.registry.models import Nameless, Schooling
from mangnon.registry.rosters.cells import Name
from mangnon.registry.rosters.checking import Checked

PLAIN = (
    "external_code", "sex", "ethnicity", "personal_number", "registered", "card", "address", "residence_status",
    "school_status", "school", "grade", "disability_types", "disability_degree", "circumstances", "evidence",
    "carer_name", "carer_relation", "carer_phone", "head_name", "relation", "household_number", "poverty", "note",
)  # fmt: skip


@dataclass(slots=True)
class ParentSaid:
    """What a row says of one parent."""

    name: str
    year: int | None
    phone: str
    states: tuple[str, ...]


@dataclass(slots=True)
class RosterRow:
    """What a row says."""

    row: int
    name: Name | None
    birth: PartialDate | None
    hamlet: int | None
    mother: ParentSaid
    father: ParentSaid
    external_code: str
    sex: str
    ethnicity: str
    personal_number: str
    registered: str
    card: str
    address: str
    residence_status: str
    school_status: str
    school: str
    grade: str
    disability_types: tuple[str, ...]
    disability_degree: str
    circumstances: tuple[str, ...]
    evidence: str
    carer_name: str
    carer_relation: str
    carer_phone: str
    head_name: str
    relation: str
    household_number: str
    poverty: str
    note: str
    household_id: UUID | None = None

    @property
    def called(self) -> str:
        """The name, or why there is none."""
        if self.name is None:
            return ""
        return self.name.text or str(Nameless(self.name.nameless).label)


def rows_of(checked: Checked) -> Iterator[RosterRow]:
    """The rows of a sheet, one by one."""
    mothers, fathers = _parents(checked, "mother"), _parents(checked, "father")
    firsts = (checked.numbers, checked.of("full_name"), checked.of("birth"), checked.of("hamlet"))
    plain = [_filled(checked, key) for key in PLAIN]
    for first, mother, father, *rest in zip(zip(*firsts, strict=True), mothers, fathers, *plain, strict=True):
        row = RosterRow(*first, mother, father, *rest)  # type: ignore[call-arg]  # as many columns as fields
        if not row.school_status and (row.school or row.grade):
            row.school_status = Schooling.Status.AT_SCHOOL.value
        yield row


def _filled(checked: Checked, key: str) -> list[Any]:
    empty: Any = () if key in {"disability_types", "circumstances"} else ""
    return [value or empty for value in checked.of(key)]


def _parents(checked: Checked, who: str) -> Iterator[ParentSaid]:
    columns = [checked.of(f"{who}_{part}") for part in ("name", "year", "phone", "state")]
    for name, year, phone, states in zip(*columns, strict=True):
        yield ParentSaid(name or "", year, phone or "", states or ())
