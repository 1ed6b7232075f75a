"""Words of inspections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.lib.dates import format_date
from mangnon.lib.refusal import Text
from mangnon.programmes.inspections.models import (
    Finding,
    Followed,
    Handling,
    Inspection,
    InspectionKind,
    Recommendation,
    Severity,
    Stage,
)
from mangnon.programmes.inspections.rules import Stand, behind, stand
from mangnon.ui.parts import State, Status

INSPECTIONS: Text = gettext_lazy("Kiểm tra, giám sát")

STATES: Mapping[str, State] = {
    Stage.PLANNED: State.DAY, Stage.HELD: State.DOING, Stage.CLOSED: State.DONE, Stage.CANCELLED: State.PASSED,
}  # fmt: skip
SEVERITIES: Mapping[str, State] = {
    Severity.NONE: State.DONE, Severity.MINOR: State.TODO, Severity.SERIOUS: State.DUE, Severity.GRAVE: State.LATE,
}  # fmt: skip
STANDS: Mapping[Stand, tuple[State, Text]] = {
    Stand.LATE: (State.LATE, gettext_lazy("Trễ trả lời")),
    Stand.WAITING: (State.WAITING, gettext_lazy("Chờ trả lời")),
    Stand.ANSWERED: (State.DOING, gettext_lazy("Đã trả lời, chưa kết thúc")),
    Stand.CLOSED: (State.DONE, gettext_lazy("Đã kết thúc")),
}


def capital(text: Text) -> str:
    """With a capital letter."""
    told = str(text)
    return told[:1].upper() + told[1:]


def kind_of(one: Inspection) -> str:
    """What it is."""
    return capital(InspectionKind(one.kind).label)


def state_of(one: Inspection, today: date) -> Status:
    """How far an inspection is; one that should have taken place is late."""
    if behind(state=one.state, planned_to=one.planned_to, today=today):
        return Status(State.LATE, _("Quá ngày dự kiến, chưa làm"))
    return Status(STATES[one.state], capital(Stage(one.state).label))


def severity_of(one: Finding) -> Status:
    """How grave a finding is."""
    return Status(SEVERITIES[one.severity], capital(Severity(one.severity).label))


def stand_of(one: Recommendation, today: date) -> Status:
    """How a recommendation stands; of one that was looked at, what came of it."""
    how = stand(due_on=one.due_on, answered_on=one.answered_on, closed_on=one.closed_on, today=today)
    state, words = STANDS[how]
    if one.followed:
        told = _("{words}, {what}").format(words=words, what=Followed(one.followed).label)
        return Status(state if one.followed == Followed.DONE or how is Stand.LATE else State.DUE, told)
    return Status(state, words)


def handled(one: Finding) -> str:
    """How it was handled, in a line; empty where nothing is known."""
    if not one.handling:
        return ""
    told = [capital(Handling(one.handling).label), one.handled_by, one.handling_number]
    told += [format_date(one.handled_on)] if one.handled_on else []
    return "; ".join(filter(None, [*told, one.outcome]))


def days_of(one: Inspection) -> str:
    """The day it was held, else the planned days."""
    if one.held_on:
        return format_date(one.held_on)
    first, last = format_date(one.planned_from), format_date(one.planned_to)
    return first if first == last else _("{first} đến {last}").format(first=first, last=last)
