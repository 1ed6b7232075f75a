"""What this room gives to slots of lower rooms."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.commands import DemoShare
from mangnon.accounts.held import held_in_table
from mangnon.intake.actions.attaching import file_owner
from mangnon.intake.commands import COMMANDS
from mangnon.intake.demo import make
from mangnon.intake.finding import find
from mangnon.intake.models import DutyTurn, HarmReport, ReportedChild, State
from mangnon.intake.queries.counts import waiting
from mangnon.intake.queries.reports import SEE
from mangnon.intake.retaining import RETAINED
from mangnon.intake.shelves import FORMS, OWNER, about_report, day_of, known_of
from mangnon.intake.watching import POINTS
from mangnon.intake.working import work
from mangnon.notices.slots import Opens
from mangnon.operate.backups.slots import emptied
from mangnon.papers.slots import KnownFacts, PaperOwner, doors_of
from mangnon.places.slots import placed_facts
from mangnon.registry.slots import Follows
from mangnon.ui.slots import MainAct, RailEntry
from mangnon.ui.worklist import SearchSource, WorkSource

OPEN = Q(state__in=State.open_ones())
DOORS = doors_of(
    HarmReport, look=SEE, fill="intake.complete", number="intake.accept", print=SEE, open="intake.open_reporter"
)

OFFERS: tuple[Any, ...] = (
    *COMMANDS,
    *POINTS,
    RETAINED,
    RailEntry(_("Tin báo"), "intake:reports", "phone-in", order=20, action=SEE, short=_("Tin báo"), count=waiting),
    MainAct(_("Nhận tin"), "intake:entry", "phone-in", order=10, action="intake.receive"),
    WorkSource("intake.reports", work),
    SearchSource("intake.reports", _("Tin báo"), 30, find, shortest=3),
    PaperOwner(OWNER, _("tin báo"), FORMS, DOORS, about_report, day_of),
    KnownFacts(OWNER, known_of),
    file_owner(_("tin báo")),
    Opens("intake.HarmReport", lambda thing: reverse("intake:report", args=[thing])),
    Follows("intake.children", _("Tin báo"), ReportedChild),
    held_in_table("intake.reports", _("tin báo đang giữ"), "intake_harmreport", needs="intake.accept"),
    placed_facts("intake.report", _("Tin báo"), model=HarmReport, open=OPEN, hamlet="incident_hamlet_id"),
    placed_facts("intake.report_other", _("Tin báo chia sẻ"), model=HarmReport, place="other_place_id", open=OPEN),
    placed_facts("intake.turn", _("Ca trực"), model=DutyTurn, open=Q(ends_at__gt=Now())),
    DemoShare("intake", _("tin báo"), 50, make),
    *emptied(*(f"public.{model._meta.db_table}" for model in apps.get_app_config("intake").get_models())),
)
