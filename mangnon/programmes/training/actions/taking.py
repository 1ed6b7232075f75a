"""What acts on training share: the course is the own place's and locked; it is where the act begins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mangnon.access.actor import Actor
from mangnon.lib.refusal import NotFound, Refusal
from mangnon.programmes.plans.actions.keeping import must_keep
from mangnon.programmes.training.models import Course, CourseState, Curriculum, Session
from mangnon.programmes.training.refusals import CourseShut


def take_course(actor: Actor, right: str, course_id: UUID, state: CourseState = CourseState.PLANNED) -> Course:
    """A course of the own place in a state, locked. Raises NotFound, Forbidden, CourseShut."""
    seen = Course.objects.select_related("place").filter(pk=course_id).first()
    if seen is None:
        raise NotFound
    must_keep(actor, right, seen.place)  # asked before the lock: row security locks nobody else's row
    rows = Course.objects.select_for_update(of=("self",)).select_related("place", "curriculum", "document")
    found = rows.get(pk=course_id)
    if found.state != state:
        raise CourseShut(state=CourseState(found.state).label)
    return found


def take_session(actor: Actor, right: str, session_id: UUID) -> Session:
    """A session of an open course of the own place, the course locked. Raises NotFound, Forbidden, CourseShut."""
    found = Session.objects.filter(pk=session_id).first()
    if found is None:
        raise NotFound
    course = take_course(actor, right, found.course_id)
    found = Session.objects.get(pk=session_id)  # as it stands behind the lock
    found.course = course
    return found


def touch(row: Course | Curriculum, *, actor: Actor, at: datetime) -> None:
    """Save it as a new version by this person."""
    row.version += 1
    row.changed_at, row.changed_by_name = at, actor.name
    row.save()


@contextmanager
def refused(name: str, refusal: Refusal) -> Iterator[None]:
    """What the database refuses by the constraint ``name`` becomes a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if name not in str(error):
            raise
        raise refusal from error
