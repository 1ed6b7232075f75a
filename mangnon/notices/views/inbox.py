"""The inbox: what one was told, unread first; opening leads to the thing through its own permission."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.refusal import Text
from mangnon.notices.actions.own import mark_all_read, mark_read
from mangnon.notices.declared import every_kind
from mangnon.notices.models import Notice
from mangnon.notices.queries.inbox import inbox, unread_count
from mangnon.notices.slots import address_of
from mangnon.notices.words import notice_status, title_of
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, PageHead
from mangnon.ui.screens import ActScreen, Filter, Listed, ListScreen, Screen

STATES: tuple[tuple[str, Text], ...] = (
    ("chua-doc", gettext_lazy("chưa đọc")),
    ("khan", gettext_lazy("khẩn")),
)


def _kinds() -> list[tuple[str, Text]]:
    return [(kind.id, kind.name.now()) for kind in every_kind()]


def _by_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(unread=1) if value == "chua-doc" else rows.filter(telling__urgent=True)


def _mark(notice: Notice) -> Cell:
    if not notice.unread:
        return Cell("")
    return Cell(act=Act(_("Đánh dấu đã đọc"), url=reverse("notices:read", args=[notice.code]), post=True))


class Inbox(ListScreen):
    """One's own notices, unread first, newest first."""

    policy = Policy("notices.read")
    template = "notices/inbox.html"
    title = gettext_lazy("Thông báo")
    noun = pgettext_lazy("counted", "thông báo")
    help_page = "notices/inbox"
    order = ("-unread", "-id")
    exports = False
    filters = (
        Filter("trang-thai", gettext_lazy("Trạng thái"), gettext_lazy(", {choice}"), lambda: STATES, _by_state),
        Filter(
            "loai",
            gettext_lazy("Loại"),
            gettext_lazy(", {choice}"),
            _kinds,
            lambda rows, value: rows.filter(telling__kind=value),
        ),
    )
    columns = (
        Listed(
            "what",
            gettext_lazy("Nội dung"),
            lambda n: Cell(title_of(n.telling)),
            lambda n: title_of(n.telling),
            Kind.NAME,
        ),
        Listed(
            "state",
            gettext_lazy("Trạng thái"),
            lambda n: Cell(status=notice_status(n)),
            lambda n: str(notice_status(n).text),
            Kind.STATUS,
        ),
        Listed("when", gettext_lazy("Lúc"), lambda n: Cell(format_datetime(n.told_at)), lambda n: n.told_at, Kind.DATE),
        Listed("act", "", _mark, lambda n: "", Kind.ACT),
    )

    def rows(self) -> QuerySet[Any]:
        """One's own."""
        return inbox(self.actor)

    def row_url(self, row: Any) -> str:
        """Through the mark that it was read, to the thing."""
        return reverse("notices:open", args=[row.code])

    def head(self) -> PageHead:
        """With the ways to read all, and to choose how notices come."""
        ways = Act(_("Cách nhận"), url=reverse("notices:ways"), icon="settings")
        acts = [ways]
        if unread_count(self.actor):
            acts.insert(0, Act(_("Đánh dấu đã đọc hết"), url=reverse("notices:read_all"), icon="check", post=True))
        return PageHead(title=self.title, acts=tuple(acts))

    def empty(self) -> EmptyState:
        """Nothing told, or nothing that fits."""
        if self.request.GET:
            return super().empty()
        return EmptyState(
            fact=_("Chưa có thông báo nào."),
            text=_("Khi có việc giao đến hoặc việc khẩn, thông báo hiện ở đây; việc khẩn báo thêm qua tin nhắn."),
        )


class Badge(Screen):
    """How many are unread, for the script that looks each minute."""

    policy = Policy("notices.read")
    help_page = "notices/inbox"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The number. A script that asks is no sign of life: the screen must still lock by itself (A-14)."""
        signed_in = getattr(request, "signed_in", None)
        if signed_in is not None:
            request.at = signed_in.last_seen_at  # type: ignore[attr-defined]  # the middleware notes no activity
        return JsonResponse({"unread": unread_count(self.actor)})


class Open(Screen):
    """The link of a letter and of a line: marks the notice read and leads to the thing."""

    policy = Policy("notices.read")
    help_page = "notices/inbox"

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        """To the matter that calls people, to the thing, or back to the inbox when it opens nowhere."""
        notice = mark_read(actor=self.actor, at=self.at, code=code)
        self.acted()
        telling = notice.telling
        if telling.chain_id:
            return HttpResponseRedirect(reverse("notices:chain", args=[telling.chain_id]))
        url = address_of(telling.subject_kind, telling.subject_id)
        return HttpResponseRedirect(url or reverse("notices:inbox"))


class Read(ActScreen):
    """Mark one read without opening it."""

    policy = Policy("notices.read")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Mark it."""
        mark_read(actor=self.actor, at=self.at, code=kwargs["code"])
        return self.after(reverse("notices:inbox"))


class ReadAll(ActScreen):
    """Mark all read."""

    policy = Policy("notices.read_all")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Mark them."""
        n = mark_all_read(actor=self.actor, at=self.at)
        said = ngettext("Đã đánh dấu {n} thông báo là đã đọc.", "Đã đánh dấu {n} thông báo là đã đọc.", n).format(n=n)
        return self.after(reverse("notices:inbox"), said)
