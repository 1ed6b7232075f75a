"""The list of reports: what waits first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.intake.models import Channel, State, Urgency
from mangnon.intake.queries.reports import SEE, listed_reports
from mangnon.intake.words import channel_words, urgency_words, waiting_words
from mangnon.lib.dates import day_words, format_time, local_day
from mangnon.places.rules import in_line
from mangnon.registry.reach import communes, only_commune
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, PageHead
from mangnon.ui.screens import Filter, Listed, ListScreen

OPEN, OVERDUE = "mo", "qua-han"


class ReportList(ListScreen):
    """Reports within reach: open ones first, the most urgent on top, then the latest."""

    policy = Policy(SEE)
    title = gettext_lazy("Tin báo")
    noun = gettext_lazy("tin báo")
    help_page = "intake/reports"
    order = ("rank", "-recorded_at", "id")
    row_view = "intake:report"
    exports = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """With the day."""
        super().setup(request, *args, **kwargs)
        self.today: date = local_day(self.at)

    def rows(self) -> QuerySet[Any]:
        """All of them, ranked by what must be done."""
        is_open = Q(state__in=State.open_ones())
        rank = Case(
            When(is_open & Q(urgency=Urgency.EMERGENCY), then=Value(0)),
            When(is_open & Q(urgency=Urgency.PROMPT), then=Value(1)),
            When(is_open, then=Value(2)), default=Value(3), output_field=IntegerField(),
        )  # fmt: skip
        ranked: QuerySet[Any] = listed_reports(self.actor).annotate(rank=rank)
        return ranked

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come scoped from the actor
        """Where it stands, how urgent, by which door, where."""
        states = [
            (OPEN, _("đang xử lý")), (OVERDUE, _("quá hạn tiếp nhận")),
            *((one.value, str(one.label).lower()) for one in State),
        ]  # fmt: skip
        urgencies = [(one.value, str(one.label).lower()) for one in Urgency]
        channels = [(one.value, str(one.label)) for one in Channel]
        found = (
            Filter("tinh-trang", _("Tình trạng"), _(", {choice}"), lambda: states, self._in_state),
            Filter("muc", _("Mức khẩn"), _(", {choice}"), lambda: urgencies, _of_urgency),
            Filter("kenh", _("Tin đến bằng"), _(", {choice}"), lambda: channels, _of_channel),
        )
        if self.one_commune or not self.actor.reach("intake.accept"):
            return found
        places = [(str(pk), in_line(name)) for pk, name in self._places()]
        return (*found, Filter("xa", _("Xã, phường"), _(" ở {choice}"), lambda: places, _at_place))

    def _places(self) -> Any:
        return communes(self.actor, SEE).order_by("sort_key", "id").values_list("pk", "name")

    def _in_state(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == OPEN:
            return rows.filter(state__in=State.open_ones())
        if value == OVERDUE:
            return rows.filter(accept_by__lte=self.at)
        return rows.filter(state=value)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """Which, how urgent, where it stands, whom, where, by which door, when."""
        told = (
            Listed("number", _("Số"), lambda r: Cell(r.number), lambda r: r.number, Kind.NAME),
            Listed("urgency", _("Mức khẩn"), lambda r: Cell(status=urgency_words(r)), lambda r: r.urgency, Kind.STATUS),
            Listed("state", _("Tình trạng"), self._stands, lambda r: r.state, Kind.STATUS),
            Listed("child", _("Trẻ"), lambda r: Cell(_child(r)), _child),
            Listed(
                "where", _("Nơi xảy ra"), lambda r: Cell(r.incident_name or _("chưa rõ")), lambda r: r.incident_name
            ),
        )
        place = Listed("place", _("Đang ở"), lambda r: Cell(r.place_name), lambda r: r.place_name, soft=True)
        came = (
            Listed("channel", _("Tin đến bằng"), lambda r: Cell(channel_words(r)), channel_words, soft=True),
            Listed("at", _("Nhận lúc"), self._received, lambda r: r.recorded_at, Kind.DATE),
        )
        return (*told, *came) if self.one_commune else (*told, place, *came)

    @cached_property
    def one_commune(self) -> bool:
        """Whether everything lies in one commune, so that its name needn't stand in each row."""
        return only_commune(self.actor, SEE) is not None

    def _received(self, row: Any) -> Cell:
        day = local_day(row.recorded_at)
        return Cell(f"{format_time(row.recorded_at)} {day_words(self.today, day).lower()}")

    def _stands(self, row: Any) -> Cell:
        return Cell(status=waiting_words(row, self.at))

    def main_act(self) -> Act | None:
        """Take one in."""
        if not self.actor.can("intake.receive"):
            return None
        return Act(_("Nhận tin"), url=reverse("intake:entry"), icon="phone-in", key="N")

    def head(self) -> PageHead:
        """With the way to the rota."""
        offered = (
            (self.actor.can("intake.see_rota"), Act(_("Lịch trực"), reverse("intake:rota"), "calendar")),
            (self.actor.can("intake.see_held"), Act(_("Tin đang giữ"), reverse("intake:held"), "hourglass")),
        )
        return PageHead(title=self.title, main=self.main_act(), acts=tuple(act for may, act in offered if may))

    def empty(self) -> EmptyState:
        """How to begin, or what to try."""
        if self.request.GET:
            return EmptyState(fact=_("Không có tin nào khớp."), text=_("Bỏ bớt một điều kiện để thấy thêm."))
        text = _("Ai báo cũng ghi: năm câu là đủ để chuyển ngay đến nơi phải làm.")
        return EmptyState(fact=_("Chưa có tin báo nào."), text=text, act=self.main_act())


def _child(row: Any) -> str:
    return row.child_name or row.child_about or _("chưa rõ")


def _of_urgency(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(urgency=value)


def _of_channel(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(channel=value)


def _at_place(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(place_id=int(value))
