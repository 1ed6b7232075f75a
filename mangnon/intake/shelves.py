"""What a report lends to papers: form 01 is filled from it, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.intake.models import Channel, HarmReport
from mangnon.lib.dates import format_time, local_day
from mangnon.lib.fields import reveal
from mangnon.papers.slots import About, Known

OWNER = "intake.report"
FORMS = ("mau-01",)
HOW = {Channel.WALK_IN: "GAP", Channel.COLLABORATOR: "BAO", Channel.SCHOOL: "BAO", Channel.CLINIC: "BAO"}
"""Our doors → the three ways of form 01; a telephone when nothing else fits."""
BY_PHONE = frozenset({Channel.HOTLINE_111, Channel.CENTRE, Channel.PHONE})
ABOUT = {"XHTD": "XAM_HAI", "BL": "XAM_HAI", "BLOT": "BOC_LOT", "MB": "XAM_HAI", "BR": "BO_ROI"}
"""Forms of abuse → whom the report is about, in the title of form 01."""


def about_report(report: Any) -> About:
    """The report as papers name it."""
    title = _("Tin báo {number}").format(number=report.number)
    return About(title, reverse("intake:report", args=[report.pk]), report.number)


def day_of(report: Any) -> date:
    """The day whose law binds it: that of the recording."""
    return local_day(report.recorded_at)


def known_of(actor: Actor, report: Any) -> Mapping[str, Known]:
    """What form 01 needn't ask. The vault isn't opened by printing: who told it stays out."""
    facts = {**_of_report(report), **_of_child(report)}
    return {f"report.{name}": Known(value, report.number) for name, value in facts.items() if value}


def _of_report(report: HarmReport) -> dict[str, Any]:
    day = local_day(report.first_information_at)
    channel = Channel(report.channel)
    unit = report.incident_unit
    told = report.incident_text or (unit.name if unit else "")
    return {
        "channel": "DIEN_THOAI" if channel in BY_PHONE else HOW.get(channel, "BAO"),
        "received_on": day.isoformat(),
        "received_at": format_time(report.first_information_at).zfill(5),
        "incident_place": {"text": unit.name if unit else told, "code": unit.code if unit else ""},
        "about": sorted({ABOUT[code] for code in report.harms if code in ABOUT}),
    }


def _of_child(report: HarmReport) -> dict[str, Any]:
    row = report.children.select_related("home_unit").order_by("pk").first()
    what = reveal(report, "what") or ""
    if row is None:
        return {"current_state": what}
    condition = reveal(row, "condition") or ""
    return {
        "child_name": row.full_name,
        "birth_date": row.born,
        "sex": row.sex if row.sex != "9" else "",
        "current_state": "\n".join(filter(None, (condition, what))),
        "likely_consequence": reveal(row, "fear") or "",
        "father_name": row.father_name,
        "mother_name": row.mother_name,
        "family_circumstances": reveal(row, "family") or "",
        "current_carer": row.carer_name,
        "actions_before": reveal(row, "helped") or "",
        "child_now": reveal(row, "whereabouts") or "",
    }
