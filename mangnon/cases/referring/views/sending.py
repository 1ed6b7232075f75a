"""Sending a case to a service, taking it back, saying what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.cases.queries.words import age_of
from mangnon.cases.referring.actions import Asked, give_feedback, send_referral, withdraw_referral
from mangnon.cases.referring.forms import FeedbackForm, ReasonForm, SearchForm, SendForm
from mangnon.cases.referring.models import Referral, Shared
from mangnon.cases.referring.queries import for_team, offered
from mangnon.cases.referring.rules import grounds
from mangnon.cases.referring.views.pages import referral_url
from mangnon.cases.views.forming import CaseForm
from mangnon.directory.models import Intake, Service, Staffing
from mangnon.directory.words import capacity_words, needs_words, served_words
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Text
from mangnon.registry.models import Sex
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


class SendReferral(CaseForm):
    """A service of the directory, by need and place, and what it is asked."""

    policy = Policy("cases.referrals.send")
    template = "cases/refer.html"
    help_page = "cases/referrals"
    title = gettext_lazy("Chuyển gửi đến dịch vụ")
    button = gettext_lazy("Gửi")

    @cached_property
    def services(self) -> list[Service]:
        """Those that serve where the child lives."""
        return offered(self.case, self.request.GET.get("can", ""), self.request.GET.get("tim", ""))

    @cached_property
    def staffed(self) -> set[UUID]:
        """Providers with somebody who would read it."""
        rows = Staffing.objects.filter(provider__in=[one.provider_id for one in self.services], valid_to__isnull=True)
        return set(rows.values_list("provider_id", flat=True))

    def build(self, data: QueryDict | None) -> forms.Form:
        """With the services, the grounds of today, and what the case knows."""
        able = [one for one in self.services if one.provider_id in self.staffed]
        rules = grounds(local_day(self.at))
        return SendForm(
            data,
            initial={"row_id": new_id()},
            services=[(str(one.pk), one.name) for one in able],
            hints={str(one.pk): _service_hint(one) for one in able},
            grounds=[(one.id, str(one)) for one in rules],
            cited={one.id: _cited(one.citation, confirmed=one.confirmed) for one in rules},
            known=self._known(),
        )

    def _known(self) -> dict[str, str]:
        case = self.case
        return {
            Shared.NAME.value: case.name or _("chưa biết"),
            Shared.AGE.value: age_of(case, local_day(self.at)) or _("chưa biết"),
            Shared.SEX.value: str(Sex(case.sex).label) if case.sex != "9" else _("chưa biết"),
            Shared.CONTACT.value: _("ghi ở ô dưới"),
        }

    def besides(self) -> dict[str, Any]:
        """The search, and services that nobody could answer for."""
        sought = {name: self.request.GET.get(name, "") for name in ("can", "tim")}
        return {
            "search": field_values(SearchForm(initial=sought)),
            "by_phone": [
                (one.name, one.provider.name, one.provider.phone)
                for one in self.services
                if one.provider_id not in self.staffed
            ],
            "nothing": not self.staffed,
        }

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Asked."""
        told = Asked(
            UUID(cleaned["service"]), cleaned["asked"], cleaned["ground"], tuple(cleaned["shared"]),
            cleaned["contact"] if Shared.CONTACT in cleaned["shared"] else "", cleaned["urgent"],
        )  # fmt: skip
        row = send_referral(**self.about, referral_id=cleaned["row_id"], told=told)
        return self.done(_("Đã chuyển gửi, mã {code}; đơn vị được báo").format(code=row.code))


def _service_hint(one: Service) -> str:
    parts = (one.provider.name, Intake(one.intake).label, capacity_words(one), needs_words(one), served_words(one))
    return "; ".join(str(part) for part in parts if part)


def _cited(citation: str, *, confirmed: bool) -> str:
    return citation if confirmed else _("{law} (chưa đối chiếu)").format(law=citation)


class TeamForm(FormScreen):
    """A form about a referral, by the case's people."""

    help_page = "cases/referrals"
    row: Referral

    def guard(self) -> None:
        """Look at it first. Raises NotFound, Forbidden, NotOnTeam."""
        self.row = for_team(self.actor, self.at, self.kwargs["pk"], self.policy.action or "")
        self.saw([self.row])

    def head(self) -> PageHead:
        """Under the case and the referral."""
        case = self.row.case
        crumbs = (
            Link(_("Hồ sơ vụ việc"), reverse("cases:cases")),
            Link(case.code, reverse("cases:case", args=[case.pk])),
            Link(self.row.code, referral_url(self.row.pk)),
        )
        return PageHead(title=self.title, crumbs=crumbs, line=self.row.provider_name)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the version that was read, and what was said before."""
        return self.form_class(data, initial={"version": self.row.version, "feedback": self.row.feedback})

    @property
    def told(self) -> dict[str, Any]:
        """What every act takes."""
        return {
            "actor": self.actor, "at": self.at, "referral_id": self.row.pk, "by_case": self.row.case_id,
        }  # fmt: skip

    def done(self, said: Text) -> HttpResponse:
        """Back to its page."""
        return self.after(referral_url(self.row.pk), said)


class WithdrawReferral(TeamForm):
    """Taken back."""

    policy = Policy("cases.referrals.withdraw")
    form_class = ReasonForm
    title = gettext_lazy("Rút chuyển gửi")
    button = gettext_lazy("Rút chuyển gửi")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """With the reason."""
        withdraw_referral(**self.told, version=cleaned["version"], reason=cleaned["reason"])
        return self.done(_("Đã rút; đơn vị được báo và không còn thấy điều đã gửi"))


class GiveFeedback(TeamForm):
    """What came of it."""

    policy = Policy("cases.referrals.feedback")
    form_class = FeedbackForm
    title = gettext_lazy("Nhận xét về dịch vụ")
    button = gettext_lazy("Lưu nhận xét")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Said."""
        give_feedback(**self.told, version=cleaned["version"], feedback=cleaned["feedback"])
        return self.done(_("Đã ghi nhận xét"))
