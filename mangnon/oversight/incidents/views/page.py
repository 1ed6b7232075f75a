"""One incident: its clocks, what was done, who was told; form 08."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.audit.book import book
from mangnon.audit.models import Outcome
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.oversight.incidents.actions import leading
from mangnon.oversight.incidents.actions.leading import take_up
from mangnon.oversight.incidents.actions.recording import open_from_alert
from mangnon.oversight.incidents.definitions import form_08
from mangnon.oversight.incidents.models import Incident
from mangnon.oversight.incidents.queries import FILES, kinds_of, people, see_incident, steps_of, tellings_of, terms_of
from mangnon.oversight.incidents.rules import Running, next_open
from mangnon.oversight.incidents.views.listing import crumb_of, list_crumb
from mangnon.oversight.incidents.words import (
    checks_of,
    clock_of,
    entry_of,
    form_facts,
    kinds_words,
    known_words,
    status_of,
    title_of,
)
from mangnon.oversight.printing import Draft, as_pdf, official
from mangnon.papers.printing.composing import Block, Signer
from mangnon.ui.parts import Act, Cell, Column, Fact, Kind, Link, PageHead, Row, Table
from mangnon.ui.screens import ActScreen, Screen


class IncidentPage(Screen):
    """One incident."""

    policy = Policy("oversight.incidents.see")
    template = "oversight/incidents/page.html"
    help_page = "oversight/incidents"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page; that it was opened is booked. Raises NotFound."""
        row = see_incident(self.actor, pk)
        terms = terms_of(row)
        book(actor=self.actor, action=self.policy.action or "", at=self.at, subject=row, outcome=Outcome.SEEN)
        context = {
            "head": self._head(row, terms),
            "clock": clock_of(row, terms, self.at),
            "checks": checks_of(terms, self.at),
            "facts": self._facts(row),
            "people": self._people(row),
            "tellings": _tellings(row),
            "files": shelf(self.actor, OwnerRef(FILES, row.pk)),
            "entries": [entry_of(one, self.at) for one in steps_of(row)],
        }
        return self.page(context)

    def _head(self, row: Incident, terms: list[Running]) -> PageHead:
        offered = [act for right, act in _acts(row, terms) if self.actor.can(f"oversight.incidents.{right}")]
        return PageHead(
            title=title_of(row),
            crumbs=(list_crumb(),),
            status=status_of(row, terms, self.at),
            line=row.code,
            main=offered[0] if offered else None,
            acts=tuple(offered[1:]),
        )

    def _facts(self, row: Incident) -> list[Fact]:
        facts = [
            Fact(_("Chuyện gì"), row.what),
            Fact(_("Hệ thống"), row.systems or _("chưa rõ")),
            Fact(_("Bắt đầu"), format_datetime(row.began_at) if row.began_at else _("chưa rõ")),
            Fact(_("Biết lúc"), known_words(row), change_url=self._correct_url(row)),
            Fact(_("Ghi"), f"{format_datetime(row.recorded_at)}, {row.recorded_by_name}"),
            Fact(_("Người xử lý"), row.lead_name or _("chưa có")),
            Fact(_("Căn cứ"), "; ".join(_(kind.source) for kind in kinds_of(row))),
        ]
        if row.alert_id and self.actor.can("oversight.alerts.see"):
            alert = Link(_("cảnh báo"), reverse("oversight:alert", args=[row.alert_id]))
            facts.append(Fact(_("Mở từ"), (alert,)))
        if row.lessons:
            facts.append(Fact(_("Bài học"), f"{row.lessons} ({row.lessons_by_name})"))
        if row.closed_at and row.keep_until:
            facts.append(Fact(_("Ký đóng"), f"{row.signed_by_name}, {format_datetime(row.closed_at)}"))
            facts.append(Fact(_("Giữ hồ sơ ít nhất đến"), format_date(row.keep_until)))
        return facts

    def _correct_url(self, row: Incident) -> str:
        """Where the moment is corrected, while it may be."""
        may = self.actor.can("oversight.incidents.correct") and not row.known_first_told and not row.closed_at
        return reverse("oversight:correct_incident", args=[row.pk]) if may else ""

    def _people(self, row: Incident) -> list[Fact]:
        """How many; nothing for those who may not see the list."""
        if not self.actor.can("oversight.incidents.people_see"):
            return []
        every = people(row)
        count, told = every.count(), every.filter(told_at__isnull=False).count()
        url = reverse("oversight:incident_people", args=[row.pk])
        said = _("{n} người, đã báo {told}").format(n=format_int(count), told=format_int(told))
        return [Fact(_("Danh sách"), (f"{said} · ", Link(_("mở danh sách"), url)))]


