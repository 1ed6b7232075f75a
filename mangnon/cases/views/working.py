"""Forms of the everyday acts: conclusions, the emergency, meetings, visits, reviews."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.cases.actions import ending, working
from mangnon.cases.caring.rules import caring_law
from mangnon.cases.forms import acts as typed
from mangnon.cases.models import ChildView, LogKind, PlanItem
from mangnon.cases.queries.sheets import Counted, newest_sheet
from mangnon.cases.views.forming import CaseForm, done, heard
from mangnon.cases.views.wording import counts_words
from mangnon.lib.dates import PartialDate, age_on, local_day
from mangnon.lib.refusal import NotFound
from mangnon.ui.parts import PageHead

FORMS = ("mau-02", "mau-03")


class Concluding(CaseForm):
    """A conclusion from a filled form: what the form says already isn't typed again."""

    form_key_of = "mau-02"
    sheet: Counted | None

    def guard(self) -> None:
        """There is a filled form, else one is filled first."""
        super().guard()
        self.sheet = newest_sheet(self.case, self.form_key_of)
        if self.sheet is not None:
            counted = counts_words(self.form_key_of, self.case, self.sheet.counts)
            self.note = " · ".join((*counted, _("máy chỉ đếm, người đánh giá kết luận")))

    def view_of_child(self) -> dict[str, Any]:
        """What the form says of the child's wishes; children under seven needn't be asked."""
        said = self.sheet.text("child_opinion") if self.sheet else ""
        young = bool(self.case.born) and (
            age_on(PartialDate.parse(self.case.born), local_day(self.at)) < caring_law().asks_child_from
        )
        view = ChildView.ASKED if said else ChildView.YOUNG if young else ""
        return {"child_said": said, "child_view": view}

    def initial(self) -> dict[str, Any]:
        """From the paper."""
        said = self.sheet.text("conclusion") if self.sheet else ""
        return {**super().initial(), "conclusion": said, **self.view_of_child()}

    def truth(self, key: str) -> str:
        """A yes or no of the paper, as the form takes it."""
        found = self.sheet.truth(key) if self.sheet else None
        return "" if found is None else str(int(found))


class AssessCase(Concluding):
    """Conclude the initial or the specific assessment."""

    policy = Policy("cases.assess")
    button = gettext_lazy("Ghi kết luận")

    def guard(self) -> None:
        """Only forms 02 and 03. Raises NotFound."""
        if self.kwargs["form"] not in FORMS:
            raise NotFound
        self.form_key_of = self.kwargs["form"]
        initial = self.form_key_of == "mau-02"
        self.said = _("Kết luận đánh giá ban đầu") if initial else _("Kết luận đánh giá nguy cơ cụ thể")
        super().guard()

    def head(self) -> PageHead:
        """Which of the two."""
        return replace(super().head(), title=self.said)

    def initial(self) -> dict[str, Any]:
        """And whether there is danger."""
        return {**super().initial(), "danger_now": self.truth("emergency")}

    def build(self, data: QueryDict | None) -> forms.Form:
        """Form 02 asks about danger."""
        made = typed.InitialForm if self.form_key_of == "mau-02" else typed.AssessForm
        return made(data, initial=self.initial())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One conclusion."""
        working.assess(
            **self.about, assessment_id=cleaned["row_id"], form=self.form_key_of, done=done(cleaned),
            heard=heard(cleaned), conclusion=cleaned["conclusion"], danger_now=cleaned.get("danger_now"),
        )  # fmt: skip
        return self.done(_("Đã ghi kết luận"))


class ReviewCase(Concluding):
    """Review after the plan."""

    policy = Policy("cases.review")
    form_class = typed.ReviewForm
    form_key_of = "mau-06"
    title = gettext_lazy("Rà soát sau kế hoạch")
    button = gettext_lazy("Ghi rà soát")

    def initial(self) -> dict[str, Any]:
        """From form 06."""
        truths = {"no_risk": self.truth("no_risk"), "stable": self.truth("stable")}
        said = self.sheet.text("proposal") if self.sheet else ""
        proposal = {"KET_THUC": "close", "TIEP_TUC": "go_on"}.get(said, "")
        return {**super().initial(), **truths, "proposal": proposal}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One review."""
        found = ending.Found(cleaned["no_risk"], cleaned["stable"], cleaned["conclusion"], cleaned["proposal"])
        ending.review_case(
            **self.about, review_id=cleaned["row_id"], found=found, done=done(cleaned), heard=heard(cleaned)
        )
        return self.done(_("Đã ghi rà soát"))


class DecideEmergency(CaseForm):
    """Whether emergency measures are needed: act first, write later."""

    policy = Policy("cases.emergency.decide")
    form_class = typed.EmergencyForm
    title = gettext_lazy("Biện pháp khẩn cấp")
    button = gettext_lazy("Ghi quyết định")
    note = gettext_lazy("Việc gấp làm trước, ghi sau: lúc đã làm và lúc ghi vào máy đều được giữ.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        working.decide_emergency(
            **self.about, measure_id=cleaned["row_id"], needed=cleaned["needed"], what=cleaned["what"],
            decided_by=cleaned["decided_by"], done=done(cleaned),
        )  # fmt: skip
        return self.done(_("Đã ghi quyết định"))


