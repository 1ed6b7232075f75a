"""Words, icons and colours that several screens say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_date
from mangnon.lib.numbers import format_decimal, format_int
from mangnon.lib.refusal import Text
from mangnon.programmes.days import late_by
from mangnon.programmes.plans.models import Line, Task
from mangnon.programmes.plans.rules import Standing, Tally, finished_late
from mangnon.ui.parts import State, Status

PLANS: Text = gettext_lazy("Chương trình, kế hoạch")
BOARD: Text = gettext_lazy("Kế hoạch năm")
MAP: Text = gettext_lazy("Bản đồ việc")
CALENDAR: Text = gettext_lazy("Lịch việc cả năm")
ADOPTED: Text = gettext_lazy("Đưa vào nghị quyết, kế hoạch, ngân sách")

STANDINGS: Mapping[Standing, Text] = {
    Standing.TODO: gettext_lazy("Chưa làm"),
    Standing.DOING: gettext_lazy("Đang làm"),
    Standing.RISK: gettext_lazy("Có nguy cơ trễ"),
    Standing.LATE: gettext_lazy("Trễ hạn"),
    Standing.DONE: gettext_lazy("Đã xong"),
}
STATES: Mapping[Standing, State] = {
    Standing.TODO: State.TODO, Standing.DOING: State.DOING, Standing.RISK: State.DUE, Standing.LATE: State.LATE,
    Standing.DONE: State.DONE,
}  # fmt: skip
MARKS: Mapping[str, str] = {
    Standing.TODO: "·", Standing.DOING: "•", Standing.RISK: "?", Standing.LATE: "!", Standing.DONE: "✓", "none": "",
}  # fmt: skip
"""What a square of the map shows besides its colour, so that it can be read in grey."""

LINE_ICONS: Mapping[str, str] = {
    Line.Act.ADDED: "plus", Line.Act.SHARED: "forward", Line.Act.CHANGED: "edit", Line.Act.TOLD: "doing",
    Line.Act.FINISHED: "circle-check", Line.Act.REOPENED: "undo", Line.Act.ATTACHED: "attach",
    Line.Act.DROPPED: "ban", Line.Act.REMINDED: "clock",
}  # fmt: skip


def status(how: Standing, task: Task | None = None, on: date | None = None) -> Status:
    """Word, icon, colour; of a task with its day."""
    return Status(STATES[how], STANDINGS[how] if task is None else told(how, task, on))


def told(how: Standing, task: Task, on: date | None = None) -> str:
    """``Trễ hạn 12 ngày``, ``Đã xong 12/6/2020``, ``Đã xong, trễ 3 ngày``."""
    if how is Standing.DONE and task.finished_on is not None:
        if finished_late(task.due_on, task.finished_on):
            return _("Đã xong, trễ {n} ngày").format(n=(task.finished_on - task.due_on).days)
        return _("Đã xong {day}").format(day=format_date(task.finished_on))
    if how is Standing.LATE and on is not None:
        return late_by((on - task.due_on).days)
    return str(STANDINGS[how])


def money(dong: int) -> str:
    """Short for tables: ``125 triệu``, ``1,2 tỷ``; nothing for nothing."""
    if not dong:
        return ""
    if dong >= 1_000_000_000:
        return _("{n} tỷ").format(n=format_decimal(dong / 1_000_000_000, 2))
    if dong >= 50_000:
        return _("{n} triệu").format(n=format_decimal(dong / 1_000_000, 0 if dong % 1_000_000 == 0 else 1))
    return _("{n} đồng").format(n=format_int(dong))


def figure(number: object, unit: str) -> str:
    """``98,5 %``, ``1.240 trẻ em``; empty for None."""
    if number is None:
        return ""
    text = format_decimal(number, 1)  # type: ignore[arg-type]  # a Decimal of the model
    return f"{text.removesuffix(',0')} {unit}"


def shares(below: Tally | None) -> str:
    """``205 trên 241 nơi đã xong, 6 trễ``; empty without shares."""
    if below is None or not below.total:
        return ""
    words = _("{done} trên {total} nơi đã xong").format(done=below.of(Standing.DONE), total=below.total)
    late = below.of(Standing.LATE)
    return _("{words}, {n} nơi trễ").format(words=words, n=late) if late else words
