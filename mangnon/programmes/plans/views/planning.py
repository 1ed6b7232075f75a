"""Programmes: the list, one with its objectives, indicators and tasks, and what is written into it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.access.offers import filled
from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.places.models import Level, Unit
from mangnon.places.queries import todays
from mangnon.programmes import rights
from mangnon.programmes.plans.actions import (
    add_goal,
    add_objective,
    add_plan,
    copy_plan,
    correct_plan,
    set_target,
    tell_actual,
)
from mangnon.programmes.plans.actions.keeping import keeps, must_keep
from mangnon.programmes.plans.forms import CopyForm, GoalForm, ObjectiveForm, PlanForm, TargetForm
from mangnon.programmes.plans.models import Better, Goal, Objective, Programme, Target
from mangnon.programmes.plans.queries import plans as reads
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.programmes.plans.queries.plans import GoalRow, Heading
from mangnon.programmes.plans.rules import met
from mangnon.programmes.plans.views.asked import plan_url, task_url, year_url
from mangnon.programmes.plans.words import PLANS, figure, shares, status
from mangnon.statutes.slots import Indicator
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen, Screen

LEVELS = ((Level.PROVINCE.value, Level.PROVINCE.label), (Level.DISTRICT.value, Level.DISTRICT.label),
          (Level.COMMUNE.value, Level.COMMUNE.label))  # fmt: skip


def years_of(plan: Programme) -> str:
    """``2020``, ``2021 - 2025``."""
    return str(plan.first_year) if plan.one_year else f"{plan.first_year} - {plan.last_year}"


def list_crumb() -> Link:
    """The way back to the list."""
    return Link(PLANS, reverse("programmes:plans"))


class PlanList(ListScreen):
    """Programmes and plans of every place, the latest first."""

    policy = Policy(rights.SEE)
    template = "programmes/list.html"
    help_page = "programmes/plans"
    title = PLANS
    noun = pgettext_lazy("counted", "kế hoạch")
    order = ("-last_year", "-first_year", "-id")
    row_view = "programmes:plan"
    columns = (
        Listed("title", gettext_lazy("Tên"), lambda p: Cell(p.title), lambda p: p.title, Kind.NAME),
        Listed("place", gettext_lazy("Của nơi nào"), lambda p: Cell(p.place.name), lambda p: p.place.name),
        Listed("years", gettext_lazy("Năm"), lambda p: Cell(years_of(p)), years_of),
        Listed("by", gettext_lazy("Người lập"), lambda p: Cell(p.made_by_name), lambda p: p.made_by_name, soft=True),
    )
    filters = (
        Filter("cap", gettext_lazy("Cấp"), gettext_lazy(" {choice}"), lambda: LEVELS,
               lambda rows, value: rows.filter(place__level=value)),
    )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """All of them."""
        return reads.plans()

    def main_act(self) -> Act | None:
        """Beginning one."""
        if not self.actor.can(rights.ADD_PLAN):
            return None
        return Act(_("Lập kế hoạch mới"), url=reverse("programmes:add_plan"), icon="plus", key="N")

    def empty(self) -> EmptyState:
        """What one is."""
        return EmptyState(
            fact=_("Chưa có chương trình, kế hoạch nào."),
            text=_("Một kế hoạch có mục tiêu, chỉ tiêu và việc; việc giao được xuống từng xã, phường."),
        )


class PlanPage(Screen):
    """One programme."""

    policy = Policy(rights.SEE)
    template = "programmes/plan.html"
    help_page = "programmes/plans"
    plan: Programme

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.plan = reads.plan_seen(pk)
        self.on = min(local_day(self.at), date(self.plan.last_year, 12, 31))
        found = reads.headings(self.plan, self.on)
        context: dict[str, Any] = {
            "head": self._head(),
            "plan": self.plan,
            "headings": [(one.objective, self._goals(one), self._tasks(one), *self._adds(one)) for one in found],
            "grounds": self._grounds(),
            "facts": self._facts(),
            "empty": EmptyState(
                fact=_("Kế hoạch chưa có mục tiêu."),
                text=_("Thêm mục tiêu, rồi thêm chỉ tiêu và việc vào từng mục tiêu."),
            ),
        }
        return self.page(context)

    def _may(self, right: str) -> bool:
        return self.actor.can(right) and keeps(self.actor, right, self.plan.place)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.plan.pk])

    def _head(self) -> PageHead:
        plan, main, acts = self.plan, None, []
        board = year_url("programmes:board", plan.place, min(plan.last_year, local_day(self.at).year))
        acts.append(Act(_("Kế hoạch năm"), url=board, icon="gauge"))
        if self._may(rights.COPY) and plan.one_year:
            acts.append(Act(_("Chép sang năm sau"), url=self._url("copy_plan"), icon="copy"))
        if self._may(rights.CORRECT_PLAN):
            acts.append(Act(_("Sửa"), url=self._url("correct_plan"), icon="edit", key="E"))
        if self._may(rights.ADD_OBJECTIVE):
            main = Act(_("Thêm mục tiêu"), url=self._url("add_objective"), icon="plus", key="N")
        return PageHead(
            title=plan.title, crumbs=(list_crumb(),), facts=(plan.place.name, years_of(plan)), main=main,
            acts=tuple(acts),
        )  # fmt: skip

    def _goals(self, heading: Heading) -> Table | None:
        if not heading.goals:
            return None
        columns = (
            Column(_("Chỉ tiêu"), Kind.NAME), Column(_("Năm"), Kind.NUMBER), Column(_("Xuất phát"), Kind.NUMBER),
            Column(_("Phải đạt"), Kind.NUMBER), Column(_("Kết quả"), Kind.NUMBER), Column(_("Đạt"), Kind.STATUS),
            Column(_("Nguồn; vì sao chưa đạt"), soft=True),
        )  # fmt: skip
        rows = [row for one in heading.goals for row in self._goal_rows(one)]
        return Table(_("Chỉ tiêu"), columns, tuple(rows))

    def _goal_rows(self, row: GoalRow) -> list[Row]:
        may = self._may(rights.TELL_ACTUAL)
        targets = row.targets or (Target(goal=row.goal, year=self.plan.first_year),)
        return [self._goal_row(row.goal, one, may=may) for one in targets]

    def _goal_row(self, goal: Goal, one: Target, *, may: bool) -> Row:
        began = figure(goal.baseline, goal.unit)
        cells = (
            Cell(goal.name),
            Cell(str(one.year)),
            Cell(began, note=f"({goal.baseline_year})" if goal.baseline_year else ""),
            Cell(figure(one.target, goal.unit)),
            Cell(figure(one.actual, goal.unit)),
            Cell(status=_met(one, goal)),
            Cell("; ".join(filter(None, (one.source, one.why)))),
        )
        return Row(cells, url=reverse("programmes:goal", args=[goal.pk, one.year]) if may else "")

    def _tasks(self, heading: Heading) -> Table | None:
        if not heading.tasks:
            return None
        columns = (
            Column(_("Việc"), Kind.NAME), Column(_("Tình trạng"), Kind.STATUS), Column(_("Hạn"), Kind.DATE),
            Column(_("Người làm")), Column(_("Đã giao xuống"), soft=True),
        )  # fmt: skip
        rows = tuple(
            Row(
                (
                    Cell(one.task.title), Cell(status=status(one.how, one.task, self.on)),
                    Cell(format_date(one.task.due_on)), Cell(one.task.owner_name), Cell(shares(one.below)),
                ),
                url=task_url(one.task),
            )
            for one in heading.tasks
        )  # fmt: skip
        return Table(_("Việc"), columns, rows)

    def _adds(self, heading: Heading) -> tuple[str, str]:
        """Addresses at which an indicator and a task are added; empty for those who can't."""
        pk = heading.objective.pk
        goal = reverse("programmes:add_goal", args=[pk]) if self._may(rights.ADD_GOAL) else ""
        shared = self.plan.place.level != Level.COMMUNE and self.actor.can(rights.ADD_TASK)
        return goal, reverse("programmes:add_task", args=[pk]) if shared or self._may(rights.ADD_TASK) else ""

    def _grounds(self) -> list[Link]:
        found = reads.grounds(self.plan)
        return [Link(f"{one.number} {one.subject}", reverse("statutes:document", args=[one.pk])) for one in found]

    def _facts(self) -> tuple[Fact, ...]:
        plan = self.plan
        found = [Fact(_("Người lập"), plan.made_by_name)]
        if plan.carries_out:
            found.append(Fact(_("Thực hiện"), plan.carries_out.title, url=plan_url(plan.carries_out)))
        if plan.follows:
            found.append(Fact(_("Tiếp nối"), plan.follows.title, url=plan_url(plan.follows)))
        return tuple(found)


