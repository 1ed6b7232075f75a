"""Screens of children on their way: asking another commune, its answer, all requests; leaving and coming back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.audit.book import book_seen
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, Text
from mangnon.places.rules import in_line
from mangnon.registry.actions import accept_transfer, ask_transfer, decline_transfer, withdraw_transfer
from mangnon.registry.actions.moving import code_of
from mangnon.registry.forms.moving import AcceptForm, AskForm, DeclineForm, WithdrawForm
from mangnon.registry.models import Child, Transfer
from mangnon.registry.moving import move_status, state_status
from mangnon.registry.queries.moves import (
    ACCEPT,
    MOVES,
    WITHDRAW,
    Sent,
    incoming,
    listed_moves,
    outgoing,
    sent_transfer,
    transfers,
)
from mangnon.registry.views.forming import ChildForm
from mangnon.registry.words import way_words
from mangnon.ui.parts import Act, Cell, EmptyState, Fact, Kind, Link, PageHead
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen, Screen

HELP = "registry/moving"
TITLE = gettext_lazy("Chuyển đi, chuyển đến")


class AskTransfer(ChildForm):
    """Ask another commune to take the child over."""

    policy = Policy("registry.transfers.ask")
    form_class = AskForm
    help_page = HELP
    title = gettext_lazy("Chuyển đi xã, phường khác")
    button = gettext_lazy("Gửi đề nghị")
    note = gettext_lazy(
        "Nơi nhận xem được hồ sơ ngay khi bạn gửi và trả lời tiếp nhận hay không. Cho đến lúc đó, xã này vẫn phụ trách."
    )

    def initial(self) -> dict[str, Any]:
        """Today, with a fresh id."""
        return {"moved_on": local_day(self.at), "transfer_id": new_id()}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One request."""
        transfer = ask_transfer(**self.about, to_place=cleaned.pop("place"), **cleaned)
        return self.done(_("Đã đề nghị {place} tiếp nhận").format(place=in_line(transfer.to_place.name)))


class MoveList(ListScreen):
    """Requests in both directions, the open ones first."""

    policy = Policy(MOVES)
    title = TITLE
    noun = gettext_lazy("lượt chuyển")
    help_page = HELP
    order = ("-waits", "asked_at", "id")
    row_view = "registry:transfer"
    columns = (
        Listed("child", gettext_lazy("Trẻ"), lambda t: Cell(t.child.called), lambda t: str(t.child), Kind.NAME),
        Listed("from", gettext_lazy("Từ"), lambda t: Cell(t.from_place.name), lambda t: t.from_place.name),
        Listed("to", gettext_lazy("Đến"), lambda t: Cell(t.to_place.name), lambda t: t.to_place.name),
        Listed("on", gettext_lazy("Ở đó từ"), lambda t: Cell(format_date(t.moved_on)), lambda t: t.moved_on, Kind.DATE),
        Listed(
            "state", gettext_lazy("Trả lời"), lambda t: Cell(status=move_status(t)),
            lambda t: str(move_status(t).text), Kind.STATUS,
        ),
    )  # fmt: skip

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # directions are the actor's
        """Direction and answer."""
        ways = {"den": incoming(self.actor), "di": outgoing(self.actor)}
        names = [("den", _("đến đây")), ("di", _("đi khỏi đây"))]
        states = [(value, str(label).lower()) for value, label in Transfer.State.choices]
        return (
            Filter("chieu", _("Chiều"), _(" {choice}"), lambda: names, lambda rows, value: rows.filter(ways[value])),
            Filter(
                "tra-loi", _("Trả lời"), _(", {choice}"), lambda: states, lambda rows, value: rows.filter(state=value)
            ),
        )

    def rows(self) -> QuerySet[Any]:
        """All whose child this actor sees."""
        return listed_moves(self.actor)

    def saw(self, rows: Any) -> None:
        """The children stand on the page."""
        super().saw([one.child for one in rows])

    def empty(self) -> EmptyState:
        """Nobody is on the way."""
        return EmptyState(
            fact=_("Không có lượt chuyển nào."),
            text=_("Trẻ sang xã, phường khác thì mở hồ sơ của trẻ, chọn “Chuyển đi xã, phường khác”."),
        )


