"""Projects of everybody; one with its money by place, payments, results and reports."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int, format_money
from mangnon.places.models import Unit
from mangnon.places.queries.lineage import old_name
from mangnon.places.rules import in_line
from mangnon.programmes import rights
from mangnon.programmes.days import late_by
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.queries.grounds import home_unit, unit_seen
from mangnon.programmes.projects import queries as reads
from mangnon.programmes.projects.actions import OWNER
from mangnon.programmes.projects.models import Disbursement, Partner, Project, ProjectReport, ProjectResult
from mangnon.programmes.projects.rules import PlaceMoney, Standing, misfits, standing
from mangnon.programmes.projects.words import MISFITS, PROJECTS, STANDINGS, plain, pledged_words, standing_of
from mangnon.ui.parts import (
    Act,
    Cell,
    Column,
    EmptyState,
    Fact,
    Hint,
    Kind,
    Link,
    PageHead,
    Row,
    State,
    Status,
    Tab,
    Table,
)
from mangnon.ui.screens import Filter, Listed, ListScreen, Screen
from mangnon.ui.screens.base import AskedWrongly


def project_url(one: Project) -> str:
    """Its page."""
    return reverse("programmes:project", args=[one.pk])


def projects_url(place: Unit | None = None) -> str:
    """The list, or that of a place."""
    return reverse("programmes:projects") + (f"?noi={place.pk}" if place else "")


def project_crumbs(one: Project | None = None) -> tuple[Link, ...]:
    """The way back to the list, or to a project."""
    every = Link(PROJECTS, projects_url())
    return (every, Link(one.title, project_url(one))) if one else (every,)


def days_of(one: Project) -> str:
    """From when to when."""
    return f"{format_date(one.starts_on)} - {format_date(one.ends_on)}"


def names_of(one: Any) -> str:
    """Its partners, as ``projects()`` fetched them."""
    return ", ".join(naming.partner.name for naming in one.named)


class ProjectList(ListScreen):
    """Projects; of a place (``noi``), of a partner (``doi-tac``)."""

    policy = Policy(rights.SEE)
    template = "programmes/projects.html"
    help_page = "programmes/projects"
    title = PROJECTS
    noun = gettext_lazy("dự án")
    order = ("-starts_on", "-id")

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # where one stands depends on the day
        """Who, where, how long, how much."""
        return (
            Listed("title", gettext_lazy("Dự án"), lambda p: Cell(p.title), lambda p: p.title, Kind.NAME),
            Listed("partners", gettext_lazy("Đối tác"), lambda p: Cell(names_of(p)), names_of),
            Listed("place", gettext_lazy("Nơi chủ trì"), lambda p: Cell(old_name(p.place)), lambda p: p.place.name,
                   soft=True),
            Listed("state", gettext_lazy("Tình trạng"), lambda p: Cell(status=standing_of(self._how(p))),
                   lambda p: str(STANDINGS[self._how(p)]), Kind.STATUS),
            Listed("days", gettext_lazy("Thời gian"), lambda p: Cell(days_of(p)), days_of, soft=True),
            Listed("pledged", gettext_lazy("Cam kết, đồng"), lambda p: Cell(format_int(p.pledged_dong)),
                   lambda p: p.pledged_dong, Kind.NUMBER),
        )  # fmt: skip

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # which partners there are is asked once
        """By where it stands, by partner."""
        today, partners = local_day(self.at), reads.partner_choices()
        states = [(one.value, words) for one, words in STANDINGS.items()]
        return (
            Filter("tt", gettext_lazy("Tình trạng"), gettext_lazy(" {choice}"), lambda: states,
                   lambda rows, value: reads.standing_in(rows, value, today)),
            Filter("doi-tac", gettext_lazy("Đối tác"), gettext_lazy(" của {choice}"), lambda: partners,
                   lambda rows, value: reads.of_partner(rows, UUID(value))),
        )  # fmt: skip

    def _how(self, one: Any) -> Standing:
        owed = [one.owed] if one.owed else []
        return standing(one.starts_on, one.ends_on, owed, local_day(self.at))

    @cached_property
    def place(self) -> Unit | None:
        """Whose ground is asked for. Raises AskedWrongly, NotFound."""
        asked = self.request.GET.get("noi", "")
        if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
            raise AskedWrongly(what=f"noi={asked[:10]}")
        return unit_seen(int(asked)) if asked else None

    def rows(self) -> QuerySet[Any]:
        """All, or those of the place."""
        rows = reads.projects()
        return rows if self.place is None else reads.on_ground(rows, self.place)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return project_url(row)

    def head(self) -> PageHead:
        """Of every place, or of one."""
        title = _("Dự án ở {place}").format(place=in_line(old_name(self.place))) if self.place else self.title
        acts = (
            Act(_("Đối tác"), url=reverse("programmes:partners"), icon="people"),
            Act(_("Tiền theo nơi"), url=reverse("programmes:project_money"), icon="coin"),
        )
        return PageHead(title=title, main=self.main_act(), acts=acts)

    def main_act(self) -> Act | None:
        """Writing one down."""
        if not self.actor.can(rights.ADD_PROJECT):
            return None
        return Act(_("Ghi dự án"), url=reverse("programmes:add_project"), icon="plus", key="N")

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the tabs."""
        home = home_unit(self.actor)
        told = {
            "halves": (
                Tab(_("Mọi nơi"), projects_url(), active=self.place is None),
                Tab(_("Của {place}, cả các nơi cũ").format(place=in_line(home.name)), projects_url(home),
                    active=self.place == home),
            ),
        }  # fmt: skip
        return super().page({**told, **context}, status=status, template=template)

    def empty(self) -> EmptyState:
        """What one is."""
        return EmptyState(
            fact=_("Chưa thấy dự án nào."),
            text=_("Ghi dự án với đối tác, tiền cam kết và tiền dự kiến cho từng nơi."),
        )


