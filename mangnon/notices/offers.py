"""What notices gives to the frame and the worklist."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.notices.models import ChainState
from mangnon.notices.queries.inbox import unread_count
from mangnon.notices.queries.sent import dead_letters, waiting_chains
from mangnon.notices.retaining import RETAINED
from mangnon.notices.words import chain_status
from mangnon.ui.parts import WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import When, Work, WorkSource


def _unread(actor: Actor) -> int | None:
    return unread_count(actor) or None


def _dead(actor: Actor) -> int | None:
    return dead_letters().order_by()[:1000].count() or None


def _work(actor: Actor, at: datetime) -> list[Work]:
    """Urgent matters that nobody has taken."""
    return [
        Work(
            When.NOW,
            chain.started_at,
            WorkRow(
                status=chain_status(chain.state),
                name=_("Việc khẩn {code}").format(code=chain.code),
                url=reverse("notices:chain", args=[chain.pk]),
                place=chain.place.name,
                act=_("Nhận việc, hoặc cử người ngay")
                if chain.state == ChainState.EXHAUSTED
                else _("Nhận việc để những người sau không bị gọi"),
                danger=True,
            ),
        )
        for chain in waiting_chains(actor)
    ]


OFFERS: tuple[Any, ...] = (
    RailEntry(gettext_lazy("Thông báo"), "notices:inbox", "message", order=15, action="notices.read", count=_unread),
    RailEntry(
        gettext_lazy("Đã gửi"), "notices:sent", "forward", order=820, action="notices.sent.see", yearly=True
    ),
    RailEntry(
        gettext_lazy("Không gửi được"), "notices:dead", "cloud-off", order=910, action="notices.dead.see", yearly=True,
        count=_dead,
    ),
    WorkSource("notices.chains", _work),
    *RETAINED,
)  # fmt: skip