class TransferScreen(Screen):
    """What the pages of one request share."""

    @cached_property
    def transfer(self) -> Transfer:
        """The request whose child this actor sees. Raises NotFound."""
        found = transfers(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise NotFound
        return found

    @property
    def waits(self) -> bool:
        """Whether nobody has answered."""
        return self.transfer.state == Transfer.State.ASKED

    def may(self, right: str, place_id: int) -> bool:
        """Whether this actor may do it in a commune."""
        return place_id in self.actor.reach(right)

    def head_of(self, title: Text, **more: Any) -> PageHead:
        """The title below the list."""
        crumbs: tuple[Link, ...] = (Link(TITLE, reverse("registry:transfers")),)
        if title != self.transfer.child.called:
            crumbs += (Link(self.transfer.child.called, reverse("registry:transfer", args=[self.transfer.pk])),)
        way = way_words(self.transfer.from_place.name, self.transfer.to_place.name)
        return PageHead(title=title, crumbs=crumbs, line=way, **more)


class TransferPage(TransferScreen):
    """Who asks, what the receiver must know, and what became of it."""

    policy = Policy(MOVES)
    template = "registry/transfer.html"
    help_page = HELP

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The page; for the sender of a child that answers elsewhere, what it may still know."""
        try:
            self.saw([self.transfer.child])
        except NotFound:
            return self._sent()
        context = {
            "head": self._head(),
            "asked": asked_facts(self.transfer),
            "answered": answer_facts(self.transfer),
            "child_url": reverse("registry:child", args=[self.transfer.child_id]),
            "elsewhere": "",
        }
        return self.page(context)

    def _sent(self) -> HttpResponse:
        one = sent_transfer(self.actor, self.kwargs["pk"])
        book_seen(actor=self.actor, action=MOVES, at=self.at, kind=Child, ids=[one.child])
        head = PageHead(
            title=_("Trẻ mang mã {code}").format(code=code_of(one.child)),
            crumbs=(Link(TITLE, reverse("registry:transfers")),),
            line=way_words(one.from_place, one.to_place),
            status=state_status(one.state),
        )
        said = _("Hồ sơ của trẻ nay do {place} phụ trách, nên không mở được ở đây. Cần hỏi thêm thì liên hệ nơi ấy.")
        context = {
            "head": head, "answered": answer_facts(one), "asked": asked_facts(one), "child_url": "",
            "elsewhere": said.format(place=in_line(one.to_place)),
        }  # fmt: skip
        return self.page(context)

    def _head(self) -> PageHead:
        pk, receives = self.transfer.pk, self.waits and self.may(ACCEPT, self.transfer.to_place_id)
        take = Act(_("Tiếp nhận"), reverse("registry:accept", args=[pk]), "check", key="E")
        no = Act(_("Không tiếp nhận"), reverse("registry:decline", args=[pk]), "ban")
        back = Act(_("Rút lại"), reverse("registry:withdraw", args=[pk]), "undo")
        sends = self.waits and self.may(WITHDRAW, self.transfer.from_place_id)
        acts = (*((no,) if receives else ()), *((back,) if sends else ()))
        main = take if receives else None
        return self.head_of(self.transfer.child.called, status=move_status(self.transfer), main=main, acts=acts)


def asked_facts(one: Transfer | Sent) -> tuple[Fact, ...]:
    """What the sender said."""
    told = (
        (_("Ở nơi mới từ ngày"), format_date(one.moved_on)),
        (_("Địa chỉ ở nơi mới"), one.address if isinstance(one, Transfer) else ""),
        (_("Lời bàn giao"), one.hand_over),
        (_("Người đề nghị"), f"{one.asked_by_name}, {format_datetime(one.asked_at)}"),
    )
    return tuple(Fact(label, value) for label, value in told if value)


def answer_facts(one: Transfer | Sent) -> tuple[Fact, ...]:
    """What was answered; nothing while nobody has."""
    if one.answered_at is None:
        return ()
    told = (
        (_("Trả lời"), str(Transfer.State(one.state).label)),
        (_("Người trả lời"), f"{one.answered_by_name}, {format_datetime(one.answered_at)}"),
        (_("Lời nhắn"), one.answer),
    )
    return tuple(Fact(label, value) for label, value in told if value)


class AnswerForm(TransferScreen, FormScreen):
    """A form about one request; the commune whose turn it is answers for ``place_id``."""

    help_page = HELP

    @property
    def place_id(self) -> int:
        """The commune that answers."""
        return self.transfer.to_place_id

    def guard(self) -> None:
        """Raises NotFound, Forbidden."""
        self.saw([self.transfer.child])
        if not self.may(self.policy.action or "", self.place_id):
            raise Forbidden(action=self.policy.action or "", place_id=self.place_id)

    def head(self) -> PageHead:
        """Which child, which way."""
        return self.head_of(self.title)

    @property
    def about(self) -> dict[str, Any]:
        """What every action on the request takes."""
        return {"actor": self.actor, "at": self.at, "transfer_id": self.transfer.pk}


class AcceptTransfer(AnswerForm):
    """Take the child over."""

    policy = Policy(ACCEPT)
    title = gettext_lazy("Tiếp nhận")
    button = gettext_lazy("Tiếp nhận trẻ")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Hamlets of the receiving commune."""
        return AcceptForm(
            data, initial={"address": self.transfer.address}, actor=self.actor, action=ACCEPT,
            place=self.transfer.to_place,
        )  # fmt: skip

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """The child lives here."""
        told = {name: cleaned[name] for name in ("hamlet_id", "address", "answer")}
        child = accept_transfer(**self.about, **told)
        return self.after(reverse("registry:child", args=[child.pk]), _("Đã tiếp nhận"))


class DeclineTransfer(AnswerForm):
    """Say no, with the reason."""

    policy = Policy("registry.transfers.decline")
    form_class = DeclineForm
    title = gettext_lazy("Không tiếp nhận")
    button = gettext_lazy("Gửi trả lời")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """The child stays with the sender."""
        decline_transfer(**self.about, **cleaned)
        return self.after(reverse("registry:transfers"), _("Đã trả lời: không tiếp nhận. Hồ sơ ở lại nơi gửi."))


class WithdrawTransfer(AnswerForm):
    """The sender takes its request back."""

    policy = Policy(WITHDRAW)
    form_class = WithdrawForm
    title = gettext_lazy("Rút lại đề nghị")
    button = gettext_lazy("Rút lại")

    @property
    def place_id(self) -> int:
        """The commune that asked."""
        return self.transfer.from_place_id

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Nobody waits any more."""
        transfer = withdraw_transfer(**self.about, **cleaned)
        return self.after(reverse("registry:child", args=[transfer.child_id]), _("Đã rút đề nghị"))
