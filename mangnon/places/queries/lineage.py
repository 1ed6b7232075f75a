"""Who became whom: predecessors, successors, and what a unit is today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mangnon.lib.dates import format_date
from mangnon.places.models import Change, Succession, Unit
from mangnon.places.rules import in_line


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a unit to another: who, how, when, by which document."""

    unit: Unit
    change: Change
    on: date
    part: str
    document: str
    confirmed: bool

    def as_json(self) -> dict[str, object]:
        """The shape of ``places show`` (design §7)."""
        return {
            "code": self.unit.code,
            "name": self.unit.name,
            "change": str(self.change.value),
            "date": self.on.isoformat(),
            "document": self.document,
            "confirmed": self.confirmed,
        }


def predecessors(unit: Unit) -> list[Step]:
    """The units it came from, by name."""
    rows = Succession.objects.filter(successor=unit).select_related("predecessor")
    return [_step(row, row.predecessor) for row in rows.order_by("predecessor__sort_key", "predecessor_id")]


def successors(unit: Unit) -> list[Step]:
    """The units it became, by name."""
    rows = Succession.objects.filter(predecessor=unit).select_related("successor")
    return [_step(row, row.successor) for row in rows.order_by("successor__sort_key", "successor_id")]


def _step(row: Succession, unit: Unit) -> Step:
    return Step(unit, Change(row.change), row.on, row.part, row.document, row.confirmed)


def todays(units: Iterable[Unit]) -> dict[int, list[Unit]]:
    """For each unit the units of today on its ground, smallest names first; one query for all."""
    listed = list(units)
    wanted = {one for unit in listed for one in unit.today}
    known = {one.pk: one for one in Unit.objects.filter(pk__in=wanted).defer("reach", "today", "provinces")}
    found = {unit.pk: [known[one] for one in unit.today if one in known] for unit in listed}
    return {pk: sorted(now, key=lambda one: (one.sort_key, one.pk)) for pk, now in found.items()}


def became_words(unit: Unit, now: list[Unit]) -> str:
    """What to say beside a unit that is no more: ``nay là xã Đông Giang``; nothing for one in force."""
    if unit.pk in unit.today or unit.valid_to is None:
        return ""
    names = ", ".join(in_line(one.name) for one in now[:3])
    if not names:
        return _("hết từ {day}").format(day=format_date(unit.valid_to))
    if len(now) > 3:
        return _("nay là {names} và {n} nơi khác").format(names=names, n=len(now) - 3)
    if len(now) > 1 and unit.level == now[0].level:
        return _("đã chia về {names}").format(names=names)
    return _("nay là {names}").format(names=names)


def old_name(unit: Unit) -> str:
    """``Thị trấn Prao cũ`` for a unit that is no more, else its name."""
    return _("{name} cũ").format(name=unit.name) if unit.pk not in unit.today else unit.name
