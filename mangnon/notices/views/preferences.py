"""How somebody wants to be told, and when they are away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.accounts.models import Person
from mangnon.notices.actions.own import choose_ways, tell_absence
from mangnon.notices.forms import AbsenceForm, WaysForm
from mangnon.notices.queries.inbox import chosen, habit_of
from mangnon.ui.parts import Act, Fact, Link, PageHead
from mangnon.ui.screens import FormScreen


def inbox_crumb() -> Link:
    """Back to the inbox."""
    return Link(_("Thông báo"), reverse("notices:inbox"))


class Ways(FormScreen):
    """Channels by kind, and quiet hours."""

    policy = Policy("notices.preferences.choose")
    template = "notices/ways.html"
    form_class = WaysForm
    title = gettext_lazy("Cách nhận thông báo")
    button = gettext_lazy("Lưu cách nhận")
    help_page = "notices/ways"
    keeps_draft = False

    def initial(self) -> dict[str, Any]:
        """As chosen, else as usual."""
        habit = habit_of(self.actor.me)
        ways = WaysForm.ways_from(chosen(self.actor.me))
        return {**ways, "quiet": habit.quiet, "quiet_from": habit.quiet_from, "quiet_to": habit.quiet_to}

    def extra(self) -> dict[str, Any]:
        """Where letters go: kept by whoever manages people."""
        person = Person.objects.get(pk=self.actor.me)
        none = _("chưa có, nhờ người quản trị ghi thêm")
        mail, sms = settings.MAIL_READY, bool(settings.SMS["backend"])
        return {
            "facts": [
                Fact(_("Thư điện tử"), (person.email or none) if mail else _("hệ thống chưa nối máy chủ thư")),
                Fact(_("Điện thoại"), (person.phone or none) if sms else _("hệ thống chưa nối cổng tin nhắn")),
            ]
        }

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Keep them."""
        choose_ways(
            actor=self.actor, at=self.at, ways=WaysForm.ways_of(cleaned), quiet=cleaned["quiet"],
            quiet_from=cleaned["quiet_from"], quiet_to=cleaned["quiet_to"],
        )  # fmt: skip
        return self.after(reverse("notices:ways"), _("Đã lưu cách nhận thông báo."))

    def head(self) -> PageHead:
        """What it is about."""
        line = _("Mọi thông báo luôn hiện trong hệ thống. Ra ngoài chỉ có mã việc và đường dẫn, không có tên ai.")
        away = Act(_("Báo vắng mặt"), url=reverse("notices:absence"), icon="calendar")
        return PageHead(title=self.title, crumbs=(inbox_crumb(),), line=line, acts=(away,))


class Absence(FormScreen):
    """When one is away."""

    policy = Policy("notices.absence.tell")
    form_class = AbsenceForm
    title = gettext_lazy("Báo vắng mặt")
    button = gettext_lazy("Lưu")
    help_page = "notices/ways"
    keeps_draft = False

    def initial(self) -> dict[str, Any]:
        """As told."""
        habit = habit_of(self.actor.me)
        return {"away_from": habit.away_from, "away_to": habit.away_to}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Keep it."""
        tell_absence(actor=self.actor, at=self.at, **cleaned)
        said = _("Đã ghi ngày vắng mặt.") if cleaned["away_from"] else _("Đã ghi: không vắng mặt.")
        return self.after(reverse("notices:inbox"), said)

    def head(self) -> PageHead:
        """What it does."""
        line = _("Những ngày này, việc khẩn được gọi sang người tiếp theo. Thông báo vẫn vào hộp của bạn.")
        return PageHead(title=self.title, crumbs=(inbox_crumb(),), line=line)
