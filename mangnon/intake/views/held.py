"""What the public page holds back for somebody to look at first: read, let go on, or put aside with a reason."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.intake.actions import release_held, set_aside
from mangnon.intake.models import Held
from mangnon.intake.queries.web import SEE_HELD, held_drops, held_rows
from mangnon.intake.settings import web_door
from mangnon.lib.dates import local_day
from mangnon.ui.parts import EmptyState, Link, PageHead
from mangnon.ui.screens import ActScreen, Screen


class HeldDrops(Screen):
    """The held ones, with their words; that they were read is booked."""

    policy = Policy(SEE_HELD)
    template = "intake/held.html"
    help_page = "intake/held"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        self.saw(held_rows(self.actor).only("pk"))
        door = web_door(local_day(self.at))
        rows = [(one, str(Held(one.held).label)) for one in held_drops(self.actor)]
        return self.page({"head": self.head(), "rows": rows, "minutes": door.hold_minutes, "nothing": _nothing()})

    def head(self) -> PageHead:
        """Below the list of reports."""
        return PageHead(
            title=_("Tin đang giữ"), crumbs=(Link(_("Tin báo"), reverse("intake:reports")),),
            facts=(_("từ trang báo tin trên mạng"),),
        )  # fmt: skip


def _nothing() -> EmptyState:
    text = _("Khi quá nhiều tin đến cùng lúc, tin sau được giữ ở đây cho người xem trước. Không tin nào bị bỏ.")
    return EmptyState(fact=_("Không có tin nào đang giữ."), text=text)


class Release(ActScreen):
    """Let one go on."""

    policy = Policy("intake.release_held")
    help_page = "intake/held"

    def act(self, pk: UUID, **kwargs: object) -> HttpResponse:  # type: ignore[override]  # one id
        """Release it."""
        release_held(actor=self.actor, at=self.at, drop_id=pk)
        return self.after(reverse("intake:held"), _("Tin đi tiếp, đến nơi phải làm trong ít giây"))


class SetAside(ActScreen):
    """Put one aside: it is no report."""

    policy = Policy("intake.set_aside")
    help_page = "intake/held"

    def act(self, pk: UUID, **kwargs: object) -> HttpResponse:  # type: ignore[override]  # one id
        """Put it aside. Raises NoteMissing."""
        set_aside(actor=self.actor, at=self.at, drop_id=pk, why=self.request.POST.get("why", ""))
        return self.after(reverse("intake:held"), _("Đã để riêng, kèm lý do"))
