"""Partners with their licences; one with its projects; money of all projects by place."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.asked import asked
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_int
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.projects import actions
from mangnon.programmes.projects import queries as reads
from mangnon.programmes.projects.forms import PartnerForm, partner_told
from mangnon.programmes.projects.models import Partner
from mangnon.programmes.projects.views.listing import days_of, project_crumbs, project_url, projects_url
from mangnon.programmes.projects.words import MONEY, PARTNERS, kind_of, kinds, licence_status
from mangnon.ui.exporting import Sheet, figures_response
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, Tab, Table
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen, Screen
from mangnon.ui.screens.base import AskedWrongly


def partner_url(one: Partner) -> str:
    """Its page."""
    return reverse("programmes:partner", args=[one.pk])


def partner_crumbs(one: Partner | None = None) -> tuple[Link, ...]:
    """The way back to the list, or to a partner."""
    every = Link(PARTNERS, reverse("programmes:partners"))
    return (every, Link(one.name, partner_url(one))) if one else (every,)


class PartnerList(ListScreen):
    """Partners by name."""

    policy = Policy(rights.SEE)
    template = "programmes/partners.html"
    help_page = "programmes/projects"
    title = PARTNERS
    noun = gettext_lazy("đối tác")
    order = ("name_key", "id")

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # a licence holds on a day
        """Who, of what kind, with which licence, in how many projects."""
        today = local_day(self.at)
        return (
            Listed("name", gettext_lazy("Tên"), lambda p: Cell(p.name, note=p.country), lambda p: p.name, Kind.NAME),
            Listed("kind", gettext_lazy("Là gì"), lambda p: Cell(kind_of(p)), kind_of),
            Listed("licence", gettext_lazy("Giấy phép"), lambda p: Cell(status=licence_status(p, today)),
                   lambda p: p.licence, Kind.STATUS),
            Listed("many", gettext_lazy("Dự án"), lambda p: Cell(format_int(p.many)), lambda p: p.many, Kind.NUMBER),
        )  # fmt: skip

    filters = (
        Filter("loai", gettext_lazy("Là gì"), gettext_lazy(" là {choice}"), kinds,
               lambda rows, value: rows.filter(kind=value)),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """All of them."""
        return reads.partners()

    def row_url(self, row: Any) -> str:
        """Its page."""
        return partner_url(row)

    def head(self) -> PageHead:
        """Under the projects."""
        return PageHead(title=self.title, crumbs=project_crumbs(), main=self.main_act())

    def main_act(self) -> Act | None:
        """Adding one."""
        if not self.actor.can(rights.ADD_PARTNER):
            return None
        return Act(_("Thêm đối tác"), url=reverse("programmes:add_partner"), icon="plus", key="N")

    def empty(self) -> EmptyState:
        """Who keeps them."""
        return EmptyState(fact=_("Chưa thấy đối tác nào."), text=_("Sở thêm đối tác; sau đó mọi nơi ghi dự án được."))


class PartnerPage(Screen):
    """One partner with its projects."""

    policy = Policy(rights.SEE)
    template = "programmes/partner.html"
    help_page = "programmes/projects"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound."""
        one, today = reads.partner_seen(pk), local_day(self.at)
        main = None
        if self.actor.can(rights.CORRECT_PARTNER):
            main = Act(_("Sửa"), url=reverse("programmes:correct_partner", args=[one.pk]), icon="edit", key="E")
        head = PageHead(
            title=one.name, crumbs=partner_crumbs(), facts=tuple(filter(None, (kind_of(one), one.country))), main=main
        )
        until = _("đến {day}").format(day=format_date(one.licence_until)) if one.licence_until else ""
        facts = [
            Fact(_("Liên hệ"), one.contact or _("chưa ghi")),
            Fact(_("Giấy phép hoạt động"), " ".join(filter(None, (one.licence, until))) or _("chưa ghi")),
            Fact(_("Tình trạng giấy phép"), status=licence_status(one, today)),
        ]
        if one.notes:
            facts.append(Fact(_("Ghi chú"), one.notes))
        return self.page({"head": head, "facts": tuple(facts), "table": self._table(one)})

    def _table(self, one: Partner) -> Table:
        columns = (
            Column(_("Dự án"), Kind.NAME), Column(_("Nơi chủ trì")), Column(_("Thời gian"), soft=True),
            Column(_("Cam kết, đồng"), Kind.NUMBER),
        )  # fmt: skip
        found = reads.of_partner(reads.projects(), one.pk).order_by("-starts_on", "pk")
        rows = tuple(
            Row(
                (Cell(each.title), Cell(old_name(each.place)), Cell(days_of(each)),
                 Cell(format_int(each.pledged_dong))),
                url=project_url(each),
            )
            for each in found
        )  # fmt: skip
        empty = EmptyState(_("Chưa có dự án nào của đối tác này."))
        return Table(_("Dự án"), columns, rows, empty=None if rows else empty)


