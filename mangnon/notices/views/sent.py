"""What an office told, and what became of it by each channel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.notices.models import Delivery, Telling
from mangnon.notices.queries.sent import SENT, deliveries_of, names_of, see_telling, tellings, tries_of
from mangnon.notices.slots import address_of
from mangnon.notices.views.preferences import inbox_crumb
from mangnon.notices.words import CHANNELS, delivery_status, reason, title_of
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Filter, Listed, ListScreen, Screen


def _status(telling: Any) -> Status:
    if telling.dead:
        return Status(State.LATE, _("{n} không gửi được").format(n=format_int(telling.dead)))
    said = _("{n} trên {all} người đã đọc").format(n=format_int(telling.readers), all=format_int(telling.people))
    return Status(State.DONE if telling.readers == telling.people else State.WAITING, said)


def _teller(telling: Telling) -> str:
    return telling.told_by_name if "." not in telling.told_by else _("Hệ thống")


class SentList(ListScreen):
    """What the office told, newest first."""

    policy = Policy(SENT)
    title = gettext_lazy("Thông báo đã gửi")
    noun = gettext_lazy("thông báo đã gửi")
    help_page = "notices/sent"
    order = ("-id",)
    exports = False
    filters = (
        Filter(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            gettext_lazy(", {choice}"),
            lambda: (("khong-gui-duoc", gettext_lazy("có thư không gửi được")), ("khan", gettext_lazy("khẩn"))),
            lambda rows, value: rows.filter(urgent=True) if value == "khan" else rows.filter(dead__gt=0),
        ),
    )
    columns = (
        Listed("what", gettext_lazy("Nội dung"), lambda t: Cell(title_of(t)), title_of, Kind.NAME),
        Listed("state", gettext_lazy("Đến đâu"), lambda t: Cell(status=_status(t)), lambda t: "", Kind.STATUS),
        Listed("who", gettext_lazy("Người báo"), lambda t: Cell(_teller(t)), _teller, soft=True),
        Listed("when", gettext_lazy("Lúc"), lambda t: Cell(format_datetime(t.told_at)), lambda t: t.told_at, Kind.DATE),
    )

    def rows(self) -> QuerySet[Any]:
        """Those of the offices in reach."""
        return tellings(self.actor)

    def row_url(self, row: Any) -> str:
        """Its log."""
        return reverse("notices:telling", args=[row.pk])

    def head(self) -> PageHead:
        """Below the inbox, beside the chains."""
        calls = Act(_("Các lượt gọi khi khẩn"), url=reverse("notices:chains"), icon="phone-in")
        return PageHead(title=self.title, crumbs=(inbox_crumb(),), acts=(calls,))

    def empty(self) -> EmptyState:
        """Nothing told yet."""
        return EmptyState(
            fact=_("Đơn vị chưa gửi thông báo nào."),
            text=_("Thông báo tự gửi khi giao việc, nhận tin báo, sắp đến hạn; mỗi cái ghi rõ đã đến ai."),
        )


class SentPage(Screen):
    """One telling: to whom, by which channel, what became of it, every try."""

    policy = Policy(SENT)
    template = "notices/telling.html"
    help_page = "notices/sent"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        telling = see_telling(self.actor, pk)
        deliveries = deliveries_of(telling)
        names = names_of(one.person_id for one in deliveries)
        return self.page(
            {
                "head": self._head(telling),
                "facts": self._facts(telling),
                "table": _deliveries(deliveries, names),
                "tries": _tries(deliveries, names),
            }
        )

    @staticmethod
    def _head(telling: Telling) -> PageHead:
        crumbs = (inbox_crumb(), Link(_("Đã gửi"), reverse("notices:sent")))
        url = address_of(telling.subject_kind, telling.subject_id)
        main = Act(_("Mở việc này"), url=url, icon="folder-open") if url else None
        return PageHead(title=title_of(telling), crumbs=crumbs, status=_status(telling), main=main)

    @staticmethod
    def _facts(telling: Telling) -> list[Fact]:
        place = telling.place.name if telling.place else _("không gắn địa bàn")
        return [
            Fact(_("Mã việc"), telling.code),
            Fact(_("Người báo"), _teller(telling)),
            Fact(_("Đơn vị"), place),
            Fact(_("Lúc"), format_datetime(telling.told_at)),
        ]


def _deliveries(deliveries: list[Delivery], names: dict[UUID, str]) -> Table:
    heads = (
        Column(_("Người nhận"), Kind.NAME),
        Column(_("Bằng")),
        Column(_("Đến đâu"), Kind.STATUS),
        Column(_("Số lần thử"), Kind.NUMBER),
        Column(_("Lúc"), Kind.DATE),
    )
    rows = tuple(
        Row(
            (
                Cell(names.get(one.person_id, "")),
                Cell(capfirst(str(CHANNELS[one.channel]))),
                Cell(status=delivery_status(one)),
                Cell(format_int(one.tries) if one.tries else ""),
                Cell(format_datetime(one.settled_at or one.due_at)),
            )
        )
        for one in sorted(deliveries, key=lambda one: (names.get(one.person_id, ""), one.channel))
    )
    return Table(caption=_("Đến ai, bằng cách nào"), columns=heads, rows=rows)


def _tries(deliveries: list[Delivery], names: dict[UUID, str]) -> Table | None:
    by_id = {one.pk: one for one in deliveries}
    log = tries_of(deliveries)
    if not log:
        return None
    heads = (Column(_("Lúc"), Kind.NAME), Column(_("Người nhận")), Column(_("Bằng")), Column(_("Kết quả")))
    rows = tuple(
        Row(
            (
                Cell(format_datetime(one.at)),
                Cell(names.get(by_id[one.delivery_id].person_id, "")),
                Cell(capfirst(str(CHANNELS[by_id[one.delivery_id].channel]))),
                Cell(capfirst(reason(one.why)) if one.why else _("Đã gửi")),
            )
        )
        for one in log
    )
    return Table(caption=_("Các lần thử, mới nhất ở trên"), columns=heads, rows=rows)
