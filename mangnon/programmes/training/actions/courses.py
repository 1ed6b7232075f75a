"""A place plans a course with its sessions and trainers, corrects it, or says that it won't be held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date
from mangnon.lib.ids import new_id
from mangnon.lib.names import fold
from mangnon.notices.actions.telling import Ref, tell
from mangnon.places.models import Unit
from mangnon.programmes.plans.actions.keeping import documents_named, must_keep, reason_of, same_version
from mangnon.programmes.rights import (
    ADD_SESSION,
    ADD_TRAINER,
    CORRECT_COURSE,
    CORRECT_SESSION,
    DROP_COURSE,
    PLAN_COURSE,
)
from mangnon.programmes.training.actions.taking import refused, take_course, take_session, touch
from mangnon.programmes.training.models import Answer, Course, CourseState, Session, Trainer
from mangnon.programmes.training.queries.courses import code_of, curriculum_seen
from mangnon.programmes.training.refusals import (
    CourseDaysWrong,
    CurriculumEnded,
    SessionHours,
    SessionOutside,
    SessionThere,
    TrainerThere,
)

DROPPED = "programmes.training_dropped"


@dataclass(frozen=True, slots=True)
class CourseTold:
    """When and where, for how many, for how much. ``planned`` in đồng; ``document``: a number of the register."""

    title: str
    starts_on: date
    ends_on: date
    venue: str
    planned_number: int
    planned: int = 0
    document: str = ""


@dataclass(frozen=True, slots=True)
class SessionTold:
    """A part of a course."""

    on: date
    starts: time
    ends: time
    topic: str
    trainer: UUID | None = None


@action(PLAN_COURSE)
def plan_course(
    *, actor: Actor, at: datetime, place: Unit, curriculum_id: UUID, told: CourseTold, uid: UUID | None = None
) -> Course:
    """A course of a place; sent again it adds nothing.

    Raises Forbidden, NotFound, CurriculumEnded, CourseDaysWrong, UnknownDocument.
    """
    must_keep(actor, PLAN_COURSE, place)
    if uid and (known := Course.objects.filter(pk=uid).first()):
        book(actor=actor, action=PLAN_COURSE, at=at, subject=known, again=True)
        return known
    curriculum = curriculum_seen(curriculum_id)
    if curriculum.ended_on is not None:
        raise CurriculumEnded(title=curriculum.title)
    made = Course(
        id=uid or new_id(), place=place, curriculum=curriculum, changed_at=at, changed_by_name=actor.name
    )  # fmt: skip
    _fill(made, told, actor)
    made.save(force_insert=True)
    book(actor=actor, action=PLAN_COURSE, at=at, subject=made, curriculum=curriculum.code)
    return made


@action(CORRECT_COURSE)
def correct_course(*, actor: Actor, at: datetime, course_id: UUID, version: int, told: CourseTold) -> Course:
    """When, where, for how many.

    Raises NotFound, Forbidden, CourseShut, StaleVersion, CourseDaysWrong, SessionOutside, UnknownDocument.
    """
    course = take_course(actor, CORRECT_COURSE, course_id)
    same_version(course, version)
    _fill(course, told, actor)
    for one in course.sessions.filter(held=True):
        _inside(course, one.on)
    touch(course, actor=actor, at=at)
    book(actor=actor, action=CORRECT_COURSE, at=at, subject=course, version=course.version)
    return course


def _fill(course: Course, told: CourseTold, actor: Actor) -> None:
    if told.ends_on < told.starts_on:
        raise CourseDaysWrong(first=format_date(told.starts_on), last=format_date(told.ends_on))
    course.title, course.venue = told.title.strip(), told.venue.strip()
    course.starts_on, course.ends_on, course.year = told.starts_on, told.ends_on, told.starts_on.year
    course.planned_number, course.planned = told.planned_number, told.planned
    course.document = next(iter(documents_named(actor, [told.document])), None)


@action(DROP_COURSE)
def drop_course(*, actor: Actor, at: datetime, course_id: UUID, version: int, reason: str) -> Course:
    """Not held; who was invited is told. Raises NotFound, Forbidden, CourseShut, StaleVersion, ReasonMissing."""
    course = take_course(actor, DROP_COURSE, course_id)
    same_version(course, version)
    course.dropped_why, course.state = reason_of(reason), CourseState.DROPPED
    touch(course, actor=actor, at=at)
    rows = course.trainees.filter(person__isnull=False).exclude(answer=Answer.REFUSED)
    if people := [one for one in rows.values_list("person", flat=True) if one is not None]:
        about = Ref("programmes.Course", str(course.pk), code_of(course))
        words = {"course": course.title[:120], "day": format_date(course.starts_on)}
        tell(actor=actor, at=at, to=people, kind=DROPPED, about=about, words=words, place_id=course.place_id)
    book(actor=actor, action=DROP_COURSE, at=at, subject=course)
    return course


@action(ADD_SESSION)
def add_session(
    *, actor: Actor, at: datetime, course_id: UUID, told: SessionTold, uid: UUID | None = None
) -> Session:  # fmt: skip
    """A session. Raises NotFound, Forbidden, CourseShut, SessionOutside, SessionHours, SessionThere."""
    course = take_course(actor, ADD_SESSION, course_id)
    if uid and (known := Session.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_SESSION, at=at, subject=known, place_id=course.place_id, again=True)
        return known
    made = Session(id=uid or new_id(), course=course)
    _fill_session(made, told)
    with refused("session_once", _there(told)):
        made.save(force_insert=True)
    book(actor=actor, action=ADD_SESSION, at=at, subject=made, place_id=course.place_id, on=told.on.isoformat())
    return made


@action(CORRECT_SESSION)
def correct_session(
    *, actor: Actor, at: datetime, session_id: UUID, version: int, told: SessionTold, held: bool
) -> Session:  # fmt: skip
    """When, about what, by whom, or that it wasn't held.

    Raises NotFound, Forbidden, CourseShut, StaleVersion, SessionOutside, SessionHours, SessionThere.
    """
    session = take_session(actor, CORRECT_SESSION, session_id)
    same_version(session, version)
    session.held = held
    _fill_session(session, told)
    session.version += 1
    with refused("session_once", _there(told)):
        session.save()
    place = session.course.place_id
    book(actor=actor, action=CORRECT_SESSION, at=at, subject=session, place_id=place, held=held)
    return session


def _fill_session(session: Session, told: SessionTold) -> None:
    if session.held:
        _inside(session.course, told.on)
    if told.ends <= told.starts:
        raise SessionHours
    session.on, session.starts, session.ends = told.on, told.starts, told.ends
    session.topic, session.trainer_id = told.topic.strip(), told.trainer


def _inside(course: Course, on: date) -> None:
    if not course.starts_on <= on <= course.ends_on:
        raise SessionOutside(first=format_date(course.starts_on), last=format_date(course.ends_on))


def _there(told: SessionTold) -> SessionThere:
    return SessionThere(starts=f"{told.starts:%H:%M}", day=format_date(told.on))


@action(ADD_TRAINER)
def add_trainer(
    *, actor: Actor, at: datetime, place: Unit, name: str, organisation: str, topics: str = "", uid: UUID | None = None
) -> Trainer:
    """Somebody who teaches; sent again they are added once. Raises Forbidden, TrainerThere."""
    must_keep(actor, ADD_TRAINER, place)
    if uid and (known := Trainer.objects.filter(pk=uid).first()):
        book(actor=actor, action=ADD_TRAINER, at=at, subject=known, again=True)
        return known
    made = Trainer(
        id=uid or new_id(), place=place, name=name.strip(), name_key=fold(name), organisation=organisation.strip(),
        topics=topics.strip(), told_at=at, told_by_name=actor.name,
    )  # fmt: skip
    with refused("trainer_once", TrainerThere(name=made.name, organisation=made.organisation)):
        made.save(force_insert=True)
    book(actor=actor, action=ADD_TRAINER, at=at, subject=made)
    return made
