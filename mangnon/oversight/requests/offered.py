"""Which steps a request offers now, as a table: the next act first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.lib.refusal import Text
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.queries import kind_of
from mangnon.oversight.requests.rules import Stage, blocked_by_conflict, may_extend, stage_of, waits_for_second
from mangnon.ui.parts import Act


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as somebody stands before it."""

    row: RightsRequest
    actor: Actor
    at: datetime
    stage: Stage
    blocked: bool
    waits: bool

    @property
    def undone(self) -> bool:
        """Whether it is still to be answered or carried out."""
        return self.stage in (Stage.RECEIVED, Stage.ACCEPTED)

    @property
    def copied(self) -> bool:
        """Whether a copy may be handed out."""
        row = self.row
        given = kind_of(row).gives_copy and row.answer == "accepted" and row.subject_id
        return bool(given) and not blocked_by_conflict(row)


@dataclass(frozen=True, slots=True)
class Offered:
    """A step: the right it needs, the address, what the button says, and when it is offered."""

    right: str
    view: str
    label: Text
    icon: str
    when: Callable[[Seen], bool]


TABLE: tuple[Offered, ...] = (
    Offered(
        "redirect", "redirect_request", _("Chuyển người đại diện"), "forward", lambda one: one.undone and one.blocked
    ),
    Offered(
        "identify",
        "identify_request",
        _("Kiểm tra người yêu cầu"),
        "search",
        lambda one: one.stage is Stage.RECEIVED and not one.row.identity,
    ),
    Offered("answer", "answer_request", _("Trả lời"), "edit", lambda one: one.stage is Stage.RECEIVED),
    Offered(
        "approve",
        "approve_request",
        _("Duyệt xóa"),
        "circle-check",
        lambda one: one.waits and one.row.answered_by != one.actor.person_id,
    ),
    Offered(
        "fulfil",
        "fulfil_request",
        _("Ghi đã thực hiện"),
        "circle-check",
        lambda one: one.stage is Stage.ACCEPTED and not one.blocked and not one.waits,
    ),
    Offered("extend", "extend_request", _("Gia hạn"), "clock", lambda one: may_extend(one.row, one.at)),
    Offered("close", "close_request", _("Kết thúc"), "lock", lambda one: one.stage in (Stage.FULFILLED, Stage.REFUSED)),
    Offered(
        "flag",
        "flag_request",
        _("Báo xung đột lợi ích"),
        "alert",
        lambda one: one.undone and not one.row.conflict,
    ),
    Offered("see", "request_letter", _("Thư trả lời"), "print", lambda one: one.row.answered_at is not None),
    Offered("see", "request_copy", _("Bản sao đã lược"), "print", lambda one: one.copied),
)


def steps_offered(row: RightsRequest, actor: Actor, at: datetime) -> list[Act]:
    """What this actor may do with it now."""
    seen = Seen(row, actor, at, stage_of(row), blocked_by_conflict(row), waits_for_second(row, kind_of(row)))
    return [
        Act(one.label, url=reverse(f"oversight:{one.view}", args=[row.pk]), icon=one.icon)
        for one in TABLE
        if actor.can(f"oversight.requests.{one.right}") and one.when(seen)
    ]
