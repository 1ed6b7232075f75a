"""What boards give to the frame."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.access.roles import ROLES
from mangnon.lib.dates import VN_ZONE, local_day
from mangnon.programmes.boards import queries
from mangnon.programmes.boards.views.listing import board_url
from mangnon.programmes.boards.words import BOARDS, LACKS, STATES
from mangnon.programmes.rights import CALL_MEETING, SEE
from mangnon.ui.parts import Status, WorkRow
from mangnon.ui.slots import RailEntry
from mangnon.ui.worklist import When, Work, WorkSource

PAGES = frozenset(
    {"boards", "set_up_board", "board_page", "correct_board", "end_board", "add_member", "call_meeting", "end_member",
     "meeting", "minute", "conclude", "conclusion_task"}
)  # fmt: skip


def _work(actor: Actor, at: datetime) -> list[Work]:
    """What the board of one's own place lacks most."""
    if not actor.is_person or not actor.can(CALL_MEETING):
        return []
    places = [one.place_id for one in actor.grants if ROLES[one.role].level == "commune"]
    if not places:
        return []
    today = local_day(at)
    board, lacking = queries.pressing(places, today)
    if not lacking:
        return []
    row = WorkRow(
        status=Status(STATES[lacking[0]], LACKS[lacking[0]]), name=str(BOARDS),
        url=board_url(board) if board else reverse("programmes:boards"), act=_("Bổ sung, rồi ghi vào sổ"),
    )  # fmt: skip
    return [Work(When.WEEK, datetime.combine(today, time(23, 59), VN_ZONE), row)]


BOARD_OFFERS: tuple[Any, ...] = (
    RailEntry(BOARDS, "programmes:boards", "people", order=62, action=SEE, yearly=True, covers=PAGES),
    WorkSource("programmes.boards", _work, pressing=False),
)
