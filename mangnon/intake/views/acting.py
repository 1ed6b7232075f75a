"""Acts on a report: accept, hand on, return, screen out, link, correct the first information."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.intake.actions import (
    accept_report,
    attach_file,
    confirm_first_information,
    confirm_screen_out,
    forward_report,
    link_reports,
    propose_first_information,
    return_report,
    screen_out,
)
from mangnon.intake.forms.acts import AttachForm, ConfirmOutForm, CorrectForm, ForwardForm, ReturnForm, ScreenOutForm
from mangnon.intake.models import HarmReport, OutReason
from mangnon.intake.queries.people import answers_for
from mangnon.intake.queries.reports import open_report
from mangnon.intake.queries.where import province
from mangnon.lib.dates import format_datetime
from mangnon.lib.fields import reveal
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.ui.parts import Fact, Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen


class ReportForm(FormScreen):
    """A form about one report."""

    template = "intake/form.html"
    help_page = "intake/acts"
    report: HarmReport
    note: Any = ""

    def guard(self) -> None:
        """Look at the report first. Raises NotFound, Forbidden."""
        self.report = open_report(self.actor, self.kwargs["pk"], self.policy.action or "")
        self.saw([self.report])

    @property
    def about(self) -> dict[str, Any]:
        """What every action on the report takes."""
        return {"actor": self.actor, "at": self.at, "report_id": self.report.pk}

    @property
    def page_url(self) -> str:
        """The page of the report."""
        return reverse("intake:report", args=[self.report.pk])

    def head(self) -> PageHead:
        """The title, below the report."""
        crumb = Link(_("Tin báo {number}").format(number=self.report.number), self.page_url)
        return PageHead(title=self.title, crumbs=(crumb,))

    def extra(self) -> dict[str, Any]:
        """A line above the form, and facts beside it."""
        return {"note": self.note, "facts": self.beside()}

    def beside(self) -> tuple[Fact, ...]:
        """What is worth knowing while one decides."""
        return ()

    def done(self, said: str) -> HttpResponse:
        """Back to the report, or to the list when it has gone out of sight."""
        seen = HarmReport.objects.visible_to(self.actor, "intake.see").filter(pk=self.report.pk).exists()
        return self.after(self.page_url if seen else reverse("intake:reports"), said)


class Accept(ActScreen):
    """Take a report up."""

    policy = Policy("intake.accept")
    help_page = "intake/acts"

    def act(self, pk: UUID, **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # the address has one id
        """Accept it."""
        report = accept_report(actor=self.actor, at=self.at, report_id=pk)
        return self.after(
            reverse("intake:report", args=[pk]), _("Bạn đã tiếp nhận tin {number}").format(number=report.number)
        )


class Forward(ReportForm):
    """Hand it to another office, up, or to a colleague."""

    policy = Policy("intake.forward")
    title = gettext_lazy("Chuyển tin báo")
    button = gettext_lazy("Chuyển")
    note = gettext_lazy("Nơi nhận được gọi ngay. Tin chỉ rời khỏi bạn khi có người ở đó bấm “Tiếp nhận tin”.")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the colleagues who may take it."""
        self.here = Unit.objects.get(pk=self.report.place_id)
        top = province()
        up = "" if self.here == top else _("Chuyển lên {place}").format(place=in_line(top.name))
        people = [one for one in answers_for(self.here, self.at) if one.pk not in self.report.hidden_from]
        return ForwardForm(data, people=[one for one in people if one.pk != self.actor.person_id], up=up)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One step."""
        to = province() if cleaned.get("up") else cleaned["place"] or self.here
        person = UUID(cleaned["person"]) if cleaned["person"] else None
        forward_report(**self.about, to_place=to, to_person=person, note=cleaned["note"])
        return self.done(_("Đã chuyển tin đến {place}").format(place=in_line(to.name)))


class AttachFile(ReportForm):
    """Put a file to the report."""

    policy = Policy("intake.attach")
    title = gettext_lazy("Gửi tệp vào tin báo")
    button = gettext_lazy("Gửi tệp")
    note = gettext_lazy(
        "Ảnh có thể cho thấy trẻ bị xâm hại thì để nguyên dấu “Nhạy cảm”, không gửi qua tin nhắn hay thư."
    )
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return AttachForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One file."""
        attach_file(**self.about, upload=cleaned["file"], sensitive=cleaned["sensitive"])
        return self.done(_("Đã gửi tệp"))


