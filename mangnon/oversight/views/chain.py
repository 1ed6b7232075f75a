"""How the book stands, in words: sealed, verified, sent; and what to do when it isn't whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_decimal, format_int
from mangnon.oversight.actions.verifying import ask_verification, verify_book
from mangnon.oversight.models import SentHead, Verification
from mangnon.oversight.queries.chain import Chain, chain, verifications
from mangnon.oversight.rules import AT_ONCE, SENT_WITHIN, Health
from mangnon.ui.parts import Act, Cell, Column, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import ActScreen, Screen

SHOWN = 10
"""Past verifications on the page."""


@dataclass(frozen=True, slots=True)
class ChainLine:
    """The chain in one line, above the list of entries."""

    status: Status
    text: str
    url: str


def status_of(health: Health) -> Status:
    """Word and icon for how the chain stands."""
    return {
        Health.WHOLE: Status(State.DONE, _("Nhật ký nguyên vẹn")),
        Health.UNVERIFIED: Status(State.DUE, _("Lâu chưa kiểm tra")),
        Health.BEHIND: Status(State.LATE, _("Niêm chậm")),
        Health.BROKEN: Status(State.URGENT, _("Nhật ký KHÔNG nguyên vẹn")),
    }[health]


def chain_line(now: Chain) -> ChainLine:
    """Status, how far it is sealed, when it was verified."""
    return ChainLine(status_of(now.health), f"{_sealed(now)}; {_verified(now)}.", reverse("oversight:chain"))


def _sealed(now: Chain) -> str:
    if now.head is None:
        return _("chưa niêm mục nào")
    return _("đã niêm {n} mục, đến mục {last}").format(n=format_int(now.sealed), last=format_int(now.head.entry_id))


def _verified(now: Chain) -> str:
    if now.verified is None:
        return _("chưa kiểm tra lần nào")
    return _("kiểm tra lần cuối {at}").format(at=format_datetime(now.verified.at))


class ChainPage(Screen):
    """The state of the chain."""

    policy = Policy("oversight.chain.see")
    template = "oversight/chain.html"
    help_page = "oversight/chain"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        now = chain(self.at)
        past = list(verifications()[:SHOWN])
        context = {
            "head": self._head(now),
            "facts": self._facts(now),
            "past": self._past(past),
            "broken": now.verified.sentences if now.verified and now.verified.findings else [],
            "steps": steps(now),
        }
        return self.page(context)

    def _head(self, now: Chain) -> PageHead:
        main = None
        if self.actor.can("oversight.book.verify"):
            main = Act(_("Kiểm tra ngay"), url=reverse("oversight:verify"), icon="shield", post=True)
        crumbs = (Link(_("Nhật ký"), reverse("oversight:book")),)
        return PageHead(title=_("Tình trạng nhật ký"), crumbs=crumbs, status=status_of(now.health), main=main)

    def _facts(self, now: Chain) -> list[Fact]:
        return [
            Fact(_("Đã niêm"), self._sealed_words(now)),
            Fact(_("Đang chờ niêm"), status=self._waiting(now)),
            Fact(_("Kiểm tra lần cuối"), status=_result(now.verified)),
            Fact(_("Đầu chuỗi đã ký rời máy"), status=self._sent(now)),
        ]

    @staticmethod
    def _sealed_words(now: Chain) -> str:
        if now.head is None:
            return _("Chưa niêm mục nào.")
        said = _("{n} mục; mục cuối số {last}, niêm lúc {at}")
        return said.format(
            n=format_int(now.sealed), last=format_int(now.head.entry_id), at=format_datetime(now.head.sealed_at)
        )

    @staticmethod
    def _waiting(now: Chain) -> Status:
        if not now.waiting or now.waiting_since is None:
            return Status(State.DONE, _("Không có mục nào chờ"))
        said = _("{n} mục, lâu nhất từ {at}").format(n=format_int(now.waiting), at=format_datetime(now.waiting_since))
        return Status(State.LATE if now.health is Health.BEHIND else State.DOING, said)

    def _sent(self, now: Chain) -> Status:
        if not settings.HEADS_COPY_DIR:
            return Status(State.TODO, _("Chưa đặt nơi giữ ngoài máy này"))
        if now.tried is not None and now.tried.problem:
            return Status(State.LATE, _("Lần gửi {at} không được: {why}").format(**_told(now.tried)))
        if now.sent is None:
            return Status(State.WAITING, _("Chưa gửi lần nào; máy gửi mỗi giờ"))
        late = self.at - now.sent.at > SENT_WITHIN
        said = _("Đến vị trí {position}, lúc {at}").format(**_told(now.sent))
        return Status(State.LATE if late else State.DONE, said)

    @staticmethod
    def _past(past: list[Verification]) -> Table | None:
        if not past:
            return None
        heads = (
            Column(_("Lúc"), Kind.NAME),
            Column(_("Kết quả"), Kind.STATUS),
            Column(_("Số mục"), Kind.NUMBER),
            Column(_("Đầu chuỗi đã so"), Kind.NUMBER),
            Column(_("Hết bao lâu")),
            Column(_("Ai cho kiểm tra")),
        )
        return Table(caption=_("Các lần kiểm tra, mới nhất ở trên"), columns=heads, rows=tuple(map(_row, past)))


def _told(sent: SentHead) -> dict[str, str]:
    return {"at": format_datetime(sent.at), "position": format_int(sent.position), "why": sent.problem}


def _result(one: Verification | None) -> Status:
    if one is None:
        return Status(State.TODO, _("Chưa lần nào"))
    if one.findings:
        said = _("{n} chỗ không khớp, lúc {at}")
        return Status(State.URGENT, said.format(n=format_int(one.findings), at=format_datetime(one.at)))
    return Status(State.DONE, _("Nguyên vẹn, lúc {at}").format(at=format_datetime(one.at)))


def _row(one: Verification) -> Row:
    whole = Status(State.DONE, _("Nguyên vẹn"))
    broken = Status(State.URGENT, _("{n} chỗ không khớp").format(n=format_int(one.findings)))
    return Row(
        (
            Cell(format_datetime(one.at)),
            Cell(status=broken if one.findings else whole),
            Cell(format_int(one.entries)),
            Cell(format_int(one.heads)),
            Cell(_("{n} giây").format(n=format_decimal(one.seconds))),
            Cell(_("Hệ thống") if one.by == one.by_name else one.by_name),
        )
    )


def steps(now: Chain) -> list[str]:
    """What to do when the chain isn't well; nothing when it is."""
    if now.health is Health.BROKEN:
        return [
            _("Không sửa, không khởi động lại gì. Ghi lại giờ này và các câu ở trên."),
            _("Báo ngay người phụ trách bảo vệ dữ liệu và lãnh đạo đơn vị; hai người cùng làm các bước sau."),
            _("Trên máy chủ, chạy “mangnon audit verify --heads” với thư mục giữ đầu chuỗi ở máy khác và lưu kết quả."),
            _("Giữ nguyên bản sao lưu gần nhất trước giờ kiểm tra đúng lần cuối; so hai bản để biết mục nào bị đổi."),
            _("Xem ai đã vào máy chủ và cơ sở dữ liệu trong khoảng giữa hai lần kiểm tra."),
        ]
    if now.health is Health.BEHIND:
        return [
            _("Xem máy làm việc nền (worker) có đang chạy không; nếu không, người quản trị khởi động lại."),
            _("Xem đĩa còn chỗ không: đầu chuỗi phải ghi được ra tệp."),
            _("Vài giây sau khi chạy lại, các mục đang chờ được niêm theo đúng thứ tự."),
        ]
    if now.health is Health.UNVERIFIED:
        return [_("Bấm “Kiểm tra ngay”. Nếu sáng mai vẫn chưa có lần kiểm tra tự động, báo người quản trị.")]
    return []


class Verify(ActScreen):
    """The button: at once when the book is short, by the worker when it is long."""

    policy = Policy("oversight.book.verify")

    def act(self, **kwargs: Any) -> HttpResponse:
        """Verify, or ask for it."""
        if chain(self.at).sealed > AT_ONCE:
            ask_verification(actor=self.actor, at=self.at)
            return self.after(reverse("oversight:chain"), _("Máy đang kiểm tra; tải lại trang sau vài phút."))
        made = verify_book(actor=self.actor, at=self.at)
        said = _("Đã kiểm {n} mục: nguyên vẹn.") if not made.findings else _("Đã kiểm {n} mục: có chỗ không khớp.")
        return self.after(reverse("oversight:chain"), said.format(n=format_int(made.entries)))
