"""The map of a year: every commune and every task that was given down."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound
from mangnon.programmes.plans.models import Programme
from mangnon.programmes.plans.queries.heat import Heat, heat, plans_of
from mangnon.programmes.plans.rules import Standing
from mangnon.programmes.plans.views.asked import YearScreen, task_url, year_url
from mangnon.programmes.plans.words import MAP, MARKS, PLANS, STANDINGS
from mangnon.programmes.rights import SEE
from mangnon.ui.parts import Link, PageHead, Tab


class HeatPage(YearScreen):
    """Communes down, tasks across; a square says in colour and in a mark how it stands."""

    policy = Policy(SEE)
    template = "programmes/map.html"
    help_page = "programmes/map"
    view = "programmes:map"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly, NotFound."""
        found = heat(self.plan, self.year, self.on, today=self.today) if self.plan else None
        context: dict[str, Any] = {
            "head": self._head(found),
            "tabs": self.year_tabs(None),
            "plans": self._plans(),
            "heads": [(task, task_url(task)) for task in found.tasks] if found else [],
            "groups": found.groups if found else (),
            "marks": MARKS,
            "legend": [(one.value, MARKS[one], STANDINGS[one]) for one in Standing],
            "board": f"{reverse('programmes:board')}?nam={self.year}&noi=",
        }
        return self.page(context)

    @cached_property
    def plans(self) -> list[Programme]:
        """Plans of the year that were given down."""
        return plans_of(self.year)

    @cached_property
    def plan(self) -> Programme | None:
        """The one asked for, else the first. Raises NotFound."""
        asked = self.request.GET.get("kh", "")
        if not asked:
            return self.plans[0] if self.plans else None
        found = next((one for one in self.plans if str(one.pk) == asked), None)
        if found is None:
            raise NotFound
        return found

    def _plans(self) -> tuple[Tab, ...]:
        if len(self.plans) < 2:
            return ()
        return tuple(
            Tab(one.title, year_url(self.view, None, self.year, kh=one.pk), active=one == self.plan)
            for one in self.plans
        )

    def _head(self, found: Heat | None) -> PageHead:
        crumbs = (Link(PLANS, reverse("programmes:plans")),)
        return PageHead(title=f"{MAP} {self.year}", crumbs=crumbs, line=self._line(found) if found else "")

    def _line(self, found: Heat) -> str:
        late = sum(one.late for one in found.rows)
        places = sum(1 for one in found.rows if one.late)
        day = format_date(self.on)
        if not late:
            return _("{n} nơi, không việc nào trễ, tính đến {day}").format(n=len(found.rows), day=day)
        told = ngettext("{n} việc trễ", "{n} việc trễ", late).format(n=format_int(late))
        return _("{told} ở {places} trên {n} nơi, tính đến {day}").format(
            told=told, places=places, n=len(found.rows), day=day
        )
