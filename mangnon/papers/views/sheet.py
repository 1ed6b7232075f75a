"""One paper: read it, take its number, print it, open what is sealed; and the schema of a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.papers.actions import book_print, number_of, number_sheet, open_sealed
from mangnon.papers.numbering import kind_of
from mangnon.papers.printing import printed
from mangnon.papers.printing.kinds import AS
from mangnon.papers.queries import Opened, may, opened
from mangnon.papers.questions import KIND, in_force
from mangnon.papers.schema import schema_of
from mangnon.papers.showing import View, shown
from mangnon.papers.views.linking import link_of, sheet_url
from mangnon.statutes.queries import pinned
from mangnon.ui.parts import Act, Closed, Fact, Hint, Link, PageHead, State, Status
from mangnon.ui.screens import ActScreen, AskedWrongly, Screen


class SheetScreen(Screen):
    """A page that shows a paper."""

    template = "papers/sheet.html"
    help_page = "papers/sheet"

    def show(self, found: Opened, answers: dict[str, Any], *, closed: bool) -> HttpResponse:
        """The paper with these answers."""
        self.saw([found.record])
        given = {"paper.number": number_of(found.sheet)}
        parts = shown(found.asked, answers, View(local_day(found.sheet.filled_at), closed, given))
        law = found.asked.law
        return self.page(
            {
                "head": _head(self, found),
                "parts": parts,
                "doubt": None if law.confirmed else Hint(_("Mẫu này chưa xác nhận. {why}").format(why=law.why)),
                "closed": tuple(_closed(self, found)) if closed else (),
                "prints": tuple(_prints(self, found)),
                "facts": tuple(_about(found)),
                "pk": found.sheet.pk,
                "why_url": reverse("statutes:definition", args=[KIND, law.key]) + f"?ban={law.version}",
            }
        )


class SheetPage(SheetScreen):
    """A paper, under the version it was filled in with; what is sealed stays closed."""

    policy = Policy("papers.see")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page."""
        found = opened(self.actor, self.kwargs["pk"])
        return self.show(found, found.answers, closed=True)


class OpenSheet(SheetScreen):
    """POST with a reason: the paper with its sealed part, in this one answer."""

    policy = Policy("papers.open")
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Book the opening, then show."""
        reason = request.POST.get("reason", "")
        _sheet, sealed = open_sealed(actor=self.actor, at=self.at, sheet_id=self.kwargs["pk"], reason=reason)
        found = opened(self.actor, self.kwargs["pk"])
        return self.show(found, {**found.answers, **sealed}, closed=False)


class NumberSheet(ActScreen):
    """Takes the next number of the office."""

    policy = Policy("papers.number")

    def act(self, **kwargs: Any) -> HttpResponse:
        """One number."""
        sheet = number_sheet(actor=self.actor, at=self.at, sheet_id=self.kwargs["pk"])
        return self.after(sheet_url(sheet), _("Đã lấy số {number}").format(number=number_of(sheet)))


class PrintSheet(Screen):
    """The paper as PDF or DOCX; each printing is booked."""

    policy = Policy("papers.print")
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Book, then hand out."""
        kind = AS.get(request.POST.get("as", "pdf"))
        if kind is None:
            raise AskedWrongly(what="as")
        sealed = request.POST.get("sealed") == "1"
        sheet_id = self.kwargs["pk"]
        sheet = book_print(actor=self.actor, at=self.at, sheet_id=sheet_id, as_type=kind.suffix, sealed=sealed)
        found = opened(self.actor, sheet_id)
        content = printed(found, kind, at=self.at, by=self.actor.name, link=link_of(sheet), sealed=sealed)
        response = HttpResponse(content, content_type=kind.media)
        name = f"{sheet.form}-{local_day(sheet.filled_at).isoformat()}.{kind.suffix}"
        response.headers["Content-Disposition"] = f'{kind.disposition}; filename="{name}"'
        response.headers["Cache-Control"] = "no-store"
        return response


class SchemaView(Screen):
    """The JSON schema of a form's answers, for machines; of the version in force or of the one asked for."""

    policy = Policy("papers.see")
    help_page = "papers/filling"

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """``ban`` names a version."""
        version, today = request.GET.get("ban", ""), local_day(self.at)
        on = pinned(KIND, form, version).valid_from if version else today
        return JsonResponse(schema_of(in_force(form, on)), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _head(screen: Screen, found: Opened) -> PageHead:
    sheet, about = found.sheet, found.slot.about(found.record)
    number = number_of(sheet)
    status = Status(State.DONE, _("Số {number}").format(number=number)) if number else None
    numbered = kind_of(found.asked.form) and not number and may(screen.actor, found, "number")
    correct = Act(_("Sửa"), reverse("papers:correct", args=[sheet.pk]), "edit", key="E")
    return PageHead(
        title=found.asked.name,
        crumbs=(Link(about.title, about.url), found.asked.number),
        status=status,
        line=_("{who} lập lúc {when}").format(who=sheet.filled_by_name, when=format_datetime(sheet.filled_at)),
        main=Act(_("Lấy số"), reverse("papers:number", args=[sheet.pk]), post=True) if numbered else None,
        acts=(correct,) if not number and may(screen.actor, found, "fill") else (),
    )


def _closed(screen: Screen, found: Opened) -> Iterator[Closed]:
    if found.has_sealed and may(screen.actor, found, "open"):
        yield Closed(_("Phần giữ kín"), reverse("papers:open", args=[found.sheet.pk]))


def _prints(screen: Screen, found: Opened) -> Iterator[dict[str, Any]]:
    """The buttons that print: kind, words, with or without what is sealed."""
    if not may(screen.actor, found, "print"):
        return
    kinds = [one for one in AS.values() if one.fits(found.asked.form)]
    for kind in kinds:
        yield {"as": kind.suffix, "label": kind.label, "sealed": "", "new": kind.disposition == "inline"}
    if found.has_sealed and may(screen.actor, found, "open"):
        yield {"as": "pdf", "label": _("PDF, cả phần giữ kín"), "sealed": "1", "new": True}


def _about(found: Opened) -> Iterator[Fact]:
    law, sheet = found.asked.law, found.sheet
    yield Fact(_("Nơi lập"), sheet.office.name)
    yield Fact(_("Theo mẫu"), _("bản có hiệu lực từ {day}").format(day=format_date(law.valid_from)))
    if sheet.revision > 1:
        written = found.revision
        told = _("lần {n}, {who}, {when}")
        yield Fact(
            _("Đã sửa"),
            told.format(n=sheet.revision - 1, who=written.written_by_name, when=format_datetime(written.written_at)),
        )
    if sheet.numbered_at is not None:
        yield Fact(_("Lấy số lúc"), format_datetime(sheet.numbered_at))