class AddPartner(FormScreen):
    """A partner."""

    policy = Policy(rights.ADD_PARTNER)
    help_page = "programmes/projects"
    title = gettext_lazy("Thêm đối tác")
    button = gettext_lazy("Thêm đối tác")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        return PartnerForm(data, initial={"uid": new_id()}, kinds=kinds())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told, uid = partner_told(cleaned), cleaned["uid"]
        made = actions.add_partner(actor=self.actor, at=self.at, told=told, uid=uid)
        return self.after(partner_url(made), _("Đã thêm đối tác"))

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=partner_crumbs())


class CorrectPartner(FormScreen):
    """What is known of a partner."""

    policy = Policy(rights.CORRECT_PARTNER)
    help_page = "programmes/projects"
    title = gettext_lazy("Sửa đối tác")
    partner: Partner

    def guard(self) -> None:
        """The partner. Raises NotFound."""
        self.partner = reads.partner_seen(self.kwargs["pk"])

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        names = (*actions.PartnerTold.__dataclass_fields__, "version")
        return PartnerForm(data, initial={name: getattr(self.partner, name) for name in names}, kinds=kinds())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        actions.correct_partner(
            actor=self.actor, at=self.at, partner_id=self.partner.pk, version=cleaned["version"],
            told=partner_told(cleaned),
        )  # fmt: skip
        return self.after(partner_url(self.partner), _("Đã lưu"))

    def head(self) -> PageHead:
        """Under the partner."""
        return PageHead(title=self.title, crumbs=partner_crumbs(self.partner))


class MoneyByPlace(Screen):
    """Money of all projects by place, of a year or of all; leaves as a workbook with the reason."""

    policy = Policy(rights.SEE)
    template = "programmes/project_money.html"
    help_page = "programmes/projects"

    @cached_property
    def year(self) -> int | None:
        """The year asked for; None: all. Raises AskedWrongly."""
        asked = self.request.GET.get("nam", "")
        if asked and not (asked.isascii() and asked.isdecimal() and len(asked) == 4):
            raise AskedWrongly(what=f"nam={asked[:10]}")
        return int(asked) if asked else None

    @property
    def heads(self) -> list[str]:
        """Of the table and of the sheet."""
        return [_("Nơi"), _("Số dự án"), _("Dự kiến, đồng"), _("Đã chi, đồng")]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly."""
        found = reads.money_of_all(self.year)
        address = reverse("programmes:project_money")
        years = reads.years_paid()
        tabs = (
            Tab(_("Mọi năm"), address, active=self.year is None),
            *(Tab(str(one), f"{address}?nam={one}", active=one == self.year) for one in years),
        )
        rows = tuple(
            Row(
                (Cell(old_name(unit)), Cell(format_int(many)), Cell(format_int(row.planned)),
                 Cell(format_int(row.paid))),
                url=projects_url(unit),
            )
            for unit, row, many in found
        )  # fmt: skip
        sums = (sum(row.planned for _u, row, _n in found), sum(row.paid for _u, row, _n in found))
        total = Row((Cell(_("Cộng")), Cell(""), *(Cell(format_int(one)) for one in sums)))
        kinds_of = (Kind.NAME, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER)
        columns = tuple(Column(head, kind) for head, kind in zip(self.heads, kinds_of, strict=True))
        empty = EmptyState(_("Chưa ghi tiền dự án cho nơi nào."))
        table = Table(str(MONEY), columns, rows, total=total if rows else None, empty=None if rows else empty)
        export = request.get_full_path() if rows else ""
        note = _("Dự kiến là của các dự án còn thực hiện trong năm; đã chi là chi trong năm.") if self.year else ""
        head = PageHead(title=MONEY, crumbs=project_crumbs())
        return self.page({"head": head, "tabs": tabs, "table": table, "note": note, "export_url": export})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """The workbook. Raises ReasonMissing, AskedWrongly."""
        lines = [[old_name(unit), many, row.planned, row.paid] for unit, row, many in reads.money_of_all(self.year)]
        described = str(self.year or _("mọi năm"))
        sheet = Sheet(str(MONEY), self.heads, [], self.policy.action or "", described)
        reason = asked(request.POST, "reason")
        return figures_response(sheets=[(sheet, lines)], reason=reason, actor=self.actor, at=self.at)
