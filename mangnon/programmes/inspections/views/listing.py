"""Inspections within one's reach, and recommendations that nobody answered in time, with who to call."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.programmes import rights
from mangnon.programmes.inspections import queries as reads
from mangnon.programmes.inspections.models import Inspection, Recommendation
from mangnon.programmes.inspections.queries import InspectionRow
from mangnon.programmes.inspections.words import INSPECTIONS, days_of, kind_of, stand_of, state_of
from mangnon.ui.parts import Act, Call, Cell, Column, EmptyState, Kind, PageHead, Row, Tab, Table
from mangnon.ui.screens import Screen
from mangnon.ui.screens.base import AskedWrongly

SHOWN = (("", gettext_lazy("Đang theo dõi")), ("du", gettext_lazy("Tất cả")))


def inspection_url(one: Inspection) -> str:
    """Its page."""
    return reverse("programmes:inspection", args=[one.pk])


def recommendation_url(one: Recommendation) -> str:
    """Its page."""
    return reverse("programmes:recommendation", args=[one.pk])


def call_of(one: Recommendation) -> Cell:
    """Who to call, where a number is known."""
    if not one.phone:
        return Cell("")
    return Cell(call=Call(one.phone, _("Gọi {name}").format(name=one.who)))


class InspectionList(Screen):
    """Inspections that aren't at their end, or all; above them what must be answered."""

    policy = Policy(rights.SEE_INSPECTIONS)
    template = "programmes/inspections.html"
    help_page = "programmes/inspections"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly."""
        asked = request.GET.get("xem", "")
        if asked not in dict(SHOWN):
            raise AskedWrongly(what=f"xem={asked[:10]}")
        self.today = local_day(self.at)
        waiting = reads.to_answer(self.actor, self.today)
        context: dict[str, Any] = {
            "head": self._head(),
            "waiting": self._waiting(waiting) if waiting else None,
            "tabs": tuple(
                Tab(label, f"{request.path}?xem={key}" if key else request.path, active=key == asked)
                for key, label in SHOWN
            ),
            "table": self._table(reads.listed(self.actor, self.today, going=not asked)),
        }
        return self.page(context)

    def _head(self) -> PageHead:
        main = None
        if self.actor.can(rights.ADD_INSPECTION):
            main = Act(_("Ghi cuộc kiểm tra"), url=reverse("programmes:add_inspection"), icon="plus", key="N")
        return PageHead(title=INSPECTIONS, main=main)

    def _waiting(self, found: list[Recommendation]) -> Table:
        columns = (
            Column(_("Kiến nghị"), Kind.NAME), Column(_("Ai phải trả lời")), Column(_("Hạn"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS),
            Column(_("Cuộc kiểm tra, giám sát"), soft=True), Column(_("Điện thoại"), Kind.ACT),
        )  # fmt: skip
        rows = tuple(
            Row((Cell(one.text[:200]), Cell(one.who), Cell(format_date(one.due_on)),
                 Cell(status=stand_of(one, self.today)), Cell(one.inspection.subject), call_of(one)),
                url=recommendation_url(one))
            for one in found
        )  # fmt: skip
        return Table(_("Kiến nghị phải trả lời"), columns, rows)

    def _table(self, rows: list[InspectionRow]) -> Table:
        columns = (
            Column(_("Nơi được kiểm tra, giám sát"), Kind.NAME), Column(_("Cơ quan chủ trì"), soft=True),
            Column(_("Ngày")), Column(_("Tình trạng"), Kind.STATUS), Column(_("Phát hiện"), Kind.NUMBER),
            Column(_("Kiến nghị chưa xong"), Kind.NUMBER), Column(_("Trễ"), Kind.NUMBER),
        )  # fmt: skip
        empty = EmptyState(
            _("Chưa có cuộc kiểm tra, giám sát nào đang theo dõi."),
            _("Ghi từ lúc có kế hoạch, để không cuộc nào và không kiến nghị nào bị quên."),
        )
        return Table(str(INSPECTIONS), columns, tuple(map(self._line, rows)), empty=None if rows else empty)

    def _line(self, row: InspectionRow) -> Row:
        one = row.inspection
        cells = (
            Cell(one.subject, note=kind_of(one)), Cell(one.leader), Cell(days_of(one)),
            Cell(status=state_of(one, self.today)), Cell(format_int(row.findings)), Cell(format_int(row.open)),
            Cell(format_int(row.late) if row.late else ""),
        )  # fmt: skip
        return Row(cells, url=inspection_url(one))


def recommended_line(one: Recommendation, today: Any) -> Row:
    """A recommendation as a line of its inspection."""
    cells = (
        Cell(one.text[:240]), Cell(one.who), Cell(format_date(one.due_on)), Cell(status=stand_of(one, today)),
        call_of(one),
    )  # fmt: skip
    return Row(cells, url=recommendation_url(one))
