"""Carrying a request out toward the right person, with a second one where it can't be undone; closing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.refusal import Refusal
from mangnon.oversight.requests.actions.answering import ConflictOpen, refuse_late
from mangnon.oversight.requests.actions.receiving import SHORTEST, TooShort, note, taken
from mangnon.oversight.requests.models import RightsRequest, Step
from mangnon.oversight.requests.queries import kind_of
from mangnon.oversight.requests.rules import Stage, blocked_by_conflict, stage_of, waits_for_second


class NotAccepted(Refusal):
    """Only what was accepted, and not yet done, is carried out."""

    code = "requests.not_accepted"
    sentence = _("Yêu cầu này không ở bước thực hiện.")
    remedy = _("Tải lại trang để xem yêu cầu đang ở bước nào.")
    status = 409


class SecondPersonMissing(Refusal):
    """What can't be undone needs two."""

    code = "requests.second_person_missing"
    sentence = _("Xóa dữ liệu cần người thứ hai duyệt trước.")
    remedy = _("Nhờ lãnh đạo cấp tỉnh hoặc người phụ trách dữ liệu khác duyệt.")
    status = 409


class SamePerson(Refusal):
    """The second person is another one."""

    code = "requests.same_person"
    sentence = _("Người duyệt và người làm phải là hai người khác nhau.")
    remedy = _("Nhờ người khác làm bước này.")
    status = 403


class NothingToApprove(Refusal):
    """It needs no second person, or has one."""

    code = "requests.nothing_to_approve"
    sentence = _("Yêu cầu này không chờ người thứ hai duyệt.")
    status = 409


class NotFinished(Refusal):
    """Closed is what was carried out, or refused."""

    code = "requests.not_finished"
    sentence = _("Yêu cầu chưa thực hiện xong nên chưa kết thúc được.")
    remedy = _("Thực hiện hoặc từ chối trước.")
    status = 409


@action("oversight.requests.approve")
def approve_request(*, actor: Actor, at: datetime, request_id: UUID, version: int) -> RightsRequest:
    """Say yes as the second person. Raises NotFound, Forbidden, StaleVersion, Closed, NothingToApprove, SamePerson."""
    row = taken(actor, "oversight.requests.approve", request_id, version)
    if not waits_for_second(row, kind_of(row)):
        raise NothingToApprove
    if row.answered_by == actor.person_id:
        raise SamePerson
    row.approved_at, row.approved_by, row.approved_by_name = at, actor.person_id, actor.name
    row.save(update_fields=["approved_at", "approved_by", "approved_by_name", "version"])
    note(row, Step.APPROVED, actor, at)
    book(actor=actor, action="oversight.requests.approve", at=at, subject=row, code=row.code)
    return row


@action("oversight.requests.fulfil")
def fulfil_request(
    *, actor: Actor, at: datetime, request_id: UUID, version: int, words: str, late_why: str = ""
) -> RightsRequest:
    """Note that it was carried out; under a conflict of interest toward the other representative alone.

    Raises NotFound, Forbidden, StaleVersion, Closed, NotAccepted, ConflictOpen, SecondPersonMissing, SamePerson,
    TooShort, LateWhyMissing.
    """
    row = taken(actor, "oversight.requests.fulfil", request_id, version)
    if stage_of(row) is not Stage.ACCEPTED:
        raise NotAccepted
    if blocked_by_conflict(row):
        raise ConflictOpen
    if waits_for_second(row, kind_of(row)):
        raise SecondPersonMissing
    if row.approved_by is not None and row.approved_by == actor.person_id:
        raise SamePerson
    if len(words.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    refuse_late(row.fulfil_due, at, late_why)
    row.fulfilled_at, row.fulfilled_by, row.fulfilled_by_name = at, actor.person_id, actor.name
    row.fulfilled_toward = toward(row)
    row.save(update_fields=["fulfilled_at", "fulfilled_by", "fulfilled_by_name", "fulfilled_toward", "version"])
    note(row, Step.FULFILLED, actor, at, words, late_why)
    book(actor=actor, action="oversight.requests.fulfil", at=at, subject=row, code=row.code)
    return row


def toward(row: RightsRequest) -> str:
    """To whom letters and copies go: never to whoever was flagged."""
    if row.conflict:
        return row.redirected_to
    return row.redirected_to or row.requester_name


@action("oversight.requests.close")
def close_request(*, actor: Actor, at: datetime, request_id: UUID, version: int, words: str) -> RightsRequest:
    """Close it when the answer or the result has reached whom it is for.

    Raises NotFound, Forbidden, StaleVersion, Closed, NotFinished, TooShort.
    """
    row = taken(actor, "oversight.requests.close", request_id, version)
    if stage_of(row) not in (Stage.FULFILLED, Stage.REFUSED):
        raise NotFinished
    if len(words.strip()) < SHORTEST:
        raise TooShort(n=SHORTEST)
    row.closed_at = at
    row.save(update_fields=["closed_at", "version"])
    note(row, Step.CLOSED, actor, at, words)
    book(actor=actor, action="oversight.requests.close", at=at, subject=row, code=row.code)
    return row
