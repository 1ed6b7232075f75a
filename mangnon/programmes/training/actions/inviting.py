"""People come onto the list of a course: invited by place and role in one act, or by hand; they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.lib.refusal import NotFound
from mangnon.notices.actions.telling import Ref, tell
from mangnon.places.models import Unit
from mangnon.programmes.plans.actions.keeping import same_version
from mangnon.programmes.rights import ADD_TRAINEE, ANSWER_INVITATION, CORRECT_TRAINEE, INVITE
from mangnon.programmes.training.actions.taking import refused, take_course
from mangnon.programmes.training.models import Answer, Course, CourseState, Trainee
from mangnon.programmes.training.queries.courses import AUDIENCE_OF, code_of, holders, places_for
from mangnon.programmes.training.refusals import CourseShut, NobodyToInvite, NotOursToInvite, TraineeThere

INVITED = "programmes.training_invited"


@dataclass(frozen=True, slots=True)
class TraineeTold:
    """Somebody without an account, as the list of the course has them."""

    name: str
    place: Unit
    audience: str
    post: str = ""
    sex: str = ""
    ethnicity: str = ""
    phone: str = ""


@action(INVITE)
def invite(
    *, actor: Actor, at: datetime, course_id: UUID, roles: Sequence[Role], places: Sequence[int]
) -> int:  # fmt: skip
    """Put everybody who holds one of the roles in one of the places onto the list and tell them; how many are new.

    Raises NotFound, Forbidden, CourseShut, NotOursToInvite, NobodyToInvite.
    """
    course, on = take_course(actor, INVITE, course_id), local_day(at)
    if not set(places) <= {one.pk for one in places_for(course, on)}:
        raise NotOursToInvite
    there = set(course.trainees.filter(person__isnull=False).values_list("person", flat=True))
    fresh = {one.person_id: one for one in reversed(holders(roles, places, on)) if one.person_id not in there}
    if not fresh:
        raise NobodyToInvite
    made = [
        Trainee(
            course=course, person=one.person_id, name=one.person.full_name, name_key=fold(one.person.full_name),
            place=one.place, audience=AUDIENCE_OF[Role(one.role)], post=one.title or one.role_name,
            phone=one.person.phone, invited_at=at,
        )
        for one in fresh.values()
    ]  # fmt: skip
    Trainee.objects.bulk_create(made)
    _tell(actor, at, course, list(fresh))
    book(actor=actor, action=INVITE, at=at, subject=course, invited=len(made), places=len(places))
    return len(made)


def _tell(actor: Actor, at: datetime, course: Course, people: list[UUID]) -> None:
    """Each is told with when it begins."""
    words = {"course": course.title[:120], "day": format_date(course.starts_on)}
    tell(
        actor=actor, at=at, to=people, kind=INVITED, about=Ref("programmes.Course", str(course.pk), code_of(course)),
        words=words, place_id=course.place_id,
    )  # fmt: skip


@action(ADD_TRAINEE)
def add_trainee(
    *, actor: Actor, at: datetime, course_id: UUID, told: TraineeTold, uid: UUID | None = None
) -> Trainee:  # fmt: skip
    """Somebody without an account; sent again it adds nothing. Raises NotFound, Forbidden, CourseShut, TraineeThere."""
    course = take_course(actor, ADD_TRAINEE, course_id)
    if uid and (known := Trainee.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_TRAINEE, at=at, subject=known, place_id=course.place_id, again=True)
        return known
    made = Trainee(
        id=uid or new_id(), course=course, answer=Answer.COMING, invited_at=at, answered_at=at
    )  # fmt: skip
    _fill(made, told)
    with refused("trainee_named_once", TraineeThere(name=made.name)):
        made.save(force_insert=True)
    book(actor=actor, action=ADD_TRAINEE, at=at, subject=made, place_id=course.place_id, audience=told.audience)
    return made


@action(CORRECT_TRAINEE)
def correct_trainee(
    *, actor: Actor, at: datetime, trainee_id: UUID, version: int, told: TraineeTold, reply: str
) -> Trainee:  # fmt: skip
    """How they stand on the list, and what they said by telephone. Whose account it is doesn't change.

    Raises NotFound, Forbidden, CourseShut, StaleVersion, TraineeThere.
    """
    seen = Trainee.objects.filter(pk=trainee_id).first()
    if seen is None:
        raise NotFound
    course = take_course(actor, CORRECT_TRAINEE, seen.course_id)
    row = Trainee.objects.select_for_update(of=("self",)).get(pk=trainee_id)
    same_version(row, version)
    _fill(row, told)
    if reply != row.answer:
        row.answer, row.answered_at, row.refused_why = reply, at, ""
    row.version += 1
    with refused("trainee_named_once", TraineeThere(name=row.name)):
        row.save()
    book(actor=actor, action=CORRECT_TRAINEE, at=at, subject=row, place_id=course.place_id, answer=reply)
    return row


def _fill(row: Trainee, told: TraineeTold) -> None:
    row.name, row.name_key, row.place = told.name.strip(), fold(told.name), told.place
    row.audience, row.post, row.sex = told.audience, told.post.strip(), told.sex
    row.ethnicity, row.phone = told.ethnicity.strip(), told.phone.strip()


@action(ANSWER_INVITATION)
def answer(*, actor: Actor, at: datetime, course_id: UUID, coming: bool, why: str = "") -> Trainee:
    """What one says to one's own invitation; until the last day it may be said anew. Raises NotFound, CourseShut."""
    rows = Trainee.objects.select_for_update(of=("self",)).select_related("course")
    row = rows.filter(course=course_id, person=actor.me).first()
    if row is None:
        raise NotFound
    course = row.course
    if not course.open or local_day(at) > course.ends_on:
        raise CourseShut(state=CourseState.FINISHED.label if course.open else CourseState(course.state).label)
    row.answer = Answer.COMING if coming else Answer.REFUSED
    row.refused_why, row.answered_at = ("" if coming else why.strip()), at
    row.version += 1
    row.save(update_fields=["answer", "refused_why", "answered_at", "version"])
    book(actor=actor, action=ANSWER_INVITATION, at=at, subject=row, place_id=course.place_id, coming=coming)
    return row
