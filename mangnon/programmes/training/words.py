"""Words of training."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_decimal
from mangnon.lib.refusal import Text
from mangnon.programmes.training.models import Answer, Course, CourseState, Curriculum, Session, Trainee
from mangnon.programmes.training.rules import Need, runs_out
from mangnon.ui.parts import State, Status

TRAINING: Text = gettext_lazy("Tập huấn")
COURSES: Text = gettext_lazy("Lớp tập huấn")
CURRICULA: Text = gettext_lazy("Chương trình tập huấn")
NEEDS: Text = gettext_lazy("Ai chưa tập huấn")
MINE: Text = gettext_lazy("Lớp của tôi")

NEED_WORDS: Mapping[Need, Text] = {
    Need.NEVER: gettext_lazy("Chưa tập huấn"), Need.EXPIRED: gettext_lazy("Phải học lại"),
    Need.SOON: gettext_lazy("Sắp phải học lại"), Need.FINE: gettext_lazy("Còn hạn"),
}  # fmt: skip
NEED_STATES: Mapping[Need, State] = {
    Need.NEVER: State.LATE, Need.EXPIRED: State.LATE, Need.SOON: State.DUE, Need.FINE: State.DONE,
}  # fmt: skip
ANSWER_STATES: Mapping[Answer, State] = {
    Answer.ASKED: State.WAITING, Answer.COMING: State.DONE, Answer.REFUSED: State.UNFOUNDED,
}  # fmt: skip


def course_status(course: Course, on: date) -> Status:
    """How far a course is on a day."""
    if course.state == CourseState.FINISHED:
        return Status(State.DONE, _("Đã kết thúc"))
    if course.state == CourseState.DROPPED:
        return Status(State.UNFOUNDED, _("Không tổ chức"))
    if on < course.starts_on:
        return Status(State.DAY, _("Sắp học"))
    if on <= course.ends_on:
        return Status(State.DOING, _("Đang học"))
    return Status(State.LATE, _("Đã học, chưa kết thúc"))


def answer_status(answer: str) -> Status:
    """What somebody said to the invitation."""
    label = str(Answer(answer).label)
    return Status(ANSWER_STATES[Answer(answer)], label[:1].upper() + label[1:])


def my_status(one: Trainee) -> Status:
    """How one's own course stands: the answer while it is open, then whether one attended enough."""
    if one.course.state != CourseState.FINISHED:
        return answer_status(one.answer)
    if one.passed_on is not None:
        return Status(State.DONE, _("Học đủ buổi"))
    return Status(State.UNFOUNDED, _("Chưa đủ buổi"))


def need_status(need: Need, passed_on: date | None, curriculum: Curriculum) -> Status:
    """How somebody stands, with until when."""
    until = runs_out(passed_on, curriculum.refresh_months) if passed_on else None
    words = str(NEED_WORDS[need])
    if until is not None and need in (Need.SOON, Need.FINE):
        words = _("Còn hạn đến {day}").format(day=format_date(until))
    return Status(NEED_STATES[need], words)


def days(course: Course) -> str:
    """``12/3/2026``, or from when to when."""
    first, last = format_date(course.starts_on), format_date(course.ends_on)
    return first if first == last else f"{first} - {last}"


def hours(session: Session) -> str:
    """``07:30 - 11:00``."""
    return f"{session.starts:%H:%M} - {session.ends:%H:%M}"


def points(number: object) -> str:
    """``7,5``; nothing for None."""
    return "" if number is None else format_decimal(number, 1).removesuffix(",0")  # type: ignore[arg-type]
