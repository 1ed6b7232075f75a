"""Forms that put a dose or a check-up right, or take it out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import NotFound, StaleVersion
from mangnon.registry.actions import drop_checkup, drop_dose, mend_checkup, mend_dose
from mangnon.registry.actions.health import CheckupTold
from mangnon.registry.actions.mending import (
    DROP_CHECKUP,
    DROP_DOSE,
    MEND_CHECKUP,
    MEND_DOSE,
    DoseTold,
    checkup_said,
    dose_said,
    in_words,
)
from mangnon.registry.forms.years import FLAGS, OTHER, DropForm, MendCheckupForm, MendDoseForm
from mangnon.registry.models import Checkup, Dose
from mangnon.registry.queries.living import schedule_on
from mangnon.registry.views.forming import ChildForm
from mangnon.ui.parts import Act, Link, PageHead

HELP = "registry/years"


class OfRow(ChildForm):
    """A form about one row of a child. ``says`` tells what the row says."""

    help_page = HELP
    model: ClassVar[type[Model]]
    row: Any

    def guard(self) -> None:
        """The row, of a child that this actor sees. Raises NotFound."""
        super().guard()
        row = self.model._base_manager.filter(child=self.child, pk=self.kwargs["row"]).first()
        if row is None:
            raise NotFound
        self.row = row
        self.note = in_words(self.said())

    def said(self) -> Any:
        """What the row says."""
        return dose_said(self.row) if isinstance(self.row, Dose) else checkup_said(self.row)


class Mend(OfRow):
    """Put it right; what was read rides along, so that nobody overwrites another's correction."""

    button = gettext_lazy("Lưu chỉnh sửa")
    form_type: ClassVar[type[forms.Form]]
    drop_view: ClassVar[str]
    drop_label: ClassVar[Any]
    drop_right: ClassVar[str]
    stale = False

    def build(self, data: QueryDict | None) -> forms.Form:
        """What stands there now. After somebody else's correction the typed text stays."""
        if data is not None and self.stale:
            data = data.copy()
            data["seen"] = in_words(self.said())
        return self.form_type(data, initial=self.initial(), **self.choices())

    def choices(self) -> dict[str, Any]:
        """What the form needs beside."""
        return {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Somebody may have put it right meanwhile: then what stands there now is shown above the typed text."""
        self.guard()
        if request.POST.get("seen", "") != in_words(self.said()):
            self.stale = True
            shown = self.form(request.POST)
            shown.is_valid()
            shown.add_error(None, str(StaleVersion()))
            return self._show(shown, status=StaleVersion.status)
        return super().post(request, *args, **kwargs)

    def head(self) -> PageHead:
        """With the way to take it out."""
        url = reverse(self.drop_view, args=[self.child.pk, self.row.pk])
        may = self.child.place_id in self.actor.reach(self.drop_right)
        acts = (Act(self.drop_label, url, "trash"),) if may else ()
        return PageHead(title=self.title, crumbs=(Link(self.child.called, self.page_url),), acts=acts)


class MendDose(Mend):
    """A dose that was written down wrongly."""

    policy = Policy(MEND_DOSE)
    model = Dose
    form_type = MendDoseForm
    title = gettext_lazy("Sửa mũi tiêm")
    drop_view, drop_label, drop_right = "registry:drop_dose", gettext_lazy("Bỏ mũi này"), DROP_DOSE

    def choices(self) -> dict[str, Any]:
        """Vaccines of the table."""
        _law, schedule = schedule_on(local_day(self.at))
        self.vaccines = dict.fromkeys(due.vaccine for due in schedule)
        return {"vaccines": self.vaccines}

    def initial(self) -> dict[str, Any]:
        """As it stands; a vaccine outside of the table by its name."""
        told = asdict(self.said())
        _law, schedule = schedule_on(local_day(self.at))
        if told["vaccine"] not in {due.vaccine for due in schedule}:
            told |= {"vaccine": OTHER, "other": told["vaccine"]}
        return {**told, "seen": in_words(self.said())}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One correction."""
        seen, reason = cleaned.pop("seen"), cleaned.pop("reason")
        mend_dose(**self.about, dose_id=self.row.pk, seen=seen, told=DoseTold(**cleaned), reason=reason)
        return self.done(_("Đã sửa mũi tiêm"))


class MendCheckup(Mend):
    """A check-up that was written down wrongly."""

    policy = Policy(MEND_CHECKUP)
    model = Checkup
    form_type = MendCheckupForm
    title = gettext_lazy("Sửa lần khám")
    drop_view, drop_label, drop_right = "registry:drop_checkup", gettext_lazy("Bỏ lần khám này"), DROP_CHECKUP

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        told = asdict(self.said())
        flags = [flag for flag in FLAGS if told[flag]]
        fine = not flags and any(told[flag] is False for flag in FLAGS)
        return {**told, "nutrition": ["fine"] if fine else flags, "seen": in_words(self.said())}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One correction."""
        seen, reason = cleaned.pop("seen"), cleaned.pop("reason")
        del cleaned["nutrition"]
        mend_checkup(**self.about, checkup_id=self.row.pk, seen=seen, told=CheckupTold(**cleaned), reason=reason)
        return self.done(_("Đã sửa lần khám"))


class DropDose(OfRow):
    """A dose that this child was never given."""

    policy = Policy(DROP_DOSE)
    model = Dose
    form_class = DropForm
    title = gettext_lazy("Bỏ mũi tiêm ghi nhầm")
    button = gettext_lazy("Bỏ mũi này")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Take it out."""
        drop_dose(**self.about, dose_id=self.row.pk, **cleaned)
        return self.done(_("Đã bỏ mũi tiêm; điều đã bỏ còn trong diễn biến"))


class DropCheckup(OfRow):
    """A check-up of somebody else."""

    policy = Policy(DROP_CHECKUP)
    model = Checkup
    form_class = DropForm
    title = gettext_lazy("Bỏ lần khám ghi nhầm")
    button = gettext_lazy("Bỏ lần khám này")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Take it out."""
        drop_checkup(**self.about, checkup_id=self.row.pk, **cleaned)
        return self.done(_("Đã bỏ lần khám; điều đã bỏ còn trong diễn biến"))