def _met(one: Target, goal: Goal) -> Status | None:
    reached = met(one.target, one.actual, goal.better)
    if reached is None:
        return None
    return Status(State.DONE, _("Đạt")) if reached else Status(State.LATE, _("Chưa đạt"))


class AddPlan(FormScreen):
    """A new programme of the place one works for."""

    policy = Policy(rights.ADD_PLAN)
    help_page = "programmes/plans"
    title = gettext_lazy("Lập kế hoạch mới")
    button = gettext_lazy("Lập kế hoạch mới")

    @cached_property
    def place(self) -> Unit:
        """For whom."""
        return home_unit(self.actor)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """For next year."""
        year = local_day(self.at).year + 1
        return PlanForm(data, initial={"uid": new_id(), "first_year": year, "last_year": year})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Begin it."""
        told = {name: cleaned[name] for name in ("title", "first_year", "last_year", "about", "documents", "uid")}
        made = add_plan(actor=self.actor, at=self.at, place=self.place, **told)
        return self.after(plan_url(made), _("Đã lập kế hoạch. Thêm mục tiêu đầu tiên."))

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(list_crumb(),), line=self.place.name)


class PlanForms(FormScreen):
    """A form about one programme of the own place."""

    help_page = "programmes/plans"
    plan: Programme

    def guard(self) -> None:
        """The programme. Raises NotFound, Forbidden."""
        self.plan = reads.plan_seen(self.kwargs["pk"])
        self.must_keep()

    def must_keep(self) -> None:
        """Raises Forbidden where it is another place's."""
        must_keep(self.actor, self.policy.action or "", self.plan.place)

    def head(self) -> PageHead:
        """Under the programme."""
        return PageHead(title=self.title, crumbs=(list_crumb(), Link(self.plan.title, plan_url(self.plan))))

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(plan_url(self.plan), said)


