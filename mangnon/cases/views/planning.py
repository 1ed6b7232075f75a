"""Plans and separations: what is drafted, what is decided on paper or here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.cases.actions import planning, separating
from mangnon.cases.forms import acts as typed
from mangnon.cases.models import Meeting, Plan
from mangnon.cases.queries.facts import separation_on_paper
from mangnon.cases.queries.procedures import procedure_of
from mangnon.cases.queries.reach import see_case
from mangnon.cases.queries.sheets import OWNER
from mangnon.cases.rules.deadlines import last_day_of_separation
from mangnon.cases.views.forming import CaseAct, CaseForm, done
from mangnon.cases.views.wording import plan_panel
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.papers.actions import Filling, fill_sheet
from mangnon.papers.queries import blank
from mangnon.papers.slots import OwnerRef
from mangnon.registry.views.forming import Sections
from mangnon.ui.bound import field_values

MOST_ROWS = 30


class DraftPlan(CaseForm):
    """Write the plan, or its next version."""

    policy = Policy("cases.plans.draft")
    title = gettext_lazy("Kế hoạch hỗ trợ, can thiệp")
    button = gettext_lazy("Lưu kế hoạch")

    @cached_property
    def plan(self) -> Plan | None:
        """The one that is being written, else the one in force."""
        return Plan.objects.filter(case=self.case).exclude(state=Plan.State.REPLACED).order_by("-n").first()

    @property
    def open(self) -> bool:
        """Whether that one is being written."""
        return self.plan is not None and self.plan.state in (*planning.OPEN_PLANS, Plan.State.SUBMITTED)

    def initial(self) -> dict[str, Any]:
        """As it stands, or from the meeting."""
        plan = self.plan
        known = {**super().initial(), "version": plan.version if plan and self.open else 0}
        if plan is None:
            meeting = Meeting.objects.filter(case=self.case).order_by("-done_at").first()
            return {**known, "starts_on": local_day(self.at), "what_0": meeting.needs[:300] if meeting else ""}
        known |= {"goals": plan.goals, "starts_on": plan.starts_on, "ends_on": plan.ends_on}
        for n, one in enumerate(plan.items.all()):
            known |= {
                f"what_{n}": one.what, f"who_{n}": one.who, f"provider_{n}": one.provider,
                f"starts_{n}": one.starts_on, f"ends_{n}": one.ends_on, f"money_{n}": one.money_vnd,
            }  # fmt: skip
        return known

    def build(self, data: QueryDict | None) -> forms.Form:
        """As many rows as there are tasks, and some more."""
        held = self.plan.items.count() if self.plan else 0
        sent = sum(key.startswith("what_") for key in data) if data is not None else 0
        rows = min(MOST_ROWS, max(typed.PLAN_ROWS, held + 2, sent))
        return typed.PlanForm(data, initial=self.initial(), rows=rows)

    def _sections(self) -> Sections:
        fields = {one.name: one for one in field_values(self.shown)}
        rows: Sections = tuple(
            (
                _("Việc {n}").format(n=n + 1),
                tuple(field for name, field in fields.items() if name.endswith(f"_{n}") and name.count("_") == 1),
            )
            for n in range(len([name for name in fields if name.startswith("what_")]))
        )
        head = tuple(fields[name] for name in ("row_id", "version", "goals", "starts_on", "ends_on"))
        return (("", head), *rows)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One version."""
        items = tuple(
            planning.ItemTold(
                cleaned[f"what_{n}"], cleaned[f"who_{n}"], cleaned[f"provider_{n}"], cleaned[f"starts_{n}"],
                cleaned[f"ends_{n}"], cleaned[f"money_{n}"],
            )
            for n in range(MOST_ROWS) if cleaned.get(f"what_{n}")
        )  # fmt: skip
        told = planning.PlanTold(cleaned["goals"], cleaned["starts_on"], cleaned["ends_on"], items)
        planning.draft_plan(**self.about, plan_id=cleaned["row_id"], version=cleaned["version"], told=told)
        return self.done(_("Đã lưu kế hoạch"))


class OnPlan(CaseForm):
    """A form about the plan that stands beside it."""

    states: tuple[Plan.State, ...] = (Plan.State.SUBMITTED,)

    def guard(self) -> None:
        """There is such a plan. Raises NotFound."""
        super().guard()
        found = Plan.objects.filter(case=self.case, state__in=self.states).first()
        if found is None:
            raise NotFound
        self.plan = found

    def initial(self) -> dict[str, Any]:
        """The version that is shown."""
        return {"version": self.plan.version, "signed_on": local_day(self.at)}

    def besides(self) -> dict[str, Any]:
        """The plan itself."""
        return {"panels": (plan_panel(self.plan, self.plan.items.all()),)}


class SubmitPlan(OnPlan):
    """Submit it."""

    policy = Policy("cases.plans.submit")
    form_class = typed.SubmitForm
    states = planning.OPEN_PLANS
    title = gettext_lazy("Trình kế hoạch")
    button = gettext_lazy("Trình phê duyệt")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """To whoever decides."""
        planning.submit_plan(**self.about, **cleaned)
        return self.done(_("Đã trình kế hoạch"))


