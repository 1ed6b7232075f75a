"""What is done to a task: written, corrected, told of, given down, dropped, evidence put to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import Policy
from mangnon.access.roles import Role
from mangnon.accounts.queries import officers_of
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.lib.numbers import format_int, parse_money
from mangnon.lib.refusal import Refusal
from mangnon.places.models import Unit
from mangnon.programmes import rights
from mangnon.programmes.plans.actions import (
    Share,
    Terms,
    add_task,
    attach_evidence,
    correct_task,
    drop_task,
    share_task,
    tell_task,
)
from mangnon.programmes.plans.actions.keeping import keeps, must_keep
from mangnon.programmes.plans.forms import EvidenceForm, ReasonForm, ShareForm, TaskForm, TellForm
from mangnon.programmes.plans.models import Objective, Task
from mangnon.programmes.plans.queries import plans as reads
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.programmes.plans.views.asked import plan_url, task_url
from mangnon.programmes.refusals import UnreadableShare
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen

OWNERS = (Role.COMMUNE_OFFICER, Role.COMMUNE_CHAIR, Role.COLLABORATOR, Role.PROVINCE_OFFICER, Role.PROVINCE_LEADER)


def terms_of(cleaned: dict[str, Any], people: dict[str, str]) -> Terms:
    """What was typed, for an action; a chosen person's name goes before a typed one."""
    owner = cleaned["owner"]
    return Terms(
        starts_on=cleaned["starts_on"], due_on=cleaned["due_on"], owner=UUID(owner) if owner else None,
        owner_name=people.get(owner) or cleaned["owner_name"], reports_to=cleaned["reports_to"],
        planned=cleaned["planned"], allotted=cleaned["allotted"], yearly=cleaned["yearly"],
    )  # fmt: skip


class AddTask(FormScreen):
    """A task of the place one works for, under an objective of its plan or of a higher one."""

    policy = Policy(rights.ADD_TASK)
    help_page = "programmes/task"
    title = gettext_lazy("Thêm việc")
    button = gettext_lazy("Thêm việc")
    objective: Objective

    def guard(self) -> None:
        """The objective. Raises NotFound."""
        self.objective = reads.objective_seen(self.kwargs["pk"])

    @cached_property
    def place(self) -> Unit:
        """Whose task it will be."""
        plan = self.objective.programme
        return plan.place if keeps(self.actor, rights.ADD_TASK, plan.place) else home_unit(self.actor)

    @cached_property
    def people(self) -> dict[str, str]:
        """Who can own it."""
        return people_of(self.place, self)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty, owned by whoever writes it where they work there."""
        me = str(self.actor.person_id)
        start = {"uid": new_id(), "owner": me if me in self.people else ""}
        return TaskForm(data, initial=start, people=list(self.people.items()))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        made = add_task(
            actor=self.actor, at=self.at, objective_id=self.objective.pk, place=self.place, title=cleaned["title"],
            terms=terms_of(cleaned, self.people), about=cleaned["about"], documents=cleaned["documents"],
            uid=cleaned["uid"],
        )  # fmt: skip
        return self.after(task_url(made), _("Đã thêm việc"))

    def head(self) -> PageHead:
        """Under the plan."""
        plan = self.objective.programme
        return PageHead(title=self.title, crumbs=(Link(plan.title, plan_url(plan)),), line=str(self.objective))


def people_of(place: Unit, screen: FormScreen) -> dict[str, str]:
    """Who works in a place now, by id."""
    found = officers_of(place.pk, local_day(screen.at), OWNERS)
    return {str(one.pk): one.full_name for one in found}


class TaskForms(FormScreen):
    """A form about one task of the own place."""

    help_page = "programmes/task"
    task: Task

    def guard(self) -> None:
        """The task. Raises NotFound, Forbidden."""
        self.task = reads.task_seen(self.kwargs["pk"])
        must_keep(self.actor, self.policy.action or "", self.task.place)

    @property
    def about(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at, "task_id": self.task.pk}

    def head(self) -> PageHead:
        """Under the task."""
        crumbs = (Link(self.task.title, task_url(self.task)),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.task.place.name)

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(task_url(self.task), said)


class TellTask(TaskForms):
    """How far it is."""

    policy = Policy(rights.TELL_TASK)
    form_class = TellForm
    title = gettext_lazy("Báo tiến độ")
    button = gettext_lazy("Báo tiến độ")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        task = self.task
        spent = format_int(task.spent) if task.spent else ""
        return {"version": task.version, "progress": task.progress, "spent": spent, "delay": task.delay}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Tell it."""
        tell_task(**self.about, **cleaned)
        return self.done(_("Đã báo tiến độ"))


