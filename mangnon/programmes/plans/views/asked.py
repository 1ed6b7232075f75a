"""What every screen of a year asks of its address: the place and the year; the ways between the screens."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.programmes.plans.models import Programme, Task
from mangnon.programmes.plans.queries.board import years_known
from mangnon.programmes.plans.queries.grounds import OLDEST, Ground, home_unit, unit_seen
from mangnon.ui.parts import Tab
from mangnon.ui.screens import Screen
from mangnon.ui.screens.base import AskedWrongly

LATEST = 2060


def plan_url(plan: Programme) -> str:
    """The page of a programme."""
    return reverse("programmes:plan", args=[plan.pk])


def task_url(task: Task) -> str:
    """The page of a task."""
    return reverse("programmes:task", args=[task.pk])


def year_url(view: str, unit: Unit | None, year: int, **more: object) -> str:
    """A screen of a year, of a place."""
    asked = {"noi": unit.pk, "nam": year} if unit is not None else {"nam": year}
    return f"{reverse(view)}?{urlencode({**asked, **more})}"


class YearScreen(Screen):
    """A screen of a place in a year. Without ``noi`` the place one works for, without ``nam`` this year."""

    view = ""

    @cached_property
    def today(self) -> date:
        """The day in Vietnam."""
        return local_day(self.at)

    @cached_property
    def year(self) -> int:
        """The year asked for. Raises AskedWrongly."""
        text = self.request.GET.get("nam", "")
        if not text:
            return self.today.year
        if not text.isdecimal() or not OLDEST <= int(text) <= LATEST:
            raise AskedWrongly(what=f"nam={text[:10]}")
        return int(text)

    @cached_property
    def on(self) -> date:
        """The day as of which it is told: today, or the last of a year that is over."""
        return min(self.today, date(self.year, 12, 31))

    @cached_property
    def ground(self) -> Ground:
        """The place asked for. Raises NotFound."""
        text = self.request.GET.get("noi", "")
        if not text:
            return Ground(home_unit(self.actor))
        if not text.isdecimal() or len(text) > 12:
            raise NotFound
        return Ground(unit_seen(int(text)))

    def year_tabs(self, unit: Unit | None, **more: object) -> tuple[Tab, ...]:
        """The years that have tasks, and this one."""
        known = sorted({*years_known(), self.today.year}, reverse=True)
        return tuple(Tab(str(one), year_url(self.view, unit, one, **more), active=one == self.year) for one in known)
