"""What is written about projects: put down, corrected; money by place, payments, results, reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_money
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Unit
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.forms import EvidenceForm, ReasonForm
from mangnon.programmes.plans.queries.grounds import home_unit
from mangnon.programmes.projects import actions, queries
from mangnon.programmes.projects.forms import (
    PayForm,
    ProjectForm,
    ReportForm,
    ResultForm,
    SendForm,
    ShareForm,
    partner_ids,
    project_told,
    result_told,
)
from mangnon.programmes.projects.models import Disbursement, Project, ProjectReport, ProjectResult
from mangnon.programmes.projects.views.listing import project_crumbs, project_url
from mangnon.programmes.projects.words import plain
from mangnon.ui.parts import Act, Fact, Hint, Link, PageHead
from mangnon.ui.screens import FormScreen, Screen


class AddProject(FormScreen):
    """A project of the place one works for."""

    policy = Policy(rights.ADD_PROJECT)
    help_page = "programmes/projects"
    title = gettext_lazy("Ghi dự án")
    button = gettext_lazy("Ghi dự án")

    @cached_property
    def place(self) -> Unit:
        """Whose it will be."""
        return home_unit(self.actor)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Empty."""
        return ProjectForm(data, initial={"uid": new_id(), "currency": "VND"}, partners=queries.partner_choices())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        made = actions.add_project(
            actor=self.actor, at=self.at, place=self.place, told=project_told(cleaned),
            partners=partner_ids(cleaned), uid=cleaned["uid"],
        )  # fmt: skip
        return self.after(project_url(made), _("Đã ghi dự án. Ghi tiền dự kiến cho từng nơi, báo cáo phải gửi."))

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=project_crumbs(), line=self.place.name)


class ProjectForms(FormScreen):
    """A form about one project of the own place."""

    help_page = "programmes/projects"
    shared = False
    """Whether a commune that is in the project may do it for itself too."""
    project: Project

    def guard(self) -> None:
        """The project. Raises NotFound, Forbidden."""
        self.project = queries.project_seen(self.kwargs["pk"])
        self.must_keep()

    def must_keep(self) -> None:
        """Raises Forbidden where it is another place's."""
        right = self.policy.action or ""
        if not (self.own or self.shared):
            raise Forbidden(action=right, place_id=self.project.place_id)

    @cached_property
    def own(self) -> bool:
        """Whether the project is the own place's."""
        return keeps(self.actor, self.policy.action or "", self.project.place)

    @cached_property
    def home(self) -> Unit:
        """The place one works for."""
        return home_unit(self.actor)

    @property
    def about(self) -> dict[str, Any]:
        """What every act is told."""
        return {"actor": self.actor, "at": self.at, "project_id": self.project.pk}

    def place_of(self, cleaned: dict[str, Any]) -> Unit:
        """What was chosen, else the own place; taken out of ``cleaned``."""
        place: Unit = cleaned.pop("place", None) or self.home
        return place

    def head(self) -> PageHead:
        """Under the project."""
        line = "" if self.own else self.home.name
        return PageHead(title=self.title, crumbs=project_crumbs(self.project), line=line)

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(project_url(self.project), said)


class CorrectProject(ProjectForms):
    """What is known of it."""

    policy = Policy(rights.CORRECT_PROJECT)
    title = gettext_lazy("Sửa dự án")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        one = self.project
        known = {name: getattr(one, name) for name in (*actions.ProjectTold.__dataclass_fields__, "version")}
        foreign = plain(one.rate) if one.currency != "VND" else ""
        known |= {"pledged": plain(one.pledged), "rate": foreign, "counterpart": one.counterpart or ""}
        known["partners"] = [str(each.pk) for each in queries.partners_of(one)]
        return ProjectForm(data, initial=known, partners=queries.partner_choices())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told, partners = project_told(cleaned), partner_ids(cleaned)
        actions.correct_project(**self.about, version=cleaned["version"], told=told, partners=partners)
        return self.done(_("Đã lưu"))