class ProjectPage(Screen):
    """One project."""

    policy = Policy(rights.SEE)
    template = "programmes/project.html"
    help_page = "programmes/projects"
    project: Project

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.project = one = reads.project_seen(pk)
        self.today, self.own = local_day(self.at), keeps(self.actor, rights.CORRECT_PROJECT, one.place)
        self.reports = reads.reports(one)
        money = reads.money(one)
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(money),
            "project": one,
            "facts": self._facts(),
            "money": self._money(money),
            "paid": self._paid(),
            "results": self._results(),
            "reports": self._reports(),
            "acts": self._acts(money),
            "files": shelf(self.actor, OwnerRef(OWNER, one.pk)),
            "attach": self._link(_("Gửi tệp"), "attach_project") if self.own else None,
        }
        return self.page(context)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.project.pk])

    def _link(self, label: str, name: str) -> Link:
        return Link(label, self._url(name))

    def _acts(self, money: list[tuple[Unit, PlaceMoney]]) -> dict[str, Link | None]:
        """Links beside the headings, for those who may."""
        home = home_unit(self.actor)
        inside = self.own or any(unit.pk == home.pk and row.planned for unit, row in money)
        links: dict[str, Link | None] = dict.fromkeys(("share", "pay", "result", "report"))
        if self.own:
            links["share"] = self._link(_("Ghi tiền cho một nơi"), "share_project")
            links["report"] = self._link(_("Thêm báo cáo phải gửi"), "add_report")
        if inside and self.actor.can(rights.PAY):
            links["pay"] = self._link(_("Ghi khoản chi"), "pay")
            links["result"] = self._link(_("Ghi kết quả dự án"), "tell_result")
        return links

    def _head(self) -> PageHead:
        one = self.project
        owed = [row.due_on for row in self.reports if row.sent_on is None]
        main = Act(_("Sửa"), url=self._url("correct_project"), icon="edit", key="E") if self.own else None
        return PageHead(
            title=one.title, status=standing_of(standing(one.starts_on, one.ends_on, owed, self.today)),
            crumbs=project_crumbs(), facts=(old_name(one.place), days_of(one)), acts=(main,) if main else (),
        )  # fmt: skip

    def _hints(self, money: list[tuple[Unit, PlaceMoney]]) -> list[Hint]:
        one = self.project
        found = misfits(one.pledged_dong + one.counterpart, [row for _unit, row in money])
        return [Hint(MISFITS[each]) for each in found]

    def _facts(self) -> tuple[Fact, ...]:
        one = self.project
        partners: list[Partner] = reads.partners_of(one)
        found = [Fact(_("Đối tác"), each.name, url=reverse("programmes:partner", args=[each.pk])) for each in partners]
        paper = ", ".join(filter(None, (one.agreement, format_date(one.agreement_on) if one.agreement_on else "")))
        found += [
            Fact(_("Thỏa thuận, phê duyệt"), paper or _("chưa ghi")),
            Fact(_("Nơi phê duyệt"), one.approved_by or _("chưa ghi")),
            Fact(_("Tiền đối tác cam kết"), pledged_words(one)),
            Fact(_("Vốn đối ứng"), format_money(one.counterpart)),
        ]
        return tuple(found)

    def _money(self, money: list[tuple[Unit, PlaceMoney]]) -> Table:
        columns = (
            Column(_("Nơi"), Kind.NAME), Column(_("Dự kiến, đồng"), Kind.NUMBER),
            Column(_("Đã chi, đồng"), Kind.NUMBER), Column(_("Còn lại, đồng"), Kind.NUMBER),
        )  # fmt: skip
        rows = tuple(self._place(unit, row) for unit, row in money)
        planned, paid = sum(row.planned for _unit, row in money), sum(row.paid for _unit, row in money)
        total = Row(tuple(Cell(text) for text in (_("Cộng"), *map(format_int, (planned, paid, planned - paid)))))
        empty = EmptyState(_("Chưa ghi tiền cho nơi nào."), _("Nơi chủ trì ghi tiền dự kiến cho từng nơi."))
        return Table(
            _("Tiền theo nơi"), columns, rows, total=total if rows else None, empty=None if rows else empty
        )  # fmt: skip

    def _place(self, unit: Unit, row: PlaceMoney) -> Row:
        left = Cell(format_int(row.planned - row.paid), note=_("chi quá dự kiến") if row.over else "")
        return Row((Cell(old_name(unit)), Cell(format_int(row.planned)), Cell(format_int(row.paid)), left))

    def _paid(self) -> Table:
        columns = (
            Column(_("Ngày"), Kind.NAME), Column(_("Nơi")), Column(_("Chi vào việc gì")),
            Column(_("Số tiền, đồng"), Kind.NUMBER), Column(_("Chứng từ"), soft=True),
        )  # fmt: skip
        rows = tuple(map(self._payment, reads.disbursements(self.project)))
        empty = EmptyState(_("Chưa ghi khoản chi nào."))
        return Table(_("Các khoản chi"), columns, rows, empty=None if rows else empty)

    def _payment(self, one: Disbursement) -> Row:
        note = _("đã gạch bỏ, không tính") if one.struck_why else ""
        cells = (
            Cell(format_date(one.on)), Cell(old_name(one.place)), Cell(one.what, note=note),
            Cell(format_int(one.amount)), Cell(one.proof),
        )  # fmt: skip
        return Row(cells, url=reverse("programmes:paid", args=[one.pk]))

    def _results(self) -> Table:
        columns = (
            Column(_("Chỉ số"), Kind.NAME), Column(_("Nơi")), Column(_("Năm"), Kind.NUMBER),
            Column(_("Dự kiến"), Kind.NUMBER), Column(_("Đạt được"), Kind.NUMBER), Column(_("Đơn vị tính"), soft=True),
        )  # fmt: skip
        rows = tuple(map(self._result, reads.results(self.project)))
        empty = EmptyState(_("Chưa ghi kết quả nào."), _("Mỗi dòng là một chỉ số của một nơi trong một năm."))
        return Table(_("Kết quả"), columns, rows, empty=None if rows else empty)

    def _result(self, one: ProjectResult) -> Row:
        may = self.own or keeps(self.actor, rights.TELL_RESULT, one.place)
        cells = (
            Cell(one.indicator), Cell(old_name(one.place)), Cell(str(one.year)), Cell(plain(one.planned)),
            Cell(plain(one.reached)), Cell(one.unit),
        )  # fmt: skip
        return Row(cells, url=reverse("programmes:correct_result", args=[one.pk]) if may else "")

    def _reports(self) -> Table:
        columns = (
            Column(_("Báo cáo"), Kind.NAME), Column(_("Gửi ai")), Column(_("Hạn gửi"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS),
        )  # fmt: skip
        rows = tuple(map(self._report, self.reports))
        empty = EmptyState(_("Chưa ghi báo cáo nào phải gửi."))
        return Table(_("Báo cáo phải gửi"), columns, rows, empty=None if rows else empty)

    def _report(self, one: ProjectReport) -> Row:
        if one.sent_on:
            state = Status(State.DONE, _("Đã gửi {day}").format(day=format_date(one.sent_on)), note=one.sent_as)
        elif one.due_on < self.today:
            state = Status(State.LATE, late_by((self.today - one.due_on).days))
        else:
            state = Status(State.TODO, _("Chưa gửi"))
        url = reverse("programmes:send_report", args=[one.pk]) if self.own and not one.sent_on else ""
        return Row((Cell(one.about), Cell(one.to_whom), Cell(format_date(one.due_on)), Cell(status=state)), url=url)