class DecidePlan(OnPlan):
    """Approve it, or send it back."""

    policy = Policy("cases.plans.approve")
    form_class = typed.RemarkForm
    title = gettext_lazy("Quyết định về kế hoạch")
    button = gettext_lazy("Ghi quyết định")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        if cleaned["yes"] == "1":
            planning.approve_plan(
                **self.about, plan_id=self.plan.pk, version=cleaned["version"], remark=cleaned["remark"],
                late_reason=cleaned["late_reason"],
            )  # fmt: skip
            return self.done(_("Đã phê duyệt kế hoạch"))
        planning.return_plan(**self.about, plan_id=self.plan.pk, remark=cleaned["remark"])
        return self.done(_("Đã trả lại kế hoạch"))


class RecordSigned(OnPlan):
    """Record the decision that was signed on paper."""

    policy = Policy("cases.plans.record")
    form_class = typed.SignedForm
    title = gettext_lazy("Ghi lại quyết định đã ký")
    note = gettext_lazy("Người soạn kế hoạch không tự ghi; bản quét gửi ở mục “Tệp của hồ sơ”.")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        paper = planning.SignedPaper(
            cleaned["number"], cleaned["signed_on"], cleaned["signer"], deputy=cleaned["deputy"]
        )
        planning.record_signed(**self.about, plan_id=self.plan.pk, paper=paper, late_reason=cleaned["late_reason"])
        return self.done(_("Đã ghi quyết định"))


def decision(cleaned: dict[str, Any]) -> separating.Decision:
    """A decision on paper as it was typed."""
    return separating.Decision(cleaned["number"], cleaned["decided_on"], cleaned["signer"], cleaned["deputy"])


class PlanPaper(CaseAct):
    """Form 05 made of the plan: nothing that stands in it is typed again."""

    policy = Policy("papers.fill")

    def act(self, **kwargs: Any) -> HttpResponse:
        """One paper, to be looked through and given its number."""
        case = see_case(self.actor, kwargs["pk"], self.at)
        plan = Plan.objects.filter(case=case).exclude(state=Plan.State.REPLACED).order_by("-n").first()
        if plan is None:
            raise NotFound
        owner = OwnerRef(OWNER, case.pk)
        made = blank(self.actor, self.at, owner, "mau-05")
        filling = Filling("mau-05", made.asked.law.version, {key: one.answer for key, one in made.known.items()})
        sheet = fill_sheet(actor=self.actor, at=self.at, owner=owner, filling=filling)
        return self.after(reverse("papers:sheet", args=[sheet.pk]), _("Đã lập mẫu số 05 từ kế hoạch"))


class OrderSeparation(CaseForm):
    """The child is kept apart."""

    policy = Policy("cases.separations.order")
    title = gettext_lazy("Tạm thời cách ly trẻ")
    button = gettext_lazy("Ghi quyết định")
    note = gettext_lazy("Mẫu số 07 điền ở mục “Giấy tờ”; ở đây ghi quyết định đã ký để hệ thống nhắc hạn.")

    def initial(self) -> dict[str, Any]:
        """As form 07 says; without one from today, for the longest term."""
        today = local_day(self.at)
        last = last_day_of_separation(today, procedure_of(self.case)) or today + timedelta(days=1)
        usual = {"decided_on": today, "starts_on": today, "until": last}
        return {**super().initial(), **usual, **separation_on_paper(self.case)}

    def build(self, data: QueryDict | None) -> forms.Form:
        """Grounds and places come from the pinned definition."""
        track = procedure_of(self.case).emergency
        grounds, places = (track.cases, track.child_goes_to) if track else ((), ())
        return typed.SeparateForm(data, initial=self.initial(), grounds=grounds, places=places)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        apart = separating.Apart(
            int(cleaned["ground"]), cleaned["starts_on"], cleaned["until"], cleaned["goes_to"], cleaned["address"]
        )
        separating.order_separation(
            **self.about, separation_id=cleaned["row_id"], decision=decision(cleaned), apart=apart, done=done(cleaned)
        )
        return self.done(_("Đã ghi quyết định cách ly"))


class OnSeparation(CaseForm):
    """A further decision about the separation that runs."""

    button = gettext_lazy("Ghi quyết định")

    def guard(self) -> None:
        """It runs. Raises NotFound."""
        super().guard()
        found = self.case.separations.filter(ended_on__isnull=True).first()
        if found is None:
            raise NotFound
        self.note = _("Quyết định {number}: từ {first} đến hết {last}.").format(
            number=found.number, first=format_date(found.starts_on), last=format_date(found.until)
        )

    def initial(self) -> dict[str, Any]:
        """Today."""
        today = local_day(self.at)
        return {**super().initial(), "decided_on": today, "ended_on": today}


class ExtendSeparation(OnSeparation):
    """Make it longer."""

    policy = Policy("cases.separations.extend")
    form_class = typed.ExtendForm
    title = gettext_lazy("Gia hạn cách ly")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        separating.extend_separation(
            **self.about, extension_id=cleaned["row_id"], decision=decision(cleaned), until=cleaned["until"],
            reason=cleaned["reason"], asked_by=cleaned["asked_by"],
        )  # fmt: skip
        return self.done(_("Đã ghi gia hạn"))


class EndSeparation(OnSeparation):
    """End it."""

    policy = Policy("cases.separations.end")
    form_class = typed.EndSeparationForm
    title = gettext_lazy("Kết thúc cách ly")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One decision."""
        separating.end_separation(
            **self.about, decision=decision(cleaned), ended_on=cleaned["ended_on"], reason=cleaned["reason"]
        )
        return self.done(_("Đã ghi kết thúc cách ly"))