class ShareProject(ProjectForms):
    """What is planned for a place."""

    policy = Policy(rights.SHARE_PROJECT)
    form_class = ShareForm
    title = gettext_lazy("Tiền dự kiến cho một nơi")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        place = self.place_of(cleaned)
        actions.set_share(**self.about, place=place, **cleaned)
        return self.done(_("Đã ghi tiền dự kiến cho {place}").format(place=place.name))


class Pay(ProjectForms):
    """Money that was paid."""

    policy = Policy(rights.PAY)
    title = gettext_lazy("Ghi khoản chi")
    button = gettext_lazy("Ghi khoản chi")
    shared = True

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Today."""
        return PayForm(data, initial={"uid": new_id(), "on": local_day(self.at)}, chosen=self.own)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        made = actions.add_disbursement(**self.about, place=self.place_of(cleaned), **cleaned)
        return self.after(paid_url(made), _("Đã ghi khoản chi. Gửi chứng từ nếu có."))


class TellResult(ProjectForms):
    """What was planned and reached, a new line."""

    policy = Policy(rights.TELL_RESULT)
    title = gettext_lazy("Ghi kết quả dự án")
    button = gettext_lazy("Ghi kết quả dự án")
    shared = True

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Of this year, or of the project's last."""
        year = min(local_day(self.at).year, self.project.ends_on.year)
        return ResultForm(data, initial={"version": 0, "year": year}, chosen=self.own)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        place, version = self.place_of(cleaned), cleaned["version"]
        actions.tell_result(**self.about, place=place, version=version, told=result_told(cleaned))
        return self.done(_("Đã ghi kết quả"))


class CorrectResult(ProjectForms):
    """A line that is there."""

    policy = Policy(rights.TELL_RESULT)
    title = gettext_lazy("Sửa kết quả")
    row: ProjectResult

    def guard(self) -> None:
        """The line. Raises NotFound, Forbidden."""
        self.row = queries.result_seen(self.kwargs["pk"])
        self.project = self.row.project
        self.shared = keeps(self.actor, rights.TELL_RESULT, self.row.place)
        self.must_keep()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        row = self.row
        known = {"version": row.version, "unit": row.unit, "planned": plain(row.planned), "reached": plain(row.reached)}
        return ResultForm(data, initial=known, chosen=False, begun=True)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        row, version = self.row, cleaned.pop("version")
        told = result_told({**cleaned, "year": row.year, "indicator": row.indicator})
        actions.tell_result(**self.about, place=row.place, version=version, told=told)
        return self.done(_("Đã lưu"))

    def head(self) -> PageHead:
        """Which line."""
        row = self.row
        line = f"{row.indicator}; {old_name(row.place)}, {row.year}"
        return PageHead(title=self.title, crumbs=project_crumbs(self.project), line=line)


class AddReport(ProjectForms):
    """A report that is owed."""

    policy = Policy(rights.ADD_REPORT)
    form_class = ReportForm
    title = gettext_lazy("Thêm báo cáo phải gửi")
    button = gettext_lazy("Thêm báo cáo")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.add_report(**self.about, **cleaned)
        return self.done(_("Đã thêm báo cáo phải gửi"))


