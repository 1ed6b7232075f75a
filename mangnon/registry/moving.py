"""Children on their way, in words for the frame: what waits for an answer, here or there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import format_date, local_day
from mangnon.places.rules import in_line
from mangnon.registry.models import Transfer
from mangnon.registry.queries.moves import waiting_moves
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work

MOST = 10
"""Lines in the worklist; the list has them all."""
NUANCES = {
    Transfer.State.ASKED: State.WAITING,
    Transfer.State.ACCEPTED: State.DONE,
    Transfer.State.DECLINED: State.UNFOUNDED,
    Transfer.State.WITHDRAWN: State.PASSED,
}


def move_status(transfer: Transfer) -> Status:
    """What became of a request."""
    return state_status(transfer.state)


def state_status(value: str) -> Status:
    """A state in words, with its mark."""
    state = Transfer.State(value)
    return Status(NUANCES[state], state.label)


def work(actor: Actor, at: datetime) -> list[Work]:
    """Requests to answer today, and those that others haven't answered."""
    rows = waiting_moves(actor, MOST)
    return [_work(one, at + timedelta(seconds=number), mine=one.mine) for number, one in enumerate(rows)]


def _work(transfer: Transfer, due: datetime, *, mine: bool) -> Work:
    asked = _("đề nghị {day}").format(day=format_date(local_day(transfer.asked_at)))
    sender, receiver = in_line(transfer.from_place.name), in_line(transfer.to_place.name)
    row = WorkRow(
        status=Status(State.DAY if mine else State.WAITING, _("Chờ trả lời")),
        name=transfer.child.called,
        url=reverse("registry:transfer", args=[transfer.pk]),
        about=_("từ {place} chuyển đến, {asked}").format(place=sender, asked=asked) if mine else asked,
        act=_("Tiếp nhận, hoặc ghi vì sao không") if mine else _("Chờ {place} trả lời").format(place=receiver),
    )
    return Work(When.TODAY if mine else When.WAITING, due, row)
