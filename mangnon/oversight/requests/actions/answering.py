"""Answering a request, and giving it more time once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.oversight.requests.actions.receiving import SHORTEST, TooShort, note, taken
from mangnon.oversight.requests.models import Answer, RightsRequest, Step
from mangnon.oversight.requests.queries import kind_of, see_request
from mangnon.oversight.requests.rules import blocked_by_conflict, ends, may_extend
from mangnon.places.calendar.queries import calendar_for


class AlreadyAnswered(Refusal):
    """It was answered before."""

    code = "requests.already_answered"
    sentence = _("{name} đã trả lời yêu cầu này.")
    remedy = _("Tải lại trang để xem.")
    status = 409


class LateWhyMissing(Refusal):
    """Late work is done all the same, and says why it is late."""

    code = "requests.late_why_missing"
    sentence = _("Đã quá hạn ngày {day}, nên cần ghi vì sao trễ, ít nhất {n} ký tự.")
    field = "late_why"


class IdentityMissing(Refusal):
    """Nobody is answered "yes" before it is known who asks."""

    code = "requests.identity_missing"
    sentence = _("Chưa ghi đã kiểm tra người yêu cầu là ai.")
    remedy = _("Xem giấy tờ của người yêu cầu, ghi vào hồ sơ, rồi mới chấp nhận.")
    status = 409


class ConflictOpen(Refusal):
    """The representative may be the abuser."""

    code = "requests.conflict_open"
    sentence = _("Người yêu cầu đang có xung đột lợi ích với trẻ.")
    remedy = _("Chuyển yêu cầu sang người đại diện khác hoặc cơ quan có thẩm quyền trước.")
    status = 409


class LawMissing(Refusal):
    """A refusal names its law."""

    code = "requests.law_missing"
    sentence = _("Từ chối thì phải ghi căn cứ pháp luật.")
    field = "law"


class NotNow(Refusal):
    """More time is given once, while the term still runs, after acceptance."""

    code = "requests.not_now"
    sentence = _("Yêu cầu này không gia hạn được.")
    remedy = _("Chỉ gia hạn một lần, khi đã chấp nhận và chưa quá hạn.")
    status = 409


def refuse_late(due: datetime, at: datetime, late_why: str) -> None:
    """Raise LateWhyMissing."""
    if due < at and len(late_why.strip()) < SHORTEST:
        raise LateWhyMissing(day=format_date(local_day(due)), n=SHORTEST)


@action("oversight.requests.answer")
def answer_request(
    *, actor: Actor, at: datetime, request_id: UUID, version: int, answer: str, reason: str, law: str = "",
    late_why: str = "",
) -> RightsRequest:  # fmt: skip
    """Accept or refuse, with reason and law.

    Raises NotFound, Forbidden, StaleVersion, Closed, AlreadyAnswered, TooShort, LawMissing, IdentityMissing,
    ConflictOpen, LateWhyMissing.
    """
    row = taken(actor, "oversight.requests.answer", request_id, version)
    if row.answered_at is not None:
        raise AlreadyAnswered(name=row.answered_by_name)
    _check(row, Answer(answer), reason, law)
    refuse_late(row.answer_due, at, late_why)
    row.answer, row.answer_reason, row.answer_law = Answer(answer), reason.strip(), law.strip()
    row.answered_at, row.answered_by, row.answered_by_name = at, actor.person_id, actor.name
    row.save(
        update_fields=[
            "answer", "answer_reason", "answer_law", "answered_at", "answered_by", "answered_by_name", "version",
        ]
    )  # fmt: skip
    note(row, Step.ANSWERED, actor, at, f"{Answer(answer).label}. {row.answer_reason}", late_why)
    book(actor=actor, action="oversight.requests.answer", at=at, subject=row, code=row.code, answer=row.answer)
    return row


def _check(row: RightsRequest, answer: Answer, reason: str, law: str) -> None:
    if len(reason.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    if answer is Answer.REFUSED and not law.strip():
        raise LawMissing
    if answer is Answer.ACCEPTED and not row.identity:
        raise IdentityMissing
    if answer is Answer.ACCEPTED and blocked_by_conflict(row):
        raise ConflictOpen


@action("oversight.requests.print")
def book_print(*, actor: Actor, at: datetime, request_id: UUID) -> RightsRequest:
    """Note that the letter was printed. Raises NotFound (also while nothing was answered), Forbidden."""
    row = see_request(actor, request_id)
    if row.answered_at is None:
        raise NotFound
    book(actor=actor, action="oversight.requests.print", at=at, subject=row, code=row.code)
    return row


@action("oversight.requests.extend")
def extend_request(*, actor: Actor, at: datetime, request_id: UUID, version: int, reason: str) -> RightsRequest:
    """Give it more time, once. Raises NotFound, Forbidden, StaleVersion, Closed, NotNow, TooShort."""
    row = taken(actor, "oversight.requests.extend", request_id, version)
    if not may_extend(row, at):
        raise NotNow
    if len(reason.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    row.extended_from = row.fulfil_due
    row.fulfil_due = ends(row.extended_from, kind_of(row).extension.term, calendar_for(row.place_id))
    row.save(update_fields=["extended_from", "fulfil_due", "version"])
    note(row, Step.EXTENDED, actor, at, reason)
    book(actor=actor, action="oversight.requests.extend", at=at, subject=row, code=row.code, due=row.fulfil_due)
    return row
