"""What training gives to the frame and to other rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.access.commands import ReferenceData
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.notices.slots import Opens
from mangnon.operate.backups.slots import By, Scrub, emptied, kept
from mangnon.places.slots import About, placed_facts
from mangnon.programmes.rights import ANSWER_INVITATION, FINISH_COURSE, SEE
from mangnon.programmes.training.curricula import load_curricula
from mangnon.programmes.training.models import Course, CourseState
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.views.asked import course_url
from mangnon.programmes.training.words import COURSES, TRAINING, days
from mangnon.statutes.slots import Resting, RestsOn
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import When, Work, WorkSource

PAGES = frozenset(
    {"courses", "plan_course", "training_needs", "training_people", "export_needs", "curricula", "add_curriculum",
     "correct_curriculum", "trainers", "add_trainer", "course", "correct_course", "drop_course", "add_session",
     "invite", "add_trainee", "scores", "finish_course", "reopen_course", "certify", "correct_session", "attendance",
     "check_in_code", "correct_trainee", "my_trainings", "my_course", "answer_invitation", "check_in"}
)  # fmt: skip


def _work(actor: Actor, at: datetime) -> list[Work]:
    """Invitations to answer, and courses of one's place that are over and not yet finished."""
    if not actor.is_person or not actor.can(ANSWER_INVITATION):
        return []
    places = [one.place_id for one in actor.grants] if actor.can(FINISH_COURSE) else []
    return [_waits(one) for one in reads.waiting(actor.me, places, local_day(at))]


def _waits(course: Course) -> Work:
    if course.asks and course.open:  # type: ignore[attr-defined]  # annotated
        status, act = Status(State.WAITING, _("Được mời")), _("Trả lời giấy mời")
        url, due = reverse("programmes:my_course", args=[course.pk]), course.starts_on
    else:
        status = Status(State.DUE, _("Xong từ {day}").format(day=format_date(course.ends_on)))
        act, url, due = _("Điểm danh, kết thúc lớp"), course_url(course), course.ends_on
    row = WorkRow(status=status, name=course.title, url=url, place=course.place.name, about=days(course), act=act)
    return Work(When.WEEK, datetime.combine(due, time(23, 59), VN_ZONE), row)


def _resting(actor: Actor, document_id: int) -> list[Resting]:
    if not actor.can(SEE):
        return []
    rows = Course.objects.filter(document=document_id).select_related("place").order_by("-starts_on")
    return [Resting(one.title, course_url(one), f"{one.place.name}, {days(one)}") for one in rows]


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    return {str(one.pk): About(one.title, course_url(one)) for one in Course.objects.filter(pk__in=list(ids))}


TRAINING_OFFERS: tuple[Any, ...] = (
    RailEntry(TRAINING, "programmes:courses", "school", order=65, action=SEE, yearly=True, covers=PAGES),
    WorkSource("programmes.training", _work, pressing=False),
    Opens("programmes.Course", lambda thing: reverse("programmes:my_course", args=[thing])),
    RestsOn(COURSES, _resting),
    placed_facts("programmes.course", gettext_lazy("Lớp tập huấn chưa xong"), model=Course,
                 open=Q(state=CourseState.PLANNED), about=_about),
    ReferenceData("curricula", load_curricula),
    Scrub("public.programmes_curriculum", {"changed_by_name": By.EMPTY}),
    Scrub("public.programmes_course", {"changed_by_name": By.EMPTY, "summary": By.EMPTY}),
    Scrub("public.programmes_trainer", {"name": By.NAME, "name_key": By.NUMBER, "told_by_name": By.EMPTY}),
    Scrub("public.programmes_trainee", {
        "name": By.NAME, "name_key": By.NUMBER, "post": By.EMPTY, "ethnicity": By.EMPTY, "phone": By.EMPTY,
        "sex": By.EMPTY, "refused_why": By.EMPTY,
    }),
    *emptied("public.programmes_attendance"),
    *kept("public.programmes_session"),
)  # fmt: skip