class CorrectPlan(PlanForms):
    """Its words."""

    policy = Policy(rights.CORRECT_PLAN)
    title = gettext_lazy("Sửa kế hoạch")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        known = {name: getattr(self.plan, name) for name in ("title", "about", "learnt", "version")}
        numbers = "\n".join(one.number for one in reads.grounds(self.plan))
        return PlanForm(data, initial=known | {"documents": numbers}, begun=True)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = {name: cleaned[name] for name in ("title", "about", "learnt", "version", "documents")}
        correct_plan(actor=self.actor, at=self.at, plan_id=self.plan.pk, **told)
        return self.done(_("Đã lưu"))


class AddObjective(PlanForms):
    """One more heading."""

    policy = Policy(rights.ADD_OBJECTIVE)
    title = gettext_lazy("Thêm mục tiêu")
    button = gettext_lazy("Thêm mục tiêu")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        return ObjectiveForm(data, initial={"uid": new_id()})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        add_objective(actor=self.actor, at=self.at, plan_id=self.plan.pk, **cleaned)
        return self.done(_("Đã thêm mục tiêu"))


class CopyPlan(PlanForms):
    """Into the next year, on today's map."""

    policy = Policy(rights.COPY)
    title = gettext_lazy("Chép kế hoạch sang năm sau")
    button = gettext_lazy("Chép kế hoạch")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """This year or the one after the plan's, whichever is later."""
        year = max(self.plan.last_year + 1, local_day(self.at).year)
        title = self.plan.title.replace(str(self.plan.last_year), str(year))
        return CopyForm(data, initial={"year": year, "title": title})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Copy it."""
        now = todays([self.plan.place])[self.plan.place_id] or [self.plan.place]
        made = copy_plan(actor=self.actor, at=self.at, plan_id=self.plan.pk, place=now[0], **cleaned)
        return self.after(plan_url(made), _("Đã chép các việc làm hằng năm"))

    def extra(self) -> dict[str, Any]:
        """What is copied."""
        return {}


class AddGoal(PlanForms):
    """An indicator of an objective."""

    policy = Policy(rights.ADD_GOAL)
    title = gettext_lazy("Thêm chỉ tiêu")
    button = gettext_lazy("Thêm chỉ tiêu")
    objective: Objective

    def guard(self) -> None:
        """The objective's programme. Raises NotFound, Forbidden."""
        self.objective = reads.objective_seen(self.kwargs["pk"])
        self.plan = self.objective.programme
        self.must_keep()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty; with what can be reckoned."""
        figures = [(one.key, one.title) for one in filled(Indicator)]
        return GoalForm(data, initial={"uid": new_id(), "better": Better.MORE}, figures=figures)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it, with a line for its first year."""
        made = add_goal(actor=self.actor, at=self.at, objective_id=self.objective.pk, **cleaned)
        return self.after(
            reverse("programmes:goal", args=[made.pk, self.plan.first_year]), _("Đã thêm. Ghi mức phải đạt.")
        )


class TellGoal(PlanForms):
    """What an indicator is to be in a year, and what it was."""

    policy = Policy(rights.TELL_ACTUAL)
    title = gettext_lazy("Mức phải đạt và kết quả")
    goal: Goal

    def guard(self) -> None:
        """The indicator's programme. Raises NotFound, Forbidden."""
        self.goal = reads.goal_seen(self.kwargs["pk"])
        self.plan = self.goal.objective.programme
        self.must_keep()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        row = self.goal.targets.filter(year=self.kwargs["year"]).first()
        known = {name: _typed(getattr(row, name)) for name in ("target", "actual", "source", "why")} if row else {}
        return TargetForm(data, initial=known, computed=bool(self.goal.figure))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Both, what was told of either."""
        told = {"actor": self.actor, "at": self.at, "goal_id": self.goal.pk, "year": self.kwargs["year"]}
        row = set_target(**told, target=cleaned["target"])
        actual = cleaned.get("actual", row.actual)
        if actual is not None:
            tell_actual(**told, actual=actual, source=cleaned.get("source", ""), why=cleaned["why"])
        return self.done(_("Đã ghi"))

    def head(self) -> PageHead:
        """The indicator and the year."""
        crumbs = (list_crumb(), Link(self.plan.title, plan_url(self.plan)))
        return PageHead(title=self.goal.name, crumbs=crumbs, line=_("Năm {year}").format(year=self.kwargs["year"]))


def _typed(value: Any) -> str:
    return figure(value, "").strip() if value is not None and not isinstance(value, str) else value or ""
