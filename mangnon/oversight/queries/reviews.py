"""Reviews of access within reach, who may decide what in them, and access that nobody confirms."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.accounts.models import Assignment
from mangnon.accounts.queries import covers, live, own_places
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.oversight.models import Decision, Review, ReviewLine
from mangnon.oversight.rules import REVIEW_LASTS, REVIEW_MONTHS, is_due, may_confirm, months_before
from mangnon.places.models import Unit

SEE = "oversight.reviews.see"


def reviews(actor: Actor, action: str = SEE) -> QuerySet[Review]:
    """Reviews of the places in which the actor may do ``action``."""
    rows = Review.objects.select_related("place")
    if actor.reach(action).everywhere:
        return rows
    return rows.filter(place__in=sorted(own_places(actor, action)))


def counted(rows: QuerySet[Review], today: date) -> QuerySet[Review]:
    """The same reviews with how many lines they have, and how many still wait."""
    return rows.annotate(
        total=Count("lines"),
        waiting=Count("lines", filter=Q(lines__decision="", lines__assignment__valid_to__gt=today)),
    )


def see_review(actor: Actor, review_id: UUID, action: str = SEE, *, lock: bool = False) -> Review:
    """One review within reach. Raises NotFound outside it, Forbidden within it but without the right."""
    rows = reviews(actor, action)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=review_id).first()
    if found is not None:
        return found
    if action != SEE and reviews(actor).filter(pk=review_id).exists():
        raise Forbidden(action=action)
    raise NotFound


def lines(review: Review) -> list[ReviewLine]:
    """What a review asks about, by given name."""
    rows = review.lines.select_related("assignment__person", "assignment__place")
    return list(rows.order_by("assignment__person__sort_key", "assignment__role", "id"))


def see_line(actor: Actor, line_id: int, action: str, *, lock: bool = False) -> ReviewLine:
    """One line of a review within reach. Raises as ``see_review``."""
    rows = ReviewLine.objects.select_related("review", "assignment__person", "assignment__place")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=line_id).first()
    if found is None:
        raise NotFound
    see_review(actor, found.review_id, action)
    return found


def waits(line: ReviewLine, today: date) -> bool:
    """Whether somebody must still decide: access that ended meanwhile needs no decision."""
    return not line.decision and line.assignment.valid_to > today


def decides(actor: Actor, line: ReviewLine, action: str) -> bool:
    """Whether the actor may decide this line: not about themselves, in reach, of a role that they answer for."""
    one = line.assignment
    if not actor.can(action) or one.person_id == actor.person_id:
        return False
    return covers(actor, action, one.place) and may_confirm(actor.roles, Role(one.role))


def reviewable(today: date) -> QuerySet[Assignment]:
    """Access in force today."""
    return Assignment.objects.filter(live(today))


def places_due(today: date) -> list[Unit]:
    """Places in which access is in force and hasn't been reviewed for six months; those under review left out."""
    since: dict[int, datetime] = dict(reviewable(today).order_by().values_list("place").annotate(Min("created_at")))
    for place, opened in Review.objects.order_by().values_list("place").annotate(Max("opened_at")):
        if place in since:
            since[place] = opened
    open_now = set(Review.objects.filter(signed_at__isnull=True).values_list("place", flat=True))
    due = [place for place, at in since.items() if place not in open_now and is_due(local_day(at), today)]
    return list(Unit.objects.filter(pk__in=due).order_by("sort_key", "id"))


def places_to_open(actor: Actor, today: date) -> list[Unit]:
    """Places in reach that have access in force and no open review."""
    open_now = Review.objects.filter(signed_at__isnull=True).values("place")
    rows = Unit.objects.filter(Exists(reviewable(today).filter(place=OuterRef("pk")))).exclude(pk__in=open_now)
    if not actor.reach("oversight.reviews.open").everywhere:
        rows = rows.filter(pk__in=sorted(own_places(actor, "oversight.reviews.open")))
    return list(rows.order_by("level", "sort_key", "id"))


def unconfirmed(actor: Actor, today: date) -> QuerySet[Assignment]:
    """Access in reach that nobody has confirmed in time: given long ago, and neither confirmed since nor given anew."""
    floor = datetime.combine(months_before(today, REVIEW_MONTHS) - REVIEW_LASTS, time(0), VN_ZONE)
    confirmed = ReviewLine.objects.filter(assignment=OuterRef("pk"), decision=Decision.CONFIRMED, decided_at__gte=floor)
    late = ReviewLine.objects.filter(
        assignment=OuterRef("pk"), decision="", review__signed_at__isnull=True, review__due_on__lt=today
    )
    rows = reviewable(today).filter((Q(created_at__lt=floor) & ~Exists(confirmed)) | Exists(late))
    if not actor.reach(SEE).everywhere:
        rows = rows.filter(place__in=sorted(own_places(actor, SEE)))
    return rows.select_related("person", "place")
