"""What referrals give to the frame: the provider's list and work, the team's work, where notices lead."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.commands import DemoShare
from mangnon.cases.referring import demo
from mangnon.cases.referring.models import Referral, ReferralState
from mangnon.cases.referring.queries import RECEIVE, SEE, to_look_at, to_provider
from mangnon.cases.referring.views.pages import referral_url
from mangnon.cases.referring.words import is_late, left_words, next_words, who_words
from mangnon.lib.dates import local_day
from mangnon.notices.slots import Opens
from mangnon.places.rules import in_line
from mangnon.places.slots import placed_facts
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import When, Work, WorkSource

MOST = 30
S = ReferralState
OPEN = Q(state__in=[S.SENT, S.ACCEPTED])


def _received(actor: Actor, at: datetime) -> list[Work]:
    """What the provider's people answer, the nearest term first, then what they carry out."""
    if not actor.can(RECEIVE):
        return []
    rows = to_provider(actor, at).filter(OPEN).select_related("place").order_by("answer_by", "id")[:MOST]
    return [_for_staff(one, at) for one in rows]


def _for_staff(row: Referral, at: datetime) -> Work:
    waits = row.state == S.SENT
    late = is_late(row, at)
    today = late or row.urgent or local_day(row.answer_by) <= local_day(at)
    when = (When.NOW if late or row.urgent else When.TODAY if today else When.WEEK) if waits else When.WEEK
    state = State.LATE if late else State.DUE if waits else State.DOING
    shown = WorkRow(
        status=Status(state, left_words(row, at) if waits else _("Đã nhận")),
        name=row.code,
        url=referral_url(row.pk),
        about=who_words(row),
        place=in_line(row.place.name),
        act=next_words(row),
        danger=row.urgent and waits,
    )
    return Work(when, row.answer_by if waits else at + timedelta(days=7), shown)


def _of_team(actor: Actor, at: datetime) -> list[Work]:
    """Answers that are late, and answers about which nobody of the team has said anything yet."""
    if not actor.can(SEE) or not actor.is_person or any(grant.everywhere for grant in actor.grants):
        return []
    return [_for_team(one, at) for one in to_look_at(actor, at)[:MOST]]


def _for_team(row: Referral, at: datetime) -> Work:
    late = row.state == S.SENT
    declined = row.state == S.DECLINED
    act = _("Gọi đơn vị, hoặc rút và gửi nơi khác") if late else (
        _("Tìm nơi khác, ghi nhận xét") if declined else _("Nhận xét về dịch vụ")
    )  # fmt: skip
    said = _("Đơn vị chưa trả lời") if late else str(S(row.state).label)
    shown = WorkRow(
        status=Status(State.LATE if late else State.UNFOUNDED if declined else State.DONE, said),
        name=str(row.case.called),
        url=referral_url(row.pk),
        about=_("{code}, {provider}").format(code=row.code, provider=row.provider_name),
        act=act,
    )
    when = When.NOW if late else When.TODAY if declined else When.WEEK
    return Work(when, row.answer_by if late else row.answered_at or at, shown)


REFERRING_OFFERS: tuple[Any, ...] = (
    RailEntry(
        gettext_lazy("Chuyển gửi"), "cases:referrals", "forward", order=31, action=RECEIVE,
        covers=frozenset({"referral", "accept_referral", "decline_referral", "finish_referral"}),
    ),
    WorkSource("cases.referrals_received", _received),
    WorkSource("cases.referrals", _of_team),
    Opens("cases.Referral", lambda thing: reverse("cases:referral", args=[thing])),
    placed_facts("cases.referral", gettext_lazy("Chuyển gửi đến dịch vụ"), model=Referral, open=OPEN),
    DemoShare("cases.referrals", gettext_lazy("chuyển gửi"), 62, demo.make),
)  # fmt: skip
