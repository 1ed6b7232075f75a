"""Where allauth meets our house: no sign-up, no mail of its own, each act in the book, our words."""

from __future__ import annotations

import time
from base64 import b64decode, b64encode
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.accounts import throttling
from mangnon.accounts.mailing import send_notice
from mangnon.accounts.models import Person, Session
from mangnon.accounts.noting import note, note_try
from mangnon.lib.fields import key_ring

MISMATCH = gettext_lazy("Tên đăng nhập hoặc mật khẩu chưa đúng. Xem lại cả hai rồi thử lần nữa.")
"""One sentence for an unknown name, a wrong password and a disabled person (ASVS 6.3.8)."""

_SAID = {
    "account/messages/password_changed.txt": gettext_lazy("Đã đổi mật khẩu. Các máy khác đã thoát ra."),
    "account/messages/logged_out.txt": gettext_lazy("Đã thoát ra."),
    "mfa/messages/totp_activated.txt": gettext_lazy("Từ nay đăng nhập cần thêm mã trên điện thoại."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Đã bỏ mã trên điện thoại."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Đã thêm khóa đăng nhập."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Đã bỏ khóa đăng nhập."),
}

_WRITTEN = {
    "account/email/password_changed": gettext_lazy("Mật khẩu vừa được đổi."),
    "mfa/email/totp_activated": gettext_lazy("Vừa thêm mã trên điện thoại làm lớp xác thực thứ hai."),
    "mfa/email/totp_deactivated": gettext_lazy("Vừa bỏ mã trên điện thoại."),
    "mfa/email/webauthn_added": gettext_lazy("Vừa thêm một khóa đăng nhập."),
    "mfa/email/webauthn_removed": gettext_lazy("Vừa bỏ một khóa đăng nhập."),
    "mfa/email/recovery_codes_generated": gettext_lazy("Vừa tạo mã dự phòng mới."),
}
"""Changes of the way to sign in that are told by letter (ASVS 6.3.7)."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by name and password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "account_inactive": MISMATCH,
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng. Gõ lại."),
        "enter_current_password": gettext_lazy("Mật khẩu đang dùng chưa đúng. Gõ lại."),
        "incorrect_code": gettext_lazy("Mã chưa đúng. Lấy mã mới nhất trên điện thoại rồi gõ lại."),
        "same_as_current": gettext_lazy("Mật khẩu mới phải khác mật khẩu đang dùng."),
        "too_many_login_attempts": gettext_lazy("Đã thử sai quá nhiều lần. Hãy thử lại sau 5 phút."),
        "rate_limited": gettext_lazy("Đã thử sai quá nhiều lần. Hãy thử lại sau 5 phút."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing: allauth's mails are not ours, and ours carry a link and no personal data."""

    def send_notification_mail(self, template_prefix: str, user: Person, *_args: Any, **_kwargs: Any) -> None:
        """A letter of ours to somebody whose way of signing in was changed, if they have an address."""
        said = _WRITTEN.get(template_prefix)
        if said and user.email:
            send_notice(user.email, str(said))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own sentence for what was done; silence where the page says it itself."""
        said = message or _SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def get_login_redirect_url(self, _request: HttpRequest) -> str:
        """Home."""
        return reverse("desk:home")

    def get_logout_redirect_url(self, _request: HttpRequest) -> str:
        """Back to where one signs in."""
        return reverse("accounts:sign_in")

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """One's own page."""
        return reverse("accounts:me")

    def respond_user_inactive(self, request: HttpRequest, _user: Any) -> HttpResponse:
        """A disabled person with a passkey reads what everybody reads who can't come in."""
        messages.error(request, str(MISMATCH))
        return HttpResponseRedirect(reverse("accounts:sign_in"))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; a refusal says when to come back, in the same words for every name."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            key = self._get_login_attempts_cache_key(request, **credentials)
            refusal = throttling.TooManyTries(seconds=throttling.seconds_left(request, key=key))
            raise ValidationError(str(refusal), code="too_many_login_attempts") from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Book the try; the name itself only when it is somebody's (people type passwords into that field)."""
        person = Person.objects.filter(username__iexact=credentials.get("username", "")).first()
        if person is not None:
            Person.objects.filter(pk=person.pk, failed_tries__lt=1000).update(failed_tries=F("failed_tries") + 1)
        note_try(request, "accounts.sign_in", person, why="password")

    def login(self, request: HttpRequest, user: Person) -> None:
        """Start the session, remember whether a factor was used, book it, tell what happened meanwhile."""
        super().login(request, user)
        factors = [one for one in get_authentication_records(request, user) if one["method"] == "mfa"]
        request.session["second_factor"] = bool(factors)
        note(request, "accounts.sign_in", user, factor=factors[-1]["type"] if factors else "")
        self._tell(request, user)
        Person.objects.filter(pk=user.pk).update(
            failed_tries=0,
            warned_idle_days=0,
            return_asked_at=None,
            last_active_at=request.at,  # type: ignore[attr-defined]
        )

    def _tell(self, request: HttpRequest, user: Person) -> None:
        tries = Person.objects.filter(pk=user.pk).values_list("failed_tries", flat=True).get()
        if tries:
            said = ngettext(
                "Từ lần đăng nhập trước có {n} lần gõ sai mật khẩu. Nếu không phải bạn, hãy đổi mật khẩu.",
                "Từ lần đăng nhập trước có {n} lần gõ sai mật khẩu. Nếu không phải bạn, hãy đổi mật khẩu.",
                tries,
            ).format(n=tries)
            messages.warning(request, said)

    def logout(self, request: HttpRequest) -> None:
        """End the session on the server."""
        note(request, "accounts.sign_out", request.user if isinstance(request.user, Person) else None)
        super().logout(request)

    def set_password(self, user: Person, password: str) -> None:
        """Keep the new password, end every other session."""
        user.set_password(password)
        user.save(update_fields=["password"])
        request = context.request
        own = getattr(request, "signed_in", None)
        Session.objects.filter(person=user).exclude(pk=own.session_id if own else 0).delete()
        note(request, "accounts.change_password", user)

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:
        """The password is asked for again unless it (or a factor) was given a few minutes ago."""
        del app
        records = get_authentication_records(context.request, context.request.user)
        return not any(time.time() - one["at"] < app_settings.REAUTHENTICATION_TIMEOUT for one in records)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Codes on a telephone, passkeys and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": gettext_lazy(
            "Đây là lớp xác thực cuối cùng, mà hệ thống yêu cầu có. Thêm cách khác trước khi bỏ cách này."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Cần có lớp xác thực thứ hai trước khi tạo mã dự phòng."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret under the key file, so that the database alone gives no codes away."""
        return b64encode(key_ring().seal(text, _SECRET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what ``encrypt`` sealed."""
        return key_ring().open_sealed(b64decode(encrypted_text), _SECRET)

    def get_totp_label(self, user: Person) -> str:
        """The name one signs in with, as the telephone lists it."""
        return user.username

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """This system, as the browser's dialogue calls it."""
        host: str = context.request.get_host().partition(":")[0]
        return {"id": host, "name": "Măng Non"}

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """Whom the passkey belongs to."""
        return {"id": user.pk.hex.encode(), "display_name": user.full_name, "name": user.username}

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        """``Khóa 1``, ``Khóa 2``."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Khóa {n}").format(n=count + 1)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one where a second factor is required."""
        return may_remove(authenticator)


_SECRET = ("mfa_authenticator", "data", "secret")


def may_remove(authenticator: Authenticator) -> bool:
    """Whether a factor may go: always where none is required, else only while another real one stays."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return True
    real = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=real).exclude(pk=authenticator.pk)
    return bool(others.exists())