class Return(ReportForm):
    """Give it back."""

    policy = Policy("intake.return")
    form_class = ReturnForm
    title = gettext_lazy("Trả lại tin báo")
    button = gettext_lazy("Trả lại")
    note = gettext_lazy("Tin quay về nơi đã chuyển và chờ ở đó. Nêu cán bộ ở đây thì tin đi lên tỉnh.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One step back."""
        return_report(**self.about, reason=cleaned["reason"], note=cleaned["note"])
        return self.done(_("Đã trả lại tin {number}").format(number=self.report.number))


class ScreenOut(ReportForm):
    """Propose not to follow it up."""

    policy = Policy("intake.screen_out")
    form_class = ScreenOutForm
    title = gettext_lazy("Đề nghị loại tin báo")
    button = gettext_lazy("Gửi đề nghị")
    note = gettext_lazy("Tin chỉ bị loại khi một người khác xác nhận. Cho đến lúc ấy bạn vẫn phụ trách.")

    def initial(self) -> dict[str, Any]:
        """The version that was read."""
        return {"version": self.report.version}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One proposal."""
        screen_out(**self.about, **cleaned)
        return self.done(_("Đã gửi đề nghị; chờ người thứ hai xác nhận"))


class ConfirmScreenOut(ReportForm):
    """The second person's word."""

    policy = Policy("intake.confirm_screen_out")
    form_class = ConfirmOutForm
    title = gettext_lazy("Xác nhận đề nghị loại")
    button = gettext_lazy("Ghi quyết định")

    def guard(self) -> None:
        """Nothing to confirm is nothing here. Raises NotFound."""
        super().guard()
        if not self.report.out_reason:
            raise NotFound

    def beside(self) -> tuple[Fact, ...]:
        """What was proposed, by whom, on which grounds."""
        one = self.report
        return (
            Fact(_("Lý do"), str(OutReason(one.out_reason).label)),
            Fact(_("Đã làm gì để biết"), reveal(one, "out_note") or ""),
            Fact(_("Người đề nghị"), one.out_asked_by_name),
            Fact(_("Đề nghị lúc"), format_datetime(one.out_asked_at) if one.out_asked_at else ""),
        )

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        agrees = cleaned["agrees"] == "yes"
        confirm_screen_out(**self.about, agrees=agrees)
        return self.done(_("Đã loại tin báo") if agrees else _("Tin báo được xử lý tiếp"))


class CorrectFirstInformation(ReportForm):
    """Somebody had the information earlier."""

    policy = Policy("intake.correct_first_information")
    form_class = CorrectForm
    title = gettext_lazy("Đính chính giờ nhận tin")
    button = gettext_lazy("Gửi đề nghị")
    note = gettext_lazy("Chỉ sửa về sớm hơn, một lần trong đời tin báo, và có hiệu lực khi một người khác xác nhận.")

    def beside(self) -> tuple[Fact, ...]:
        """What stands there now."""
        return (Fact(_("Đang ghi"), format_datetime(self.report.first_information_at)),)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One proposal."""
        propose_first_information(**self.about, **cleaned)
        return self.done(_("Đã gửi đề nghị đính chính; chờ người thứ hai xác nhận"))


class ConfirmFirstInformation(ActScreen):
    """The second person agrees that it was earlier."""

    policy = Policy("intake.confirm_first_information")
    help_page = "intake/acts"

    def act(self, pk: UUID, **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # the address has one id
        """Move the clocks back."""
        confirm_first_information(actor=self.actor, at=self.at, report_id=pk)
        return self.after(reverse("intake:report", args=[pk]), _("Đã đính chính: các thời hạn tính từ giờ sớm hơn"))


class LinkReports(ActScreen):
    """Two reports tell of one event."""

    policy = Policy("intake.link")
    help_page = "intake/acts"

    def act(self, pk: UUID, other: UUID, **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # two ids
        """Link them."""
        link_reports(actor=self.actor, at=self.at, report_id=pk, other_id=other)
        return self.after(reverse("intake:report", args=[pk]), _("Đã nối hai tin của cùng một việc"))
