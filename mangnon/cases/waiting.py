"""What waits on the worklist: cases that somebody leads or decides on, and cases that come from elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.cases.models import CaseState, CaseTask
from mangnon.cases.queries.lists import WAITING, asked_here, led, open_cases_of, tasks_of
from mangnon.cases.queries.reach import LIST, OVERSEE
from mangnon.cases.queries.words import age_of, due_status, task_status
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.workdays import end_of
from mangnon.places.rules import in_line
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work

MOST = 100
"""The nearest; the list of cases holds them all."""
ACTS = {
    CaseState.ASSESSING: gettext_lazy("Đánh giá ban đầu, quyết biện pháp khẩn cấp"),
    CaseState.VERIFYING: gettext_lazy("Xác minh, đánh giá cụ thể"),
    CaseState.PLANNING: gettext_lazy("Họp, soạn và trình kế hoạch"),
    CaseState.SUBMITTED: gettext_lazy("Quyết định về kế hoạch"),
    CaseState.CLOSING: gettext_lazy("Quyết định kết thúc hồ sơ"),
    CaseState.DOUBTED: gettext_lazy("Người thứ hai kết luận có căn cứ không"),
    CaseState.REVIEW: gettext_lazy("Đề xuất kết thúc hoặc lập kế hoạch mới"),
}
"""What comes next in a state."""
FIRST = timedelta(days=3650)
"""A child in danger stands before everything that is only late."""


def work(actor: Actor, at: datetime) -> list[Work]:
    """Open cases by their nearest deadline, and moves that wait for an answer."""
    if not actor.can(LIST) or not actor.is_person or any(grant.everywhere for grant in actor.grants):
        return []
    rows = open_cases_of(actor, at).order_by(F("due_at").asc(nulls_last=True), "pk")[:MOST]
    decides = bool(actor.reach(OVERSEE))
    return [
        *(_case(one, at, decides=decides) for one in rows),
        *(_move(one, at) for one in asked_here(actor)[:20]),
        *(_task(one, at) for one in tasks_of(actor)[:MOST]),
    ]


def count(actor: Actor) -> int | None:
    """Open cases that this person leads; None for none."""
    return led(actor) or None


def _case(one: Any, at: datetime, *, decides: bool) -> Work:
    waits = one.state in WAITING and not (decides or one.state == CaseState.DOUBTED)
    when, due = _when(one, at, waits=waits)
    danger = one.emergency and one.due_step in ("S3_INITIAL_ASSESSMENT", "S4_EMERGENCY")
    row = WorkRow(
        status=_status(one, at, waits=waits),
        name=str(one.called),
        url=reverse("cases:case", args=[one.pk]),
        about=age_of(one, local_day(at)),
        place=one.hamlet_name or in_line(one.place_name),
        act=_act(one),
        who=one.holder_name,
        code=one.code if one.emergency or one.due_at is None or one.due_at <= at else "",
        danger=danger,
    )
    return Work(when, due - FIRST if danger else due, row)


def _when(one: Any, at: datetime, *, waits: bool) -> tuple[When, datetime]:
    due = one.due_at or at + timedelta(days=7)
    if waits:
        return When.WAITING, due
    if one.accepted_at is None or (one.due_at is not None and one.due_at <= at + timedelta(hours=12)):
        return When.NOW, due
    if one.due_at is not None and local_day(one.due_at) <= local_day(at):
        return When.TODAY, due
    return When.WEEK, due


def _status(one: Any, at: datetime, *, waits: bool) -> Status:
    if waits:
        return Status(State.WAITING, CaseState(one.state).label)
    found = due_status(one, at)
    return found or Status(State.DOING, CaseState(one.state).label)


def _act(one: Any) -> str:
    if one.holder is None:
        return _("Nhận phụ trách hồ sơ")
    if one.accepted_at is None:
        return _("Nhận hồ sơ được giao")
    if one.due_step == "SEPARATION":
        return _("Sắp hết hạn cách ly: gia hạn hoặc kết thúc")
    return str(ACTS.get(CaseState(one.state)) or _("Thực hiện kế hoạch, ghi lần thăm"))


def _task(one: CaseTask, at: datetime) -> Work:
    due = end_of(one.due_on) if one.due_on else at + timedelta(days=7)
    when = When.NOW if due <= at else When.TODAY if one.due_on == local_day(at) else When.WEEK
    row = WorkRow(
        status=task_status(one, at) or Status(State.TODO, _("Việc được giao")),
        name=one.what,
        url=reverse("cases:case", args=[one.case_id]),
        about=_("hồ sơ {code}, {name} giao").format(code=one.case.code, name=one.by_name),
        act=_("Làm rồi ghi đã xong"),
    )
    return Work(when, due, row)


def _move(one: Any, at: datetime) -> Work:
    row = WorkRow(
        status=Status(State.NEW, _("Chờ trả lời")),
        name=one.case.code,
        url=reverse("cases:answer_move", args=[one.pk]),
        about=_("hồ sơ từ {place}, đề nghị {day}").format(
            place=in_line(one.from_place.name), day=format_date(local_day(one.asked_at))
        ),
        act=_("Tiếp nhận, hoặc ghi vì sao không"),
    )
    return Work(When.TODAY, at, row)
