"""Slots by which rooms above say what came of a report, and hear when its clock moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mangnon.access.actor import Actor
from mangnon.access.offers import filled
from mangnon.intake.models import HarmReport
from mangnon.lib.refusal import Text
from mangnon.registry.slots import Panel


@dataclass(frozen=True, slots=True)
class ReportAct:
    """What can be made of a report that somebody has accepted: "Mở hồ sơ".

    Shown to those who hold ``action`` in the report's place. ``view`` takes the report's id. The lowest ``order`` is
    the main act of the page.
    """

    label: Text
    view: str
    action: str
    order: int = 10
    icon: str = "folder"


@dataclass(frozen=True, slots=True)
class ReportPanel:
    """A block of a report's page. ``show`` gives None when there is nothing to show this actor."""

    name: str
    order: int
    show: Callable[[Actor, datetime, HarmReport], Panel | None]


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """Called inside the act that corrects the first information, so that legal clocks above follow it."""

    name: str
    moved: Callable[[Actor, datetime, HarmReport], None]


def report_acts(actor: Actor, report: HarmReport) -> list[ReportAct]:
    """What this actor may make of the report, the main act first."""
    acts = sorted(filled(ReportAct), key=lambda one: one.order)
    return [one for one in acts if report.place_id in actor.reach(one.action)]


def report_panels(actor: Actor, at: datetime, report: HarmReport) -> list[Panel]:
    """All blocks for a report's page, in their order."""
    shown = (slot.show(actor, at, report) for slot in sorted(filled(ReportPanel), key=lambda one: one.order))
    return [panel for panel in shown if panel is not None]


def first_information_moved(actor: Actor, at: datetime, report: HarmReport) -> None:
    """Tell the rooms above."""
    for slot in filled(ClockMoved):
        slot.moved(actor, at, report)
