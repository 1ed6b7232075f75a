"""What an inspection recommends: who must answer by when, the answer, what came of it, its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound
from mangnon.programmes.days import not_before, past
from mangnon.programmes.inspections.actions.leading import take_inspection
from mangnon.programmes.inspections.models import Followed, Inspection, Recommendation, Stage
from mangnon.programmes.inspections.refusals import FollowedOpen, InspectionShut, RecommendationShut
from mangnon.programmes.plans.actions.keeping import LEAST_REASON, keeps, same_version
from mangnon.programmes.reminding import moved
from mangnon.programmes.rights import (
    ANSWER_RECOMMENDATION,
    CORRECT_RECOMMENDATION,
    FOLLOW_RECOMMENDATION,
    RECOMMEND,
)


@dataclass(frozen=True, slots=True)
class RecommendationTold:
    """What somebody must do by when, and how they are reached."""

    text: str
    who: str
    due_on: date
    phone: str = ""


@dataclass(frozen=True, slots=True)
class FollowedTold:
    """What came of it, as somebody found on a day; ``close``: it has come to its end."""

    followed: str
    on: date
    note: str = ""
    close: bool = False


def answers(actor: Actor, right: str, inspection: Inspection) -> bool:
    """Whether this person writes answers: for the place that leads, or for the inspected place."""
    looked_at = inspection.subject_place
    return keeps(actor, right, inspection.place) or (looked_at is not None and keeps(actor, right, looked_at))


def _open(row: Recommendation) -> None:
    if row.closed_on is not None:
        raise RecommendationShut(day=format_date(row.closed_on))


def _take(actor: Actor, right: str, recommendation_id: UUID) -> Recommendation:
    """An open one of an inspection that the own place leads, the inspection locked."""
    found = Recommendation.objects.filter(pk=recommendation_id).first()
    if found is None:
        raise NotFound
    found.inspection = take_inspection(actor, right, found.inspection_id, Stage.HELD)
    _open(found)
    return found


def _tell(row: Recommendation, told: RecommendationTold) -> None:
    held = row.inspection.held_on
    row.text, row.who, row.phone = told.text.strip(), told.who.strip(), told.phone.strip()
    row.due_on = not_before(told.due_on, held) if held else told.due_on


@action(RECOMMEND)
def recommend(
    *, actor: Actor, at: datetime, inspection_id: UUID, told: RecommendationTold, uid: UUID | None = None
) -> Recommendation:
    """A recommendation; sent again it adds nothing. Raises NotFound, Forbidden, InspectionShut, TooEarly."""
    inspection = take_inspection(actor, RECOMMEND, inspection_id, Stage.HELD)
    place = inspection.place_id
    if uid and (known := Recommendation.objects.filter(pk=uid).first()):
        book(actor=actor, action=RECOMMEND, at=at, subject=known, place_id=place, again=True)
        return known
    last = inspection.recommendations.aggregate(last=Max("number"))["last"] or 0
    made = Recommendation(
        id=uid or new_id(), inspection=inspection, number=last + 1, told_at=at, told_by_name=actor.name
    )
    _tell(made, told)
    made.save(force_insert=True)
    book(actor=actor, action=RECOMMEND, at=at, subject=made, place_id=place, due_on=told.due_on.isoformat())
    return made


@action(CORRECT_RECOMMENDATION)
def correct_recommendation(
    *, actor: Actor, at: datetime, recommendation_id: UUID, version: int, told: RecommendationTold
) -> Recommendation:
    """Other words, another day.

    Raises NotFound, Forbidden, InspectionShut, RecommendationShut, StaleVersion, TooEarly.
    """
    row = _take(actor, CORRECT_RECOMMENDATION, recommendation_id)
    same_version(row, version)
    due = row.due_on
    _tell(row, told)
    if row.due_on != due:
        moved(row)
    _touch(row, actor, at)
    book(actor=actor, action=CORRECT_RECOMMENDATION, at=at, subject=row, place_id=row.inspection.place_id)
    return row


@action(ANSWER_RECOMMENDATION)
def answer_recommendation(
    *, actor: Actor, at: datetime, recommendation_id: UUID, version: int, text: str, by: str, on: date
) -> Recommendation:
    """What was answered: written by the place that leads, or by the inspected place.

    Raises NotFound, Forbidden, InspectionShut, RecommendationShut, StaleVersion, NotYet, TooEarly.
    """
    seen = Recommendation.objects.select_related("inspection__place", "inspection__subject_place")
    found = seen.filter(pk=recommendation_id).first()
    if found is None:
        raise NotFound
    inspection = found.inspection
    if not answers(actor, ANSWER_RECOMMENDATION, inspection):
        raise Forbidden(action=ANSWER_RECOMMENDATION, place_id=inspection.place_id)
    if inspection.state != Stage.HELD or inspection.held_on is None:
        raise InspectionShut(state=Stage(inspection.state).label)
    row = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation_id)
    _open(row)
    same_version(row, version)
    row.answer, row.answered_by_name = text.strip(), by.strip()
    row.answered_on = not_before(past(on, at), inspection.held_on)
    _touch(row, actor, at)
    book(actor=actor, action=ANSWER_RECOMMENDATION, at=at, subject=row, place_id=inspection.place_id)
    return row


@action(FOLLOW_RECOMMENDATION)
def follow_recommendation(
    *, actor: Actor, at: datetime, recommendation_id: UUID, version: int, told: FollowedTold
) -> Recommendation:
    """What came of it; closed when it is done, or when somebody says why it will not be.

    Raises NotFound, Forbidden, InspectionShut, RecommendationShut, StaleVersion, NotYet, TooEarly, FollowedOpen.
    """
    row = _take(actor, FOLLOW_RECOMMENDATION, recommendation_id)
    same_version(row, version)
    if told.close and told.followed != Followed.DONE and len(told.note.strip()) < LEAST_REASON:
        raise FollowedOpen
    first = row.answered_on or row.inspection.held_on or told.on
    row.followed, row.followed_note, row.followed_on = (
        told.followed,
        told.note.strip(),
        not_before(past(told.on, at), first),
    )
    if told.close:
        row.closed_on, row.closed_by_name = local_day(at), actor.name
    _touch(row, actor, at)
    book(actor=actor, action=FOLLOW_RECOMMENDATION, at=at, subject=row, place_id=row.inspection.place_id,
         followed=told.followed, closed=told.close)  # fmt: skip
    return row


def _touch(row: Recommendation, actor: Actor, at: datetime) -> None:
    row.version += 1
    row.told_at, row.told_by_name = at, actor.name
    row.save()