class SendReport(ProjectForms):
    """It was sent."""

    policy = Policy(rights.SEND_REPORT)
    title = gettext_lazy("Ghi đã gửi báo cáo")
    button = gettext_lazy("Ghi đã gửi")
    report: ProjectReport

    def guard(self) -> None:
        """The report. Raises NotFound, Forbidden."""
        self.report = queries.report_seen(self.kwargs["pk"])
        self.project = self.report.project
        self.must_keep()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Today."""
        return SendForm(data, initial={"on": local_day(self.at)})

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.send_report(actor=self.actor, at=self.at, report_id=self.report.pk, **cleaned)
        return self.done(_("Đã ghi báo cáo đã gửi"))

    def head(self) -> PageHead:
        """Which report."""
        one = self.report
        line = _("{about}, gửi {whom}, hạn {day}")
        told = line.format(about=one.about, whom=one.to_whom, day=format_date(one.due_on))
        return PageHead(title=self.title, crumbs=project_crumbs(self.project), line=told)


class AttachProject(ProjectForms):
    """A file of the project."""

    policy = Policy(rights.ATTACH_PROJECT)
    title = gettext_lazy("Gửi tệp của dự án")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return EvidenceForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Put it there."""
        made = actions.attach_project(**self.about, upload=cleaned["file"])
        return self.done(_("Đã nhận {name}").format(name=made.name))


def paid_url(one: Disbursement) -> str:
    """The page of a payment."""
    return reverse("programmes:paid", args=[one.pk])


def may_paid(screen: Screen, right: str, one: Disbursement) -> bool:
    """Whether whoever looks keeps the project, or the place where it was paid."""
    return any(keeps(screen.actor, right, place) for place in (one.project.place, one.place))


class PaidPage(Screen):
    """A payment with its proofs."""

    policy = Policy(rights.SEE)
    template = "programmes/paid.html"
    help_page = "programmes/projects"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound."""
        one = queries.disbursement_seen(pk)
        may = not one.struck_why and may_paid(self, rights.STRIKE_PAID, one)
        strike = Act(_("Gạch bỏ"), url=reverse("programmes:strike_paid", args=[one.pk]), icon="ban")
        attach = Link(_("Gửi chứng từ"), reverse("programmes:attach_paid", args=[one.pk]))
        head = PageHead(
            title=format_money(one.amount), crumbs=project_crumbs(one.project), acts=(strike,) if may else (),
            facts=(old_name(one.place), format_date(one.on)),
        )  # fmt: skip
        facts = (
            Fact(_("Chi vào việc gì"), one.what), Fact(_("Số chứng từ"), one.proof or _("chưa ghi")),
            Fact(_("Người ghi"), one.told_by_name),
        )  # fmt: skip
        told = _("Đã gạch bỏ, không tính vào tổng: {why}").format(why=one.struck_why)
        files = shelf(self.actor, OwnerRef(actions.PAID, one.pk))
        hints = [Hint(told)] if one.struck_why else []
        return self.page(
            {"head": head, "hints": hints, "facts": facts, "files": files, "attach": attach if may else None}
        )  # fmt: skip


class PaidForms(ProjectForms):
    """A form about a payment."""

    paid: Disbursement

    def guard(self) -> None:
        """The payment. Raises NotFound, Forbidden."""
        self.paid = queries.disbursement_seen(self.kwargs["pk"])
        self.project = self.paid.project
        self.shared = may_paid(self, self.policy.action or "", self.paid)
        self.must_keep()

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(paid_url(self.paid), said)


class StrikePaid(PaidForms):
    """It was written by mistake."""

    policy = Policy(rights.STRIKE_PAID)
    form_class = ReasonForm
    title = gettext_lazy("Gạch bỏ khoản chi ghi nhầm")
    button = gettext_lazy("Gạch bỏ")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Strike it."""
        actions.strike_disbursement(actor=self.actor, at=self.at, disbursement_id=self.paid.pk, **cleaned)
        return self.done(_("Đã gạch bỏ"))


class AttachPaid(PaidForms):
    """A proof."""

    policy = Policy(rights.ATTACH_PAID)
    title = gettext_lazy("Gửi chứng từ")
    button = gettext_lazy("Gửi tệp")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With what was sent."""
        return EvidenceForm(data, self.request.FILES if data is not None else None)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Put it there."""
        made = actions.attach_disbursement(
            actor=self.actor, at=self.at, disbursement_id=self.paid.pk, upload=cleaned["file"]
        )
        return self.done(_("Đã nhận {name}").format(name=made.name))
