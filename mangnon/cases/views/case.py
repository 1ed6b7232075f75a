"""The page of a case: where it stands, what runs out when, the next act, one timeline; beside it the people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.cases.actions import keeping, teaming
from mangnon.cases.models import Case, CaseKind, CaseState
from mangnon.cases.queries.next import Next, next_act
from mangnon.cases.queries.parts import Parts, parts_of
from mangnon.cases.queries.progress import Progress, progress
from mangnon.cases.queries.reach import SEE, see_case
from mangnon.cases.queries.story import story
from mangnon.cases.queries.words import case_status, title_of
from mangnon.cases.refusals import NotOnTeam
from mangnon.cases.views.beside import Beside
from mangnon.cases.views.forming import CaseAct
from mangnon.cases.views.steps import StepsShown
from mangnon.lib.asked import asked
from mangnon.lib.dates import day_words, format_datetime, format_time, local_day
from mangnon.lib.ids import new_id
from mangnon.places.rules import in_line
from mangnon.ui.parts import Act, Link, PageHead, TimelineEntry, Words
from mangnon.ui.screens import Screen

MOST = 60
"""Entries of the timeline that are shown at first."""


class CasePage(Screen):
    """One case."""

    policy = Policy(SEE)
    template = "cases/case.html"
    help_page = "cases/case"
    case: Case
    parts: Parts
    found: Progress

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page; who isn't inside is told how to get in."""
        try:
            return self.show(pk)
        except NotOnTeam as refusal:
            return self._closed(pk, refusal)

    def show(self, pk: UUID, opened: list[keeping.Opened] | None = None) -> HttpResponseBase:
        """The page, with what was opened this once."""
        self.case = case = see_case(self.actor, pk, self.at)
        self.parts = parts_of(self.actor, case)
        self.found = progress(case, self.parts, self.at)
        self.saw([case])
        shown = StepsShown(case, self.found, self.at, self._next(), self._may)
        context = {
            "head": self.head(shown.main),
            "stages": shown.stages(),
            "clock": shown.clock(),
            "checks": shown.checks(),
            "late": shown.late(),
            "timeline": self._timeline(),
            "beside": Beside(self.actor, self.at, case, self.parts, self.found, self._may),
            "opened": opened,
        }
        return self.page(context)

    def _closed(self, pk: UUID, refusal: NotOnTeam) -> HttpResponse:
        """What the list says of it, and the way to be let in."""
        case = Case.objects.visible_to(self.actor, SEE).select_related("place").get(pk=pk)
        may = self.actor.can(teaming.BREAK) and case.place_id in self.actor.reach(teaming.BREAK)
        context = {
            "head": PageHead(
                title=case.code,
                crumbs=(Link(_("Hồ sơ vụ việc"), reverse("cases:cases")),),
                status=case_status(case),
                line=in_line(case.place.name),
            ),
            "said": refusal.said,
            "mend": refusal.mend if not self.actor.reach(teaming.BREAK).everywhere else "",
            "break_url": reverse("cases:break_glass", args=[pk]) if may else "",
        }
        return self.page(context, status=403, template="cases/closed.html")

    def _may(self, right: str) -> bool:
        reach = self.actor.reach(right)
        return self.case.place_id in reach or (
            self.case.incident_place_id in reach and self.case.incident_place_id == self.case.other_place_id
        )

    def _next(self) -> Next:
        plan = self.found.plan
        ended = plan is not None and plan.state == "approved" and plan.ends_on < local_day(self.at)
        return next_act(self.case, self.found, ended=ended)

    def head(self, main: Act | None = None) -> PageHead:
        """Who, what, how urgent, where."""
        case = self.case
        facts: list[Any] = [CaseKind(case.kind).label, in_line(case.place.name)]
        if case.incident_place_id and case.incident_place_id != case.place_id and case.incident_place:
            facts.append(_("xảy ra ở {place}").format(place=in_line(case.incident_place.name)))
        if case.emergency and case.is_open:
            facts.append(str(CaseState(case.state).label).lower())
        if case.sealed:
            facts.append(_("niêm kín"))
        if case.child_id and case.place_id in self.actor.reach("registry.children.see"):
            facts.append((Link(_("Trang của trẻ"), reverse("registry:child", args=[case.child_id])),))
        return PageHead(
            title=title_of(case, local_day(self.at)),
            crumbs=(Link(_("Hồ sơ vụ việc"), reverse("cases:cases")), self.case.code),
            status=case_status(case),
            facts=tuple(facts),
            acts=self._acts(),
        )

    def _acts(self) -> tuple[Act, ...]:
        if not self.case.is_open:
            return ()
        log = Act(_("Ghi lần thăm"), reverse("cases:log", args=[self.case.pk]), "pencil-plus", key="e")
        return (log,) if self._may("cases.log") else ()

    def _timeline(self) -> tuple[TimelineEntry, ...]:
        today = local_day(self.at)
        lines = story(self.actor, self.case, self.parts, self.found.by_code)
        if "tat-ca" not in self.request.GET:
            lines = lines[:MOST]
        entries = []
        for one in lines:
            sources: tuple[Words, ...] = (one.by,) if one.by else ()
            if one.written_later and one.recorded_at is not None:
                sources += (_("ghi lúc {moment}").format(moment=format_datetime(one.recorded_at)),)
            entries.append(
                TimelineEntry(
                    day=day_words(today, local_day(one.at)), time=format_time(one.at), kind=one.kind, icon=one.icon,
                    text=one.text, sources=sources, danger=one.danger,
                )
            )  # fmt: skip
        return tuple(entries)


class OpenSealed(CasePage):
    """What is sealed, opened this once, with a reason."""

    policy = Policy(keeping.OPEN_SEALED)

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Only by the button."""
        return self.after(reverse("cases:case", args=[pk]))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page with it. Raises ReasonMissing."""
        reason = asked(request.POST, "reason")
        opened = keeping.open_sealed(actor=self.actor, at=self.at, case_id=pk, reason=reason)
        return self.show(pk, opened)


class BreakGlassAct(CaseAct):
    """Be let in for four hours."""

    policy = Policy(teaming.BREAK)

    def act(self, **kwargs: Any) -> HttpResponse:
        """With the reason that was typed."""
        teaming.break_glass(**self.about, opening_id=new_id(), reason=asked(self.request.POST, "reason"))
        return self.back(_("Hồ sơ mở cho bạn trong bốn giờ; việc mở được ghi lại"))
