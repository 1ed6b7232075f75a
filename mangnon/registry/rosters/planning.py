"""From rows that were read and recognised to the plan of an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import is_child_on
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold_tight, sort_key
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
    Sensitivity,
)
from mangnon.registry.queries.needs import OPEN_SENSITIVE
from mangnon.registry.rosters.checking import Checked, Fault
from mangnon.registry.rosters.comparing import compare
from mangnon.registry.rosters.known import homes_of, records
from mangnon.registry.rosters.lists import Lists
from mangnon.registry.rosters.matching import match
from mangnon.registry.rosters.plans import SHOWN, Likeness, Plan
from mangnon.registry.rosters.ports import school_year
from mangnon.registry.rosters.rows import RosterRow, rows_of

UNKNOWN_PARENT = "KBT"
"""Code of ``tinh_trang_cha_me``: it isn't known who the parent is."""


def plan_import(
    *,
    actor: Actor,
    place: Unit,
    checked: Checked,
    lists: Lists,
    decided: Mapping[str, str],
    tick: Callable[[int], None] = lambda _n: None,
) -> Plan:
    """What taking this sheet in would do. Nothing is written; faults that only the register shows are in the plan."""
    plan = Plan(same=checked.same)
    matched = match(actor, place, checked, decided)
    plan.faults += matched.faults
    known = records(actor, (key.pk for key in matched.known.values()), lists.on)
    work = _Work(actor, place, lists, plan)
    for at, row in enumerate(rows_of(checked)):
        record = known[matched.known[at].pk] if at in matched.known else None
        work.house(row, record.child.household_id if record else None)
        work.judge(row, known=record is not None)
        if record is not None:
            compare(plan, row, record, lists)
        else:
            work.enter(row)
            if at in matched.alike:
                birth = str(row.birth) if row.birth else ""
                plan.alike.append(Likeness(row.row, row.called, birth, tuple(matched.alike[at])))
        tick(1)
    plan.faults.sort(key=lambda one: (bool(one.kind), one.row))
    return plan


