"""A child comes into a group of special circumstances, and leaves it: by period, with evidence and who decided."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.access.doors import see
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import Forbidden, NotFound, Refusal
from mangnon.registry.actions.checking import check_day, once_at_a_time, take_child, writer
from mangnon.registry.models import Child, Circumstance, Sensitivity, Source
from mangnon.registry.queries.codes import line_for
from mangnon.registry.queries.needs import OPEN_SENSITIVE, circumstances
from mangnon.registry.refusals import Backwards

OPEN = "registry.circumstances.open"
CLOSE = "registry.circumstances.close"
LOOK = "registry.sensitive.open"
LEAST_REASON = 10


class LookReasonMissing(Refusal):
    """Looking at what is closed says what for."""

    code = "registry.look_reason"
    sentence = _("Chưa ghi xem để làm gì (ít nhất {least} ký tự).")
    remedy = _("Ghi ngắn gọn, ví dụ: chuẩn bị đến thăm em.")
    field = "reason"


class EvidenceMissing(Refusal):
    """The law asks for a paper for this group."""

    code = "registry.evidence_missing"
    sentence = _("Nhóm này cần giấy tờ: {requires}.")
    remedy = _("Ghi số, ngày và nơi cấp giấy tờ vào ô căn cứ.")
    field = "evidence"


@action(OPEN)
def open_circumstance(
    *,
    actor: Actor,
    at: datetime,
    child_id: UUID,
    code: str,
    since: date,
    until: date | None = None,
    evidence: str = "",
    decided_by: str = "",
    decision: str = "",
    decided_on: date | None = None,
    source: str = Source.PAPER,
) -> Circumstance:
    """The child belongs to a group from a day on, by the law of that day (Decree 56/2017/NĐ-CP, articles 3-16).

    Sent twice it stays one.

    Raises NotFound, Forbidden (very sensitive groups need their own right), RecordClosed, UnknownCode, InFuture,
    Backwards, AlreadyHolds, EvidenceMissing.
    """
    child = take_child(child_id, actor, OPEN)
    line = line_for(code, since, local_day(at))
    if line.sensitivity == Sensitivity.VERY_HIGH and child.place_id not in actor.reach(OPEN_SENSITIVE):
        raise Forbidden(action=OPEN_SENSITIVE, place_id=child.place_id)
    check_day(since, at, not_before=child.born_from)
    check_day(until, at, not_before=since)
    check_day(decided_on, at)
    if line.requires and not evidence.strip():
        raise EvidenceMissing(requires=line.requires)
    same = Circumstance.objects.filter(child=child, code=code, valid_from=since, valid_to=until)
    if known := same.filter(evidence=evidence.strip()).first():
        book(actor=actor, action=OPEN, at=at, subject=child, circumstance=known.pk, again=True)
        return known
    with once_at_a_time():
        row = Circumstance.objects.create(
            child=child, code=code, group=line.group, law_version=line.version, sensitivity=line.sensitivity,
            valid_from=since, valid_to=until, evidence=evidence.strip(), decided_by=decided_by.strip(),
            decision=decision.strip(), decided_on=decided_on, source=source, recorded_by=writer(actor),
        )  # fmt: skip
    book(actor=actor, action=OPEN, at=at, subject=child, circumstance=row.pk)
    return row


@action(CLOSE)
def close_circumstance(
    *, actor: Actor, at: datetime, child_id: UUID, circumstance_id: int, on: date, reason: str
) -> Circumstance:
    """The child doesn't belong to the group any more from a day on. Raises NotFound, Forbidden, InFuture, Backwards."""
    child = take_child(child_id, actor, CLOSE, in_use=False)
    row = circumstances(actor, child).filter(pk=circumstance_id, valid_to__isnull=True).first()
    if row is None:
        raise NotFound
    check_day(on, at, not_before=row.valid_from)
    if on == row.valid_from:
        raise Backwards(day=format_date(on), first=format_date(row.valid_from))
    row.valid_to, row.end_reason = on, reason.strip()
    row.save(update_fields=["valid_to", "end_reason"])
    book(actor=actor, action=CLOSE, at=at, subject=child, circumstance=row.pk)
    return row


@action(LOOK)
def look_at_sensitive(*, actor: Actor, at: datetime, child_id: UUID, reason: str) -> list[Circumstance]:
    """The very sensitive groups of a child, this once, with the reason in the book.

    Raises NotFound, Forbidden, LookReasonMissing.
    """
    child = see(Child, child_id, actor, LOOK)
    why = " ".join(reason.split())
    if len(why) < LEAST_REASON:
        raise LookReasonMissing(least=LEAST_REASON)
    rows = list(circumstances(actor, child).filter(sensitivity=Sensitivity.VERY_HIGH))
    book(actor=actor, action=LOOK, at=at, subject=child, seen=[child.pk], reason=why[:500])
    return rows
