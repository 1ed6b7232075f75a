"""One's own account: posts, language, second factor, devices."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import SIGNED_IN, Policy
from mangnon.accounts.actions.own import choose_preferences, lock_session, sign_out_device, sign_out_others
from mangnon.accounts.agents import device_words
from mangnon.accounts.models import Assignment, Person, Session
from mangnon.accounts.queries import devices, history
from mangnon.accounts.words import factor_words, hamlet_words, period_words
from mangnon.lib.dates import format_datetime, local_day
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Act, Cell, Column, Fact, Kind, PageHead, Row, Table
from mangnon.ui.screens import ActScreen, Screen

YEAR = 365 * 86400
AUTO = "auto"
"""As the device itself is set."""


class PreferencesForm(forms.Form):
    """Language and theme, kept for all devices."""

    language = forms.ChoiceField(label=gettext_lazy("Ngôn ngữ"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(
        label=gettext_lazy("Màu nền"),
        choices=[(AUTO, gettext_lazy("Theo máy")), ("light", gettext_lazy("Sáng")), ("dark", gettext_lazy("Tối"))],
        widget=forms.RadioSelect,
    )


class Me(Screen):
    """My account."""

    policy = SIGNED_IN
    template = "accounts/me.html"
    help_page = "accounts/me"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        person = Person.objects.get(pk=self.actor.me)
        form = PreferencesForm(initial={"language": person.language, "theme": person.theme or AUTO})
        sessions = devices(person.pk, self.at)
        return self.page(
            {
                "head": self.head(),
                "facts": self._facts(person),
                "preferences": field_values(form),
                "devices": self._devices(sessions),
                "others": len(sessions) > 1,
            }
        )

    def head(self) -> PageHead:
        """Name; locking the screen is the one thing done often."""
        lock = Act(_("Khóa màn hình"), url=reverse("accounts:lock"), icon="lock", post=True)
        return PageHead(title=self.actor.name, acts=(lock,))

    def _facts(self, person: Person) -> list[Fact]:
        today = local_day(self.at)
        posts = [one for one in history(person) if one.valid_from <= today < one.valid_to]
        facts = [Fact(_("Tên đăng nhập"), person.username)]
        facts += [Fact(one.title or one.role_name, _where_and_when(one)) for one in posts]
        if not posts:
            facts.append(Fact(_("Vai trò"), _("Hiện không có vai trò nào còn hiệu lực.")))
        types = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
        facts.append(Fact(_("Mật khẩu"), "••••••••", change_url=reverse("account_change_password")))
        facts.append(Fact(_("Xác thực hai lớp"), factor_words(types), change_url=reverse("mfa_index")))
        return facts

    def _devices(self, sessions: list[Session]) -> Table:
        heads = (
            Column(_("Máy"), Kind.NAME),
            Column(_("Địa chỉ mạng"), soft=True),
            Column(_("Dùng lần cuối"), Kind.DATE),
            Column("", Kind.ACT),
        )
        return Table(caption=_("Máy đang đăng nhập"), columns=heads, rows=tuple(map(self._device, sessions)))

    def _device(self, session: Session) -> Row:
        here = session.pk == self.actor.session_id
        out = Act(_("Thoát ra"), url=reverse("accounts:sign_out_device", args=[session.pk]), post=True)
        return Row(
            (
                Cell(device_words(session.agent), note=_("máy này") if here else ""),
                Cell(session.address or ""),
                Cell(format_datetime(session.last_seen_at)),
                Cell("") if here else Cell(act=out),
            ),
            current=here,
        )


class SignOutDevice(ActScreen):
    """End one of one's other sessions."""

    policy = Policy("accounts.me.sign_out_device")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Sign that device out."""
        sign_out_device(actor=self.actor, at=self.at, session_id=kwargs["pk"])
        return self.after(reverse("accounts:me"), _("Máy đó đã thoát ra."))


class SignOutOthers(ActScreen):
    """End all of one's other sessions."""

    policy = Policy("accounts.me.sign_out_others")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Sign them all out."""
        gone = sign_out_others(actor=self.actor, at=self.at)
        said = ngettext("{n} máy khác đã thoát ra.", "{n} máy khác đã thoát ra.", gone).format(n=gone)
        return self.after(reverse("accounts:me"), said)


class Preferences(ActScreen):
    """Keep language and theme."""

    policy = Policy("accounts.me.preferences")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Keep them for all devices, and in this browser at once."""
        language, theme = self.request.POST.get("language", ""), self.request.POST.get("theme", "")
        theme = "" if theme == AUTO else theme
        choose_preferences(actor=self.actor, at=self.at, language=language, theme=theme)
        response = self.after(reverse("accounts:me"), _("Đã lưu lựa chọn."))
        common: dict[str, Any] = {"samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, **common)
        response.set_cookie("theme", theme, max_age=YEAR if theme else 0, **common)
        return response


class LockNow(ActScreen):
    """Lock the screen before walking away."""

    policy = SIGNED_IN

    def act(self, **kwargs: Any) -> HttpResponse:
        """Lock."""
        lock_session(actor=self.actor, at=self.at)
        return self.after(reverse("accounts:unlock"))


def _where_and_when(one: Assignment) -> str:
    return ", ".join(filter(None, (one.place.name, hamlet_words(one), period_words(one))))
