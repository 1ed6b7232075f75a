"""Reads on reports, each within the actor's reach and never what names the actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mangnon.access.actor import Actor
from mangnon.access.doors import see
from mangnon.intake.models import HandOver, HarmReport, ReportedChild, State
from mangnon.intake.rules import Facts, youngest
from mangnon.intake.told import Receipt
from mangnon.places.models import Unit

SEE = "intake.see"


def reports(actor: Actor, action: str = SEE) -> QuerySet[HarmReport]:
    """Reports that this actor may see; the sealed texts stay sealed."""
    return HarmReport.objects.visible_to(actor, action)


def listed_reports(actor: Actor) -> QuerySet[Any]:
    """With the first child's name, how many children, and names of places, for a list."""
    first = ReportedChild.objects.filter(report=OuterRef("pk")).order_by("pk")
    return reports(actor).annotate(
        place_name=F("place__name"),
        incident_name=Coalesce(F("incident_unit__name"), F("incident_text"), output_field=CharField()),
        child_name=Subquery(first.values("full_name")[:1]),
        child_about=Subquery(first.values("about")[:1]),
    )


def open_reports(actor: Actor) -> QuerySet[Any]:
    """Those in which somebody still has to act."""
    return listed_reports(actor).filter(state__in=State.open_ones())


def open_report(actor: Actor, report_id: UUID, action: str = SEE) -> HarmReport:
    """One report, to look at. Raises NotFound, Forbidden."""
    return see(HarmReport, report_id, actor, action)


def ledger(report: HarmReport) -> list[HandOver]:
    """All hand-overs in the order of time, with places."""
    return list(report.hand_overs.select_related("from_place", "to_place").order_by("step"))


def current(report: HarmReport, *, lock: bool = False) -> HandOver | None:
    """The hand-over that waits for somebody, or None."""
    rows = report.hand_overs.filter(accepted_at__isnull=True, returned_at__isnull=True, passed_at__isnull=True)
    return (rows.select_for_update(of=("self",)) if lock else rows).select_related("to_place", "from_place").first()


def facts_now(report: HarmReport, on: date) -> Facts:
    """What the table of urgency asks, from what is written by now. The reporter is no part of it."""
    suspects = list(report.suspects.values_list("tie", "near"))
    births = [one.birth for one in report.children.only("born") if one.birth is not None]
    together = HarmReport.objects_unguarded.filter(event=report.event_id).count() if report.event_id else 1
    return Facts(
        danger=report.danger, harms=frozenset(report.harms), signs=frozenset(report.signs),
        ties=frozenset(tie for tie, _near in suspects), near=any(near for _tie, near in suspects),
        age=youngest(births, on), reports=together,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """The receipt that the database keeps of a report of one's own, with the mark of its first body."""

    receipt: Receipt
    body_mark: str


def kept_receipt(report_id: UUID) -> Kept | None:
    """What was answered when this id was sent first; None when there is none of this sender's."""
    with connection.cursor() as cursor:  # the report itself may be hidden from its sender
        cursor.execute(
            "select number, recorded_at, body_mark, urgency, accept_by, place_id, sender_sees from intake_receipt(%s)",
            [report_id],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    number, recorded_at, mark, urgency, accept_by, place_id, seen = row
    place = Unit.objects.get(pk=place_id)
    return Kept(Receipt(report_id, number, recorded_at, place.name, urgency, accept_by, seen, place.code), mark)


def unaccepted(at: datetime) -> list[HandOver]:
    """Hand-overs past their time for which nobody has been called yet; for the machine that calls."""
    open_ones = Q(accepted_at__isnull=True, returned_at__isnull=True, passed_at__isnull=True)
    rows = HandOver.objects.filter(open_ones, accept_by__lte=at, climbed_at__isnull=True)
    return list(rows.select_related("report", "to_place").order_by("accept_by", "pk")[:200])
