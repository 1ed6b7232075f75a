"""Hosts that articles may link to: asked for, confirmed by somebody else, ended."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.publishing import rights
from mangnon.publishing.actions import ask_domain, confirm_domain, end_domain
from mangnon.publishing.forms import DomainForm, ReasonForm
from mangnon.publishing.models import LinkDomain
from mangnon.publishing.queries import editing
from mangnon.publishing.words import DOMAINS
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, Link, PageHead
from mangnon.ui.screens import ActScreen, Filter, FormScreen, Listed, ListScreen


def _state(row: LinkDomain) -> str:
    if row.ended_at:
        return _("đã thôi")
    return _("được liên kết") if row.confirmed_by else _("chờ người thứ hai")


def _who(row: LinkDomain) -> str:
    both = [row.asked_by_name, row.confirmed_by_name]
    return ", ".join(one for one in both if one)


STATES = (
    ("duoc", gettext_lazy("được liên kết")),
    ("cho", gettext_lazy("chờ người thứ hai")),
    ("thoi", gettext_lazy("đã thôi")),
)


def _by_state(rows: QuerySet[LinkDomain], value: str) -> QuerySet[LinkDomain]:
    if value == "thoi":
        return rows.filter(ended_at__isnull=False)
    return rows.filter(ended_at__isnull=True, confirmed_by__isnull=value == "cho")


def _since(row: LinkDomain) -> str:
    return format_date(local_day(row.confirmed_at or row.asked_at))


class DomainList(ListScreen):
    """Hosts by name."""

    policy = Policy(rights.WATCH)
    help_page = "publishing/domains"
    title = DOMAINS
    noun = gettext_lazy("tên miền")
    order = ("host", "id")
    columns = (
        Listed("host", gettext_lazy("Tên miền"), lambda d: Cell(d.host), lambda d: d.host, Kind.NAME),
        Listed("state", gettext_lazy("Tình trạng"), lambda d: Cell(_state(d)), _state),
        Listed("why", gettext_lazy("Vì sao cần"), lambda d: Cell(d.why), lambda d: d.why),
        Listed("who", gettext_lazy("Đề nghị, xác nhận"), lambda d: Cell(_who(d)), _who, soft=True),
        Listed("since", gettext_lazy("Từ ngày"), lambda d: Cell(_since(d)), _since, Kind.DATE),
    )
    filters = (Filter("o", gettext_lazy("Tình trạng"), gettext_lazy(", {choice}"), lambda: STATES, _by_state),)

    def rows(self) -> QuerySet[Any]:
        """Every entry."""
        return editing.domains()

    def row_url(self, row: Any) -> str:
        """Where it is decided."""
        return reverse("publishing:domain", args=[row.pk])

    def main_act(self) -> Act | None:
        """Asking, for those who write."""
        if not self.actor.can(rights.ASK_DOMAIN):
            return None
        return Act(_("Đề nghị tên miền"), url=reverse("publishing:ask_domain"), icon="plus", key="N")

    def empty(self) -> EmptyState:
        """What it means."""
        return EmptyState(
            fact=_("Chưa có tên miền nào."),
            text=_("Bài chỉ liên kết đến trang của mình và đến tên miền có trong danh sách."),
        )


class AskDomain(FormScreen):
    """Ask for one."""

    policy = Policy(rights.ASK_DOMAIN)
    form_class = DomainForm
    help_page = "publishing/domains"
    title = gettext_lazy("Đề nghị tên miền")
    button = gettext_lazy("Đề nghị")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Ask."""
        made = ask_domain(actor=self.actor, at=self.at, **cleaned)
        said = _("Đã đề nghị {host}. Một người khác phải xác nhận.").format(host=made.host)
        return self.after(reverse("publishing:domains"), said)

    def head(self) -> PageHead:
        """Under the list."""
        return PageHead(title=self.title, crumbs=(Link(DOMAINS, reverse("publishing:domains")),))


class DomainPage(FormScreen):
    """One host: confirmed by a second person, or ended with a reason."""

    policy = Policy(rights.WATCH)
    template = "publishing/domain.html"
    form_class = ReasonForm
    help_page = "publishing/domains"
    button = gettext_lazy("Thôi cho phép")
    row: LinkDomain

    def guard(self) -> None:
        """The entry. Raises NotFound."""
        found = editing.domains().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotFound
        self.row = found

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        end_domain(actor=self.actor, at=self.at, domain_id=self.row.pk, reason=cleaned["reason"])
        return self.after(reverse("publishing:domains"), _("Đã thôi cho phép {host}").format(host=self.row.host))

    def head(self) -> PageHead:
        """The host, and confirming it for the second person."""
        row, main = self.row, None
        waits = row.confirmed_by is None and row.ended_at is None
        if waits and self.actor.can(rights.CONFIRM_DOMAIN) and row.asked_by != self.actor.person_id:
            url = reverse("publishing:confirm_domain", args=[row.pk])
            main = Act(_("Xác nhận cho phép"), url=url, icon="check", post=True)
        crumbs = (Link(DOMAINS, reverse("publishing:domains")),)
        return PageHead(title=row.host, crumbs=crumbs, facts=(_state(row), _who(row)), main=main)

    def extra(self) -> dict[str, Any]:
        """What is known of it."""
        ends = self.actor.can(rights.END_DOMAIN) and self.row.ended_at is None
        return {"row": self.row, "ends": ends}


class ConfirmDomain(ActScreen):
    """The second person says yes."""

    policy = Policy(rights.CONFIRM_DOMAIN)

    def act(self, **kwargs: Any) -> HttpResponse:
        """Confirm it."""
        found = confirm_domain(actor=self.actor, at=self.at, domain_id=kwargs["pk"])
        return self.after(reverse("publishing:domains"), _("Đã cho phép liên kết đến {host}").format(host=found.host))
