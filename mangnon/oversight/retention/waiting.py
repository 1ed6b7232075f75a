"""Proposals and holds that wait for somebody, as lines of their worklist."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.numbers import format_int
from mangnon.oversight.retention import words
from mangnon.oversight.retention.models import Hold, Proposal, Stage
from mangnon.oversight.retention.queries import holds_waiting, proposals_waiting
from mangnon.oversight.retention.rights import LIFT
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work

MOST = 20


def retention_work(actor: Actor, at: datetime) -> list[Work]:
    """What this actor is the next to decide."""
    if not actor.can(LIFT):
        return []
    decided = [_proposal(one) for one in proposals_waiting(actor)[:MOST]]
    return [*decided, *(_hold(actor, one, at) for one in holds_waiting(actor, at)[:MOST])]


def waiting_count(actor: Actor, at: datetime) -> int | None:
    """How many wait, for the rail."""
    if not actor.can(LIFT):
        return None
    return proposals_waiting(actor).order_by().count() + holds_waiting(actor, at).order_by().count() or None


def _proposal(one: Proposal) -> Work:
    act = _("Đọc danh sách, xác nhận hoặc bác") if one.stage == Stage.DRAWN else _("Đọc danh sách, duyệt hoặc bác")
    about = _("{n} dòng quá hạn giữ").format(n=format_int(one.rows))
    url = reverse("oversight:proposal", args=[one.pk])
    row = WorkRow(words.stage_of(one), words.record_name(one.record), url, about=about, act=act)
    return Work(When.WEEK, one.drawn_at, row)


def _hold(actor: Actor, one: Hold, at: datetime) -> Work:
    url, what = reverse("oversight:hold", args=[one.pk]), words.what_holds(one)
    if one.asked_at is not None and one.asked_by != str(actor.person_id):
        row = WorkRow(words.hold_status(one, at), what, url, about=one.reason, act=_("Quyết định thôi giữ"))
        return Work(When.WEEK, one.asked_at, row)
    status = Status(State.DUE, _("Sắp hết hạn giữ"))
    return Work(When.WEEK, at, WorkRow(status, what, url, about=one.reason, act=_("Nếu còn cần, giữ thêm")))
