"""A course is finished with what came of it; who attended enough gets a certificate with a number without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import format_date, local_day
from mangnon.notices.actions.telling import Ref, tell
from mangnon.papers.numbering import next_number
from mangnon.programmes.plans.actions.keeping import same_version
from mangnon.programmes.rights import CERTIFY, FINISH_COURSE, REOPEN_COURSE
from mangnon.programmes.training.actions.taking import take_course, touch
from mangnon.programmes.training.models import Course, CourseState, Trainee
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.refusals import CertifiedAlready, NobodyPassed, NoSession, NotYet, SessionsUntold
from mangnon.programmes.training.rules import attended_enough

NUMBERS = "GCN"
"""The series of certificates; each office numbers its own, each year from 1."""
CERTIFIED = "programmes.training_certified"


@dataclass(frozen=True, slots=True)
class Ending:
    """What it cost (đồng), whom it reached without their names, and what is to be said of it."""

    spent: int = 0
    parents: int = 0
    children: int = 0
    summary: str = ""


@action(FINISH_COURSE)
def finish_course(*, actor: Actor, at: datetime, course_id: UUID, version: int, ending: Ending) -> Course:
    """It is over: who attended enough has passed on its last day.

    Raises NotFound, Forbidden, CourseShut, StaleVersion, NotYet, NoSession, SessionsUntold.
    """
    course = take_course(actor, FINISH_COURSE, course_id)
    same_version(course, version)
    if local_day(at) < course.ends_on:
        raise NotYet(day=format_date(course.ends_on))
    held = reads.held_sessions(course)
    people = reads.trainees(course)
    if not held:
        raise NoSession
    if people and (untold := reads.untold(course)):
        raise SessionsUntold(list=", ".join(f"{format_date(one.on)} {one.starts:%H:%M}" for one in untold))
    for one in people:
        enough = attended_enough(one.came, held, course.curriculum.least_share)  # type: ignore[attr-defined]  # annotated
        one.passed_on = course.ends_on if enough else None
    Trainee.objects.bulk_update(people, ["passed_on"])
    gain = reads.gain(course)
    course.before, course.after = (gain.before, gain.after) if gain else (None, None)
    course.named, course.passed = len(people), sum(one.passed_on is not None for one in people)
    course.spent, course.parents, course.children = ending.spent, ending.parents, ending.children
    course.summary, course.state = ending.summary.strip(), CourseState.FINISHED
    touch(course, actor=actor, at=at)
    book(actor=actor, action=FINISH_COURSE, at=at, subject=course, named=course.named, passed=course.passed)
    return course


@action(REOPEN_COURSE)
def reopen_course(*, actor: Actor, at: datetime, course_id: UUID, version: int) -> Course:
    """A finished course opens again to be corrected, as long as no certificate is out.

    Raises NotFound, Forbidden, CourseShut, StaleVersion, CertifiedAlready.
    """
    course = take_course(actor, REOPEN_COURSE, course_id, CourseState.FINISHED)
    same_version(course, version)
    if course.trainees.filter(number__isnull=False).exists():
        raise CertifiedAlready
    course.trainees.update(passed_on=None)
    course.state, course.passed = CourseState.PLANNED, 0
    touch(course, actor=actor, at=at)
    book(actor=actor, action=REOPEN_COURSE, at=at, subject=course)
    return course


@action(CERTIFY)
def certify(*, actor: Actor, at: datetime, course_id: UUID) -> list[Trainee]:
    """Numbers for everybody who passed and has none, by name; who has one keeps it. Those with an account are told.

    Raises NotFound, Forbidden, CourseShut, NobodyPassed.
    """
    course, on = take_course(actor, CERTIFY, course_id, CourseState.FINISHED), local_day(at)
    rows = course.trainees.select_for_update(of=("self",)).filter(passed_on__isnull=False, number__isnull=True)
    people = list(rows.order_by("name_key", "pk"))
    if not people:
        raise NobodyPassed
    for one in people:
        one.office, one.number_year, one.certified_on = course.place, on.year, on
        one.number = next_number(place_id=course.place_id, kind=NUMBERS, year=on.year)
    Trainee.objects.bulk_update(people, ["office", "number_year", "number", "certified_on"])
    _tell(actor, at, course, [one.person for one in people if one.person is not None])
    book(actor=actor, action=CERTIFY, at=at, subject=course, certificates=len(people))
    return people


def _tell(actor: Actor, at: datetime, course: Course, people: list[UUID]) -> None:
    if not people:
        return
    tell(
        actor=actor, at=at, to=people, kind=CERTIFIED,
        about=Ref("programmes.Course", str(course.pk), reads.code_of(course)), words={"course": course.title[:120]},
        place_id=course.place_id,
    )  # fmt: skip
