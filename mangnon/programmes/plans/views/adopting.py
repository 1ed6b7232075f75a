"""Who took child protection into resolution, plan and budget: commune × year."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.places.models import Unit
from mangnon.programmes.plans.actions import tell_adoption
from mangnon.programmes.plans.actions.adopting import Adopted
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.forms import AdoptionForm
from mangnon.programmes.plans.models import Adoption, Kind
from mangnon.programmes.plans.queries.adoption import AdoptionRow, AdoptionYear, adoption, told_of
from mangnon.programmes.plans.queries.grounds import OLDEST, unit_seen
from mangnon.programmes.plans.views.asked import LATEST, YearScreen, year_url
from mangnon.programmes.plans.words import ADOPTED, PLANS, money
from mangnon.programmes.rights import ADOPT, SEE
from mangnon.ui.parts import Answer, Cell, Column, Link, PageHead, Row, State, Status, Table
from mangnon.ui.parts import Kind as Holds
from mangnon.ui.screens import FormScreen

SHORT = {
    Kind.PARTY: gettext_lazy("Nghị quyết"),
    Kind.PLAN: gettext_lazy("Kế hoạch KT-XH"),
    Kind.BUDGET: gettext_lazy("Ngân sách"),
}


class AdoptionPage(YearScreen):
    """The matrix of a year."""

    policy = Policy(SEE)
    template = "programmes/adoption.html"
    help_page = "programmes/adoption"
    view = "programmes:adoption"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly."""
        found = adoption(self.year, today=self.today)
        context: dict[str, Any] = {
            "head": PageHead(title=f"{ADOPTED} {self.year}", crumbs=(Link(PLANS, reverse("programmes:plans")),)),
            "tabs": self.year_tabs(None),
            "answers": self._answers(found),
            "table": self._table(found),
        }
        return self.page(context)

    def _answers(self, found: AdoptionYear) -> tuple[Answer, ...]:
        whole = len(found.rows)
        told = _("{n} trên {total} nơi")
        return tuple(
            Answer(
                label, told.format(n=found.adopted(kind), total=whole), "",
                "done" if found.adopted(kind) == whole else "late",
            )
            for kind, label in SHORT.items()
        )  # fmt: skip

    def _table(self, found: AdoptionYear) -> Table:
        columns = (
            Column(_("Nơi"), Holds.NAME), *(Column(label, Holds.STATUS) for label in SHORT.values()),
            Column(_("Dự kiến"), Holds.NUMBER), Column(_("Đã cấp"), Holds.NUMBER), Column(_("Đã chi"), Holds.NUMBER),
        )  # fmt: skip
        return Table(str(ADOPTED), columns, tuple(self._row(one) for one in found.rows))

    def _row(self, row: AdoptionRow) -> Row:
        squares = tuple(self._square(row, kind) for kind in SHORT)
        amounts = tuple(Cell(money(one)) for one in row.money)
        above = row.above.name if row.above else ""
        return Row((Cell(row.unit.name, note=above), *squares, *amounts), url=self._row_url(row))

    def _row_url(self, row: AdoptionRow) -> str:
        if not keeps(self.actor, ADOPT, row.unit):
            return ""
        first = next((kind for kind in SHORT if kind not in row.told), Kind.PARTY)
        return reverse("programmes:tell_adoption", args=[row.unit.pk, self.year, first.value])

    def _square(self, row: AdoptionRow, kind: Kind) -> Cell:
        told = row.told.get(kind)
        if told is None:
            return Cell(status=Status(State.TODO, _("Chưa báo")))
        if not told.adopted:
            return Cell(status=Status(State.LATE, _("Chưa")))
        return Cell(status=Status(State.DONE, told.document.number if told.document else _("Có")))


class TellAdoption(FormScreen):
    """One square: whether, in what, with how much money."""

    policy = Policy(ADOPT)
    help_page = "programmes/adoption"
    template = "programmes/tell_adoption.html"

    def guard(self) -> None:
        """The place and the kind. Raises NotFound, Forbidden."""
        if self.kwargs["kind"] not in Kind.values or not OLDEST <= self.kwargs["year"] <= LATEST:
            raise NotFound
        if not keeps(self.actor, ADOPT, self.place):
            raise Forbidden(action=ADOPT, place_id=self.place.pk)

    @cached_property
    def place(self) -> Unit:
        """Whose it is."""
        return unit_seen(self.kwargs["place"])

    @cached_property
    def row(self) -> Adoption | None:
        """What was told so far."""
        return told_of(self.place, self.kwargs["year"], self.kwargs["kind"])

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        row = self.row
        if row is None:
            return AdoptionForm(data, initial={"version": 0})
        known = {name: format_int(getattr(row, name)) for name in ("planned", "allotted", "spent")}
        number = row.document.number if row.document else ""
        said = {"version": row.version, "adopted": "yes" if row.adopted else "no", "document": number}
        return AdoptionForm(data, initial=known | said | {"words": row.words})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Tell it, then the next kind that nobody told of."""
        version, yes = cleaned.pop("version"), cleaned.pop("adopted") == "yes"
        year = self.kwargs["year"]
        tell_adoption(
            actor=self.actor, at=self.at, place=self.place, year=year, kind=self.kwargs["kind"],
            told=Adopted(yes, **cleaned), version=version,
        )  # fmt: skip
        return self.after(year_url("programmes:adoption", None, year), _("Đã ghi"))

    def head(self) -> PageHead:
        """The place and the year."""
        year = self.kwargs["year"]
        crumbs = (Link(ADOPTED, year_url("programmes:adoption", None, year)),)
        title = f"{Kind(self.kwargs['kind']).label}"
        line = _("{place}, năm {year}").format(place=self.place.name, year=year)
        return PageHead(title=title[:1].upper() + title[1:], crumbs=crumbs, line=line)

    def extra(self) -> dict[str, Any]:
        """The other two of the same place and year."""
        args = [self.place.pk, self.kwargs["year"]]
        links = [
            (label, reverse("programmes:tell_adoption", args=[*args, kind.value]), kind.value == self.kwargs["kind"])
            for kind, label in SHORT.items()
        ]
        return {"kinds": links}
