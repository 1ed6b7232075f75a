"""The page of a task."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, format_time, local_day
from mangnon.lib.numbers import format_money
from mangnon.programmes import rights
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.actions.telling import OWNER
from mangnon.programmes.plans.models import Line, Task
from mangnon.programmes.plans.queries import plans as reads
from mangnon.programmes.plans.queries.board import Standings, how, phones_of, urgent_first
from mangnon.programmes.plans.rules import Standing, tally
from mangnon.programmes.plans.views.asked import plan_url, task_url, year_url
from mangnon.programmes.plans.words import BOARD, LINE_ICONS, money, shares, status
from mangnon.ui.parts import (
    Act,
    Call,
    Cell,
    Column,
    Contact,
    Fact,
    Hint,
    Kind,
    Link,
    PageHead,
    Row,
    Table,
    TimelineEntry,
)
from mangnon.ui.screens import Screen


class TaskPage(Screen):
    """One task: how it stands, who does it, money, shares, evidence, history."""

    policy = Policy(rights.SEE)
    template = "programmes/task.html"
    help_page = "programmes/task"
    task: Task

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.task = reads.task_seen(pk)
        self.on = min(local_day(self.at), date(self.task.year, 12, 31))
        below = reads.shares(self.task, self.on)
        context: dict[str, Any] = {
            "head": self._head(),
            "task": self.task,
            "hints": self._hints(),
            "facts": self._facts(),
            "contact": self._contact(),
            "money": self._money(below),
            "below": self._below(below),
            "below_words": shares(tally(one.how for one in below if one.task.dropped_on is None)),
            "before": [Link(f"{one.place.name}, {one.year}", task_url(one)) for one in reads.befores(self.task)],
            "grounds": [
                Link(f"{one.number} {one.subject}", reverse("statutes:document", args=[one.pk]))
                for one in reads.grounds(self.task)
            ],
            "files": shelf(self.actor, OwnerRef(OWNER, self.task.pk)),
            "attach": Link(_("Gửi minh chứng"), self._url("attach")) if self._may(rights.ATTACH) else None,
            "entries": [_entry(one) for one in reads.lines(self.task)],
        }
        return self.page(context)

    def _may(self, right: str) -> bool:
        gone = self.task.dropped_on is not None
        return not gone and self.actor.can(right) and keeps(self.actor, right, self.task.place)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.task.pk])

    @cached_property
    def how(self) -> Standing:
        """How it stands today."""
        return how(self.task, self.on)

    def _head(self) -> PageHead:
        task, main, acts = self.task, None, []
        if self._may(rights.TELL_TASK):
            main = Act(_("Báo tiến độ"), url=self._url("tell"), icon="doing", key="E")
        if self._may(rights.SHARE) and task.open and task.parent_id is None:
            acts.append(Act(_("Giao xuống"), url=self._url("share"), icon="forward"))
        if self._may(rights.CORRECT_TASK):
            acts.append(Act(_("Sửa"), url=self._url("correct_task"), icon="edit"))
        if self._may(rights.DROP_TASK) and task.open:
            acts.append(Act(_("Thôi không làm"), url=self._url("drop_task"), icon="ban"))
        board = year_url("programmes:board", task.place, task.year)
        crumbs = (Link(f"{BOARD} {task.year}", board),)
        return PageHead(
            title=task.title, crumbs=crumbs, status=status(self.how, task, self.on),
            facts=(task.place.name, _("hạn {day}").format(day=format_date(task.due_on)), f"{task.progress}%"),
            main=main, acts=tuple(acts),
        )  # fmt: skip

    def _hints(self) -> list[Hint]:
        task, hints = self.task, []
        if task.dropped_on:
            told = _("Đã thôi không làm từ {day}: {why}")
            hints.append(Hint(told.format(day=format_date(task.dropped_on), why=task.dropped_why)))
        if task.delay:
            hints.append(Hint(_("Vì sao trễ: {why}").format(why=task.delay)))
        if task.learnt:
            hints.append(Hint(_("Điều rút ra: {what}").format(what=task.learnt)))
        return hints

    def _facts(self) -> tuple[Fact, ...]:
        task = self.task
        plan = task.objective.programme
        found = [
            Fact(_("Kế hoạch"), plan.title, url=plan_url(plan)),
            Fact(_("Mục tiêu"), str(task.objective)),
            Fact(_("Thời gian"), f"{format_date(task.starts_on)} - {format_date(task.due_on)}"),
        ]
        if task.parent:
            found.append(Fact(_("Phần của việc"), task.parent.place.name, url=task_url(task.parent)))
        if task.reports_to:
            found.append(Fact(_("Báo cáo cho"), task.reports_to))
        if task.yearly:
            found.append(Fact(_("Làm hằng năm"), _("có")))
        return tuple(found)

    def _contact(self) -> Contact | None:
        task = self.task
        if not task.owner_name:
            return None
        phone = phones_of([task.owner]).get(task.owner, "") if task.owner else ""
        label = _("Gọi {name}").format(name=task.owner_name)
        return Contact(task.owner_name, task.place.name, Call(phone, label) if phone else None)

    def _money(self, below: list[Standings]) -> tuple[Fact, ...]:
        task = self.task
        alive = [one.task for one in below if one.task.dropped_on is None]
        found = [
            Fact(_("Dự kiến"), format_money(task.planned)),
            Fact(_("Đã cấp"), format_money(task.allotted)),
            Fact(_("Đã chi"), format_money(task.spent)),
        ]
        if alive:
            shared = sum(one.planned for one in alive)
            found.append(Fact(_("Đã giao xuống"), format_money(shared)))
            found.append(Fact(_("Giữ lại"), format_money(max(task.planned - shared, 0))))
            found.append(Fact(_("Các nơi đã chi"), format_money(sum(one.spent for one in alive))))
        return tuple(found)

    def _below(self, below: list[Standings]) -> Table | None:
        if not below:
            return None
        columns = (
            Column(_("Nơi"), Kind.NAME), Column(_("Tình trạng"), Kind.STATUS), Column(_("Hạn"), Kind.DATE),
            Column(_("Người làm")), Column(_("Dự kiến"), Kind.NUMBER), Column(_("Đã chi"), Kind.NUMBER),
            Column(_("Vì sao trễ"), soft=True),
        )  # fmt: skip
        rows = tuple(self._share(one) for one in urgent_first(below))
        return Table(_("Các nơi được giao"), columns, rows)

    def _share(self, one: Standings) -> Row:
        task = one.task
        cells = (
            Cell(task.place.name), Cell(status=status(one.how, task, self.on)), Cell(format_date(task.due_on)),
            Cell(task.owner_name), Cell(money(task.planned)), Cell(money(task.spent)), Cell(task.delay),
        )  # fmt: skip
        return Row(cells, url=task_url(task))


def _entry(one: Line) -> TimelineEntry:
    figures = [] if one.progress is None else [f"{one.progress}%"]
    if one.spent:
        figures.append(_("đã chi {money}").format(money=format_money(one.spent)))
    return TimelineEntry(
        day=format_date(local_day(one.at)), time=format_time(one.at), icon=LINE_ICONS[one.act],
        kind=str(Line.Act(one.act).label), text=". ".join([*figures, one.text]) if one.text else ", ".join(figures),
        sources=(one.by_name,),
    )  # fmt: skip
