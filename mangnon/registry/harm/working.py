"""What waits on the worklist: unsafe spots at which nobody has looked for long."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import local_day
from mangnon.registry.harm.queries import EACH, Neglected, neglected_spots
from mangnon.registry.reminders import SPOT, reminder
from mangnon.registry.rules import months_between
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work


def work(actor: Actor, at: datetime) -> list[Work]:
    """The first few by name, those with accidents first; the others as one line."""
    today = local_day(at)
    found = neglected_spots(actor, today)
    rows = [_row(one, at) for one in found]
    if found and found[0].total > EACH:
        rows.append(_rest(found[0].total - len(found)))
    return [Work(When.WEEK, at + timedelta(days=7, hours=1, seconds=n), row) for n, row in enumerate(rows)]


def _row(one: Neglected, at: datetime) -> WorkRow:
    today = local_day(at)
    months = months_between(one.checked_on, today) if one.checked_on else reminder(SPOT, today).months
    said = _("{n} tháng chưa kiểm tra").format(n=months)
    return WorkRow(
        status=Status(State.LATE, said),
        name=one.name,
        url=reverse("registry:spot", args=[one.pk]),
        about=_("{n} vụ tai nạn").format(n=one.harmed) if one.harmed else _("điểm nguy cơ chưa an toàn"),
        place=one.hamlet or "",
        act=_("Đến xem, ghi lần kiểm tra"),
    )


def _rest(more: int) -> WorkRow:
    return WorkRow(
        status=Status(State.TODO, _("Xem tất cả")),
        name=_("Và {n} điểm khác").format(n=more),
        url=f"{reverse('registry:spots')}?tinh-trang=lau",
        about=_("điểm nguy cơ chưa an toàn"),
    )