def _acts(row: Incident, terms: list[Running]) -> list[tuple[str, Act]]:
    """What may be done now, the next act first, with the right that it needs."""
    if row.closed_at is not None:
        return [("people_see", _act(row, "form_08", _("Mẫu 08"), "print"))]
    acts = []
    if row.lead is None:
        acts.append(("take_up", _act(row, "take_up", _("Nhận xử lý"), "person", post=True)))
    if next_open(terms) is not None:
        acts.append(("tell", _act(row, "tell", _("Ghi đã báo"), "mail")))
    elif row.lessons:
        acts.append(("sign", _act(row, "sign", _("Ký đóng"), "edit")))
    acts.append(("note", _act(row, "note", _("Ghi việc đã làm"), "plus")))
    if next_open(terms) is None:
        acts.append(("learn", _act(row, "learn", _("Ghi bài học"), "books")))
        acts.append(("tell", _act(row, "tell", _("Ghi đã báo"), "mail")))
    acts.append(("people_see", _act(row, "form_08", _("Mẫu 08"), "print")))
    return acts


def _act(row: Incident, name: str, label: str, icon: str, *, post: bool = False) -> Act:
    return Act(label, url=reverse(f"oversight:{name}_incident", args=[row.pk]), icon=icon, post=post)


def _tellings(row: Incident) -> Table | None:
    rows = tuple(
        Row(
            (
                Cell(one.whom, note=_("Trễ vì: {why}").format(why=one.late_why) if one.late_why else ""),
                Cell(one.how),
                Cell(format_datetime(one.told_at)),
                Cell(one.by_name),
                Cell(one.proof_name, url=reverse("files:file", args=[one.proof]) if one.proof else ""),
            )
        )
        for one in tellings_of(row)
    )
    heads = (
        Column(_("Báo cho"), Kind.NAME),
        Column(_("Cách báo")),
        Column(_("Lúc"), Kind.DATE),
        Column(_("Người ghi")),
        Column(_("Chứng minh")),
    )
    return Table(caption=_("Đã báo cho ai"), columns=heads, rows=rows) if rows else None


class TakeUp(ActScreen):
    """Lead it."""

    policy = Policy("oversight.incidents.take_up")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Take it; nobody else is called."""
        row = take_up(actor=self.actor, at=self.at, incident_id=kwargs["pk"])
        return self.after(
            reverse("oversight:incident", args=[row.pk]), _("Bạn đã nhận xử lý {code}.").format(code=row.code)
        )


class FromAlert(ActScreen):
    """One press on an alert that was found a breach."""

    policy = Policy("oversight.incidents.open_from_alert")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Open the incident with the entries of the alert."""
        row = open_from_alert(actor=self.actor, at=self.at, alert_id=kwargs["pk"])
        said = _("Đã mở sự cố {code} với những người có dữ liệu trong cảnh báo.").format(code=row.code)
        return self.after(reverse("oversight:incident", args=[row.pk]), said)


class Form08(Screen):
    """Form 08, filled, to print: how many people, never who."""

    policy = Policy("oversight.incidents.people_see")
    template = "oversight/incidents/form.html"
    help_page = "oversight/incidents"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The form. Raises NotFound."""
        row = see_incident(self.actor, pk, "oversight.incidents.people_see")
        form, facts = form_08(), form_facts(row)
        context = {
            "head": PageHead(title=_("Mẫu 08"), crumbs=(list_crumb(), crumb_of(row)), line=kinds_words(row)),
            "form": form,
            "lines": [Fact(_(line.label), facts[line.fact]) for line in form.lines],
            "drill": row.drill,
            "printed": format_datetime(self.at),
            "print_url": self._print_url(row),
        }
        return self.page(context)

    def _print_url(self, row: Incident) -> str:
        may = self.actor.can("oversight.incidents.print")
        return reverse("oversight:print_form_08_incident", args=[row.pk]) if may else ""


class PrintForm08(Screen):
    """Form 08 as PDF on the official sheet; each printing is booked."""

    policy = Policy("oversight.incidents.print")
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Book, then hand out. Raises NotFound."""
        row = leading.book_print(actor=self.actor, at=self.at, incident_id=kwargs["pk"])
        with translation.override("vi"):
            return as_pdf(official(_draft_08(row, self.at), row.place, at=self.at, by=self.actor.name), row.code)


def _draft_08(row: Incident, at: datetime) -> Draft:
    form, facts = form_08(), form_facts(row)
    doubt = "" if form.confirmed else f"Mẫu chưa xác nhận: chưa đối chiếu bố cục với {form.source}"
    return Draft(
        code=row.code,
        url=reverse("oversight:incident", args=[row.pk]),
        title=form.title.partition(": ")[2] or form.title,
        subtitle="DIỄN TẬP" if row.drill else "",
        body=tuple(Block("line", line.label, str(facts[line.fact])) for line in form.lines),
        doubt=doubt,
        day=local_day(at),
        form="Mẫu số 08",
        signer=Signer("THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""),
    )
