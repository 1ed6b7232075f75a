"""The page of a report: its clocks, what was told, who has it, what comes next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.files.queries import shelf as file_shelf
from mangnon.files.slots import OwnerRef as FilesOf
from mangnon.intake.actions import Opened, open_reporter
from mangnon.intake.models import Channel, HarmReport, InformationCorrection, Outcome, OutReason, Reporter
from mangnon.intake.queries.alike import alike_reports, alike_to_reported, kin, sought_of
from mangnon.intake.queries.law import emergency_rule
from mangnon.intake.queries.reports import SEE, ledger, open_report
from mangnon.intake.rules import Known, missing
from mangnon.intake.showing import Shown, acts_of, child_facts, main_act, page_facts, suspect_facts
from mangnon.intake.slots import report_panels
from mangnon.intake.views.entry import HARMS
from mangnon.intake.words import accept_clock, emergency_clock, ledger_entries, reasons, state_words, urgency_words
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.fields import reveal
from mangnon.papers.shelving import shelf
from mangnon.papers.slots import OwnerRef
from mangnon.registry.queries import children
from mangnon.registry.queries.wording import Wording
from mangnon.ui.parts import Closed, Fact, Link, PageHead
from mangnon.ui.screens import Screen

OWNER = "intake.report"


class ReportPage(Screen):
    """One report."""

    policy = Policy(SEE)
    template = "intake/report.html"
    help_page = "intake/report"
    opened: Opened | None = None

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page; that it was opened is booked. Raises NotFound."""
        report = open_report(self.actor, pk)
        self.saw([report])
        return self.page(self.context(report))

    def context(self, report: HarmReport) -> dict[str, Any]:
        """Everything on the page."""
        self.report = report
        self.steps = ledger(report)
        words = Wording(local_day(self.at))
        self.mine = report.place_id in self.actor.reach("intake.accept")
        shown = Shown(self.actor, self.at, report, self.steps, mine=self.mine)
        rows = list(report.children.select_related("home_unit", "child"))
        suspects = list(report.suspects.all())
        return {
            "head": self._head(shown),
            "clocks": self._clocks(),
            "what": reveal(report, "what") or "",
            "facts": page_facts(report, words.items(HARMS)),
            "reasons": reasons(report),
            "missing": missing(_known(report, rows, suspects)) if report.is_open else (),
            "additions": _additions(report),
            "complete_url": self._url("complete", "intake.complete"),
            "children": [child_facts(one, shown) for one in rows],
            "child_url": self._url("write_child", "intake.write_child"),
            "suspects": [suspect_facts(one, shown) for one in suspects],
            "suspect_url": self._url("write_suspect", "intake.write_suspect"),
            "entries": ledger_entries(self.steps, self.at),
            "vault": self._vault(),
            "opened": self.opened is not None,
            "opened_facts": _opened_facts(self.opened) if self.opened else (),
            "report_id": report.pk,
            "reporter_url": self._url("write_reporter", "intake.write_reporter"),
            "kin": kin(self.actor, report),
            "alike": alike_reports(self.actor, sought_of(report)) if self.mine and report.is_open else [],
            "may_link": report.is_open and self.mine and self.actor.can("intake.link"),
            "known": self._known_children(rows),
            "correction": InformationCorrection.objects.filter(report=report).first(),
            "may_confirm": self.mine and self.actor.can("intake.confirm_first_information"),
            "out": self._out(),
            "panels": report_panels(self.actor, self.at, report),
            "papers": shelf(self.actor, self.at, OwnerRef(OWNER, report.pk)),
            "files": file_shelf(self.actor, FilesOf(OWNER, report.pk)),
            "attach_url": self._url("attach", "intake.attach"),
        }

    def _head(self, shown: Shown) -> PageHead:
        report = self.report
        received = _("nhận {when}, {who}").format(when=format_datetime(report.recorded_at), who=report.received_by_name)
        return PageHead(
            title=_("Tin báo {number}").format(number=report.number),
            crumbs=(Link(_("Tin báo"), reverse("intake:reports")),),
            status=urgency_words(report),
            facts=(str(state_words(report).text), received),
            main=main_act(shown),
            acts=acts_of(shown),
        )

    def _clocks(self) -> list[Any]:
        report = self.report
        step = self.steps[-1] if self.steps and self.steps[-1].is_open else None
        waits = accept_clock(report, step, self.at) if step is not None and report.is_open else None
        runs = emergency_clock(report, self.at, emergency_rule(local_day(self.at)))
        return [one for one in (waits, runs) if one is not None]

    def _url(self, view: str, right: str) -> str:
        may = self.report.is_open and self.actor.can(right)
        return reverse(f"intake:{view}", args=[self.report.pk]) if may else ""

    def _vault(self) -> dict[str, Any]:
        row = Reporter.objects.filter(report=self.report).only("id", "anonymous").first()
        may = row is not None and self.report.place_id in self.actor.reach("intake.open_reporter")
        closed = (Closed(_("Người báo tin"), reverse("intake:reporter_opened", args=[self.report.pk])),) if may else ()
        return {"closed": closed, "kept": row is not None, "anonymous": row is not None and row.anonymous}

    def _known_children(self, rows: list[Any]) -> list[Any]:
        """Records that may be a child of the report, for those who may say so."""
        if not (self.mine and self.report.is_open and self.actor.can("intake.identify")):
            return []
        found = alike_to_reported(self.actor, rows)
        self.saw(children(self.actor).filter(pk__in=[one.child_id for _row, one in found]) if found else ())
        return found

    def _out(self) -> list[Fact]:
        """Why it isn't followed up, or is proposed not to be; and what it led to."""
        report = self.report
        facts = []
        if report.out_reason:
            facts.append(Fact(_("Lý do loại"), str(OutReason(report.out_reason).label)))
            if self.mine:
                facts.append(Fact(_("Đã làm gì để biết"), reveal(report, "out_note") or ""))
            facts.append(Fact(_("Người đề nghị"), report.out_asked_by_name))
        if report.settled_as and report.settled_at:
            facts.append(Fact(_("Kết quả"), str(Outcome(report.settled_as).label)))
            facts.append(Fact(_("Giải quyết"), f"{format_datetime(report.settled_at)}, {report.settled_by_name}"))
        return facts


