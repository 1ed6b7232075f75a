"""Retention in words: types of records, terms, how proposals and holds stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.retaining import retained
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.oversight.retention.models import Hold, Outcome, Proposal, Stage
from mangnon.oversight.retention.queries import holding
from mangnon.oversight.retention.terms import Standing, Term, every_term
from mangnon.oversight.slots import subjects
from mangnon.oversight.words import short_code
from mangnon.ui.parts import State, Status

STANDINGS: Mapping[Standing, tuple[State, Text]] = {
    Standing.CONFIRMED: (State.DONE, gettext_lazy("đã xác nhận")),
    Standing.OURS: (State.DOING, gettext_lazy("mức của đơn vị")),
    Standing.OPEN: (State.TODO, gettext_lazy("chưa xác nhận")),
}
STAGES: Mapping[str, tuple[State, Text]] = {
    Stage.DRAWN: (State.NEW, gettext_lazy("Chờ người thứ nhất xác nhận")),
    Stage.CONFIRMED: (State.WAITING, gettext_lazy("Chờ người thứ hai duyệt")),
    Stage.APPROVED: (State.DOING, gettext_lazy("Đang hủy")),
    Stage.DONE: (State.DONE, gettext_lazy("Đã xong")),
    Stage.REJECTED: (State.UNFOUNDED, gettext_lazy("Đã bác")),
}
OUTCOMES: Mapping[str, Status] = {
    "": Status(State.TODO, gettext_lazy("chưa làm")),
    Outcome.DESTROYED: Status(State.DONE, gettext_lazy("đã hủy")),
    Outcome.HELD: Status(State.RESTRICTED, gettext_lazy("bỏ qua, đang giữ lại")),
    Outcome.GONE: Status(State.PASSED, gettext_lazy("bỏ qua, không còn hoặc chưa đến hạn")),
}


def record_name(record: str) -> str:
    """What a type of record is called."""
    return next((_(one.name) for one in every_term() if one.record == record), record)


def span(term: Term) -> str:
    """How long."""
    if term.days is None:
        return _("chưa có thời hạn") if term.standing is Standing.OPEN else _("không có thời hạn")
    return _("{n} ngày").format(n=format_int(term.days)) if term.days else _("ngay")


def standing_of(term: Term) -> Status:
    """On what it rests."""
    state, said = STANDINGS[term.standing]
    return Status(state, said)


def stage_of(proposal: Proposal) -> Status:
    """How far it is."""
    state, said = STAGES[proposal.stage]
    return Status(state, said)


def what_holds(hold: Hold) -> str:
    """What lies under a hold; all of it must fit."""
    said = [record_name(hold.record)] if hold.record else []
    if hold.subject_id:
        kind = subjects().get(hold.subject_kind)
        noun = str(kind.noun) if kind else hold.subject_kind
        said.append(f"{noun} {short_code(hold.subject_id)}")
    if hold.place is not None:
        said.append(_("ở {place}").format(place=hold.place.name))
    return capfirst(", ".join(said))


def hold_status(hold: Hold, at: datetime) -> Status:
    """Whether it holds."""
    if hold.lifted_at is not None:
        return Status(State.PASSED, _("Đã thôi giữ {day}").format(day=format_date(local_day(hold.lifted_at))))
    if hold.last_day is not None and hold.last_day < local_day(at):
        return Status(State.PASSED, _("Hết hạn giữ {day}").format(day=format_date(hold.last_day)))
    if hold.asked_at is not None:
        return Status(State.WAITING, _("Đang giữ, chờ người thứ hai"))
    return Status(State.RESTRICTED, _("Đang giữ"))


def record_choices() -> list[tuple[str, Text]]:
    """Types of records that can be destroyed, and so held."""
    return [(record, capfirst(str(slot.title))) for record, slot in retained().items()]


def holding_now(hold: Hold, at: datetime) -> bool:
    """Whether it holds at a moment."""
    return holding(hold).active(at)
