"""Letters that couldn't be sent: why, and sending them again."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.notices.actions.retrying import retry, retry_all
from mangnon.notices.forms import ReasonForm
from mangnon.notices.models import Delivery
from mangnon.notices.queries.sent import dead_letters, names_of, see_dead
from mangnon.notices.views.preferences import inbox_crumb
from mangnon.notices.words import CHANNELS, reason
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, Link, PageHead
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen


def _again(delivery: Delivery) -> Cell:
    return Cell(act=Act(_("Gửi lại"), url=reverse("notices:retry", args=[delivery.pk])))


def _channel(delivery: Delivery) -> str:
    return capfirst(str(CHANNELS[delivery.channel]))


class DeadList(ListScreen):
    """Dead letters, newest first. Who was to get them is told; what they say is a code."""

    policy = Policy("notices.dead.see")
    title = gettext_lazy("Thư, tin nhắn không gửi được")
    noun = gettext_lazy("thư, tin nhắn")
    help_page = "notices/dead"
    order = ("-id",)
    exports = False
    filters = (
        Filter(
            "bang",
            gettext_lazy("Bằng"),
            gettext_lazy(", {choice}"),
            lambda: [(one, CHANNELS[one]) for one in ("email", "sms")],
            lambda rows, value: rows.filter(channel=value),
        ),
    )
    columns = (
        Listed("code", gettext_lazy("Mã việc"), lambda d: Cell(d.code), lambda d: d.code, Kind.NAME),
        Listed("who", gettext_lazy("Người nhận"), lambda d: Cell(d.name), lambda d: d.name),
        Listed("by", gettext_lazy("Bằng"), lambda d: Cell(_channel(d)), _channel),
        Listed("why", gettext_lazy("Vì sao"), lambda d: Cell(capfirst(reason(d.why))), lambda d: reason(d.why)),
        Listed(
            "tries", gettext_lazy("Số lần thử"), lambda d: Cell(format_int(d.tries)), lambda d: d.tries, Kind.NUMBER
        ),
        Listed(
            "when",
            gettext_lazy("Thôi lúc"),
            lambda d: Cell(format_datetime(d.settled_at)) if d.settled_at else Cell(""),
            lambda d: d.settled_at,
            Kind.DATE,
        ),
        Listed("act", "", _again, lambda d: "", Kind.ACT),
    )

    def rows(self) -> QuerySet[Any]:
        """All of them."""
        return dead_letters()

    def head(self) -> PageHead:
        """With the way to send all again."""
        main = None
        if dead_letters().exists():
            main = Act(_("Gửi lại tất cả"), url=reverse("notices:retry_all"), icon="refresh")
        return PageHead(title=self.title, crumbs=(inbox_crumb(),), main=main)

    def _table(self, rows: list[Any]) -> Any:
        names = names_of(one.person_id for one in rows)
        for one in rows:
            one.name = names.get(one.person_id, "")
        return super()._table(rows)

    def empty(self) -> EmptyState:
        """All went."""
        return EmptyState(
            fact=_("Không có thư, tin nhắn nào bị trả."),
            text=_("Thư chưa gửi được thử lại nhiều lần trong 36 giờ, rồi mới vào đây để người quản trị xem."),
        )


class Retry(FormScreen):
    """Send one again."""

    policy = Policy("notices.letters.retry")
    form_class = ReasonForm
    title = gettext_lazy("Gửi lại thư này")
    button = gettext_lazy("Gửi lại")
    help_page = "notices/dead"

    def guard(self) -> None:
        """Raises NotFound."""
        see_dead(self.kwargs["pk"])

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Back into the outbox."""
        retry(actor=self.actor, at=self.at, delivery_id=self.kwargs["pk"], reason=cleaned["reason"])
        return self.after(reverse("notices:dead"), _("Thư đang được gửi lại."))

    def head(self) -> PageHead:
        """Which."""
        return PageHead(title=self.title, crumbs=_crumbs())


class RetryAll(FormScreen):
    """Send all again."""

    policy = Policy("notices.letters.retry_all")
    form_class = ReasonForm
    title = gettext_lazy("Gửi lại mọi thư, tin nhắn")
    button = gettext_lazy("Gửi lại tất cả")
    help_page = "notices/dead"

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Back into the outbox."""
        n = retry_all(actor=self.actor, at=self.at, reason=cleaned["reason"])
        said = ngettext("Đang gửi lại {n} thư, tin nhắn.", "Đang gửi lại {n} thư, tin nhắn.", n).format(n=format_int(n))
        return self.after(reverse("notices:dead"), said)

    def head(self) -> PageHead:
        """How many."""
        n = dead_letters().count()
        line = ngettext("{n} thư, tin nhắn đang chờ.", "{n} thư, tin nhắn đang chờ.", n).format(n=format_int(n))
        return PageHead(title=self.title, crumbs=_crumbs(), line=line)


def _crumbs() -> tuple[Link, ...]:
    return (inbox_crumb(), Link(_("Không gửi được"), reverse("notices:dead")))
