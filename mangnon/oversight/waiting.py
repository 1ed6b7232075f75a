"""Reviews that wait for somebody, as lines of their worklist."""

from __future__ import annotations

from datetime import date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.lib.numbers import format_int
from mangnon.oversight.models import Review
from mangnon.oversight.queries.reviews import decides, lines, reviews, waits
from mangnon.oversight.views.reviews import status_of
from mangnon.ui.parts import WorkRow
from mangnon.ui.worklist import When, Work

SOON = 7
"""Days before its end on which a review becomes a thing of today."""
EACH = 5
"""More open reviews than this become one line: whoever has a whole province opens the list."""


def review_work(actor: Actor, at: datetime) -> list[Work]:
    """Open reviews in which this actor must decide or sign."""
    if not actor.can("oversight.reviews.confirm"):
        return []
    today = local_day(at)
    every = list(reviews(actor, "oversight.reviews.confirm").filter(signed_at__isnull=True).order_by("due_on"))
    if len(every) > EACH:
        return [_together(every, today)]
    return [work for review in every if (work := _one(actor, review, today))]


def _one(actor: Actor, review: Review, today: date) -> Work | None:
    waiting = [line for line in lines(review) if waits(line, today)]
    mine = [line for line in waiting if decides(actor, line, "oversight.reviews.confirm")]
    if waiting and not mine:
        return None
    act = _("Soát {n} người").format(n=format_int(len(mine))) if mine else _("Đã soát hết, ký đợt soát")
    url = reverse("oversight:review", args=[review.pk])
    row = WorkRow(status=status_of(review, today), name=_("Soát quyền"), url=url, place=review.place.name, act=act)
    return Work(_when(review.due_on, today), _end_of(review.due_on), row)


def _together(every: list[Review], today: date) -> Work:
    first = every[0]
    said = _("Soát quyền: {n} nơi chưa ký").format(n=format_int(len(every)))
    url = reverse("oversight:reviews") + "?trang-thai=dang-soat"
    row = WorkRow(status=status_of(first, today), name=said, url=url, act=_("Mở danh sách, soát nơi gần hạn trước"))
    return Work(_when(first.due_on, today), _end_of(first.due_on), row)


def _when(due: date, today: date) -> When:
    return When.TODAY if (due - today).days <= SOON else When.WEEK


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(17), VN_ZONE)
