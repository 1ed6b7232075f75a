"""Who came: typed from a list, or signed in by QR; the points of the tests before and after."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.programmes.plans.actions.keeping import same_version
from mangnon.programmes.rights import ATTEND, CHECK_IN, WRITE_SCORES
from mangnon.programmes.training.actions.taking import take_course, take_session, touch
from mangnon.programmes.training.models import Attendance, Course, CourseState, How, Session, Trainee
from mangnon.programmes.training.refusals import CourseShut, NotInvited, NotThatDay, NotYet, TooHigh
from mangnon.programmes.training.rules import Pair


@action(ATTEND)
def tell_attendance(
    *, actor: Actor, at: datetime, session_id: UUID, version: int, present: Collection[UUID], shown: Collection[UUID]
) -> int:
    """The list of a session: who came, everybody else on it didn't; how many came.

    ``shown``: who stood there as present when the page was opened. Who has signed in by QR since then stays present.
    Raises NotFound, Forbidden, CourseShut, StaleVersion, NotYet.
    """
    session = take_session(actor, ATTEND, session_id)
    same_version(session, version)
    if local_day(at) < session.on:
        raise NotYet(day=format_date(session.on))
    there = {one.trainee_id: one for one in session.attendance.select_for_update()}
    came = set(present) | {key for key, one in there.items() if one.how == How.QR and one.present and key not in shown}
    everybody = set(session.course.trainees.values_list("pk", flat=True))
    fresh, other = [], []
    for key in sorted(everybody):
        row = there.get(key)
        if row is None:
            fresh.append(_row(session, key, actor, at, present=key in came))
        elif row.present != (key in came):
            row.present, row.how, row.told_at, row.told_by_name = key in came, How.LIST, at, actor.name
            other.append(row)
    Attendance.objects.bulk_create(fresh)
    Attendance.objects.bulk_update(other, ["present", "how", "told_at", "told_by_name"])
    session.version += 1
    session.save(update_fields=["version"])
    book(
        actor=actor, action=ATTEND, at=at, subject=session, place_id=session.course.place_id,
        came=len(came & everybody), of=len(everybody),
    )  # fmt: skip
    return len(came & everybody)


def _row(
    session: Session, trainee: UUID, actor: Actor, at: datetime, *, present: bool, how: How = How.LIST
) -> Attendance:
    return Attendance(
        session=session, trainee_id=trainee, present=present, how=how, told_at=at, told_by_name=actor.name
    )


@action(CHECK_IN)
def check_in(*, actor: Actor, at: datetime, session_id: UUID) -> Attendance:
    """One is there oneself, on the day of the session; said again it changes nothing.

    The view has asked whether the code holds. Raises NotFound, CourseShut, NotThatDay, NotInvited.
    """
    session = Session.objects.select_related("course").filter(pk=session_id).first()
    if session is None:
        raise NotFound
    course = session.course
    if not (course.open and session.held):
        raise CourseShut(state=CourseState(course.state).label)
    if local_day(at) != session.on:
        raise NotThatDay(day=format_date(session.on))
    mine = Trainee.objects.select_for_update(of=("self",)).filter(course=course, person=actor.me).first()
    if mine is None:
        raise NotInvited
    row = Attendance.objects.filter(session=session, trainee=mine).first()
    if row is None:
        row = _row(session, mine.pk, actor, at, present=True, how=How.QR)
        row.save(force_insert=True)
    elif not row.present:
        row.present, row.how, row.told_at, row.told_by_name = True, How.QR, at, actor.name
        row.save(update_fields=["present", "how", "told_at", "told_by_name"])
    book(actor=actor, action=CHECK_IN, at=at, subject=mine, place_id=course.place_id, session=str(session.pk))
    return row


@action(WRITE_SCORES)
def write_scores(
    *, actor: Actor, at: datetime, course_id: UUID, version: int, scores: Mapping[UUID, Pair]
) -> Course:  # fmt: skip
    """Points before and after of those on the list; None: not tested.

    Raises NotFound, Forbidden, CourseShut, StaleVersion, TooHigh.
    """
    course = take_course(actor, WRITE_SCORES, course_id)
    same_version(course, version)
    most = course.curriculum.most_points
    rows = list(course.trainees.filter(pk__in=list(scores)))
    for one in rows:
        one.before, one.after = scores[one.pk]
        if any(points is not None and not 0 <= points <= most for points in (one.before, one.after)):
            raise TooHigh(name=one.name, most=most)
    Trainee.objects.bulk_update(rows, ["before", "after"])
    touch(course, actor=actor, at=at)
    book(actor=actor, action=WRITE_SCORES, at=at, subject=course, people=len(rows))
    return course
