"""What this room gives to slots of lower rooms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.accounts.held import held_in_table
from mangnon.cases.caring.offers import CARING_OFFERS
from mangnon.cases.clocks import CLOCKS
from mangnon.cases.commands import COMMANDS
from mangnon.cases.indicators import INDICATORS
from mangnon.cases.making import make
from mangnon.cases.models import Case, CaseMove
from mangnon.cases.queries.reach import LIST, listed
from mangnon.cases.queries.words import age_of, case_status
from mangnon.cases.referring.offers import REFERRING_OFFERS
from mangnon.cases.shelves import SHELVES
from mangnon.cases.waiting import count, work
from mangnon.intake.models import HarmReport
from mangnon.intake.slots import ReportAct, ReportPanel
from mangnon.lib.dates import local_day
from mangnon.lib.names import fold
from mangnon.notices.slots import Opens
from mangnon.operate.backups.slots import emptied
from mangnon.places.slots import placed_facts
from mangnon.registry.models import Child
from mangnon.registry.slots import ChildAct, ChildPanel, Follows, Panel, Shelf
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import Hit, SearchSource, WorkSource

SEARCHED = 300
"""Open cases that the palette looks through by name; older ones are found by their number."""


def child_panel(actor: Actor, at: datetime, child: Child) -> Panel | None:
    """That there is a case; what stands in it only for those inside."""
    if child.place_id not in actor.reach(LIST):
        return None
    return _panel(actor, at, Q(child=child.pk), _("Hồ sơ vụ việc"))


def report_panel(actor: Actor, at: datetime, report: HarmReport) -> Panel | None:
    """The cases that came of a report."""
    return _panel(actor, at, Q(reports__report=report.pk), _("Hồ sơ vụ việc"))


def _panel(actor: Actor, at: datetime, about: Q, title: str) -> Panel | None:
    rows = listed(actor, at).filter(about).distinct().order_by("-opened_at", "pk")[:10]
    lines = [
        {
            "text": one.code,
            "url": reverse("cases:case", args=[one.pk]),
            "status": case_status(one) if one.within else None,
        }
        for one in rows
    ]
    return Panel(title, "cases/_lines.html", {"lines": lines}) if lines else None


def find(actor: Actor, typed: str, most: int) -> list[Hit]:
    """Open cases of one's own by name, any by number."""
    if not actor.can(LIST):
        return []
    at = _moment()
    number = typed.strip().upper()
    rows = listed(actor, at).order_by("-opened_at", "pk")
    sought = fold(typed)
    found = []
    for one in rows.filter(ended_at__isnull=True)[:SEARCHED]:
        named = one.within and sought in fold(str(one.called))
        if named or (number.startswith("HS") and one.code.startswith(number)):
            note = ", ".join(filter(None, (one.code, age_of(one, local_day(at))))) if named else ""
            url = reverse("cases:case", args=[one.pk])
            found.append(Hit(str(one.called) if named else one.code, note, url, "folder", 1.0))
    return found[:most]


def _moment() -> datetime:
    return timezone.now()


OFFERS: tuple[Any, ...] = (
    *COMMANDS,
    *SHELVES,
    *CARING_OFFERS,
    *REFERRING_OFFERS,
    *CLOCKS,
    *INDICATORS,
    RailEntry(
        gettext_lazy("Hồ sơ vụ việc"), "cases:cases", "folder", 30, LIST, short=gettext_lazy("Hồ sơ"), count=count
    ),
    WorkSource("cases", work),
    SearchSource("cases", gettext_lazy("Hồ sơ vụ việc"), 20, find),
    ChildPanel("cases", 5, child_panel),
    ChildAct(gettext_lazy("Mở hồ sơ vụ việc"), "cases:open_for_child", "cases.open", 5, Shelf.NEEDS),
    ReportAct(gettext_lazy("Mở hồ sơ"), "cases:open_from_report", "cases.open"),
    ReportPanel("cases", 10, report_panel),
    Follows("cases.case", gettext_lazy("Hồ sơ vụ việc"), Case),
    held_in_table("cases.case", gettext_lazy("hồ sơ vụ việc đang mở"), "cases_case", needs="cases.accept"),
    placed_facts(
        "cases.case", gettext_lazy("Hồ sơ vụ việc"), model=Case, open=Q(ended_at__isnull=True), hamlet="hamlet_id"
    ),
    placed_facts(
        "cases.case_other", gettext_lazy("Hồ sơ vụ việc, nơi xảy ra"), model=Case, place="other_place_id",
        open=Q(other_place__isnull=False, ended_at__isnull=True),
    ),
    placed_facts(
        "cases.move_to", gettext_lazy("Hồ sơ chuyển đến"), model=CaseMove, place="to_place_id", open=Q(state="asked")
    ),
    Opens("cases.Case", lambda thing: reverse("cases:case", args=[thing])),
    DemoShare("cases", gettext_lazy("hồ sơ vụ việc"), 60, make),
    *emptied(*(f"public.{model._meta.db_table}" for model in apps.get_app_config("cases").get_models())),
)  # fmt: skip
