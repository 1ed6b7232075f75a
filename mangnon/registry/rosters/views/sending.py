"""A file is sent; its columns are told apart."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.ids import new_id
from mangnon.registry.models import Roster, RosterState
from mangnon.registry.rosters.actions import (
    MAP,
    RECEIVE,
    check_roster,
    file_of,
    map_columns,
    open_roster,
    queue_roster,
    receive_roster,
)
from mangnon.registry.rosters.columns import LAYOUT, title_of
from mangnon.registry.rosters.forms import NOT_READ, ColumnsForm, SendForm, chosen_place
from mangnon.registry.rosters.queries import roster as one_roster
from mangnon.ui.parts import Act, Link, PageHead
from mangnon.ui.screens import FormScreen

AT_ONCE = 120_000
"""Bytes up to which a sheet is checked while one waits."""
SAMPLES = 3


def roster_url(roster: Roster) -> str:
    """Where a roster opens."""
    return reverse("registry:roster", args=[roster.pk])


def crumb() -> Link:
    """The way back to the list."""
    return Link(_("Nhập, xuất danh sách trẻ em"), reverse("registry:rosters"))


def check_now_or_later(screen: Any, roster: Roster) -> None:
    """A small sheet is checked at once, a large one by the worker."""
    act = {"actor": screen.actor, "at": screen.at, "roster_id": roster.pk}
    if file_of(roster).size <= AT_ONCE:
        check_roster(**act)
    else:
        queue_roster(**act, checks=True)


class SendRoster(FormScreen):
    """Choose the commune and the file."""

    policy = Policy(RECEIVE)
    template = "registry/rosters/send.html"
    help_page = "registry/rosters"
    form_class = SendForm
    title = gettext_lazy("Nhập danh sách")
    button = gettext_lazy("Gửi và kiểm tra")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the file of the request."""
        files = self.request.FILES if data is not None else None
        return SendForm(data, files, actor=self.actor, action=RECEIVE)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Take the file; our own layout needs no choice of columns."""
        form = self.form(self.request.POST)
        form.is_valid()
        roster = receive_roster(
            actor=self.actor, at=self.at, roster_id=new_id(), place=chosen_place(form), upload=cleaned["file"]
        )
        if roster.state != RosterState.RECEIVED:
            return self.after(roster_url(roster), _("Tệp này đã gửi trước đây; đây là kết quả của lần ấy."))
        if roster.layout != LAYOUT:
            return self.after(reverse("registry:roster_columns", args=[roster.pk]))
        mapping = {int(at): key for at, key in roster.mapping.items()}
        map_columns(actor=self.actor, at=self.at, roster_id=roster.pk, mapping=mapping)
        check_now_or_later(self, roster)
        return self.after(roster_url(roster))

    def head(self) -> PageHead:
        """Under the list, with the template."""
        template = Act(_("Tải tệp mẫu"), url=reverse("registry:roster_template"), icon="download")
        return PageHead(title=self.title, crumbs=(crumb(),), acts=(template,))


class ChooseColumns(FormScreen):
    """Which heading means what; remembered for the next sheet with the same headings."""

    policy = Policy(MAP)
    template = "registry/rosters/columns.html"
    help_page = "registry/rosters"
    title = gettext_lazy("Chọn cột")
    button = gettext_lazy("Kiểm tra các dòng")
    keeps_draft = False

    def guard(self) -> None:
        """Out of reach is 404."""
        self.roster = one_roster(self.actor, UUID(str(self.kwargs["pk"])))

    def initial(self) -> dict[str, Any]:
        """As remembered or suggested."""
        unread = {f"column_{at}": NOT_READ for at in range(len(self.roster.titles))}
        return {**unread, **{f"column_{at}": key for at, key in self.roster.mapping.items()}}

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """One question for each heading, with what stands below it."""
        form = ColumnsForm(data, initial=self.initial(), titles=self.roster.titles)
        for name, samples in self._samples().items():
            if name in form.fields:
                form.fields[name].help_text = samples
        return form

    def _samples(self) -> dict[str, str]:
        sheet = open_roster(self.roster)
        rows = sheet.grid.rows[sheet.headings.first : sheet.headings.first + 40]
        told = {}
        for at, _title in enumerate(self.roster.titles):
            cells = dict.fromkeys(str(row[at])[:40] for row in rows if at < len(row) and row[at] is not None)
            told[f"column_{at}"] = (
                _("ví dụ: {cells}").format(cells=" · ".join(list(cells)[:SAMPLES])) if cells else _("cột trống")
            )
        return told

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Remember, then check."""
        form = ColumnsForm(self.request.POST, titles=self.roster.titles)
        form.is_valid()
        map_columns(actor=self.actor, at=self.at, roster_id=self.roster.pk, mapping=form.mapping)
        check_now_or_later(self, self.roster)
        return self.after(roster_url(self.roster))

    def extra(self) -> dict[str, Any]:
        """What must be chosen."""
        return {"needed": ", ".join(title_of(key) for key in ("full_name", "birth"))}

    def head(self) -> PageHead:
        """Which file."""
        return PageHead(title=self.title, crumbs=(crumb(),), line=self.roster.name)
