"""The year as a calendar of months: when each task runs and is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date
from mangnon.programmes.plans.queries.board import Standings, board
from mangnon.programmes.plans.rules import Standing
from mangnon.programmes.plans.views.asked import YearScreen, task_url, year_url
from mangnon.programmes.plans.words import BOARD, CALENDAR, STANDINGS, status
from mangnon.programmes.rights import SEE
from mangnon.ui.parts import Link, PageHead, Status

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Bar:
    """A task over the months: of each, whether it runs then, is due then, and how it stands."""

    title: str
    url: str
    place: str
    days: str
    status: Status
    months: tuple[str, ...]
    """Classes of the twelve squares; empty where it doesn't run."""
    due: int


class CalendarPage(YearScreen):
    """Tasks down, months across, the earliest first."""

    policy = Policy(SEE)
    template = "programmes/calendar.html"
    help_page = "programmes/board"
    view = "programmes:calendar"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly, NotFound."""
        unit = self.ground.unit
        rows = board(self.ground, self.year, self.on).rows
        ordered = sorted(rows, key=lambda one: (one.task.due_on, one.task.starts_on, one.task.pk))
        title = _("Lịch việc năm {year}: {place}").format(year=self.year, place=unit.name)
        context: dict[str, Any] = {
            "head": PageHead(title=title, crumbs=(Link(BOARD, year_url("programmes:board", unit, self.year)),)),
            "caption": CALENDAR,
            "tabs": self.year_tabs(unit),
            "months": [(one, one == self.on.month and self.year == self.today.year) for one in MONTHS],
            "bars": [self._bar(one) for one in ordered],
            "legend": [(one.value, STANDINGS[one]) for one in Standing],
        }
        return self.page(context)

    def _bar(self, one: Standings) -> Bar:
        task = one.task
        runs = range(1 if task.starts_on.year < self.year else task.starts_on.month, task.due_on.month + 1)
        days = f"{format_date(task.starts_on)} - {format_date(task.due_on)}"
        months = tuple(f"run h-{one.how}" if month in runs else "" for month in MONTHS)
        place = task.place.name if task.place_id != self.ground.unit.pk else ""
        return Bar(task.title, task_url(task), place, days, status(one.how, task, self.on), months, task.due_on.month)
