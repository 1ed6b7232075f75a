"""A referral's page for both sides, and the list of the provider's people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mangnon.access.policy import Policy
from mangnon.cases.referring.models import Referral, ReferralState
from mangnon.cases.referring.queries import RECEIVE, SEE, for_staff, for_team, is_staff, to_provider
from mangnon.cases.referring.rules import ground_words
from mangnon.cases.referring.words import (
    RECEIVED,
    given_words,
    left_words,
    referral_status,
    sex_words,
    shared_words,
    who_words,
)
from mangnon.cases.views.narrowing import by_state
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.refusal import NotFound, Text
from mangnon.places.rules import in_line
from mangnon.ui.parts import Act, Cell, EmptyState, Fact, Kind, Link, PageHead, Reach, Stage, Words
from mangnon.ui.screens import Listed, ListScreen, Screen

S = ReferralState
ACTS: dict[str, tuple[tuple[str, str, Text, str, bool], ...]] = {
    S.SENT: (
        ("accept_referral", "accept", gettext_lazy("Nhận chuyển gửi"), "circle-check", True),
        ("decline_referral", "decline", gettext_lazy("Không nhận"), "ban", True),
        ("withdraw_referral", "withdraw", gettext_lazy("Rút chuyển gửi"), "undo", False),
    ),
    S.ACCEPTED: (
        ("finish_referral", "finish", gettext_lazy("Ghi đã cung cấp"), "circle-check", True),
        ("withdraw_referral", "withdraw", gettext_lazy("Rút chuyển gửi"), "undo", False),
    ),
    S.DONE: (("feedback_referral", "feedback", gettext_lazy("Nhận xét về dịch vụ"), "message", False),),
    S.DECLINED: (("feedback_referral", "feedback", gettext_lazy("Nhận xét về dịch vụ"), "message", False),),
}
"""By state: address, act, label, icon, and whether it belongs to the provider's people."""


def referral_url(pk: object) -> str:
    """Its page."""
    return reverse("cases:referral", args=[pk])


class ReferralList(ListScreen):
    """Referrals to the providers for which one answers."""

    policy = Policy(RECEIVE)
    help_page = "cases/referrals"
    title = RECEIVED
    noun = gettext_lazy("chuyển gửi")
    order = ("-sent_at", "-id")
    exports = False
    filters = by_state(lambda: ReferralState.choices)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]  # time left depends on the moment
        """Which one, about whom as far as was told, from where, where it stands."""
        at = self.at
        return (
            Listed("code", gettext_lazy("Mã"), lambda r: Cell(r.code), lambda r: r.code, Kind.NAME),
            Listed("who", gettext_lazy("Trẻ em"), lambda r: Cell(who_words(r)), who_words),
            Listed("service", gettext_lazy("Dịch vụ"), lambda r: Cell(r.service_name), lambda r: r.service_name),
            Listed("place", gettext_lazy("Nơi gửi"), lambda r: Cell(in_line(r.place.name)), lambda r: r.place.name,
                   soft=True),
            Listed("state", gettext_lazy("Tình trạng"), lambda r: Cell(status=referral_status(r, at)),
                   lambda r: r.state, Kind.STATUS),
            Listed("left", gettext_lazy("Hạn trả lời"), lambda r: Cell(left_words(r, at)), lambda r: r.answer_by),
        )  # fmt: skip

    def rows(self) -> QuerySet[Any]:
        """Those with something to do; all when asked for."""
        rows = to_provider(self.actor, self.at).select_related("place")
        asked = self.request.GET.get("xong") or self.request.GET.get("tinh_trang")
        return rows if asked else rows.filter(Q(state=S.SENT) | Q(state=S.ACCEPTED))

    def row_url(self, row: Any) -> str:
        """Its page."""
        return referral_url(row.pk)

    def empty(self) -> EmptyState:
        """Nothing waits."""
        return EmptyState(
            fact=_("Không có chuyển gửi nào đang chờ."),
            text=_("Khi một xã, phường chuyển gửi trẻ đến đơn vị của bạn, việc đó hiện ở đây và bạn được báo."),
        )


