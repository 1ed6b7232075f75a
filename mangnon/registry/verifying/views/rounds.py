"""Rounds: their list, opening one, how the samples were drawn, closing."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Forbidden
from mangnon.registry.models import RecheckFrame, RecheckRound, RecheckShare
from mangnon.registry.reach import only_commune
from mangnon.registry.verifying.forms import OpenRoundForm
from mangnon.registry.verifying.queries import CLOSE, OPEN, SEE, listed_rounds, open_round, shares
from mangnon.registry.verifying.rounds import close_round, redrawn
from mangnon.registry.verifying.rounds import open_round as draw_round
from mangnon.registry.verifying.told import RoundTold
from mangnon.registry.verifying.wording import round_status, size_words
from mangnon.registry.views.forming import RegistryForm
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Listed, ListScreen, Screen

HELP = "registry/verifying"
TITLE = gettext_lazy("Phúc tra")
AT_ONCE = 50_000
"""Children in frames that one page draws again; beyond it commune by commune."""


def crumbs(*rounds: RecheckRound) -> tuple[Link, ...]:
    """The way back: the list, and a round."""
    named = (Link(one.title, reverse("registry:recheck_round", args=[one.pk])) for one in rounds)
    return (Link(TITLE, reverse("registry:recheck_rounds")), *named)


class RoundList(ListScreen):
    """Rounds that drew in the communes in reach, the latest first."""

    policy = Policy(SEE)
    title = TITLE
    noun = gettext_lazy("đợt phúc tra")
    help_page = HELP
    order = ("-opened_at", "-id")
    row_view = "registry:recheck_round"

    def rows(self) -> QuerySet[Any]:
        """All of them."""
        return listed_rounds(self.actor)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # statuses ask the day
        """Which, when, how far."""
        today = local_day(self.at)
        return (
            Listed("title", _("Đợt"), lambda r: Cell(r.title, note=r.place_name), lambda r: r.title, Kind.NAME),
            Listed("due", _("Hạn"), lambda r: Cell(format_date(r.due_on)), lambda r: r.due_on, Kind.DATE),
            Listed("drawn", _("Mẫu rút"), lambda r: Cell(format_int(r.drawn)), lambda r: r.drawn, Kind.NUMBER),
            Listed("sent", _("Đã gửi"), lambda r: Cell(format_int(r.sent)), lambda r: r.sent, Kind.NUMBER),
            Listed("waiting", _("Chờ xử lý"), lambda r: Cell(format_int(r.waiting)), lambda r: r.waiting, Kind.NUMBER),
            Listed(
                "state", _("Tình trạng"), lambda r: Cell(status=round_status(r, today)),
                lambda r: str(round_status(r, today).text), Kind.STATUS,
            ),
        )  # fmt: skip

    def main_act(self) -> Act | None:
        """Open one."""
        if not self.actor.can(OPEN):
            return None
        return Act(_("Mở đợt phúc tra"), url=reverse("registry:open_recheck"), icon="plus", key="N")

    def head(self) -> PageHead:
        """With the way to one's own visits."""
        mine = Act(_("Phiếu giao cho tôi"), reverse("registry:recheck_visits"), "clipboard")
        acts = (mine,) if self.actor.can("registry.rechecks.visit") else ()
        return PageHead(title=self.title, main=self.main_act(), acts=acts)

    def empty(self) -> EmptyState:
        """What a round is for."""
        text = _(
            "Mỗi đợt rút ngẫu nhiên một số trẻ, giao cho người thứ hai đến nhà hỏi lại mà không xem sổ, rồi so với sổ."
        )
        return EmptyState(fact=_("Chưa có đợt phúc tra nào."), text=text, act=self.main_act())


class OpenRound(RegistryForm):
    """Draw the samples of a new round."""

    policy = Policy(OPEN)
    help_page = HELP
    title = gettext_lazy("Mở đợt phúc tra")
    button = gettext_lazy("Rút mẫu và mở đợt")
    note = gettext_lazy(
        "Mẫu được rút ngay khi mở, từ trẻ dưới 16 tuổi đang ở xã, phường hôm nay. Rút xong không đổi được."
    )

    def build(self, data: QueryDict | None) -> forms.Form:
        """With a fresh id."""
        initial = {"round_id": new_id(), "first_day": local_day(self.at), "size": 30}
        return OpenRoundForm(data, initial=initial, many=only_commune(self.actor, OPEN) is None)

    def head(self) -> PageHead:
        """Below the list."""
        return PageHead(title=self.title, crumbs=crumbs())

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One round."""
        only = cleaned.pop("only", None)
        round_id, special = cleaned.pop("round_id"), cleaned.pop("special_size") or 0
        told = RoundTold(**cleaned, special_size=special)
        one = draw_round(actor=self.actor, at=self.at, round_id=round_id, told=told, only=only)
        return self.after(reverse("registry:recheck_round", args=[one.pk]), _("Đã rút mẫu và mở đợt phúc tra"))


class CloseRound(RegistryForm):
    """Freeze the figures."""

    policy = Policy(CLOSE)
    form_class = forms.Form
    help_page = HELP
    title = gettext_lazy("Đóng đợt phúc tra")
    button = gettext_lazy("Đóng đợt")
    keeps_draft = False
    note = gettext_lazy(
        "Đóng rồi thì không gửi thêm phiếu được và số liệu của đợt giữ nguyên. Điều khác còn lại vẫn xử lý được."
    )

    def guard(self) -> None:
        """The round, by whoever opened it. Raises NotFound, Forbidden."""
        self.one = open_round(self.actor, self.kwargs["pk"], CLOSE)
        if self.one.place_id not in self.actor.reach(CLOSE):
            raise Forbidden(action=CLOSE, place_id=self.one.place_id)

    def head(self) -> PageHead:
        """Below the round."""
        return PageHead(title=self.title, crumbs=crumbs(self.one))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Close it."""
        close_round(actor=self.actor, at=self.at, round_id=self.one.pk)
        return self.after(reverse("registry:recheck_round", args=[self.one.pk]), _("Đã đóng đợt phúc tra"))


