"""The provider's three acts: yes, no, done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.cases.referring.actions import accept_referral, decline_referral, finish_referral
from mangnon.cases.referring.forms import AcceptForm, DeclineForm, FinishForm
from mangnon.cases.referring.models import Referral
from mangnon.cases.referring.queries import for_staff
from mangnon.cases.referring.views.pages import referral_url
from mangnon.cases.referring.words import RECEIVED, who_words
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Text
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


class StaffForm(FormScreen):
    """A form about a referral to one's own provider."""

    help_page = "cases/referrals"
    row: Referral

    def guard(self) -> None:
        """Look at it first. Raises NotFound."""
        self.row = for_staff(self.actor, self.at, self.kwargs["pk"])
        self.saw([self.row])

    def head(self) -> PageHead:
        """Under the list and the referral."""
        crumbs = (Link(RECEIVED, reverse("cases:referrals")), Link(self.row.code, referral_url(self.row.pk)))
        return PageHead(title=self.title, crumbs=crumbs, line=who_words(self.row))

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the version that was read."""
        return self.form_class(data, initial={"version": self.row.version, "given_on": local_day(self.at)})

    @property
    def told(self) -> dict[str, Any]:
        """What every act takes."""
        return {"actor": self.actor, "at": self.at, "referral_id": self.row.pk}

    def done(self, said: Text) -> HttpResponse:
        """Back to its page."""
        return self.after(referral_url(self.row.pk), said)


class AcceptReferral(StaffForm):
    """Yes."""

    policy = Policy("cases.referrals.accept")
    form_class = AcceptForm
    title = gettext_lazy("Nhận trẻ được chuyển gửi")
    button = gettext_lazy("Nhận chuyển gửi")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Taken on."""
        accept_referral(**self.told, version=cleaned["version"], answer=cleaned["answer"])
        return self.done(_("Đã nhận; nơi gửi được báo"))


class DeclineReferral(StaffForm):
    """No."""

    policy = Policy("cases.referrals.decline")
    form_class = DeclineForm
    title = gettext_lazy("Không nhận chuyển gửi")
    button = gettext_lazy("Ghi không nhận")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """With the reason."""
        decline_referral(**self.told, version=cleaned["version"], answer=cleaned["answer"])
        return self.done(_("Đã trả lời; nơi gửi được báo"))


class FinishReferral(StaffForm):
    """Done."""

    policy = Policy("cases.referrals.finish")
    form_class = FinishForm
    title = gettext_lazy("Ghi đã cung cấp dịch vụ")
    button = gettext_lazy("Ghi đã cung cấp")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """What was given."""
        finish_referral(**self.told, version=cleaned["version"], given=cleaned["given"], given_on=cleaned["given_on"])
        return self.done(_("Đã ghi; nơi gửi được báo"))
