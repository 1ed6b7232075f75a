"""Look-alikes of a report: other reports that may tell of the same event, records that may be the same child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from mangnon.access.actor import Actor
from mangnon.intake.models import HarmReport
from mangnon.intake.queries.reports import reports
from mangnon.intake.rules import POSSIBLE, Likeness
from mangnon.lib.dates import PartialDate
from mangnon.lib.names import clean_name, fold
from mangnon.registry.alike.known import Line
from mangnon.registry.alike.queries import Alike, alike_to, look_alikes_of

BACK = timedelta(days=30)
MOST, COMPARED = 5, 60


@dataclass(frozen=True, slots=True)
class AlikeReport:
    """Another report within reach, and how likely it tells of the same event."""

    id: UUID
    number: str
    recorded_at: datetime
    state: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of the report that others are compared with."""

    at: datetime
    names: frozenset[str] = frozenset()
    children: frozenset[UUID] = frozenset()
    unit_id: int | None = None
    harms: frozenset[str] = frozenset()
    channel: str = ""
    reference: str = ""
    but: UUID | None = None
    event: UUID | None = None


def alike_reports(actor: Actor, sought: Sought) -> list[AlikeReport]:
    """Reports of the last month that this actor may see, the likeliest first."""
    around = Q(children__name_key__in=sought.names) if sought.names else Q(pk__in=[])
    if sought.unit_id is not None:
        around |= Q(incident_unit=sought.unit_id)
    if sought.reference:
        around |= Q(reference=sought.reference)
    rows = reports(actor).filter(around, recorded_at__gte=sought.at - BACK)
    if sought.but is not None:
        rows = rows.exclude(pk=sought.but)
    if sought.event is not None:
        rows = rows.exclude(event=sought.event)
    found = rows.prefetch_related("children").distinct().order_by("-recorded_at")[:COMPARED]
    compared = [_compared(one, sought) for one in found]
    likely = [one for one in compared if one.likeness.score >= POSSIBLE]
    return sorted(likely, key=lambda one: -one.likeness.score)[:MOST]


def _compared(report: HarmReport, sought: Sought) -> AlikeReport:
    children = list(report.children.all())
    likeness = Likeness(
        same_reference=bool(sought.reference) and report.reference == sought.reference,
        same_child=any(one.child_id in sought.children for one in children if one.child_id),
        same_name=any(one.name_key in sought.names for one in children if one.name_key),
        same_place=sought.unit_id is not None and report.incident_unit_id == sought.unit_id,
        same_harm=bool(sought.harms & set(report.harms)),
        days_apart=abs((report.recorded_at - sought.at).days),
    )
    return AlikeReport(report.pk, report.number, report.recorded_at, report.state, likeness)


def sought_of(report: HarmReport) -> Sought:
    """What a saved report is compared by."""
    children = list(report.children.all())
    return Sought(
        at=report.recorded_at, names=frozenset(one.name_key for one in children if one.name_key),
        children=frozenset(one.child_id for one in children if one.child_id), unit_id=report.incident_unit_id,
        harms=frozenset(report.harms), channel=report.channel, reference=report.reference, but=report.pk,
        event=report.event_id,
    )  # fmt: skip


def alike_children(actor: Actor, name: str, birth: PartialDate | None, sex: str, unit_id: int | None) -> list[Alike]:
    """Records of the register within reach that may be this child; none for those who see no child."""
    if not fold(name) or not actor.can("registry.children.see"):
        return []
    line = Line("", clean_name(name), birth.code if birth else "", sex, place=unit_id or 0)
    return alike_to(actor, line, most=MOST)


def alike_to_reported(actor: Actor, rows: Sequence[Any]) -> list[tuple[Any, Alike]]:
    """For children of a report that nobody has identified: records within reach that may be them, in few questions."""
    asked = [row for row in rows if row.child_id is None and row.full_name]
    if not asked:
        return []
    told = [
        Line(
            str(row.pk), row.full_name, row.born, row.sex, row.mother_name, row.father_name, place=row.home_unit_id or 0
        )
        for row in asked
    ]
    found = look_alikes_of(actor, told, among=False)
    return [(row, one) for row in asked for one in found.get(str(row.pk), ())]


def kin(actor: Actor, report: HarmReport) -> list[Any]:
    """The other reports of the same event, as far as this actor may see them."""
    if report.event_id is None:
        return []
    return list(reports(actor).filter(event=report.event_id).exclude(pk=report.pk).order_by("recorded_at"))
