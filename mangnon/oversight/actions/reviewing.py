"""Reviewing access: opened every six months, each assignment confirmed or ended by somebody else, signed at the end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from mangnon.access.actor import Actor
from mangnon.accounts.actions.checking import RoleNotYours
from mangnon.accounts.actions.leaving import end_assignment
from mangnon.accounts.queries import covers
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.oversight.models import Decision, Review, ReviewLine
from mangnon.oversight.queries.reviews import decides, lines, reviewable, see_line, see_review, waits
from mangnon.oversight.rules import REVIEW_LASTS
from mangnon.places.models import Unit


class ReviewOpen(Refusal):
    """One review of a place at a time."""

    code = "review_open"
    sentence = _("{place} đang có một đợt soát quyền chưa ký.")
    remedy = _("Làm xong đợt ấy rồi mới mở đợt mới.")
    field = "place"


class NothingToReview(Refusal):
    """Nobody holds access there."""

    code = "nothing_to_review"
    sentence = _("Không ai có quyền đang hiệu lực ở {place}.")
    remedy = _("Chọn nơi khác.")
    field = "place"


class OwnLine(Refusal):
    """Nobody confirms their own access."""

    code = "own_line"
    sentence = _("Không ai tự xác nhận quyền của mình.")
    remedy = _("Người quản lý khác sẽ xác nhận cho bạn.")
    status = 403


class AlreadyDecided(Refusal):
    """Somebody was quicker, or the button was pressed twice."""

    code = "already_decided"
    sentence = _("Dòng này {name} đã soát.")
    remedy = _("Tải lại trang để xem kết quả.")


class LineOver(Refusal):
    """The access ended in another way, or the review was signed."""

    code = "line_over"
    sentence = _("Quyền này đã hết, hoặc đợt soát đã ký, nên không cần soát nữa.")
    remedy = _("Tải lại trang để xem tình trạng mới.")


class StillWaiting(Refusal):
    """A signature stands for every line."""

    code = "still_waiting"
    sentence = _("Còn {n} người chưa được soát.")
    remedy = _("Xác nhận hoặc kết thúc từng người, rồi ký.")


class AlreadySigned(Refusal):
    """The review is signed."""

    code = "already_signed"
    sentence = _("{name} đã ký đợt soát này.")
    remedy = _("Tải lại trang để xem.")


@action("oversight.reviews.open")
def open_review(*, actor: Actor, at: datetime, place_id: int) -> Review:
    """Ask about all access in force at a place. Raises NotFound, ReviewOpen, NothingToReview."""
    name = "oversight.reviews.open"
    place = Unit.objects.filter(pk=place_id).first()
    if place is None or not covers(actor, name, place):
        raise NotFound
    with connection.cursor() as cursor:  # two who open at once: the second sees the first one's review
        cursor.execute("select pg_advisory_xact_lock(hashtext('oversight.reviews.open'))")
    if Review.objects.filter(place=place, signed_at__isnull=True).exists():
        raise ReviewOpen(place=place.name)
    today = local_day(at)
    asked = list(reviewable(today).filter(place=place))
    if not asked:
        raise NothingToReview(place=place.name)
    review = Review(id=new_id(), place=place, opened_at=at, opened_by_name=actor.name, due_on=today + REVIEW_LASTS)
    review.save(force_insert=True)
    ReviewLine.objects.bulk_create(ReviewLine(review=review, assignment=one) for one in asked)
    book(actor=actor, action=name, at=at, subject=review, entries=len(asked))
    return review


@action("oversight.reviews.confirm")
def confirm_line(*, actor: Actor, at: datetime, line_id: int) -> ReviewLine:
    """Say that somebody still needs their access. Raises NotFound, OwnLine, RoleNotYours, AlreadyDecided, LineOver."""
    line = _take(actor, line_id, "oversight.reviews.confirm", at)
    return _decide(line, Decision.CONFIRMED, actor, at, "oversight.reviews.confirm")


@action("oversight.reviews.end")
def end_line(*, actor: Actor, at: datetime, line_id: int, why: str, receiver_id: UUID | None = None) -> ReviewLine:
    """End somebody's access as ``accounts.assignments.end`` does, and note it here.

    Raises as ``confirm_line`` and as ``end_assignment``.
    """
    line = _take(actor, line_id, "oversight.reviews.end", at)
    end_assignment(actor=actor, at=at, assignment_id=line.assignment_id, why=why, receiver_id=receiver_id)
    return _decide(line, Decision.ENDED, actor, at, "oversight.reviews.end")


def _take(actor: Actor, line_id: int, name: str, at: datetime) -> ReviewLine:
    line = see_line(actor, line_id, name, lock=True)
    if line.assignment.person_id == actor.person_id:
        raise OwnLine
    if not decides(actor, line, name):
        raise RoleNotYours(role=line.assignment.role_name)
    if line.decision:
        raise AlreadyDecided(name=line.decided_by_name)
    if line.review.signed_at is not None or not waits(line, local_day(at)):
        raise LineOver
    return line


def _decide(line: ReviewLine, decision: Decision, actor: Actor, at: datetime, name: str) -> ReviewLine:
    line.decision, line.decided_at = decision, at
    line.decided_by, line.decided_by_name = actor.person_id, actor.name
    line.save(update_fields=["decision", "decided_at", "decided_by", "decided_by_name"])
    one = line.assignment
    book(
        actor=actor, action=name, at=at, subject=one.person, place_id=one.place_id, role=one.role,
        assignment=one.pk, review=str(line.review_id),
    )  # fmt: skip
    return line


@action("oversight.reviews.sign")
def sign_review(*, actor: Actor, at: datetime, review_id: UUID, note: str = "") -> Review:
    """Close a review when nothing waits. Raises NotFound, Forbidden, AlreadySigned, StillWaiting."""
    review = see_review(actor, review_id, "oversight.reviews.sign", lock=True)
    if review.signed_at is not None:
        raise AlreadySigned(name=review.signed_by_name)
    today = local_day(at)
    every = lines(review)
    left = [line for line in every if waits(line, today)]
    if left:
        raise StillWaiting(n=format_int(len(left)))
    review.lines.filter(decision="").update(decision=Decision.LAPSED, decided_at=at)
    review.signed_at, review.signed_by, review.signed_by_name = at, actor.person_id, actor.name
    review.note = note.strip()[:1000]
    review.save(update_fields=["signed_at", "signed_by", "signed_by_name", "note"])
    confirmed, ended = (sum(line.decision == one for line in every) for one in (Decision.CONFIRMED, Decision.ENDED))
    book(actor=actor, action="oversight.reviews.sign", at=at, subject=review, confirmed=confirmed, ended=ended)
    return review
