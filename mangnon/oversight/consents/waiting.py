"""Consents that wait for somebody, as lines of their worklist."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.dates import VN_ZONE
from mangnon.lib.numbers import format_int
from mangnon.oversight.consents import words
from mangnon.oversight.consents.queries import waiting
from mangnon.oversight.consents.rights import CLEAR
from mangnon.oversight.consents.rules import EXPIRES_SOON
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work

EACH = 5
"""More than these become one line."""


def consent_work(actor: Actor, at: datetime) -> list[Work]:
    """Copies that are missing, things to take down, ends that are near."""
    if not actor.can(CLEAR):
        return []
    rows = list(waiting(actor, at)[: EACH + 1])
    if len(rows) > EACH:
        return [_together(actor, at)]
    return [_one(row, at) for row in rows]


def _one(row: Any, at: datetime) -> Work:
    if row.must_be_cleared:
        return _line(row, When.TODAY, row.ended_at, words.status_of(row, at), _("Gỡ những gì dựa vào đó, rồi xác nhận"))
    if not row.proved:
        due = row.done_at + timedelta(days=7)
        return _line(row, When.WEEK, due, words.status_of(row, at), _("Gửi bản chụp giấy có chữ ký"))
    ends = datetime.combine(row.last_day, time(17), VN_ZONE)
    return _line(row, When.WEEK, ends, Status(State.DUE, _("Sắp hết hạn")), _("Hỏi lại, hoặc để hết hạn"))


def _line(row: Any, when: When, due: datetime, status: Status, act: str) -> Work:
    url = reverse("oversight:consent", args=[row.pk])
    name = row.told_name or ""
    return Work(when, due, WorkRow(status, name, url, about=words.purpose_name(row), place=row.place.name, act=act))


def _together(actor: Actor, at: datetime) -> Work:
    n = waiting(actor, at).order_by().count()
    said = _("Sự đồng ý: {n} lượt cần xem").format(n=format_int(n))
    row = WorkRow(Status(State.DUE), said, reverse("oversight:consents"), act=_("Mở sổ, bắt đầu từ lượt phải gỡ"))
    return Work(When.TODAY, at + EXPIRES_SOON, row)