class ReferralPage(Screen):
    """One referral: the case's people come by their case, the provider's people by their provider."""

    policy = Policy(SEE)
    template = "cases/referral.html"
    help_page = "cases/referrals"
    row: Referral
    staff: bool

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        self.staff = is_staff(self.actor, self.at)
        self.row = self._found(pk)
        self.saw([self.row])
        context = {
            "head": self._head(),
            "stages": self._stages(),
            "sent": self._sent(),
            "answered": self._answered(),
            "staff": self.staff,
        }
        return self.page(context)

    def _found(self, pk: UUID) -> Referral:
        """Raises NotFound, Forbidden, NotOnTeam."""
        if self.staff:
            try:
                return for_staff(self.actor, self.at, pk)
            except NotFound:
                self.staff = False  # somebody who also works in a commune
        return for_team(self.actor, self.at, pk)

    def _head(self) -> PageHead:
        row = self.row
        acts = [
            Act(label, url=reverse(f"cases:{view}", args=[row.pk]), icon=icon)
            for view, act, label, icon, theirs in ACTS.get(row.state, ())
            if theirs == self.staff and self._may(f"cases.referrals.{act}")
        ]
        leads = bool(acts) and not acts[0].url.endswith("/rut")  # taking back is never what the page is for
        title = _("{code}: {service}").format(code=row.code, service=row.service_name)
        return PageHead(
            title=title,
            crumbs=self._crumbs(),
            status=referral_status(row, self.at),
            facts=tuple(filter(None, (left_words(row, self.at), _("khẩn") if row.urgent else ""))),
            main=acts[0] if leads else None,
            acts=tuple(acts[1:] if leads else acts),
        )

    def _may(self, right: str) -> bool:
        if self.staff:
            return self.actor.can(right)
        case = self.row.case
        return bool({case.place_id, case.incident_place_id} & self.actor.reach(right).places)

    def _crumbs(self) -> tuple[Link, ...]:
        if self.staff:
            return (Link(RECEIVED, reverse("cases:referrals")),)
        case = self.row.case
        listed = Link(_("Hồ sơ vụ việc"), reverse("cases:cases"))
        return (listed, Link(case.code, reverse("cases:case", args=[case.pk])))

    def _stages(self) -> tuple[Stage, ...]:
        row = self.row
        if row.state in (S.DECLINED, S.WITHDRAWN):
            return ()
        order = (S.SENT, S.ACCEPTED, S.DONE)
        now = order.index(ReferralState(row.state))
        names = (_("Gửi"), _("Nhận"), _("Cung cấp"))
        days = (row.sent_at, row.answered_at, row.finished_at)
        return tuple(
            Stage(name, Reach.DONE if n <= now else Reach.NOW if n == now + 1 else Reach.AHEAD,
                  format_date(local_day(day)) if day else "")
            for n, (name, day) in enumerate(zip(names, days, strict=True))
        )  # fmt: skip

    def _sent(self) -> tuple[Fact, ...]:
        row = self.row
        hidden = self.staff and row.state == S.WITHDRAWN
        child: tuple[tuple[Text, Words], ...] = (
            (_("Đề nghị"), row.asked),
            (_("Họ tên"), row.name),
            (_("Tuổi"), row.age),
            (_("Giới tính"), sex_words(row)),
            (_("Liên hệ"), row.contact),
        )
        pairs: tuple[tuple[Text, Words], ...] = (
            *(() if hidden else child),
            (_("Đã gửi kèm"), "" if hidden else shared_words(row)),
            (pgettext("provider", "Đơn vị"), row.provider_name),
            (_("Nơi gửi"), _("{who}, {place}").format(who=row.sent_by_name, place=in_line(row.place.name))),
            (_("Gửi lúc"), format_datetime(row.sent_at)),
            (_("Trả lời trước"), _("{moment} (hạn của hệ thống, luật không quy định)").format(
                moment=format_datetime(row.answer_by))),
            (_("Căn cứ"), f"{ground_words(row.ground)} ({row.ground_cited})"),
        )  # fmt: skip
        return tuple(Fact(name, value) for name, value in pairs if value)

    def _answered(self) -> tuple[Fact, ...]:
        row = self.row
        declined = row.state == S.DECLINED
        who = _("{who}, {at}")
        pairs: tuple[tuple[Text, str], ...] = (
            (_("Vì sao không nhận") if declined else _("Lời hẹn"), row.answer),
            (_("Không nhận") if declined else _("Nhận"), _by(who, row.answered_by_name, row.answered_at)),
            (_("Đã cung cấp"), given_words(row)),
            (_("Người ghi"), _by(who, row.finished_by_name, row.finished_at)),
            (_("Nhận xét của nhóm"), row.feedback),
            (_("Người nhận xét"), _by(who, row.feedback_by_name, row.feedback_at)),
            (_("Vì sao rút"), "" if self.staff else row.withdrawn_why),
            (_("Rút"), _by(who, row.withdrawn_by_name, row.withdrawn_at)),
        )
        return tuple(Fact(name, value) for name, value in pairs if value)


def _by(words: str, who: str, at: Any) -> str:
    return words.format(who=who, at=format_datetime(at)) if at else ""