class CorrectTask(TaskForms):
    """Its terms."""

    policy = Policy(rights.CORRECT_TASK)
    title = gettext_lazy("Sửa việc")

    @cached_property
    def people(self) -> dict[str, str]:
        """Who can own it: those of the place, and whoever owns it now."""
        known = people_of(self.task.place, self)
        if self.task.owner:
            known.setdefault(str(self.task.owner), self.task.owner_name)
        return known

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        task = self.task
        names = ("title", "about", "owner_name", "reports_to", "starts_on", "due_on", "yearly", "learnt", "version")
        known = {name: getattr(task, name) for name in names}
        known |= {name: format_int(getattr(task, name)) for name in ("planned", "allotted")}
        known["owner"] = str(task.owner or "")
        known["owner_name"] = "" if task.owner else task.owner_name
        known["documents"] = "\n".join(one.number for one in reads.grounds(task))
        return TaskForm(data, initial=known, people=list(self.people.items()), begun=True)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = {name: cleaned[name] for name in ("title", "about", "learnt", "version", "documents")}
        correct_task(**self.about, **told, terms=terms_of(cleaned, self.people))
        return self.done(_("Đã lưu"))


class DropTask(TaskForms):
    """It won't be done."""

    policy = Policy(rights.DROP_TASK)
    form_class = ReasonForm
    title = gettext_lazy("Thôi không làm việc này")
    button = gettext_lazy("Thôi không làm")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Drop it."""
        drop_task(**self.about, reason=cleaned["reason"])
        return self.done(_("Đã thôi không làm"))


class AttachEvidence(TaskForms):
    """A file."""

    policy = Policy(rights.ATTACH)
    title = gettext_lazy("Gửi minh chứng")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return EvidenceForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Put it there."""
        made = attach_evidence(**self.about, upload=cleaned["file"])
        return self.done(_("Đã nhận {name}").format(name=made.name))


class ShareTask(TaskForms):
    """The cascade: to whom below, by when, with how much money."""

    policy = Policy(rights.SHARE)
    title = gettext_lazy("Giao việc xuống")
    button = gettext_lazy("Giao việc")

    @cached_property
    def places(self) -> dict[str, Unit]:
        """Communes below on its first day that don't have it yet."""
        there = set(self.task.shares.values_list("place_id", flat=True))
        found = reads.children_on(self.task.place, self.task.starts_on)
        return {str(one.pk): one for one in found if one.pk not in there}

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """All of them, until its day."""
        left = self.task.planned - reads.shared_money(self.task)
        known = {"whom": list(self.places), "due_on": self.task.due_on, "kept": format_int(max(left, 0))}
        return ShareForm(data, initial=known, places=[(pk, one.name) for pk, one in self.places.items()])

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Give it down. Raises what the action raises, UnreadableShare."""
        others = self._others(cleaned["other"])
        shares = [
            Share(self.places[pk], cleaned["due_on"], others.get(pk, cleaned["each"]), owner_name=cleaned["owner_name"])
            for pk in cleaned["whom"]
        ]
        made = share_task(**self.about, shares=shares, kept=cleaned["kept"])
        told = ngettext("Đã giao cho {n} nơi", "Đã giao cho {n} nơi", len(made))
        return self.done(told.format(n=len(made)))

    def _others(self, text: str) -> dict[str, int]:
        """Places with another sum, by id. Raises UnreadableShare."""
        known = {fold(one.name): pk for pk, one in self.places.items()}
        found = {}
        for line in filter(None, (one.strip() for one in text.splitlines())):
            name, _sign, amount = line.rpartition(":")
            try:
                found[known[fold(name)]] = parse_money(amount)
            except (KeyError, Refusal):
                raise UnreadableShare(line=line[:80]) from None
        return found
