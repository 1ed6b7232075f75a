"""The year of a place on one page: what is late, who to call, how each task stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date
from mangnon.places.models import Level
from mangnon.places.queries.lineage import old_name
from mangnon.programmes.plans.queries.board import Board, Standings, board, late_below, urgent_first
from mangnon.programmes.plans.rules import Standing
from mangnon.programmes.plans.views.asked import YearScreen, task_url, year_url
from mangnon.programmes.plans.words import MAP, PLANS, money, shares, status
from mangnon.programmes.rights import SEE
from mangnon.ui.parts import Act, Answer, Call, Cell, Column, Contact, EmptyState, Kind, Link, PageHead, Row, Table

MOST_LATE = 12
"""Late tasks of the places below that the page names; the map has them all."""


class BoardPage(YearScreen):
    """The year board."""

    policy = Policy(SEE)
    template = "programmes/board.html"
    help_page = "programmes/board"
    view = "programmes:board"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly, NotFound."""
        found = board(self.ground, self.year, self.on)
        unit = self.ground.unit
        below, many = ([], 0) if unit.level == Level.COMMUNE else late_below(self.ground, self.year, self.on, MOST_LATE)
        late = found.standing(Standing.LATE)
        context: dict[str, Any] = {
            "head": self._head(),
            "tabs": self.year_tabs(unit),
            "answers": self._answers(found, many),
            "late": self._table(_("Trễ hạn, gọi ai"), [*late, *below], place=bool(below) or self._many(late))
            if late or below
            else None,
            "more_late": many - len(below),
            "map_url": year_url("programmes:map", None, self.year),
            "calls": _calls([*late, *below]),
            "groups": [(one, self._table(str(one), rows, place=self._many(rows))) for one, rows in found.headings],
            "past": self._past(),
            "empty": self._empty(),
        }
        return self.page(context)

    def _head(self) -> PageHead:
        unit = self.ground.unit
        acts = [
            Act(_("Lịch cả năm"), url=year_url("programmes:calendar", unit, self.year), icon="calendar"),
            Act(_("In báo cáo quý"), url=self._report_url(), icon="print", new_window=True),
        ]
        if unit.level != Level.COMMUNE:
            acts.insert(0, Act(str(MAP), url=year_url("programmes:map", None, self.year), icon="columns"))
        title = _("Kế hoạch năm {year}: {place}").format(year=self.year, place=old_name(unit))
        line = _("Tính đến {day}").format(day=format_date(self.on))
        return PageHead(title=title, line=line, acts=tuple(acts), crumbs=(Link(PLANS, reverse("programmes:plans")),))

    def _many(self, rows: Sequence[Standings]) -> bool:
        """Whether other places than this one stand among the rows."""
        return any(one.task.place_id != self.ground.unit.pk for one in rows)

    def _report_url(self) -> str:
        quarter = (self.on.month + 2) // 3
        return year_url("programmes:report", self.ground.unit, self.year, quy=quarter)

    def _answers(self, found: Board, below: int) -> tuple[Answer, ...]:
        counts = found.counts
        late, risk, done = (counts.of(one) for one in (Standing.LATE, Standing.RISK, Standing.DONE))
        first = next(iter(found.standing(Standing.LATE)), None)
        late_text = first.task.title if first else _("Không việc nào của nơi này trễ hạn.")
        if below:
            late_text = ngettext("và {n} việc trễ ở các xã, phường", "và {n} việc trễ ở các xã, phường", below).format(
                n=below
            )
        return (
            Answer(_("Việc nào trễ?"), _tasks(late), late_text, "late" if late or below else "done"),
            Answer(
                _("Việc nào sắp trễ?"), _tasks(risk), _first(found.standing(Standing.RISK)), "late" if risk else "done"
            ),
            Answer(_("Đã xong đến đâu?"), _("{n} trên {total}").format(n=done, total=counts.total), self._spent(found)),
        )  # fmt: skip

    def _spent(self, found: Board) -> str:
        planned, allotted, spent = found.money
        if not planned:
            return ""
        return _("Đã chi {spent}, đã cấp {allotted} trên {planned} dự kiến.").format(
            spent=money(spent) or "0", allotted=money(allotted) or "0", planned=money(planned)
        )

    def _table(self, caption: str, rows: Sequence[Standings], *, place: bool) -> Table:
        columns = [
            Column(_("Việc"), Kind.NAME), Column(_("Tình trạng"), Kind.STATUS), Column(_("Hạn"), Kind.DATE),
            Column(_("Người làm")), Column(_("Đã chi"), Kind.NUMBER, soft=True),
        ]  # fmt: skip
        if place:
            columns.insert(1, Column(_("Nơi làm"), soft=True))
        return Table(caption, tuple(columns), tuple(self._row(one, place=place) for one in rows))

    def _row(self, one: Standings, *, place: bool) -> Row:
        task = one.task
        cells = [
            Cell(task.title, note=shares(one.below)),
            Cell(status=status(one.how, task, self.on)),
            Cell(format_date(task.due_on)),
            Cell(task.owner_name, note=one.phone),
            Cell(money(task.spent + (one.below.spent if one.below else 0))),
        ]
        if place:
            cells.insert(1, Cell(task.place.name))
        return Row(tuple(cells), url=task_url(task))

    def _past(self) -> list[Link]:
        """Units of before in an earlier year, each with its own page."""
        there = set(self.ground.on(self.year))
        return [Link(one.name, year_url(self.view, one, self.year)) for one in self.ground.past if one.pk in there]

    def _empty(self) -> EmptyState:
        return EmptyState(
            fact=_("{place} chưa có việc nào trong kế hoạch năm {year}.").format(
                place=self.ground.unit.name, year=self.year
            ),
            text=_("Việc do cấp trên giao hiện ở đây ngay khi được giao. Nơi mình lập kế hoạch riêng ở mục Kế hoạch."),
            act=Act(_("Xem các kế hoạch"), url=reverse("programmes:plans")),
        )  # fmt: skip


def _tasks(many: int) -> str:
    return ngettext("{n} việc", "{n} việc", many).format(n=many) if many else _("Không có")


def _first(rows: Sequence[Standings]) -> str:
    return rows[0].task.title if rows else ""


def _calls(rows: Iterable[Standings]) -> tuple[Contact, ...]:
    """Who to call for what is late, each once, with what for."""
    found: dict[tuple[str, str], Contact] = {}
    for one in urgent_first(rows):
        task = one.task
        if not one.phone or (task.owner_name, one.phone) in found:
            continue
        label = _("Gọi {name}").format(name=task.owner_name)
        found[task.owner_name, one.phone] = Contact(
            task.owner_name, f"{task.place.name}: {task.title}", Call(one.phone, label)
        )
    return tuple(found.values())[:6]
