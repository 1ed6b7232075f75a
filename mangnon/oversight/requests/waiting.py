"""Requests that wait for somebody, as lines of their worklist."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.numbers import format_int
from mangnon.oversight.requests.models import RightsRequest
from mangnon.oversight.requests.queries import OPEN, kind_of, late, requests
from mangnon.oversight.requests.rules import Stage, running_due, stage_of, waits_for_second
from mangnon.oversight.requests.words import name_of, next_act, status_of
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work

MOST = 30
"""More open requests than this end in one line that opens the list."""
SOON = timedelta(days=2)


def request_work(actor: Actor, at: datetime) -> list[Work]:
    """Open requests in which this actor does the next step."""
    leads, approves = actor.can("oversight.requests.answer"), actor.can("oversight.requests.approve")
    if not leads and not approves:
        return []
    rows = requests(actor, "oversight.requests.answer" if leads else "oversight.requests.approve").filter(OPEN)
    if not leads:
        rows = rows.filter(answer="accepted", approved_at__isnull=True)
    found = list(rows.select_related("place").order_by("fulfil_due", "id")[: MOST + 1])
    mine = [one for one in found if _is_mine(actor, one, leads=leads)]
    work = [_work(one, at) for one in mine[:MOST]]
    if len(found) > MOST:
        work.append(_rest(at, requests(actor).filter(late(at)).count()))
    return work


def _is_mine(actor: Actor, one: RightsRequest, *, leads: bool) -> bool:
    """Whoever leads does each step but the approval of what they answered themselves."""
    if waits_for_second(one, kind_of(one)):
        return one.answered_by != actor.person_id
    return leads


def _work(one: RightsRequest, at: datetime) -> Work:
    due = running_due(one)
    row = WorkRow(
        status=status_of(one, at),
        name=one.code,
        url=reverse("oversight:request", args=[one.pk]),
        about=name_of(kind_of(one)),
        place=one.place.name,
        act=next_act(one),
    )
    return Work(_when(one, due, at), due or one.fulfil_due, row)


def _when(one: RightsRequest, due: datetime | None, at: datetime) -> When:
    if due is None or stage_of(one) in (Stage.FULFILLED, Stage.REFUSED):
        return When.TODAY
    if due < at:
        return When.NOW
    return When.TODAY if due - at <= SOON else When.WEEK


def _rest(at: datetime, late_count: int) -> Work:
    said = _("Còn nhiều yêu cầu về dữ liệu khác")
    row = WorkRow(
        status=Status(
            State.LATE if late_count else State.DOING, _("{n} yêu cầu trễ hạn").format(n=format_int(late_count))
        ),
        name=said,
        url=reverse("oversight:requests"),
        act=_("Mở danh sách"),
    )
    return Work(When.TODAY, at, row)