def _additions(report: HarmReport) -> list[tuple[Any, str]]:
    """What the reporter wrote later, and when: the public page alone gives a code to do so."""
    rows = report.additions.order_by("written_at") if report.channel == Channel.WEB else ()
    return [(one.written_at, reveal(one, "text") or "") for one in rows]


class ReporterOpened(ReportPage):
    """The page with the vault open, for this view."""

    policy = Policy("intake.open_reporter")
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Open it with a reason. Raises NotFound, Forbidden, NoteMissing."""
        self.opened = open_reporter(actor=self.actor, at=self.at, report_id=pk, reason=request.POST.get("reason", ""))
        report = open_report(self.actor, pk)
        self.saw([report])
        return self.page(self.context(report))


def _known(report: HarmReport, rows: list[Any], suspects: list[Any]) -> Known:
    return Known(
        where=report.incident_unit_id is not None,
        when=bool(report.happened_at or report.happened_text),
        harms=bool(report.harms),
        danger=report.danger != "unknown",
        child=any(row.full_name or row.child_id for row in rows),
        age=any(row.born for row in rows),
        suspects=bool(suspects),
    )


def _opened_facts(opened: Opened) -> tuple[Fact, ...]:
    told = (
        (_("Tên"), opened.name), (_("Điện thoại"), opened.phone), (_("Địa chỉ"), opened.address),
        (_("Là gì của trẻ"), opened.relation), (_("Liên lạc an toàn"), opened.safe_contact),
    )  # fmt: skip
    return tuple(Fact(label, value or _("chưa ghi")) for label, value in told)
