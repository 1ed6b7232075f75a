"""Chains: which urgent matters call people now, who was called, and taking one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, format_time, local_day
from mangnon.lib.refusal import Text
from mangnon.notices.actions.chains import acknowledge
from mangnon.notices.declared import chain_since
from mangnon.notices.models import Chain, ChainLine, ChainState
from mangnon.notices.queries.sent import CHAINS, chains, lines_of, see_chain
from mangnon.notices.rules import Step, What
from mangnon.notices.slots import address_of
from mangnon.notices.views.preferences import inbox_crumb
from mangnon.notices.words import chain_status, line_words, whom
from mangnon.ui.parts import Act, Cell, EmptyState, Fact, Kind, Link, PageHead, TimelineEntry
from mangnon.ui.screens import ActScreen, Filter, Listed, ListScreen, Screen

STATES: tuple[tuple[str, Text], ...] = (
    (ChainState.RUNNING, gettext_lazy("đang gọi")),
    (ChainState.EXHAUSTED, gettext_lazy("chưa ai nhận")),
    (ChainState.ACKNOWLEDGED, gettext_lazy("đã có người nhận")),
)
ICONS = {
    What.TOLD: "phone-in",
    What.SKIPPED: "ban",
    What.NOBODY: "todo",
    What.ALERTED: "alert",
    What.ACKNOWLEDGED: "check",
}


def _title(chain: Chain) -> str:
    return _("Việc khẩn {code}").format(code=chain.code)


class ChainList(ListScreen):
    """Chains of the offices in reach, newest first."""

    policy = Policy(CHAINS)
    title = gettext_lazy("Các lượt gọi khi có việc khẩn")
    noun = gettext_lazy("lượt gọi")
    help_page = "notices/chains"
    order = ("-id",)
    exports = False
    filters = (
        Filter(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            gettext_lazy(", {choice}"),
            lambda: STATES,
            lambda rows, value: rows.filter(state=value),
        ),
    )
    columns = (
        Listed("what", gettext_lazy("Việc"), lambda c: Cell(_title(c)), _title, Kind.NAME),
        Listed(
            "state",
            gettext_lazy("Trạng thái"),
            lambda c: Cell(status=chain_status(c.state)),
            lambda c: c.state,
            Kind.STATUS,
        ),
        Listed("place", gettext_lazy("Địa bàn"), lambda c: Cell(c.place.name), lambda c: c.place.name),
        Listed(
            "who", gettext_lazy("Người nhận"), lambda c: Cell(c.acknowledged_by_name), lambda c: c.acknowledged_by_name
        ),
        Listed(
            "when",
            gettext_lazy("Bắt đầu"),
            lambda c: Cell(format_datetime(c.started_at)),
            lambda c: c.started_at,
            Kind.DATE,
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Within reach."""
        return chains(self.actor)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return reverse("notices:chain", args=[row.pk])

    def head(self) -> PageHead:
        """Below the inbox."""
        return PageHead(title=self.title, crumbs=(inbox_crumb(),))

    def empty(self) -> EmptyState:
        """Never yet."""
        return EmptyState(
            fact=_("Chưa có lượt gọi nào."),
            text=_("Khi có việc khẩn, hệ thống gọi lần lượt đến khi có người nhận. Ai được gọi, lúc nào đều ghi lại."),
        )


class ChainPage(Screen):
    """One chain: what happened so far, whose turn comes when, and the button to take it."""

    policy = Policy("notices.chains.acknowledge")
    template = "notices/chain.html"
    help_page = "notices/chains"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        chain = see_chain(self.actor, pk)
        context = {"head": self._head(chain), "facts": self._facts(chain), "entries": _entries(lines_of(chain))}
        return self.page(context)

    def _head(self, chain: Chain) -> PageHead:
        crumbs: tuple[Link, ...] = (inbox_crumb(),)
        if self.actor.can(CHAINS):
            crumbs += (Link(_("Lượt gọi"), reverse("notices:chains")),)
        url = address_of(chain.subject_kind, chain.subject_id)
        thing = Act(_("Mở việc này"), url=url, icon="folder-open") if url else None
        take = Act(_("Tôi nhận việc này"), url=reverse("notices:acknowledge", args=[chain.pk]), icon="check", post=True)
        taken = chain.state == ChainState.ACKNOWLEDGED
        return PageHead(
            title=_title(chain),
            crumbs=crumbs,
            status=chain_status(chain.state),
            main=thing if taken else take,
            acts=(thing,) if thing and not taken else (),
        )

    @staticmethod
    def _facts(chain: Chain) -> list[Fact]:
        facts = [
            Fact(_("Địa bàn"), chain.place.name),
            Fact(_("Bắt đầu"), f"{format_datetime(chain.started_at)}, {chain.started_by_name}"),
        ]
        definition = chain_since(chain.definition, chain.since)
        steps = definition.steps if definition else ()
        if chain.state == ChainState.RUNNING and chain.position < len(steps):
            after = _("{whom}, lúc {time}").format(
                whom=whom(steps[chain.position].whom), time=format_time(chain.due_at)
            )
            facts.append(Fact(_("Nếu chưa ai nhận, gọi tiếp"), after))
        elif chain.state == ChainState.RUNNING:
            facts.append(
                Fact(_("Nếu chưa ai nhận"), _("báo cấp tỉnh lúc {time}").format(time=format_time(chain.due_at)))
            )
        if chain.acknowledged_at:
            taken = f"{chain.acknowledged_by_name}, {format_datetime(chain.acknowledged_at)}"
            facts.append(Fact(_("Người nhận việc"), taken))
        if definition:
            facts.append(Fact(_("Thứ tự gọi"), _order(steps)))
        return facts


def _order(steps: Sequence[Step]) -> str:
    """The whole order in words, each with its time to answer."""
    each = _("{whom} ({n} phút)")
    return ", ".join(each.format(whom=whom(one.whom), n=int(one.wait.total_seconds()) // 60) for one in steps)


def _entries(lines: list[ChainLine]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            day=format_date(local_day(line.at)),
            time=format_time(line.at),
            kind=whom(line.whom) if line.whom else _("Nhận việc"),
            icon=ICONS[What(line.what)],
            text=line_words(line),
        )
        for line in lines
    ]


class Acknowledge(ActScreen):
    """Take the matter."""

    policy = Policy("notices.chains.acknowledge")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Take it and go on to the thing."""
        chain = acknowledge(actor=self.actor, at=self.at, chain_id=kwargs["pk"])
        return self.after(
            reverse("notices:chain", args=[chain.pk]), _("Đã ghi: bạn nhận việc này. Không ai bị gọi thêm.")
        )
