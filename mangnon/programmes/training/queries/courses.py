"""Reads on courses: those of a year, one with its sessions and people, what a curriculum is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from mangnon.access.roles import Role
from mangnon.accounts.models import Assignment
from mangnon.accounts.queries import live
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Level, Unit
from mangnon.places.queries import province_served
from mangnon.programmes.plans.queries.plans import children_on
from mangnon.programmes.training.models import (
    Answer,
    Attendance,
    Audience,
    Course,
    CourseState,
    Curriculum,
    Session,
    Trainee,
    Trainer,
)
from mangnon.programmes.training.rules import Gain, gain_of

AUDIENCE_OF = {
    Role.COMMUNE_OFFICER: Audience.OFFICER, Role.COMMUNE_CHAIR: Audience.CHAIR,
    Role.COLLABORATOR: Audience.COLLABORATOR,
}  # fmt: skip
"""Roles of accounts that are audiences; everybody else comes by name."""
CAME = Count("attendance", filter=Q(attendance__present=True, attendance__session__held=True))


def _one(rows: QuerySet[Any], pk: object) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def curriculum_seen(pk: UUID) -> Curriculum:
    """One curriculum. Raises NotFound."""
    found: Curriculum = _one(Curriculum.objects.all(), pk)
    return found


def course_seen(pk: UUID) -> Course:
    """One course with curriculum, place and document. Raises NotFound."""
    found: Course = _one(Course.objects.select_related("curriculum", "place", "document"), pk)
    return found


def session_seen(pk: UUID) -> Session:
    """One session with its course. Raises NotFound."""
    found: Session = _one(Session.objects.select_related("course__place", "course__curriculum", "trainer"), pk)
    return found


def trainee_seen(pk: UUID) -> Trainee:
    """Somebody on a list, within reach, with course and places. Raises NotFound."""
    rows = Trainee.objects.select_related("course__place", "course__curriculum", "place", "office")
    found: Trainee = _one(rows, pk)
    return found


def curricula(*, all_of_them: bool = False) -> list[Curriculum]:
    """Curricula by code; those no longer used only when asked for."""
    rows = Curriculum.objects.order_by("code")
    return list(rows if all_of_them else rows.filter(ended_on__isnull=True))


def courses_of(year: int) -> list[Course]:
    """Courses that begin in a year, the latest first."""
    rows = Course.objects.filter(year=year).select_related("curriculum", "place")
    return list(rows.order_by("-starts_on", "-pk"))


def years_of_courses() -> list[int]:
    """Years with courses, the latest first."""
    return list(Course.objects.order_by("-year").values_list("year", flat=True).distinct())


def sessions(course: Course) -> list[Session]:
    """Its sessions in time, each with ``came`` and ``told``: how many came, and whether anybody was written down."""
    told = Attendance.objects.filter(session=OuterRef("pk"))
    rows = course.sessions.select_related("trainer").annotate(
        came=Count("attendance", filter=Q(attendance__present=True)), told=Exists(told)
    )
    return list(rows.order_by("on", "starts"))


def untold(course: Course) -> list[Session]:
    """Sessions held in which nobody was written down."""
    return [one for one in sessions(course) if one.held and not one.told]  # type: ignore[attr-defined]  # annotated


def held_sessions(course: Course) -> int:
    """How many sessions were held, or will be."""
    return course.sessions.filter(held=True).count()


def trainees(course: Course) -> list[Trainee]:
    """Its people within reach, by place and name, each with ``came``: sessions attended."""
    rows = course.trainees.select_related("place").annotate(came=CAME)
    return list(rows.order_by("place__sort_key", "name_key", "pk"))


def present_in(session: Session) -> set[UUID]:
    """Who came to a session."""
    rows = session.attendance.filter(present=True)
    return set(rows.values_list("trainee_id", flat=True))


def gain(course: Course) -> Gain | None:
    """What its tests show."""
    return gain_of(course.trainees.values_list("before", "after"))


def mean_gain(courses: Iterable[Course]) -> Decimal | None:
    """Points more on average over courses, each of them out of ten; None where none was tested."""
    told = [
        (one.after - one.before) * 10 / one.curriculum.most_points
        for one in courses
        if one.before is not None and one.after is not None
    ]
    return sum(told, Decimal(0)) / len(told) if told else None


def trainers() -> list[Trainer]:
    """Everybody who teaches, by name."""
    return list(Trainer.objects.select_related("place").order_by("name_key", "organisation"))


def places_for(course: Course, on: date) -> list[Unit]:
    """Communes whose people the course may invite by their account: below the province, or its own."""
    if course.place.level != Level.COMMUNE:
        return children_on(province_served(), on)
    return [course.place]


def holders(roles: Iterable[Role], places: Sequence[int], on: date) -> list[Assignment]:
    """Assignments of active people in some roles and places on a day, by place and name."""
    rows = Assignment.objects.filter(live(on), role__in=list(roles), place__in=places, person__disabled_at__isnull=True)
    return list(rows.select_related("person", "place").order_by("place__sort_key", "person__sort_key", "pk"))


def my_trainings(person: UUID) -> list[Trainee]:
    """Courses of a person, the latest first, each with ``came``; their own rows are seen wherever they work."""
    rows = Trainee.objects.filter(person=person).exclude(course__state=CourseState.DROPPED)
    rows = rows.select_related("course__curriculum", "course__place").annotate(came=CAME)
    return list(rows.order_by("-course__starts_on", "-pk"))


def mine_in(course: Course, person: UUID) -> Trainee | None:
    """One's own line on a list."""
    return course.trainees.filter(person=person).first()


def waiting(person: UUID, places: Sequence[int], on: date) -> list[Course]:
    """Open courses that wait: ``asks`` for one's own answer, or to be finished by one's place. One statement."""
    mine = Trainee.objects.filter(course=OuterRef("pk"), person=person, answer=Answer.ASKED)
    rows = Course.objects.filter(state=CourseState.PLANNED).annotate(asks=Exists(mine))
    over = Q(place__in=places, ends_on__lt=on)
    return list(rows.filter(over | Q(asks=True, ends_on__gte=on)).select_related("place").order_by("starts_on")[:10])


def last_passed(person: UUID) -> dict[UUID, date]:
    """By curriculum the last day on which a person passed."""
    rows = Trainee.objects.filter(person=person, passed_on__isnull=False)
    found = rows.values("course__curriculum").annotate(last=Max("passed_on"))
    return dict(found.values_list("course__curriculum", "last"))


def code_of(course: Course) -> str:
    """What a notice calls it outside of the system."""
    return f"TH-{course.starts_on:%Y%m%d}/{course.place.code}"
