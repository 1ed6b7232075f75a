"""Dead letters go into the outbox again: one or all, with a reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.notices.models import Delivery, State

SHORTEST_REASON = 10


class ReasonTooShort(Refusal):
    """What was mended must be said."""

    code = "reason_too_short"
    sentence = _("Ghi rõ hơn: ít nhất {n} ký tự.")
    remedy = _("Đã sửa gì, vì sao lần này gửi được.")
    field = "reason"


class NotDead(Refusal):
    """Somebody was quicker, or the button was pressed twice."""

    code = "letter_not_dead"
    sentence = _("Thư này đang được gửi lại hoặc đã gửi xong.")
    remedy = _("Tải lại danh sách để xem còn thư nào.")


class NoDeadLetters(Refusal):
    """There is nothing to send again."""

    code = "no_dead_letters"
    sentence = _("Không còn thư nào chờ gửi lại.")
    remedy = _("Tải lại danh sách để xem còn thư nào.")


@action("notices.letters.retry")
def retry(*, actor: Actor, at: datetime, delivery_id: UUID, reason: str) -> Delivery:
    """Send one dead letter again. Raises NotFound, NotDead, ReasonTooShort."""
    _check(reason)
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None:
        raise NotFound
    if delivery.state != State.DEAD:
        raise NotDead
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.WAITING, why="", tries=0, due_at=at, since=at, settled_at=None
    )
    book(actor=actor, action="notices.letters.retry", at=at, subject=delivery, reason=reason.strip())
    return delivery


@action("notices.letters.retry_all")
def retry_all(*, actor: Actor, at: datetime, reason: str) -> int:
    """Send every dead letter again; how many. Raises NoDeadLetters, ReasonTooShort."""
    _check(reason)
    dead = list(Delivery.objects.select_for_update().filter(state=State.DEAD).values_list("pk", flat=True))
    if not dead:
        raise NoDeadLetters
    Delivery.objects.filter(pk__in=dead).update(
        state=State.WAITING, why="", tries=0, due_at=at, since=at, settled_at=None
    )
    book(actor=actor, action="notices.letters.retry_all", at=at, letters=len(dead), reason=reason.strip())
    return len(dead)


def _check(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonTooShort(n=SHORTEST_REASON)
