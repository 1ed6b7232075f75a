"""Files that leave: the template, the register in its layout, a sheet with reasons."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.audit.book import book
from mangnon.files.kinds import FACTS, Kind
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.registry.rosters.actions import RECEIVE, SEE, open_roster, prepare_roster
from mangnon.registry.rosters.exporting import EXPORT, export_register
from mangnon.registry.rosters.forms import ExportForm, chosen_place, communes
from mangnon.registry.rosters.layout import Heading, write_workbook
from mangnon.registry.rosters.lists import lists_for
from mangnon.registry.rosters.queries import roster as one_roster
from mangnon.registry.rosters.remarking import remarked
from mangnon.registry.rosters.views.sending import crumb
from mangnon.ui import drafts
from mangnon.ui.exporting import ROWS_WITH_REASON, TooMany
from mangnon.ui.parts import PageHead
from mangnon.ui.screens import FormScreen, Screen


def attachment(data: bytes, name: str) -> HttpResponse:
    """A workbook to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=FACTS[Kind.XLSX].media, headers=headers)


class Template(Screen):
    """The empty sheet in the official layout; with the hamlets of the only commune of most people."""

    policy = Policy(SEE)
    help_page = "registry/rosters"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The workbook."""
        offered = communes(self.actor, RECEIVE) or []
        place = offered[0] if len(offered) == 1 else None
        out = BytesIO()
        line = place.name if place else _("Xã, phường: …")
        heading = Heading(_("DANH SÁCH TRẺ EM"), line, place=place.code if place else "")
        write_workbook(out, lists=lists_for(place, local_day(self.at)), heading=heading)
        return attachment(out.getvalue(), "mau-danh-sach-tre-em.xlsx")


class ExportRegister(FormScreen):
    """The children of a commune in the official layout."""

    policy = Policy(EXPORT)
    template = "registry/rosters/export.html"
    help_page = "registry/rosters"
    title = gettext_lazy("Xuất danh sách")
    button = gettext_lazy("Tải tệp Excel")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Commune and reason."""
        return ExportForm(data, actor=self.actor, action=EXPORT)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """The workbook; booked with its serial."""
        form = self.form(self.request.POST)
        form.is_valid()
        place = chosen_place(form)
        try:
            made = export_register(actor=self.actor, at=self.at, place=place, reason=cleaned["reason"])
        except TooMany:
            return self._to_second_person(place, cleaned["reason"], several="place" in form.fields)
        return attachment(made.data, f"danh-sach-tre-em-{made.serial}.xlsx")

    def _to_second_person(self, place: Unit, reason: str, *, several: bool) -> HttpResponse:
        """More than one person may take out alone: the form that asks a second one, with the reason."""
        path = reverse("registry:ask_release")
        typed = {"reason": [reason], "release_id": [str(new_id())]}
        drafts.keep(person_id=self.actor.me, form_key=path, data=typed, at=self.at)
        said = _("Danh sách có hơn {n} trẻ em: cần người thứ hai đồng ý.").format(n=ROWS_WITH_REASON)
        return self.after(f"{path}?xa={place.pk}" if several else path, said)

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(crumb(),))


class Remarks(Screen):
    """The sheet as it came, with what is wrong in each row."""

    policy = Policy(RECEIVE)
    help_page = "registry/rosters"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The workbook."""
        roster = one_roster(self.actor, pk)
        prepared = prepare_roster(self.actor, self.at, roster)
        data = remarked(open_roster(roster), prepared.faults)
        book(actor=self.actor, action=RECEIVE, at=self.at, subject=roster, remarks=len(prepared.faults))
        return attachment(data, f"can-sua-{roster.pk}.xlsx")
