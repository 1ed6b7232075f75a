"""Pages for people who hold a link, or ask for one."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import stranger
from mangnon.accounts.actions.joining import accept_invitation, ask_return, open_link
from mangnon.accounts.forms.entering import AskReturnForm, NewPasswordForm
from mangnon.accounts.mailing import send_link
from mangnon.accounts.models import Invitation
from mangnon.accounts.throttling import TooManyTries
from mangnon.accounts.views.wrapping import ENTRANCE
from mangnon.lib.dates import format_datetime
from mangnon.ui.screens import FormScreen


class Join(FormScreen):
    """Set one's own password by a link."""

    policy = ENTRANCE
    template = "accounts/join.html"
    form_class = NewPasswordForm
    button = gettext_lazy("Đặt mật khẩu và vào")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """For the person behind the link. Raises LinkGone."""
        return NewPasswordForm(data, person=self._invitation().person)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Set it, then sign in through the same steps as always (a second factor is asked for)."""
        person = accept_invitation(
            actor=stranger("accounts.invitations.accept"),
            at=self.at,
            secret=self.kwargs["secret"],
            password=cleaned["password1"],
        )
        response: HttpResponse = perform_password_login(
            self.request, {"username": person.username}, Login(user=person, redirect_url=reverse("desk:home"))
        )
        return response

    def extra(self) -> dict[str, Any]:
        """Whose link it is and how long it lasts."""
        invitation = self._invitation()
        posts = invitation.person.assignments.select_related("place").order_by("-valid_to")[:3]
        return {
            "person": invitation.person,
            "joining": invitation.purpose == Invitation.Purpose.JOIN,
            "posts": [f"{one.role_name}, {one.place.name}" for one in posts],
            "until": format_datetime(invitation.expires_at),
        }

    def _invitation(self) -> Invitation:
        return open_link(self.kwargs["secret"], at=self.at)


class AskReturn(FormScreen):
    """Forgotten password, or an account closed after long silence. Says the same for every name."""

    policy = ENTRANCE
    template = "accounts/ask_return.html"
    form_class = AskReturnForm
    button = gettext_lazy("Xin đường dẫn")
    keeps_draft = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Throttled by address and by name. Raises TooManyTries."""
        if not ratelimit.consume(request, action="reset_password", key=request.POST.get("username", "").lower()[:60]):
            raise TooManyTries(seconds=60)
        return super().post(request, *args, **kwargs)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Ask; a letter goes out when an address is known."""
        link = ask_return(actor=stranger("accounts.invitations.ask"), at=self.at, username=cleaned["username"])
        if link is not None:
            url = self.request.build_absolute_uri(reverse("accounts:join", args=[link.secret]))
            send_link(link.person.email, url)
        return self.page({"head": self.head(), "asked": True, "fields": (), "faults": ()})

    def extra(self) -> dict[str, Any]:
        """Nothing was asked yet."""
        return {"asked": False}


def lines_for_link(purpose: str) -> str:
    """What a link is for, as the manager reads it."""
    return {
        Invitation.Purpose.JOIN: _("để vào lần đầu"),
        Invitation.Purpose.RETURN: _("để vào lại"),
        Invitation.Purpose.RESET: _("để đặt lại mật khẩu"),
    }[Invitation.Purpose(purpose)]
