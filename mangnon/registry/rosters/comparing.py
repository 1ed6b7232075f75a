"""A row beside the record that it speaks of: what would change, old → new, and the rows that carry the change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mangnon.lib.dates import PartialDate
from mangnon.lib.names import sort_key
from mangnon.registry.models import (
    Carer,
    Circumstance,
    Correction,
    Disability,
    HouseholdStay,
    Insurance,
    Left,
    Parent,
    ParentState,
    Residence,
    Schooling,
)
from mangnon.registry.rosters.checking import Fault
from mangnon.registry.rosters.known import Record
from mangnon.registry.rosters.lists import Lists
from mangnon.registry.rosters.plans import Change, Line, Plan
from mangnon.registry.rosters.ports import school_year
from mangnon.registry.rosters.rows import ParentSaid, RosterRow

LISTED = {
    "sex": "sex", "ethnicity": "ethnicity", "registered": "registered", "residence_status": "residence_status",
    "relation": "relation", "school_status": "school_status", "disability_degree": "disability_degree",
}  # fmt: skip


@dataclass(slots=True)
class _Sheet:
    """One comparison under way."""

    plan: Plan
    row: RosterRow
    record: Record
    lists: Lists
    lines: list[Line] = field(default_factory=list)

    @property
    def on(self) -> date:
        """The day from which something new holds."""
        return self.lists.on

    @property
    def pk(self) -> UUID:
        """The child."""
        return self.record.child.pk

    def differs(self, column: str, old: Any, new: Any) -> bool:
        """Note a line when the sheet says something else; a sheet that says nothing changes nothing."""
        if not new or old == new:
            return False
        self.lines.append(Line(column, self.words(column, old), self.words(column, new)))
        return True

    def words(self, column: str, value: Any) -> str:
        """How a value reads to people."""
        if column == "hamlet":
            return self.lists.hamlets.get(value, "") if value else ""
        if column in LISTED:
            return self.lists.by_name[LISTED[column]].labels.get(value, value or "")
        if isinstance(value, tuple | list):
            return "; ".join(map(str, value))
        return "" if value is None else str(value)

    def renew(self, row: Any, **values: Any) -> bool:
        """Correct in place what began today; otherwise end it today. True when a new row must follow."""
        if row is None:
            return True
        if row.valid_from >= self.on:
            self.plan.change(row, **values)
            return False
        self.plan.change(row, valid_to=self.on)
        return True


def compare(plan: Plan, row: RosterRow, record: Record, lists: Lists) -> None:
    """Put what this row changes into the plan; a record that isn't in use any more can't be changed."""
    sheet = _Sheet(plan, row, record, lists)
    told = _identity(sheet)
    _home(sheet)
    _household(sheet, told)
    _parent(sheet, "mother", row.mother)
    _parent(sheet, "father", row.father)
    _carer(sheet)
    _card_and_school(sheet)
    _needs(sheet)
    if not sheet.lines:
        plan.same += 1
        return
    if record.child.left:
        said = _("Hồ sơ này đã thôi quản lý ({why}).").format(why=Left(record.child.left).label)
        plan.faults.append(Fault(row.row, "full_name", said, _("Ghi trở về trước, hoặc xóa dòng này.")))
        return
    plan.change(record.child, **told)
    plan.changes.append(Change(row.row, sheet.pk, row.called, tuple(sheet.lines)))


def _identity(sheet: _Sheet) -> dict[str, Any]:
    """Who the child is: changes are corrections, both texts stay."""
    row, child = sheet.row, sheet.record.child
    told: dict[str, Any] = {}
    if row.name and row.name.text and sheet.differs("full_name", child.full_name, row.name.text):
        told |= {"full_name": row.name.text, "nameless": "", "sort_key": sort_key(row.name.text)}
    if row.birth and child.born != row.birth.code:
        sheet.differs("birth", str(child.birth), str(row.birth))
        told |= _born(row.birth)
    for column in ("sex", "ethnicity", "personal_number", "registered", "external_code"):
        if sheet.differs(column, getattr(child, column), getattr(row, column)):
            told[column] = getattr(row, column)
    for line in sheet.lines:
        sheet.plan.add(Correction, sheet.pk, line.column, line.old, line.new)
    return told


def _born(birth: PartialDate) -> dict[str, Any]:
    return {"born": birth.code, "born_from": birth.earliest(), "born_to": birth.latest()}


def _home(sheet: _Sheet) -> None:
    row, home = sheet.row, sheet.record.residence
    old = home or Residence()
    moved = [
        sheet.differs("hamlet", old.hamlet_id, row.hamlet),
        sheet.differs("address", old.address, row.address),
        sheet.differs("residence_status", old.status, row.residence_status),
    ]
    noted = sheet.differs("note", old.note, row.note)
    if not any(moved) and not noted:
        return
    values = {
        "hamlet_id": row.hamlet or old.hamlet_id, "address": row.address or old.address,
        "status": row.residence_status or old.status, "note": row.note or old.note,
    }  # fmt: skip
    if home is not None and not any(moved):
        sheet.plan.change(home, note=row.note)
    elif sheet.renew(home, **values):
        sheet.plan.add(Residence, sheet.pk, *values.values(), sheet.on)


def _household(sheet: _Sheet, told: dict[str, Any]) -> None:
    row, stay, child = sheet.row, sheet.record.stay, sheet.record.child
    if row.hamlet and row.hamlet != child.hamlet_id:
        told["hamlet_id"] = row.hamlet
    if row.household_id is None:
        return
    other = child.household_id != row.household_id
    relation = stay is not None and bool(row.relation) and stay.relation != row.relation
    if other:
        sheet.lines.append(Line("head_name", "", row.head_name or row.household_number))
        told["household_id"] = row.household_id
    if relation and stay is not None:
        sheet.differs("relation", stay.relation, row.relation)
    if not other and not relation:
        return
    if not other and stay is not None:
        sheet.plan.change(stay, relation=row.relation)
    elif sheet.renew(stay, household_id=row.household_id, relation=row.relation):
        sheet.plan.add(HouseholdStay, sheet.pk, row.household_id, row.relation, sheet.on)


def _parent(sheet: _Sheet, which: str, said: ParentSaid) -> None:
    old = sheet.record.parents.get(which)
    if old is None and not said.name:
        _states(sheet, which, said.states)
        return
    before = old or Parent(which=which)
    differs = [
        sheet.differs(f"{which}_name", before.full_name, said.name),
        sheet.differs(f"{which}_year", before.born_year, said.year),
        sheet.differs(f"{which}_phone", before.phone, said.phone),
    ]
    if any(differs):
        values = {
            "full_name": said.name or before.full_name, "born_year": said.year or before.born_year,
            "phone": said.phone or before.phone, "unknown": before.unknown and not said.name,
        }  # fmt: skip
        if old is not None:
            sheet.plan.change(old, **values)
        else:
            sheet.plan.add(Parent, sheet.pk, which, *values.values())
    _states(sheet, which, said.states)


def _states(sheet: _Sheet, which: str, states: tuple[str, ...]) -> None:
    """A cell that is filled says all that holds: what it doesn't name ends today."""
    held = sheet.record.states.get(which, {})
    if not states or set(held) == set(states):
        return
    labels = sheet.lists.by_name["parent_state"].labels
    old, new = (", ".join(labels.get(code, code) for code in sorted(codes)) for codes in (held, states))
    sheet.lines.append(Line(f"{which}_state", old, new))
    for code, row in held.items():
        if code not in states and row.valid_from < sheet.on:
            sheet.plan.change(row, valid_to=sheet.on)
    for code in states:
        if code not in held:
            sheet.plan.add(ParentState, sheet.pk, which, code, sheet.on)


