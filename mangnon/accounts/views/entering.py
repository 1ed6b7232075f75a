"""Signing in and out, unlocking, giving the password again, changing it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView, LogoutView, PasswordChangeView, ReauthenticateView
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from mangnon.accounts.actions.own import unlock_session
from mangnon.accounts.demo import shown_people
from mangnon.accounts.forms.entering import ChangePasswordForm, ConfirmForm, SignInForm, UnlockForm
from mangnon.accounts.views.wrapping import ALWAYS, Ours
from mangnon.ui.bound import fault_lines, field_values
from mangnon.ui.screens import Screen


class SignIn(Ours, LoginView):  # type: ignore[misc]
    """Name and password; the demo's people stand beside them."""

    our_form = SignInForm
    title = gettext_lazy("Đăng nhập")

    def get_initial(self) -> dict[str, Any]:
        """The name of somebody who has just set up their own sign-in."""
        named = self.request.GET.get("ten", "")[:60]
        return {"login": named} if named else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the demo people, on a demo alone."""
        people = shown_people() if settings.DEMO else ()
        return {**super().get_context_data(**kwargs), "demo_people": people}


class SignOut(LogoutView):  # type: ignore[misc]
    """Ends the session on the server and empties what the browser kept for us."""

    http_method_names = ("post", "options")

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sign out."""
        response: HttpResponseBase = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"storage"'
        return response


class GiveUp(View):
    """Leaves the step after the password, to sign in as somebody else."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Forget the half-made sign-in."""
        clear_login(request)
        return HttpResponseRedirect(reverse("accounts:sign_in"), status=303)


class Confirm(Ours, ReauthenticateView):  # type: ignore[misc]
    """The password once more before something weighty."""

    our_form = ConfirmForm
    title = gettext_lazy("Gõ lại mật khẩu")


class ChangePassword(Ours, PasswordChangeView):  # type: ignore[misc]
    """Another password; other devices are signed out."""

    our_form = ChangePasswordForm
    help_page = "accounts/me"
    title = gettext_lazy("Đổi mật khẩu")


class Unlock(Screen):
    """Opens a session that stood idle. As a page, and for the dialogue that lies over a page."""

    policy = ALWAYS
    template = "account/unlock.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for the password."""
        return self._show(UnlockForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Open the session, or say what is wrong."""
        form = UnlockForm(request.POST)
        said = self._wrong(form)
        if said:
            return self._refuse(form, said)
        unlock_session(actor=self.actor, at=self.at)
        if _by_script(request):
            return JsonResponse({"csrf": get_token(request)})
        return HttpResponseRedirect(safe_next(request), status=303)

    def _wrong(self, form: UnlockForm) -> str:
        if not form.is_valid():
            return str(form.errors["password"][0])
        try:
            known = get_adapter().authenticate(
                self.request,
                username=self.request.user.get_username(),
                password=form.cleaned_data["password"],
            )
        except ValidationError as error:
            return str(error.messages[0])
        return "" if known is not None and known.pk == self.actor.person_id else _("Mật khẩu chưa đúng. Gõ lại.")

    def _refuse(self, form: UnlockForm, said: str) -> HttpResponseBase:
        if _by_script(self.request):
            return JsonResponse({"code": "wrong_password", "sentence": said}, status=422)
        if not form.errors:
            form.add_error("password", said)
        return self._show(form, status=422)

    def _show(self, form: UnlockForm, *, status: int = 200) -> HttpResponse:
        context = {
            "fields": field_values(form),
            "faults": fault_lines(form),
            "next": safe_next(self.request),
            "person_name": self.actor.name,
        }
        return self.page(context, status=status)


def safe_next(request: HttpRequest) -> str:
    """Where to go on: an address of our own, else home."""
    told = request.POST.get("next") or request.GET.get("next", "")
    if told and url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure()):
        return told
    return reverse("desk:home")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch" or "application/json" in request.headers.get("Accept", "")