class HoldMeeting(CaseForm):
    """Minutes of the meeting on the child's needs."""

    policy = Policy("cases.meetings.hold")
    form_class = typed.MeetingForm
    title = gettext_lazy("Họp xác định nhu cầu")
    button = gettext_lazy("Ghi biên bản")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One meeting."""
        told = working.MeetingTold(
            cleaned["led_by"], cleaned["present"], cleaned["minutes"], cleaned["needs"], cleaned["place_text"]
        )
        working.hold_meeting(
            **self.about, meeting_id=cleaned["row_id"], told=told, done=done(cleaned), heard=heard(cleaned)
        )
        return self.done(_("Đã ghi biên bản"))


class LogService(CaseForm):
    """A visit, a call, a service."""

    policy = Policy("cases.log")
    title = gettext_lazy("Ghi lần thăm, cuộc gọi, dịch vụ")
    button = gettext_lazy("Ghi vào hồ sơ")

    def build(self, data: QueryDict | None) -> forms.Form:
        """With the tasks of the plan in force."""
        rows = PlanItem.objects.filter(plan__case=self.case, plan__state="approved").order_by("position")
        return typed.LogForm(data, initial=self.initial(), items=[(str(one.pk), one.what) for one in rows])

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One line."""
        told = working.LogTold(
            LogKind(cleaned["kind"]), cleaned["what"], cleaned["with_whom"], cleaned["provider"],
            cleaned.get("plan_item") or None, cleaned["safe"],
        )  # fmt: skip
        working.log_service(**self.about, log_id=cleaned["row_id"], told=told, done_at=cleaned["done_at"])
        return self.done(_("Đã ghi"))


class RecordStep(CaseForm):
    """A step without an act of its own was done."""

    policy = Policy("cases.steps.record")
    form_class = typed.MomentForm
    title = gettext_lazy("Ghi bước đã làm")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One step."""
        working.record_step(**self.about, code=self.kwargs["code"], done=done(cleaned))
        return self.done(_("Đã ghi"))


class ExplainLate(CaseForm):
    """Why an open step is late."""

    policy = Policy("cases.late.explain")
    form_class = typed.ReasonForm
    title = gettext_lazy("Ghi lý do chậm hạn")
    note = gettext_lazy("Đồng hồ vẫn chạy. Lý do nằm lại trong hồ sơ, cùng tên người ghi.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One reason."""
        working.explain_late(**self.about, code=self.kwargs["code"], reason=cleaned["reason"])
        return self.done(_("Đã ghi lý do"))


class ProposeClose(CaseForm):
    """Propose to end the case."""

    policy = Policy("cases.close.propose")
    form_class = typed.ReasonForm
    title = gettext_lazy("Đề xuất kết thúc hồ sơ")
    button = gettext_lazy("Trình kết thúc")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One proposal."""
        ending.propose_close(**self.about, **cleaned)
        return self.done(_("Đã trình kết thúc"))


class ProposeUnfounded(CaseForm):
    """Propose that there are no grounds."""

    policy = Policy("cases.unfounded.propose")
    form_class = typed.ReasonForm
    title = gettext_lazy("Đề xuất: không có căn cứ")
    button = gettext_lazy("Gửi đề xuất")
    note = gettext_lazy("Người thứ hai phải đồng ý. Báo cáo tiếp nhận và tên hai người được giữ lại.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One proposal."""
        ending.propose_unfounded(**self.about, **cleaned)
        return self.done(_("Đã gửi đề xuất"))


class ReopenCase(CaseForm):
    """The child is at risk again."""

    policy = Policy("cases.reopen")
    form_class = typed.ReasonForm
    title = gettext_lazy("Mở lại hồ sơ")
    button = gettext_lazy("Mở lại")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One more cycle."""
        ending.reopen_case(**self.about, **cleaned)
        return self.done(_("Đã mở lại hồ sơ"))


class Deciding(CaseForm):
    """A second person says yes or no to what was proposed."""

    form_class = typed.RemarkForm
    button = gettext_lazy("Ghi quyết định")

    def initial(self) -> dict[str, Any]:
        """As shown."""
        return {"version": self.case.version}

    def besides(self) -> dict[str, Any]:
        """What was proposed, by whom."""
        told = _("{name} đề xuất: {why}").format(name=self.case.proposed_by_name, why=self.case.proposal)
        return {"note": told if self.case.proposed_by else ""}


class DecideClose(Deciding):
    """The chair ends the case, or doesn't."""

    policy = Policy("cases.close.approve")
    title = gettext_lazy("Quyết định kết thúc hồ sơ")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        decide = ending.approve_close if cleaned["yes"] == "1" else ending.refuse_close
        decide(**self.about, remark=cleaned["remark"])
        return self.done(_("Đã ghi quyết định"))


class DecideUnfounded(Deciding):
    """The second person agrees, or doesn't."""

    policy = Policy("cases.unfounded.confirm")
    title = gettext_lazy("Kết luận của người thứ hai")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        decide = ending.confirm_unfounded if cleaned["yes"] == "1" else ending.refuse_unfounded
        decide(**self.about, remark=cleaned["remark"])
        return self.done(_("Đã ghi quyết định"))