def _carer(sheet: _Sheet) -> None:
    row, carer = sheet.row, sheet.record.carer
    old = carer or Carer()
    other = sheet.differs("carer_name", old.full_name, row.carer_name)
    rest = [
        sheet.differs("carer_relation", old.relation, row.carer_relation) if old.full_name or row.carer_name else False,
        sheet.differs("carer_phone", old.phone, row.carer_phone) if old.full_name or row.carer_name else False,
    ]
    values = {
        "full_name": row.carer_name or old.full_name, "relation": row.carer_relation or ("" if other else old.relation),
        "phone": row.carer_phone or ("" if other else old.phone),
    }  # fmt: skip
    if other:
        if sheet.renew(carer, **values):
            sheet.plan.add(Carer, sheet.pk, *values.values(), sheet.on)
    elif any(rest) and carer is not None:
        sheet.plan.change(carer, **values)


def _card_and_school(sheet: _Sheet) -> None:
    row, card, school = sheet.row, sheet.record.insurance, sheet.record.schooling
    if sheet.differs("card", card.number if card else "", row.card) and sheet.renew(card, number=row.card):
        sheet.plan.add(Insurance, sheet.pk, row.card, sheet.on)
    old = school or Schooling(status="")
    differs = [
        sheet.differs("school_status", old.status, row.school_status),
        sheet.differs("school", old.school, row.school),
        sheet.differs("grade", old.grade, row.grade),
    ]
    if not any(differs):
        return
    status, grade, name = row.school_status or old.status, row.grade or old.grade, row.school or old.school
    if school is not None:
        sheet.plan.change(school, status=status, grade=grade, school=name)
    else:
        sheet.plan.add(Schooling, sheet.pk, school_year(sheet.on), status, grade, name)


def _needs(sheet: _Sheet) -> None:
    row, disability = sheet.row, sheet.record.disability
    old = disability or Disability(types=[])
    types = sheet.differs("disability_types", tuple(old.types), row.disability_types)
    degree = bool(old.types or row.disability_types) and sheet.differs(
        "disability_degree", old.degree, row.disability_degree
    )
    if types or degree:
        new = list(row.disability_types or old.types), row.disability_degree or old.degree
        if sheet.renew(disability, types=new[0], degree=new[1]):
            sheet.plan.add(Disability, sheet.pk, *new, sheet.on)
    for code in row.circumstances:
        if code not in sheet.record.circumstances:
            group = sheet.lists.groups[code]
            sheet.lines.append(Line("circumstances", "", code))
            sheet.plan.add(
                Circumstance, sheet.pk, code, group.group, group.version, int(group.sensitivity), row.evidence, sheet.on
            )
