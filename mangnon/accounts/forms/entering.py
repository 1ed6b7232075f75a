"""Forms for coming in: allauth's own, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.accounts.codes import is_recovery, plain_code, spend, use_code, was_spent
from mangnon.accounts.models import Person
from mangnon.accounts.passwords import LENGTH

NAME_MISSING = gettext_lazy("Gõ tên đăng nhập.")
PASSWORD_MISSING = gettext_lazy("Gõ mật khẩu.")
CODE_MISSING = gettext_lazy("Gõ mã 6 chữ số đang hiện trên điện thoại.")


def _password(label: Any, autocomplete: str, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=hint,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": PASSWORD_MISSING},
    )


def current_password() -> forms.CharField:
    """The password in use."""
    return _password(gettext_lazy("Mật khẩu"), "current-password")


def new_password() -> forms.CharField:
    """A password to be set, with what makes a good one."""
    hint = gettext_lazy("Ít nhất {n} ký tự. Một câu ngắn chỉ mình biết là dễ nhớ nhất; không dùng tên mình, tên tỉnh.")
    return _password(gettext_lazy("Mật khẩu mới"), "new-password", str(hint).format(n=LENGTH))


class SignInForm(account_forms.LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=gettext_lazy("Tên đăng nhập"),
            max_length=60,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "spellcheck": "false"}),
            error_messages={"required": NAME_MISSING},
        )
        self.fields["password"] = current_password()
        self.order_fields(["login", "password"])


class ConfirmForm(account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more before something weighty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = current_password()


class ChangePasswordForm(account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The password in use, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = _password(gettext_lazy("Mật khẩu đang dùng"), "current-password")
        self.fields["password1"] = new_password()
        self.fields["password2"] = _password(gettext_lazy("Gõ lại mật khẩu mới"), "new-password")

    def clean_password1(self) -> str:
        """Another one, long and not guessable. Raises ValidationError."""
        password: str = self.cleaned_data["password1"]
        if self.user.check_password(password):
            raise get_account_adapter().validation_error("same_as_current")
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """The two new ones must agree."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, errors in list(self._errors.items()):
            if name == "password2" and "password1" not in self._errors and cleaned.get("password1"):
                errors[:] = [_("Hai lần gõ mật khẩu mới chưa giống nhau.")]
        return cleaned


class NewPasswordForm(forms.Form):
    """A password for somebody who came by a link; ``person`` is whom it must not resemble."""

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password1"] = new_password()
        self.fields["password2"] = _password(gettext_lazy("Gõ lại mật khẩu mới"), "new-password")

    def clean_password1(self) -> str:
        """Long and not guessable. Raises ValidationError."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        """The two must agree."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", ValidationError(_("Hai lần gõ mật khẩu mới chưa giống nhau.")))
        return cleaned


class UnlockForm(forms.Form):
    """The password that opens a locked screen."""

    password = current_password()


class AskReturnForm(forms.Form):
    """The name of somebody who can't come in."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": NAME_MISSING},
    )


def _code(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"required": CODE_MISSING},
    )


class EachOnce:
    """Mixin: a telephone's code counts once; a recovery code opens once and goes."""

    user: Person
    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Raises ValidationError, in the same words for a wrong and a used code."""
        code = plain_code(self.cleaned_data["code"])
        if is_recovery(code):
            return self._recover(code)
        if was_spent(self.user.pk, code):
            check_rate_limit(self.user)
            raise _incorrect()
        self.cleaned_data["code"] = code
        super().clean_code()  # type: ignore[misc]
        if not spend(self.user.pk, code):
            raise _incorrect()
        return code

    def _recover(self, code: str) -> str:
        forget_tries = check_rate_limit(self.user)
        found = use_code(self.user, code)
        if found is None:
            raise _incorrect()
        forget_tries()
        found.user = self.user
        self.authenticator = found
        return code


def _incorrect() -> ValidationError:
    wrong: ValidationError = get_adapter().validation_error("incorrect_code")
    return wrong


class CodeForm(EachOnce, factor_forms.AuthenticateForm):  # type: ignore[misc]
    """A code of the telephone, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = gettext_lazy("6 chữ số trên điện thoại, hoặc một mã dự phòng 10 chữ số nếu không có điện thoại ở đây.")
        self.fields["code"] = _code(gettext_lazy("Mã xác thực"), hint)


class ConfirmCodeForm(EachOnce, factor_forms.ReauthenticateForm):  # type: ignore[misc]
    """The same, inside an open session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(gettext_lazy("Mã xác thực"))


class ActivateTotpForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code proves that the telephone has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(gettext_lazy("Mã 6 chữ số đang hiện trên điện thoại"))

    def clean_code(self) -> str:
        """The code that proves the telephone can't be used again to sign in. Raises ValidationError."""
        self.cleaned_data["code"] = plain_code(self.cleaned_data["code"])
        code: str = super().clean_code()
        spend(self.user.pk, code)
        return code


class AddKeyForm(key_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A name for the key; the key itself is made by the browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=gettext_lazy("Tên khóa"),
            help_text=gettext_lazy("Để sau này nhận ra, ví dụ “Điện thoại của tôi”."),
            max_length=60,
            required=False,
            initial=self.initial.get("name", ""),
        )
        self.fields["passwordless"] = forms.BooleanField(
            label=gettext_lazy("Đăng nhập được bằng riêng khóa này, không cần gõ mật khẩu"),
            help_text=gettext_lazy("Máy sẽ hỏi vân tay, khuôn mặt hoặc mã PIN."),
            required=False,
            initial=True,
        )
        self.order_fields(["name", "passwordless", "credential"])


class RenameKeyForm(key_forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("Tên khóa")
        self.fields["name"].error_messages["required"] = gettext_lazy("Gõ tên khóa.")
        self.fields["name"].max_length = 60
