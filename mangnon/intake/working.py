"""What waits on the worklist: reports to accept, emergencies, second words, what others have to accept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.access.actor import Actor
from mangnon.access.roles import Role
from mangnon.intake.models import State, Urgency
from mangnon.intake.models.reports import BY_WEB
from mangnon.intake.queries.people import has_turn
from mangnon.intake.queries.reports import open_reports
from mangnon.intake.queries.web import SEE_HELD, held_rows
from mangnon.intake.words import urgency_words
from mangnon.lib.dates import time_left
from mangnon.places.rules import in_line
from mangnon.ui.parts import State as Look
from mangnon.ui.parts import Status, WorkRow
from mangnon.ui.worklist import When, Work

MOST = 40
"""Lines in the worklist; the list has them all."""
SOON = timedelta(hours=24)
SAID = (
    "place", "received_by", "state", "urgency", "accept_by", "emergency_due_at", "recorded_at", "holder_name", "number",
)  # fmt: skip
"""What a line says: each page counts them, so the other columns stay in the database."""


def work(actor: Actor, at: datetime) -> list[Work]:
    """Open reports of the own places, and those handed to others that nobody has accepted."""
    reach = actor.reach("intake.accept")
    if not reach:
        return _held(actor, at) + [_sent(one, at) for one in _mine(actor)[:MOST]]
    found = open_reports(actor).order_by("accept_by", "-recorded_at").only(*SAID)
    if reach.everywhere:  # the province sees what lies with it, what is late, what is urgent, what is held
        held = _held(actor, at)
        top = [grant.place_id for grant in actor.grants]
        shown = Q(place__in=top) | Q(accept_by__lte=at) | Q(urgency=Urgency.EMERGENCY, accept_by__gt=at)
        if actor.person_id and has_turn(actor.person_id, at):  # what nobody received is watched by whoever is on duty
            shown |= BY_WEB & Q(accept_by__gt=at)
        found = found.filter(shown)
        return held + [_row(one, at, mine=one.place_id in top or _late(one, at)) for one in found[:MOST]]
    return [_row(one, at, mine=one.place_id in reach.places) for one in found[:MOST]]


def _held(actor: Actor, at: datetime) -> list[Work]:
    """One line for all that the public page holds back, while there is any."""
    if not actor.can(SEE_HELD):
        return []
    count = held_rows(actor).count()
    if not count:
        return []
    name = ngettext("%(n)s tin đang giữ", "%(n)s tin đang giữ", count) % {"n": count}
    row = WorkRow(
        status=Status(Look.LATE, _("chờ xem")), name=name, url=reverse("intake:held"),
        about=_("trang báo tin"), act=_("Đọc, cho đi tiếp hoặc để riêng"),
    )  # fmt: skip
    return [Work(When.NOW, at, row)]


def _mine(actor: Actor) -> Any:
    own = Q(received_by=actor.person_id)
    if Role.HOTLINE in actor.roles:
        own |= BY_WEB
    return open_reports(actor).filter(own, accept_by__isnull=False).order_by("accept_by")


def _late(report: Any, at: datetime) -> bool:
    return report.accept_by is not None and report.accept_by <= at


def _row(report: Any, at: datetime, *, mine: bool) -> Work:
    if not mine:
        return _sent(report, at)
    due = report.accept_by or report.emergency_due_at or report.recorded_at + SOON
    return Work(_when(report, at, due), due, _line(report, at, due, act=_next(report)))


def _when(report: Any, at: datetime, due: datetime) -> When:
    if report.urgency == Urgency.EMERGENCY or due <= at:
        return When.NOW
    return When.TODAY if due - at <= SOON else When.WEEK


def _next(report: Any) -> str:
    if report.accept_by is not None:
        return _("Tiếp nhận hoặc trả lại")
    if report.state == State.OUT_ASKED:
        return _("Xác nhận đề nghị loại, người thứ hai")
    return _("Đánh giá, mở hồ sơ hoặc đề nghị loại")


def _sent(report: Any, at: datetime) -> Work:
    due = report.accept_by or at
    act = _("Chờ {place} tiếp nhận").format(place=in_line(report.place_name))
    return Work(When.WAITING, due, _line(report, at, due, act=act))


def _line(report: Any, at: datetime, due: datetime, *, act: str) -> WorkRow:
    urgent = report.urgency == Urgency.EMERGENCY
    timed = report.accept_by is not None or report.emergency_due_at is not None
    look = Look.LATE if timed and due <= at else Look.URGENT if urgent else Look.DUE
    status = Status(look, time_left(at, due)) if timed else urgency_words(report)
    return WorkRow(
        status=status,
        name=report.child_name or report.child_about or _("Trẻ chưa rõ tên"),
        url=reverse("intake:report", args=[report.pk]),
        about=_("tin báo, {urgency}").format(urgency=str(Urgency(report.urgency).label).lower()),
        place=report.incident_name or "",
        act=act,
        who=report.holder_name,
        code=report.number,
        danger=urgent,
    )
