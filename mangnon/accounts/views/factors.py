"""The second factor: codes on a telephone and passkeys."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ListWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from mangnon.accounts.adapter import FactorAdapter, may_remove
from mangnon.accounts.codes import codes_left, start_codes
from mangnon.accounts.demo import demo_code
from mangnon.accounts.forms.entering import (
    ActivateTotpForm,
    AddKeyForm,
    CodeForm,
    ConfirmCodeForm,
    RenameKeyForm,
)
from mangnon.accounts.noting import note, note_try
from mangnon.accounts.views.entering import safe_next
from mangnon.accounts.views.wrapping import Ours, own_person

REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_FACTOR_PAGES = {"totp": "mfa_reauthenticate", "webauthn": "mfa_reauthenticate_webauthn"}
"""Where each is asked for; of two the code comes first."""


class Proved:
    """Mixin: whoever proves a factor inside an open session has it from then on."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Remember it in the session."""
        self.request.session["second_factor"] = True
        note(self.request, "accounts.factor_used", own_person(self.request))
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return response


class Authenticate(Ours, AuthenticateView):  # type: ignore[misc]
    """The step after the password."""

    form_class = CodeForm
    title = gettext_lazy("Xác thực lớp thứ hai")

    def get_form_class(self) -> Any:
        """Code or recovery code."""
        return CodeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """On a demo with the code of the published secret."""
        person = self.stage.login.user
        shown = settings.DEMO and person.demo
        keys = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists()
        return {**super().get_context_data(**kwargs), "demo_code": demo_code(person) if shown else "", "has_keys": keys}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Book the try."""
        note_try(self.request, "accounts.factor_used", self.stage.login.user)
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


class ConfirmByCode(Proved, Ours, ReauthenticateView):  # type: ignore[misc]
    """A code once more before something weighty, or to prove a factor in an open session."""

    our_form = ConfirmCodeForm
    title = gettext_lazy("Nhập mã xác thực")


class ConfirmByKey(Proved, Ours, ReauthenticateWebAuthnView):  # type: ignore[misc]
    """The same with a passkey."""

    title = gettext_lazy("Dùng khóa đăng nhập")

    def form_invalid(self, form: Any) -> HttpResponse:
        """Book the try; the page again."""
        note_try(self.request, "accounts.factor_used", own_person(self.request))
        again = urlencode({"next": safe_next(self.request)})
        messages.error(self.request, _("Khóa này không dùng được ở đây. Thử lại, hoặc chọn cách khác."))
        return HttpResponseRedirect(f"{reverse('mfa_reauthenticate_webauthn')}?{again}", status=303)


class Prove(View):
    """Where a weighty act leads somebody who signed in long ago: to their code or passkey, else to the password."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """On to the right page."""
        types = _types(request)
        name = _FACTOR_PAGES[min(types)] if types else "account_reauthenticate"
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': safe_next(request)})}")


class SecondFactor(View):
    """Where a session without a second factor is led: to use the one there is, or to set one up."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """On to the right page."""
        types = _types(request)
        name = _FACTOR_PAGES[min(types)] if types else "mfa_index"
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': safe_next(request)})}")


class Factors(Ours, IndexView):  # type: ignore[misc]
    """Which factors there are, and the ways to add one."""

    title = gettext_lazy("Xác thực hai lớp")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether one is required and still missing."""
        found = super().get_context_data(**kwargs)
        missing = settings.SECOND_FACTOR_REQUIRED and not self.request.session.get("second_factor")
        return {**found, "required": missing, "codes_left": codes_left(own_person(self.request))}


class Added:
    """Mixin: a factor was added. This session has one from now on; with the first one come recovery codes."""

    request: HttpRequest
    factor: ClassVar[str]

    def form_valid(self, form: Any) -> HttpResponse:
        """Add and book; fresh recovery codes are shown next."""
        person = own_person(self.request)
        fresh = start_codes(self.request, person)
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        self.request.session["second_factor"] = True
        note(self.request, "accounts.factor_added", person, factor=self.factor)
        return HttpResponseRedirect(reverse("mfa_view_recovery_codes")) if fresh else response


class ActivateTotp(Added, Ours, ActivateTOTPView):  # type: ignore[misc]
    """A secret for the telephone as a QR code; the first code proves it arrived."""

    our_form = ActivateTotpForm
    factor = "totp"
    title = gettext_lazy("Thêm mã trên điện thoại")


class DeactivateTotp(Ours, DeactivateTOTPView):  # type: ignore[misc]
    """Take it away."""

    title = gettext_lazy("Bỏ mã trên điện thoại")

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove and book."""
        response: HttpResponse = super().form_valid(form)
        _forget_when_none(self.request)
        note(self.request, "accounts.factor_removed", own_person(self.request), factor="totp")
        return response


class Keys(Ours, ListWebAuthnView):  # type: ignore[misc]
    """One's passkeys."""

    title = gettext_lazy("Khóa đăng nhập")


class AddKey(Added, Ours, AddWebAuthnView):  # type: ignore[misc]
    """A new passkey; making it has proved it."""

    our_form = AddKeyForm
    factor = "webauthn"
    title = gettext_lazy("Thêm khóa đăng nhập")


class RenameKey(Ours, EditWebAuthnView):  # type: ignore[misc]
    """Another name."""

    our_form = RenameKeyForm
    title = gettext_lazy("Đổi tên khóa")


class RemoveKey(Ours, RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away."""

    title = gettext_lazy("Bỏ khóa đăng nhập")

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove and book; the last required factor stays."""
        if not may_remove(self.get_object()):
            form.add_error(None, FactorAdapter.error_messages["cannot_delete_authenticator"])
            return self.form_invalid(form)
        response: HttpResponse = super().form_valid(form)
        _forget_when_none(self.request)
        note(self.request, "accounts.factor_removed", own_person(self.request), factor="webauthn")
        return response


class KeySignIn(Ours, LoginWebAuthnView):  # type: ignore[misc]
    """Signing in by passkey alone: options by GET, the answer by POST."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Book the try; whose it was isn't known."""
        note_try(self.request, "accounts.sign_in", None, why="passkey")
        messages.error(self.request, _("Khóa này không dùng được ở đây. Thử lại, hoặc gõ tên và mật khẩu."))
        return HttpResponseRedirect(reverse("accounts:sign_in"), status=303)


def _types(request: HttpRequest) -> set[str]:
    """What real factors this person has."""
    return set(Authenticator.objects.filter(user=own_person(request), type__in=REAL).values_list("type", flat=True))


def _forget_when_none(request: HttpRequest) -> None:
    """Without any factor the session has none either."""
    if not Authenticator.objects.filter(user=own_person(request), type__in=REAL).exists():
        request.session["second_factor"] = False
