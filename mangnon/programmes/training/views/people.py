"""People of a course: invited, added by hand, corrected."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import Policy
from mangnon.access.roles import Role
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.programmes import rights
from mangnon.programmes.training import actions
from mangnon.programmes.training.forms import InviteForm, TraineeForm, trainee_known
from mangnon.programmes.training.models import Trainee
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.views.asked import CourseForms


class Invite(CourseForms):
    """Everybody of some roles in some places, in one act."""

    policy = Policy(rights.INVITE)
    title = gettext_lazy("Mời người dự")
    button = gettext_lazy("Mời")

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        """Communes whose people may be invited."""
        return [(str(one.pk), one.name) for one in reads.places_for(self.course, local_day(self.at))]

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the audience of the curriculum."""
        roles = [role.value for role, one in reads.AUDIENCE_OF.items() if one.value in self.course.curriculum.audience]
        only = [key for key, _name in self.places] if len(self.places) == 1 else []
        return InviteForm(data, initial={"roles": roles, "places": only}, places=self.places)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Invite them."""
        roles = [Role(one) for one in cleaned["roles"]]
        n = actions.invite(**self.about, roles=roles, places=[int(one) for one in cleaned["places"]])
        return self.done(ngettext("Đã mời {n} người", "Đã mời {n} người", n).format(n=n))


class AddTrainee(CourseForms):
    """Somebody without an account."""

    policy = Policy(rights.ADD_TRAINEE)
    title = gettext_lazy("Thêm học viên")
    button = gettext_lazy("Thêm học viên")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Of the place of the course."""
        self.built = TraineeForm(data, initial={"uid": new_id(), "place": str(self.course.place_id)})
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add them."""
        made = actions.add_trainee(**self.about, told=self.built.told, uid=cleaned["uid"])
        return self.done(_("Đã thêm {name}").format(name=made.name))


class CorrectTrainee(CourseForms):
    """How somebody stands on the list, and what they said by telephone."""

    policy = Policy(rights.CORRECT_TRAINEE)
    title = gettext_lazy("Sửa học viên")
    trainee: Trainee

    def guard(self) -> None:
        """The course of the line. Raises NotFound, Forbidden."""
        self.trainee = reads.trainee_seen(self.kwargs["pk"])
        self.course = self.trainee.course
        self.must_keep()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        self.built = TraineeForm(data, initial=trainee_known(self.trainee), begun=True)
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        actions.correct_trainee(
            **self.whom, trainee_id=self.trainee.pk, version=cleaned["version"], told=self.built.told,
            reply=cleaned["reply"],
        )  # fmt: skip
        return self.done(_("Đã lưu"))