class DrawPage(Screen):
    """How the samples were drawn: seed, frames, fingerprints; and whether drawing again gives the same children."""

    policy = Policy(SEE)
    template = "registry/verifying/draw.html"
    help_page = HELP
    one: RecheckRound

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        self.one = open_round(self.actor, pk)
        return self.page({"head": self.head(), "facts": draw_facts(self.one), "table": self._table()})

    def head(self) -> PageHead:
        """Below the round."""
        return PageHead(title=_("Cách rút mẫu"), crumbs=crumbs(self.one))

    @cached_property
    def _shares(self) -> list[RecheckShare]:
        rows = shares(self.actor).filter(round=self.one).select_related("place", "round")
        return list(rows.order_by("place__sort_key", "pk"))

    def _table(self) -> Table:
        heads = (
            Column(_("Xã, phường"), Kind.NAME), Column(_("Trẻ trong khung"), Kind.NUMBER),
            Column(_("Mẫu rút"), Kind.NUMBER),
            Column(_("Dấu của khung (SHA-256)"), card=False), Column(_("Dấu của mẫu (SHA-256)"), card=False),
            Column(_("Rút lại"), Kind.STATUS),
        )  # fmt: skip
        frames = RecheckFrame.objects.in_bulk([share.pk for share in self._again])
        rows = [_row(one, frames.get(one.pk), asked=one in self._again) for one in self._shares]
        return Table(_("Mẫu từng xã, phường"), heads, tuple(rows))

    @cached_property
    def _again(self) -> list[RecheckShare]:
        """Those that are drawn again now: all, or in a large province the one in the address."""
        if sum(one.frame_general + one.frame_special for one in self._shares) <= AT_ONCE:
            return self._shares
        return [one for one in self._shares if str(one.pk) == self.request.GET.get("xa", "")]


def _row(share: RecheckShare, frame: RecheckFrame | None, *, asked: bool) -> Row:
    if not asked:
        return Row((*_drawn(share), Cell(_("Rút lại"), url=f"?xa={share.pk}")))
    if frame is None:
        again = Status(State.RESTRICTED, _("Không xem được khung"))
    elif redrawn(share, frame):
        again = Status(State.DONE, _("Ra đúng mẫu này"))
    else:
        again = Status(State.URGENT, _("Không khớp"))
    return Row((*_drawn(share), Cell(status=again)))


def _drawn(share: RecheckShare) -> tuple[Cell, ...]:
    return (
        Cell(share.place.name), Cell(format_int(share.frame_general + share.frame_special)),
        Cell(format_int(share.drawn_general + share.drawn_special)), Cell(_cut(share.frame_digest)),
        Cell(_cut(share.sample_digest)),
    )  # fmt: skip


def _cut(digest: str) -> str:
    """The first half of a fingerprint, in groups: what two people compare by eye."""
    return " ".join(digest[at : at + 8] for at in range(0, 32, 8))


def draw_facts(one: RecheckRound) -> tuple[Fact, ...]:
    """How the round was drawn, in words."""
    period = _("{first} đến {last}").format(first=format_date(one.first_day), last=format_date(one.due_on))
    facts = (
        (_("Thời gian đi"), period),
        (_("Cỡ mẫu"), size_words(one)),
        (_("Rút từ trẻ ở đây ngày"), format_date(one.frame_on)),
        (_("Số gieo"), one.seed),
        (_("Người mở"), f"{one.opened_by_name}, {format_datetime(one.opened_at)}"),
    )
    told = [Fact(label, value) for label, value in facts]
    if one.closed_at is not None:
        told.append(Fact(_("Người đóng"), f"{one.closed_by_name}, {format_datetime(one.closed_at)}"))
    return tuple(told)
