"""A course is finished, opened again, its certificates are issued."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import Policy
from mangnon.programmes import rights
from mangnon.programmes.training import actions
from mangnon.programmes.training.forms import EmptyForm, FinishForm, VersionForm
from mangnon.programmes.training.views.asked import CourseForms


class FinishCourse(CourseForms):
    """What came of it."""

    policy = Policy(rights.FINISH_COURSE)
    title = gettext_lazy("Kết thúc lớp")
    button = gettext_lazy("Kết thúc lớp")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was planned."""
        self.built = FinishForm(data, initial={"version": self.course.version})
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Finish it."""
        made = actions.finish_course(**self.about, version=cleaned["version"], ending=self.built.ending)
        told = _("Đã kết thúc lớp: {passed} trên {named} người học đủ buổi")
        return self.done(told.format(passed=made.passed, named=made.named))


class ReopenCourse(CourseForms):
    """It opens again."""

    policy = Policy(rights.REOPEN_COURSE)
    form_class = VersionForm
    title = gettext_lazy("Mở lại lớp để sửa")
    button = gettext_lazy("Mở lại")
    keeps_draft = False

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Open it."""
        actions.reopen_course(**self.about, version=cleaned["version"])
        return self.done(_("Đã mở lại lớp"))


class Certify(CourseForms):
    """Certificates for everybody who attended enough."""

    policy = Policy(rights.CERTIFY)
    form_class = EmptyForm
    template = "programmes/certify.html"
    title = gettext_lazy("Cấp giấy chứng nhận")
    button = gettext_lazy("Cấp và đánh số")
    keeps_draft = False

    def initial(self) -> dict[str, Any]:
        """Nothing is typed."""
        return {}

    def extra(self) -> dict[str, Any]:
        """Who gets one."""
        rows = self.course.trainees.filter(passed_on__isnull=False, number__isnull=True)
        return {"names": list(rows.order_by("name_key", "pk").values_list("name", flat=True))}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Number them."""
        n = len(actions.certify(**self.about))
        return self.done(ngettext("Đã cấp {n} giấy chứng nhận", "Đã cấp {n} giấy chứng nhận", n).format(n=n))
