"""What is filled in later: the event, children, suspects, the vault; which child of the register it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.intake.actions import complete_report, identify_child, write_child, write_reporter, write_suspect
from mangnon.intake.actions.writing import NAMES_OF_CHILD, SEALED_OF_CHILD
from mangnon.intake.forms.filling import ChildForm, CompleteForm, ReporterForm, SuspectForm
from mangnon.intake.models import ReportedChild, Suspect
from mangnon.intake.views.acting import ReportForm
from mangnon.intake.views.entry import HARMS
from mangnon.lib.dates import local_day
from mangnon.lib.fields import reveal
from mangnon.lib.refusal import NotFound
from mangnon.registry.queries.wording import Wording
from mangnon.ui.screens import ActScreen


class Complete(ReportForm):
    """What happened, as it is known by now."""

    policy = Policy("intake.complete")
    title = gettext_lazy("Ghi tiếp tin báo")
    note = gettext_lazy("Điều mới biết chỉ nâng mức khẩn, không tự hạ: hạ là kết luận của người đánh giá ở Mẫu số 02.")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the forms of abuse of the day."""
        self.shown = CompleteForm(data, initial=self.initial(), harms=Wording(local_day(self.at)).items(HARMS))
        return self.shown

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        one = self.report
        return {
            "version": one.version, "what": reveal(one, "what"), "place": one.incident_text,
            "danger": one.danger, "signs": one.signs, "harms": one.harms, "happened_text": one.happened_text,
            "happened_at": one.happened_at, "channel": one.channel, "reference": one.reference,
        } | ({"place": str(one.incident_unit_id)} if one.incident_unit_id else {})  # fmt: skip

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One change."""
        complete_report(**self.about, version=cleaned["version"], told=self.shown.told())
        return self.done(_("Đã ghi"))


class PartForm(ReportForm):
    """A form about a child or a suspect: a new one, or the one whose id the address has."""

    shown: Any
    row: Any = None

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Kept, since it says what was told."""
        self.shown = self.form_class(data, initial=self.initial())
        return self.shown  # type: ignore[no-any-return]  # one of ours

    @property
    def row_id(self) -> UUID | None:
        """The part that is changed; None for a new one."""
        return self.row.pk if self.row is not None else None


class WriteChild(PartForm):
    """A child of the report."""

    policy = Policy("intake.write_child")
    form_class = ChildForm
    title = gettext_lazy("Trẻ trong tin báo")
    note = gettext_lazy("Không câu nào bắt buộc: biết gì ghi nấy.")

    def guard(self) -> None:
        """The child must be of this report. Raises NotFound."""
        super().guard()
        if "row" in self.kwargs:
            self.row = ReportedChild.objects.filter(report=self.report, pk=self.kwargs["row"]).first()
            if self.row is None:
                raise NotFound

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        found: dict[str, Any] = {"version": self.report.version}
        if self.row is not None:
            row = self.row
            found |= {name: getattr(row, name) for name in (*NAMES_OF_CHILD, "sex")}
            found |= {name: reveal(row, name) or "" for name in SEALED_OF_CHILD}
            found |= {"born": row.birth, "home": str(row.home_unit_id) if row.home_unit_id else row.home_text}
        return found

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One change."""
        write_child(**self.about, version=cleaned["version"], told=self.shown.told(), row_id=self.row_id)
        return self.done(_("Đã ghi"))


class WriteSuspect(PartForm):
    """Somebody who is said to have done it."""

    policy = Policy("intake.write_suspect")
    form_class = SuspectForm
    title = gettext_lazy("Người bị cho là gây tổn hại")

    def guard(self) -> None:
        """The person must be of this report. Raises NotFound."""
        super().guard()
        if "row" in self.kwargs:
            self.row = Suspect.objects.filter(report=self.report, pk=self.kwargs["row"]).first()
            if self.row is None:
                raise NotFound

    def initial(self) -> dict[str, Any]:
        """The tie and the nearness; name and more stay sealed."""
        found: dict[str, Any] = {"version": self.report.version}
        if self.row is not None:
            near = {True: "yes", False: "no"}.get(self.row.near, "")
            found |= {"tie": self.row.tie, "near": near}
        return found

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One change."""
        write_suspect(**self.about, version=cleaned["version"], told=self.shown.told(), row_id=self.row_id)
        return self.done(_("Đã ghi"))


class WriteReporter(PartForm):
    """Who told it, into the vault."""

    policy = Policy("intake.write_reporter")
    form_class = ReporterForm
    title = gettext_lazy("Người báo tin")
    note = gettext_lazy("Điều ghi ở đây được giữ kín; ai mở xem đều được ghi lại. Ô để trống giữ nguyên điều đã có.")
    keeps_draft = False

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One change."""
        write_reporter(**self.about, told=self.shown.told())
        return self.done(_("Đã ghi, giữ kín"))


class IdentifyChild(ActScreen):
    """The child of the report is this one of the register."""

    policy = Policy("intake.identify")
    help_page = "intake/acts"

    def act(self, pk: UUID, row: UUID, **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # two ids
        """Point to it."""
        text = self.request.POST.get("child", "")
        try:
            child_id = UUID(text) if text else None
        except ValueError as wrong:
            raise NotFound from wrong
        identify_child(actor=self.actor, at=self.at, report_id=pk, row_id=row, child_id=child_id)
        return self.after(reverse("intake:report", args=[pk]), _("Đã nối với sổ trẻ em"))
