"""Tasks of the team of a case: given, done, dropped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.cases.actions import tasking
from mangnon.cases.forms import tasks as typed
from mangnon.cases.models import CaseTask
from mangnon.cases.views.forming import CaseForm
from mangnon.lib.dates import format_date
from mangnon.lib.refusal import NotFound
from mangnon.ui.parts import PageHead


class GiveTask(CaseForm):
    """Ask somebody of the team."""

    policy = Policy(tasking.GIVE)
    title = gettext_lazy("Giao việc trong nhóm")
    button = gettext_lazy("Giao việc")

    def build(self, data: QueryDict | None) -> forms.Form:
        """With those who see the case."""
        rows = self.case.team.filter(until__isnull=True).order_by("since", "pk")
        people = [(str(one.person), _("Tôi") if one.person == self.actor.me else one.name) for one in rows]
        return typed.TaskForm(data, initial=self.initial(), people=people)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One task."""
        tasking.give_task(
            **self.about, task_id=cleaned["row_id"], what=cleaned["what"], person_id=UUID(cleaned["person"]),
            due_on=cleaned["due_on"],
        )  # fmt: skip
        return self.done(_("Đã giao việc"))


class OneTask(CaseForm):
    """A form about one task."""

    task: CaseTask

    def guard(self) -> None:
        """It is this case's. Raises NotFound."""
        super().guard()
        found = CaseTask.objects.filter(pk=self.kwargs["task"], case=self.case).first()
        if found is None:
            raise NotFound
        self.task = found

    def head(self) -> PageHead:
        """With what was asked of whom, by when."""
        head = super().head()
        due = _("hạn {day}").format(day=format_date(self.task.due_on)) if self.task.due_on else ""
        facts = tuple(filter(None, (self.task.what, self.task.person_name, due)))
        return PageHead(title=head.title, crumbs=head.crumbs, line=head.line, facts=facts)


class FinishTask(OneTask):
    """It is done."""

    policy = Policy(tasking.FINISH)
    form_class = typed.ResultForm
    title = gettext_lazy("Việc đã xong")
    button = gettext_lazy("Ghi đã xong")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Its end."""
        tasking.finish_task(**self.about, task_id=self.task.pk, result=cleaned["result"])
        return self.done(_("Đã ghi việc xong"))


class DropTask(OneTask):
    """It needn't be done."""

    policy = Policy(tasking.DROP)
    form_class = typed.DropForm
    title = gettext_lazy("Bỏ việc")
    button = gettext_lazy("Bỏ việc")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """With why."""
        tasking.drop_task(**self.about, task_id=self.task.pk, reason=cleaned["reason"])
        return self.done(_("Đã bỏ việc"))
