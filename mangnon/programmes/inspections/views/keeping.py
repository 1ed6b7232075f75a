"""What is written about inspections: planned, held, not held, closed; who is on the team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.ids import new_id
from mangnon.places.models import Unit
from mangnon.programmes import rights
from mangnon.programmes.inspections import actions, queries
from mangnon.programmes.inspections.forms import (
    HeldForm,
    InspectionForm,
    InspectorForm,
    VersionForm,
    WhyForm,
    inspection_told,
    inspector_told,
)
from mangnon.programmes.inspections.models import Inspection, InspectionKind, Inspector
from mangnon.programmes.inspections.views.listing import inspection_url
from mangnon.programmes.inspections.words import INSPECTIONS
from mangnon.programmes.plans.actions.keeping import must_keep
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


class AddInspection(FormScreen):
    """An inspection that the place one works for leads."""

    policy = Policy(rights.ADD_INSPECTION)
    help_page = "programmes/inspections"
    title = gettext_lazy("Ghi cuộc kiểm tra, giám sát")
    button = gettext_lazy("Ghi vào sổ")

    @cached_property
    def place(self) -> Unit:
        """Which place leads."""
        return home_unit(self.actor)

    @cached_property
    def units(self) -> list[Unit]:
        """Places that can be inspected."""
        return queries.subjects(self.place)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        known = {"uid": new_id(), "kind": InspectionKind.INSPECTION}
        return InspectionForm(data, initial=known, units=self.units)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told = inspection_told(cleaned, self.units)
        made = actions.add_inspection(actor=self.actor, at=self.at, place=self.place, told=told, uid=cleaned["uid"])
        return self.after(inspection_url(made), _("Đã ghi. Thêm trưởng đoàn và các thành viên."))

    def head(self) -> PageHead:
        """Under the list."""
        crumbs = (Link(INSPECTIONS, reverse("programmes:inspections")),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.place.name)


class InspectionForms(FormScreen):
    """A form about one inspection that the own place leads."""

    help_page = "programmes/inspections"
    inspection: Inspection

    def guard(self) -> None:
        """The inspection. Raises NotFound, Forbidden."""
        self.inspection = queries.inspection_seen(self.kwargs["pk"])
        self.must_keep()

    def must_keep(self) -> None:
        """Raises Forbidden where another place leads."""
        must_keep(self.actor, self.policy.action or "", self.inspection.place)

    def initial(self) -> dict[str, Any]:
        """The version that was read."""
        return {"version": self.inspection.version}

    @property
    def whom(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at}

    def head(self) -> PageHead:
        """Under the inspection."""
        crumbs = (Link(self.inspection.subject, inspection_url(self.inspection)),)
        return PageHead(title=self.title, crumbs=crumbs)

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(inspection_url(self.inspection), said)


class CorrectInspection(InspectionForms):
    """What is said of it."""

    policy = Policy(rights.CORRECT_INSPECTION)
    title = gettext_lazy("Sửa cuộc kiểm tra, giám sát")

    @cached_property
    def units(self) -> list[Unit]:
        """Places that can be inspected, that of now among them."""
        found, now = queries.subjects(self.inspection.place), self.inspection.subject_place
        return found if now is None or now in found else [now, *found]

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        one = self.inspection
        names = ("version", "kind", "leader", "subject", "topics", "decision", "planned_from", "planned_to")
        known = {name: getattr(one, name) for name in names}
        known["document"] = one.document.number if one.document else ""
        known["subject_place"] = str(one.subject_place_id or "")
        return InspectionForm(data, initial=known, units=self.units)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = inspection_told(cleaned, self.units)
        pk = self.inspection.pk
        actions.correct_inspection(**self.whom, inspection_id=pk, version=cleaned["version"], told=told)
        return self.done(_("Đã lưu"))


class HoldInspection(InspectionForms):
    """It took place; later its minutes are corrected here."""

    policy = Policy(rights.HOLD_INSPECTION)
    form_class = HeldForm
    title = gettext_lazy("Ghi đã làm, biên bản")
    button = gettext_lazy("Lưu biên bản")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        one = self.inspection
        return super().initial() | {"held_on": one.held_on or one.planned_from, "minutes": one.minutes}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.hold_inspection(**self.whom, inspection_id=self.inspection.pk, **cleaned)
        return self.done(_("Đã lưu biên bản. Thêm từng phát hiện và kiến nghị."))


class CancelInspection(InspectionForms):
    """It won't take place."""

    policy = Policy(rights.CANCEL_INSPECTION)
    form_class = WhyForm
    title = gettext_lazy("Ghi không làm")
    button = gettext_lazy("Ghi không làm")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.cancel_inspection(**self.whom, inspection_id=self.inspection.pk, **cleaned)
        return self.done(_("Đã ghi không làm"))


class CloseInspection(InspectionForms):
    """Every recommendation has come to its end."""

    policy = Policy(rights.CLOSE_INSPECTION)
    form_class = VersionForm
    title = gettext_lazy("Kết thúc theo dõi")
    button = gettext_lazy("Kết thúc")
    keeps_draft = False

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Close it."""
        actions.close_inspection(**self.whom, inspection_id=self.inspection.pk, **cleaned)
        return self.done(_("Đã kết thúc"))


class AddInspector(InspectionForms):
    """Somebody joins the team."""

    policy = Policy(rights.ADD_INSPECTOR)
    form_class = InspectorForm
    title = gettext_lazy("Thêm người vào đoàn")
    button = gettext_lazy("Thêm vào đoàn")

    def initial(self) -> dict[str, Any]:
        """Empty."""
        return {"uid": new_id()}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add them."""
        told = inspector_told(cleaned)
        actions.add_inspector(**self.whom, inspection_id=self.inspection.pk, told=told, uid=cleaned["uid"])
        return self.done(_("Đã thêm {name}").format(name=told.name))


class DropInspector(InspectionForms):
    """Somebody leaves the team."""

    policy = Policy(rights.DROP_INSPECTOR)
    form_class = forms.Form
    title = gettext_lazy("Ghi rời đoàn")
    button = gettext_lazy("Ghi rời đoàn")
    keeps_draft = False
    inspector: Inspector

    def guard(self) -> None:
        """The inspector's inspection. Raises NotFound, Forbidden."""
        self.inspector = queries.inspector_seen(self.kwargs["pk"])
        self.inspection = self.inspector.inspection
        self.must_keep()

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.drop_inspector(**self.whom, inspector_id=self.inspector.pk)
        return self.done(_("Đã ghi {name} rời đoàn").format(name=self.inspector.name))

    def head(self) -> PageHead:
        """Who it is."""
        crumbs = (Link(self.inspection.subject, inspection_url(self.inspection)),)
        return PageHead(title=self.title, crumbs=crumbs, line=self.inspector.name)