class _Work:
    """Carries what rows of one sheet share: households found or made, lists, rights."""

    def __init__(self, actor: Actor, place: Unit, lists: Lists, plan: Plan) -> None:
        self.plan, self.lists, self.on = plan, lists, lists.on
        self.homes = homes_of(actor, place, lists.on.year)
        self.confided = place.pk in actor.reach(OPEN_SENSITIVE)
        self.classed: dict[UUID, str] = {}

    def judge(self, row: RosterRow, *, known: bool) -> None:
        """What only the day, the law and the rights of the actor say about a row."""
        birth, say = row.birth, self.plan.faults.append
        if birth is not None and birth.earliest() > self.on:
            say(Fault(row.row, "birth", _("Ngày sinh chưa tới."), _("Xem lại ngày, tháng, năm sinh.")))
        elif birth is not None and not known and not is_child_on(birth, self.on):
            said = _("Đã đủ 16 tuổi; sổ này ghi trẻ em dưới 16 tuổi (Luật Trẻ em, Điều 1).")
            say(Fault(row.row, "birth", said, _("Xem lại năm sinh, hoặc xóa dòng này.")))
        for who, parent in (("mother", row.mother), ("father", row.father)):
            if (parent.year or parent.phone) and not parent.name and not known:
                said = _("Có năm sinh hoặc điện thoại nhưng thiếu họ tên; không được ghi.")
                say(Fault(row.row, f"{who}_name", said, kind="parent_name"))
        self._judge_groups(row)

    def _judge_groups(self, row: RosterRow) -> None:
        say = self.plan.faults.append
        for code in row.circumstances:
            line = self.lists.groups[code]
            if line.sensitivity == Sensitivity.VERY_HIGH and not self.confided:
                said = _("Bạn không có quyền ghi nhóm {code}.").format(code=code)
                say(Fault(row.row, "circumstances", said, _("Nhờ người có quyền nhập, hoặc bỏ mã này.")))
            if line.requires and not row.evidence:
                said = _("Nhóm {code} cần giấy tờ: {requires}.").format(code=code, requires=line.requires)
                say(Fault(row.row, "evidence", said, kind="evidence"))

    def house(self, row: RosterRow, current: UUID | None) -> None:
        """Find or make the row's household, and say its class of the year; the one it lives in comes first."""
        if not (row.head_name or row.household_number):
            if row.poverty:
                self._doubt(row, _("Có phân loại hộ nhưng chưa có chủ hộ hoặc số hộ; phân loại không được ghi."))
            return
        row.household_id = (
            current
            if current and self.homes.is_told(current, row.household_number, row.head_name)
            else self._found(row)
        )
        if row.household_id is not None and row.poverty:
            self._classify(row, row.household_id, row.poverty)

    def _found(self, row: RosterRow) -> UUID | None:
        key = fold_tight(row.head_name), row.hamlet
        found = self.homes.by_number.get(row.household_number) if row.household_number else self.homes.by_head.get(key)
        if not found:
            return self._made(row)
        if len(found) > 1:
            self._doubt(
                row, _("Có {n} hộ cùng tên chủ hộ trong thôn; trẻ chưa được ghi vào hộ nào.").format(n=len(found))
            )
            return None
        if row.head_name and fold_tight(self.homes.heads[found[0]]) != key[0]:
            said = _("Số hộ {number} trong sổ có chủ hộ khác; giữ chủ hộ trong sổ.").format(number=row.household_number)
            self._doubt(row, said)
        return found[0]

    def _made(self, row: RosterRow) -> UUID | None:
        if not row.head_name:
            self._doubt(
                row, _("Chưa có hộ số {number} trong sổ và thiếu tên chủ hộ.").format(number=row.household_number)
            )
            return None
        pk = new_id()
        self.plan.add(
            Household, pk, row.hamlet, row.household_number, row.head_name, sort_key(row.head_name), row.address
        )
        self.homes.add(pk, row.household_number, row.head_name, row.hamlet)
        return pk

    def _classify(self, row: RosterRow, household: UUID, klass: str) -> None:
        if self.classed.get(household, klass) != klass:
            self._doubt(row, _("Các dòng cùng hộ ghi phân loại hộ khác nhau; lấy dòng đầu."))
            return
        if household in self.classed:
            return
        self.classed[household] = klass
        pk, old = self.homes.classes.get(household, (0, ""))
        if not pk:
            self.plan.add(HouseholdClass, household, self.on.year, klass)
        elif old != klass:
            self.plan.changed[HouseholdClass].append((pk, klass))

    def _doubt(self, row: RosterRow, said: str) -> None:
        self.plan.faults.append(Fault(row.row, "head_name", said, kind="household"))

    def enter(self, row: RosterRow) -> None:
        """A child that the register doesn't know yet, with all that the row tells of it."""
        if row.birth is None or row.name is None:
            return  # an error of its cell already stops the import
        pk, plan, on = new_id(), self.plan, self.on
        born = row.birth
        since = born.earliest() if born.exact else on
        plan.add(
            Child, pk, row.hamlet, row.household_id, row.name.text, row.name.nameless, sort_key(row.name.text),
            row.sex or "9", row.ethnicity, row.personal_number, row.external_code, row.registered or "unknown",
            born.code, born.earliest(), born.latest(),
        )  # fmt: skip
        plan.add(Residence, pk, row.hamlet, row.address, row.residence_status, row.note, since)
        if row.household_id:
            plan.add(HouseholdStay, pk, row.household_id, row.relation, since)
        add_facts(plan, pk, row, self.lists)
        if len(plan.first) < SHOWN:
            plan.first.append((row.row, row.called, str(born), row.mother.name))


def add_facts(plan: Plan, pk: UUID, row: RosterRow, lists: Lists) -> None:
    """Parents, carer, card, school, disability, groups of a new child; periods begin on the day of the import."""
    on: date = lists.on
    _add_parents(plan, pk, row, on)
    if row.carer_name:
        plan.add(Carer, pk, row.carer_name, row.carer_relation, row.carer_phone, on)
    if row.card:
        plan.add(Insurance, pk, row.card, on)
    if row.school_status:
        plan.add(Schooling, pk, school_year(on), row.school_status, row.grade, row.school)
    if row.disability_types:
        plan.add(Disability, pk, list(row.disability_types), row.disability_degree, on)
    for code in row.circumstances:
        group = lists.groups[code]
        plan.add(Circumstance, pk, code, group.group, group.version, int(group.sensitivity), row.evidence, on)


def _add_parents(plan: Plan, pk: UUID, row: RosterRow, on: date) -> None:
    for which, parent in (("mother", row.mother), ("father", row.father)):
        unknown = UNKNOWN_PARENT in parent.states and not parent.name
        if parent.name or unknown:
            plan.add(Parent, pk, which, parent.name, parent.year, parent.phone, unknown)
        for state in parent.states:
            plan.add(ParentState, pk, which, state, on)
