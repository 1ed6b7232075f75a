"""How cases, deadlines and steps are told in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mangnon.cases.models import Case, CaseState, CaseTask, StepRecord
from mangnon.cases.rules.deadlines import SEPARATION, Standing
from mangnon.lib.dates import PartialDate, before_words, local_day, time_left
from mangnon.lib.workdays import end_of
from mangnon.registry.words import age_words
from mangnon.statutes.kinds.procedure import Step
from mangnon.ui.parts import State, Status

DAY = 24 * 3600
STATES: dict[str, State] = {
    CaseState.SUBMITTED: State.WAITING,
    CaseState.CLOSING: State.WAITING,
    CaseState.DOUBTED: State.WAITING,
    CaseState.CLOSED: State.DONE,
    CaseState.UNFOUNDED: State.UNFOUNDED,
}
STANDINGS: dict[Standing, State] = {
    Standing.OVERDUE: State.LATE,
    Standing.SOON: State.DUE,
    Standing.OPEN: State.DAY,
    Standing.DONE: State.DONE,
    Standing.DONE_LATE: State.DONE,
    Standing.NOT_NEEDED: State.PASSED,
    Standing.AT_ONCE: State.TODO,
    Standing.WAITS: State.TODO,
}


def case_status(case: Any) -> Status:
    """Where it stands, with its mark."""
    if case.emergency:
        return Status(State.URGENT, _("Khẩn cấp"))
    return Status(STATES.get(case.state, State.DOING), CaseState(case.state).label)


def due_words(at: datetime, due_at: datetime) -> str:
    """``Còn 3 giờ 20 phút, trước 21:00 hôm nay``; days ahead: ``2 ngày nữa, thứ Tư 25/11``; ``Trễ 1 giờ, …``."""
    left = time_left(at, due_at)
    if abs((due_at - at).total_seconds()) < DAY:
        return _("{left}, hạn {due}").format(left=left, due=_bare(before_words(at, due_at)))
    return left if due_at > at else _("{left}, hạn {due}").format(left=left, due=_bare(before_words(at, due_at)))


def _bare(words: str) -> str:
    """The moment alone: "21:00 hôm nay"."""
    return words.removeprefix("trước ").removeprefix("before ").removeprefix("by ")


def due_status(case: Any, at: datetime) -> Status | None:
    """The next deadline, for lists; None when none runs."""
    if case.due_at is None:
        return None
    if case.due_at <= at:
        return Status(State.LATE, time_left(at, case.due_at))
    urgent = case.emergency and (case.due_at - at).total_seconds() < DAY
    near = local_day(case.due_at) <= local_day(at)
    return Status(State.URGENT if urgent else State.DUE if near else State.DAY, time_left(at, case.due_at))


def task_status(task: CaseTask, at: datetime) -> Status | None:
    """How a task stands by its last day; None without one."""
    if task.due_on is None:
        return None
    ends = end_of(task.due_on)
    state = State.LATE if ends <= at else State.DUE if task.due_on == local_day(at) else State.DAY
    return Status(state, time_left(at, ends))


def step_name(steps: dict[str, Step], code: str) -> str:
    """A step in the reader's language."""
    if code == SEPARATION:
        return _("Hết hạn tạm thời cách ly")
    step = steps.get(code)
    if step is None:
        return code
    return step.en if get_language() == "en" and step.en else step.vi


def term_words(row: StepRecord) -> str:
    """``12 giờ liền, tính cả đêm và ngày nghỉ``, ``5 ngày làm việc, không tính ngày nghỉ``."""
    if row.unit == "hour":
        return _("{n} giờ liền, tính cả đêm và ngày nghỉ").format(n=row.amount)
    if row.unit == "working_day":
        return _("{n} ngày làm việc, không tính ngày nghỉ").format(n=row.amount)
    return _("khi hết thời hạn của kế hoạch") if row.due_at else ""


def age_of(case: Any, on: date) -> str:
    """``9 tuổi``; empty when nothing is known."""
    return age_words(PartialDate.parse(case.born), on) if case.born else ""


def title_of(case: Case, on: date) -> str:
    """``Hồ Thị Mơ, 9 tuổi: nghi bị bạo lực trong nhà``."""
    who = ", ".join(filter(None, (str(case.called), age_of(case, on))))
    return f"{who}: {case.about}" if case.about else who
