"""What is written before a course begins: curricula, the course, its sessions, who teaches."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_int
from mangnon.places.models import Unit
from mangnon.programmes import rights
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.programmes.training import actions
from mangnon.programmes.training.forms import (
    CourseForm,
    CurriculumForm,
    DropForm,
    SessionForm,
    TrainerForm,
    course_known,
    curriculum_known,
)
from mangnon.programmes.training.models import Curriculum, Session
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.views.asked import CourseForms, course_url
from mangnon.programmes.training.words import COURSES, CURRICULA
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


class AddCurriculum(FormScreen):
    """A curriculum of the province."""

    policy = Policy(rights.ADD_CURRICULUM)
    help_page = "programmes/training"
    title = gettext_lazy("Thêm chương trình tập huấn")
    button = gettext_lazy("Thêm chương trình")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        self.built = CurriculumForm(data, initial={"uid": new_id()})
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        actions.add_curriculum(
            actor=self.actor, at=self.at, code=cleaned["code"], told=self.built.told, uid=cleaned["uid"]
        )
        return self.after(reverse("programmes:curricula"), _("Đã thêm chương trình"))

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(Link(CURRICULA, reverse("programmes:curricula")),))


class CorrectCurriculum(AddCurriculum):
    """Its words and figures."""

    policy = Policy(rights.CORRECT_CURRICULUM)
    title = gettext_lazy("Sửa chương trình tập huấn")
    button = gettext_lazy("Lưu")
    curriculum: Curriculum

    def guard(self) -> None:
        """The curriculum. Raises NotFound."""
        self.curriculum = reads.curriculum_seen(self.kwargs["pk"])

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        self.built = CurriculumForm(data, initial=curriculum_known(self.curriculum), begun=True)
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        actions.correct_curriculum(
            actor=self.actor, at=self.at, curriculum_id=self.curriculum.pk, version=cleaned["version"],
            told=self.built.told, ended=cleaned["ended"],
        )  # fmt: skip
        return self.after(reverse("programmes:curricula"), _("Đã lưu"))


class PlanCourse(FormScreen):
    """A course of the place one works for."""

    policy = Policy(rights.PLAN_COURSE)
    help_page = "programmes/training"
    title = gettext_lazy("Lập lớp tập huấn")
    button = gettext_lazy("Lập lớp")

    @cached_property
    def place(self) -> Unit:
        """Whose it will be."""
        return home_unit(self.actor)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the curricula in use."""
        self.built = CourseForm(data, initial={"uid": new_id()}, curricula=reads.curricula())
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Plan it."""
        made = actions.plan_course(
            actor=self.actor, at=self.at, place=self.place, curriculum_id=cleaned["curriculum"], told=self.built.told(),
            uid=cleaned["uid"],
        )  # fmt: skip
        return self.after(course_url(made), _("Đã lập lớp. Thêm các buổi học, rồi mời người dự."))

    def head(self) -> PageHead:
        """Under the list."""
        crumbs = (Link(COURSES, reverse("programmes:courses")),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.place.name)


class CorrectCourse(CourseForms):
    """When, where, for how many."""

    policy = Policy(rights.CORRECT_COURSE)
    title = gettext_lazy("Sửa lớp tập huấn")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        known = course_known(self.course) | {"planned": format_int(self.course.planned)}
        self.built = CourseForm(data, initial=known, begun=True)
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = self.built.told(self.course.title)
        actions.correct_course(**self.about, version=cleaned["version"], told=told)
        return self.done(_("Đã lưu"))


class DropCourse(CourseForms):
    """It won't be held."""

    policy = Policy(rights.DROP_COURSE)
    form_class = DropForm
    title = gettext_lazy("Ghi lớp không tổ chức")
    button = gettext_lazy("Ghi không tổ chức")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.drop_course(**self.about, **cleaned)
        return self.done(_("Đã ghi lớp không tổ chức"))


class AddSession(CourseForms):
    """A session."""

    policy = Policy(rights.ADD_SESSION)
    title = gettext_lazy("Thêm buổi học")
    button = gettext_lazy("Thêm buổi học")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """On its first day."""
        known = {"uid": new_id(), "on": self.course.starts_on, "starts": "07:30", "ends": "11:00"}
        self.built = SessionForm(data, initial=known, trainers=_trainers())
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        actions.add_session(**self.about, told=self.built.told, uid=cleaned["uid"])
        return self.done(_("Đã thêm buổi học"))


def _trainers() -> list[tuple[str, str]]:
    return [(str(one.pk), str(one)) for one in reads.trainers()]


class CorrectSession(CourseForms):
    """When, about what, by whom, or that it wasn't held."""

    policy = Policy(rights.CORRECT_SESSION)
    title = gettext_lazy("Sửa buổi học")
    session: Session

    def guard(self) -> None:
        """The session's course. Raises NotFound, Forbidden."""
        self.session = reads.session_seen(self.kwargs["pk"])
        self.course = self.session.course
        self.must_keep()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        one = self.session
        known = {name: getattr(one, name) for name in ("version", "on", "starts", "ends", "topic")}
        known |= {"trainer": str(one.trainer_id or ""), "cancelled": not one.held}
        self.built = SessionForm(data, initial=known, trainers=_trainers(), begun=True)
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        actions.correct_session(
            **self.whom, session_id=self.session.pk, version=cleaned["version"], told=self.built.told,
            held=not cleaned["cancelled"],
        )  # fmt: skip
        return self.done(_("Đã lưu"))


class AddTrainer(FormScreen):
    """Somebody who teaches."""

    policy = Policy(rights.ADD_TRAINER)
    help_page = "programmes/training"
    title = gettext_lazy("Thêm giảng viên")
    button = gettext_lazy("Thêm giảng viên")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        return TrainerForm(data, initial={"uid": new_id()})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add them."""
        actions.add_trainer(actor=self.actor, at=self.at, place=home_unit(self.actor), **cleaned)
        return self.after(reverse("programmes:trainers"), _("Đã thêm giảng viên"))

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(Link(_("Giảng viên"), reverse("programmes:trainers")),))
