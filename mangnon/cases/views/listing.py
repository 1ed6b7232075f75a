"""The list of cases, and the page of those who oversee."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import Policy
from mangnon.cases.models import CaseKind, CaseState
from mangnon.cases.queries.lists import FIRST_LATE, Load, late_on, listed_cases, overview
from mangnon.cases.queries.procedures import KEY, KIND
from mangnon.cases.queries.reach import LIST
from mangnon.cases.queries.words import age_of, case_status, due_status, step_name
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.dates.reading import parse_vi_date
from mangnon.lib.refusal import Refusal
from mangnon.places.rules import in_line
from mangnon.registry.reach import communes, only_commune
from mangnon.registry.views.listing import condition
from mangnon.statutes.queries import definition
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Kind, Link, PageHead, Row, Table
from mangnon.ui.screens import AskedWrongly, Filter, Listed, ListScreen, Screen


class CaseList(ListScreen):
    """Cases within reach; who isn't inside sees a code, no name."""

    policy = Policy(LIST)
    title = gettext_lazy("Hồ sơ vụ việc")
    noun = gettext_lazy("hồ sơ")
    help_page = "cases/list"
    order = ("-opened_at", "-id")
    row_view = "cases:case"
    exports = False

    def rows(self) -> QuerySet[Any]:
        """All of them."""
        return listed_cases(self.actor, self.at)

    def saw(self, rows: Any) -> None:
        """Only those whose name stands on the page were seen."""
        super().saw([one for one in rows if one.within])

    def main_act(self) -> Act | None:
        """Open one without a child of the register."""
        if not self.actor.reach("cases.open"):
            return None
        return Act(_("Mở hồ sơ"), reverse("cases:open"), "plus", key="n")

    def head(self) -> PageHead:
        """With the page for those who oversee."""
        watch = Act(_("Bảng điều hành"), reverse("cases:overview"), "gauge")
        may = self.actor.can("cases.oversee") or any(grant.everywhere for grant in self.actor.grants)
        return PageHead(title=self.title, main=self.main_act(), acts=(watch,) if may else ())

    def empty(self) -> EmptyState:
        """How cases come here."""
        return EmptyState(
            fact=_("Không có hồ sơ nào khớp điều kiện."),
            text=_("Hồ sơ mở từ tin báo, từ trang của trẻ, hoặc ở nút “Mở hồ sơ”."),
        )

    @cached_property
    def one_commune(self) -> bool:
        """Whether everything lies in one commune."""
        return only_commune(self.actor, LIST) is not None

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come scoped from the actor
        """State, urgency, whose, where."""
        states = [("dang-mo", _("đang mở")), ("da-xong", _("đã xong")),
                  *((value, str(label).lower()) for value, label in CaseState.choices)]  # fmt: skip
        due = [("tre", _("trễ hạn")), ("khan", _("khẩn cấp")), ("chua-nhan", _("chưa ai phụ trách"))]
        mine = [("toi", _("tôi phụ trách")), ("nhom", _("mở cho tôi"))]
        kinds = [(value, str(label).lower()) for value, label in CaseKind.choices]
        found = [
            condition("trang-thai", _("Trạng thái"), _(", {choice}"), states, _in_state),
            condition("can", _("Cần chú ý"), _(", {choice}"), due, self._pressing),
            condition("cua", _("Của ai"), _(", {choice}"), mine, self._mine),
            condition("loai", _("Cấp độ"), _(", {choice}"), kinds, lambda rows, value: rows.filter(kind=value)),
        ]
        if not self.one_commune:
            units = communes(self.actor, LIST).order_by("sort_key", "id").values_list("pk", "name")
            places = [(str(pk), name) for pk, name in units]
            found.append(condition("xa", _("Xã, phường"), _(" ở {choice}"), places, _at_place))
        return tuple(found)

    def _pressing(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        ways = {"tre": Q(due_at__lte=self.at), "khan": Q(emergency=True), "chua-nhan": Q(holder__isnull=True)}
        return rows.filter(ways[value], ended_at__isnull=True)

    def _mine(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(holder=self.actor.person_id) if value == "toi" else rows.filter(within=True)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """Who, where it stands, what runs out, who leads it, where."""
        found = [
            Listed("name", _("Trẻ"), self._who, lambda one: one.code, Kind.NAME),
            Listed("state", _("Đang ở"), lambda one: Cell(status=case_status(one)), lambda one: one.state, Kind.STATUS),
            Listed("due", _("Hạn gần nhất"), self._due, lambda one: one.due_at, Kind.STATUS),
            Listed("holder", _("Phụ trách"), lambda one: Cell(one.holder_name or _("chưa ai")),
                   lambda one: one.holder_name),
            Listed("opened", _("Mở ngày"), lambda one: Cell(format_date(local_day(one.opened_at))),
                   lambda one: local_day(one.opened_at), Kind.DATE, card=False),
        ]  # fmt: skip
        if not self.one_commune:
            where = Listed("place", _("Xã, phường"), _where, lambda one: one.place_name)
            found.insert(4, where)
        return tuple(found)

    def _who(self, one: Any) -> Cell:
        if not one.within:
            return Cell(one.code, note=str(CaseKind(one.kind).label).lower())
        about = ", ".join(filter(None, (age_of(one, local_day(self.at)), one.about)))
        return Cell(str(one.called), note=about)

    def _due(self, one: Any) -> Cell:
        status = due_status(one, self.at)
        return Cell(status=status) if status else Cell("")


def _in_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value in ("dang-mo", "da-xong"):
        return rows.filter(ended_at__isnull=value == "dang-mo")
    return rows.filter(state=value)


def _where(one: Any) -> Cell:
    return Cell(in_line(one.place_name))


def _at_place(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(place_id=int(value))


class OverviewPage(Screen):
    """Who leads nothing, who hasn't taken on, what is late, how much each carries; and any past day."""

    policy = Policy(LIST)
    template = "cases/overview.html"
    help_page = "cases/overview"
    more_late = False
    """Whether more steps were late on the day than the page shows."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        found = overview(self.actor, self.at)
        day = self._day()
        groups = (
            (_("Chưa ai phụ trách"), found.untaken, _("Hồ sơ nào cũng có người phụ trách.")),
            (_("Đã giao, chưa nhận"), found.unaccepted, _("Ai được giao cũng đã nhận.")),
            (_("Trễ hạn"), found.overdue, _("Không hồ sơ nào trễ hạn.")),
            (_("Chờ quyết định"), found.waiting, _("Không có gì chờ quyết định.")),
        )
        self.saw([one for _title, group, _empty in groups for one in group.rows if one.within])
        context = {
            "head": PageHead(
                title=_("Bảng điều hành hồ sơ"), line=self._line(found.open, found.emergencies),
                crumbs=self._crumbs(),
            ),
            "groups": [(title, self._table(title, one.rows), empty, one.total) for title, one, empty in groups],
            "loads": self._loads(found.loads),
            "day": format_date(day),
            "late": self._late(day),
            "first_late": FIRST_LATE if self.more_late else 0,
        }  # fmt: skip
        return self.page(context)

    def _crumbs(self) -> Any:
        return (Link(_("Hồ sơ vụ việc"), reverse("cases:cases")),)

    def _line(self, open_ones: int, emergencies: int) -> str:
        told = ngettext("{n} hồ sơ đang mở", "{n} hồ sơ đang mở", open_ones).format(n=open_ones)
        return _("{told}, {n} khẩn cấp").format(told=told, n=emergencies)

    def _day(self) -> date:
        asked = self.request.GET.get("ngay", "")
        try:
            return min(parse_vi_date(asked), local_day(self.at)) if asked else local_day(self.at)
        except Refusal:
            raise AskedWrongly(what=f"ngay={asked[:20]}") from None

    def _table(self, title: str, rows: tuple[Any, ...]) -> Table | None:
        if not rows:
            return None
        heads = (Column(_("Trẻ"), Kind.NAME), Column(_("Đang ở"), Kind.STATUS), Column(_("Hạn"), Kind.STATUS),
                 Column(_("Phụ trách")))  # fmt: skip
        return Table(title, heads, tuple(self._row(one) for one in rows))

    def _row(self, one: Any) -> Row:
        status = due_status(one, self.at)
        cells = (
            Cell(self._name(one), note=in_line(one.place_name)),
            Cell(status=case_status(one)),
            Cell(status=status) if status else Cell(""),
            Cell(one.holder_name),
        )
        return Row(cells, url=reverse("cases:case", args=[one.pk]), danger=one.emergency)

    def _name(self, one: Any) -> str:
        return f"{one.called}, {one.code}" if one.within else one.code

    def _loads(self, loads: tuple[Load, ...]) -> Table | None:
        if not loads:
            return None
        heads = (Column(_("Người"), Kind.NAME), Column(_("Đang phụ trách"), Kind.NUMBER),
                 Column(_("Khẩn cấp"), Kind.NUMBER), Column(_("Trễ hạn"), Kind.NUMBER),
                 Column(_("Chưa nhận"), Kind.NUMBER))  # fmt: skip
        rows = tuple(
            Row((Cell(one.name), *(Cell(str(n)) for n in (one.open, one.emergencies, one.overdue, one.unaccepted))))
            for one in loads
        )
        return Table(_("Mỗi người đang phụ trách"), heads, rows)

    def _late(self, day: date) -> Table | None:
        found = late_on(self.actor, self.at, day)
        self.more_late = len(found) > FIRST_LATE
        if not found:
            return None
        steps = {one.code: one for one in definition(KIND, KEY, local_day(self.at)).body.steps}
        heads = (Column(_("Hồ sơ"), Kind.NAME), Column(_("Bước")), Column(_("Hạn"), Kind.DATE),
                 Column(_("Xong lúc"), Kind.DATE), Column(_("Lý do")))  # fmt: skip
        rows = tuple(
            Row(
                (
                    Cell(one.case.code), Cell(step_name(steps, one.code)), Cell(format_datetime(one.due_at)),
                    Cell(format_datetime(one.done_at) if one.done_at else _("chưa xong")), Cell(one.reason),
                ),
                url=reverse("cases:case", args=[one.case.pk]),
            )
            for one in found[:FIRST_LATE]
        )  # fmt: skip
        return Table(_("Trễ hạn vào cuối ngày {day}").format(day=format_date(day)), heads, rows)
