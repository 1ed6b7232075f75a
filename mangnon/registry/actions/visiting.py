"""Somebody went to see a child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import Refusal
from mangnon.registry.actions.checking import check_day, take_child, writer
from mangnon.registry.models import Source, Visit
from mangnon.registry.refusals import OtherUseOfId

RECORD = "registry.visits.record"


class NothingSeen(Refusal):
    """A visit without a word of what was seen."""

    code = "registry.nothing_seen"
    sentence = _("Chưa ghi đã thấy gì.")
    remedy = _("Ghi ngắn gọn tình hình của trẻ; không gặp được thì ghi vì sao.")
    field = "seen"


@action(RECORD)
def record_visit(
    *,
    actor: Actor,
    at: datetime,
    visit_id: UUID,
    child_id: UUID,
    on: date,
    seen: str,
    met: Sequence[str] = (),
    worry: bool = False,
    next_on: date | None = None,
) -> Visit:
    """What was seen at a child's home; ``visit_id`` is the sender's, so that a second send adds nothing.

    Raises NotFound, Forbidden, RecordClosed, NothingSeen, InFuture, Backwards, OtherUseOfId.
    """
    child = take_child(child_id, actor, RECORD)
    if not seen.strip():
        raise NothingSeen
    check_day(on, at, not_before=child.born_from)
    known = Visit.objects.filter(pk=visit_id).first()
    if known is not None and (known.child_id, known.on, known.seen) != (child.pk, on, seen.strip()):
        raise OtherUseOfId
    visit = known or Visit.objects.create(
        id=visit_id, child=child, on=on, by=actor.me, by_name=actor.name, met=list(met), seen=seen.strip(),
        worry=worry, next_on=next_on, source=Source.SEEN, recorded_by=writer(actor),
    )  # fmt: skip
    if child.visited_on is None or child.visited_on < on:
        child.visited_on = on
        child.save(update_fields=["visited_on"])
    book(actor=actor, action=RECORD, at=at, subject=child, visit=str(visit.pk), again=known is not None)
    return visit
