"""Recovery codes: shown once after they are made, then only counted."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from mangnon.accounts.adapter import AccountAdapter
from mangnon.accounts.codes import COUNT, codes_left, codes_to_show, forget_shown, keep_to_show, make_codes
from mangnon.accounts.noting import note
from mangnon.accounts.views.wrapping import Ours, own_person
from mangnon.lib.refusal import NotFound


class Codes(Ours, TemplateView):
    """New codes for as long as they may be looked at; else how many are left."""

    template_name = "mfa/recovery_codes/index.html"
    title = gettext_lazy("Mã dự phòng")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only beside a factor. Raises NotFound."""
        if not Authenticator.objects.filter(user=own_person(request)).exists():
            raise NotFound
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Showing them is booked."""
        person, codes = own_person(self.request), codes_to_show(self.request)
        if codes:
            note(self.request, "accounts.codes_shown", person)
        found = super().get_context_data(**kwargs)
        return {**found, "codes": codes, "left": codes_left(person), "total": COUNT}

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """They were put away: on to work."""
        forget_shown(request)
        return HttpResponseRedirect(reverse("desk:home"), status=303)


class NewCodes(Ours, GenerateRecoveryCodesView):  # type: ignore[misc]
    """New codes in place of the old."""

    title = gettext_lazy("Tạo mã dự phòng mới")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With how many would be lost."""
        return {**super().get_context_data(**kwargs), "left": codes_left(own_person(self.request))}

    def form_valid(self, form: Any) -> HttpResponse:
        """Make and book."""
        person = own_person(self.request)
        keep_to_show(self.request, make_codes(person))
        note(self.request, "accounts.codes_made", person)
        AccountAdapter(self.request).send_notification_mail("mfa/email/recovery_codes_generated", person)
        return HttpResponseRedirect(self.get_success_url(), status=303)


class DownloadCodes(TemplateView):
    """The codes just made as a text file."""

    template_name = "mfa/recovery_codes/download.txt"
    content_type = "text/plain; charset=utf-8"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Raises NotFound once they have been put away."""
        codes = codes_to_show(self.request)
        if not codes:
            raise NotFound
        note(self.request, "accounts.codes_shown", own_person(self.request), download=True)
        return {**super().get_context_data(**kwargs), "codes": codes}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Named so that one finds it again."""
        response = super().render_to_response(context, **kwargs)
        response.headers["Content-Disposition"] = 'attachment; filename="ma-du-phong-mang-non.txt"'
        return response
