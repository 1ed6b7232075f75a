"""Scheduled work on requests, and what a changed calendar does to their clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mangnon.access.scope import acting
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.workdays import Shift
from mangnon.oversight.requests.actions.reminding import remind_of
from mangnon.oversight.requests.models import RequestStep, RightsRequest, Step
from mangnon.oversight.requests.queries import SEE, due_before, machine, requests
from mangnon.oversight.requests.rules import is_late

AHEAD = timedelta(days=2)
"""How long before its end people are reminded of a clock."""


def remind_all(*, at: datetime) -> int:
    """Tell whoever leads of what falls due within two days or is late; how many requests were told of anew."""
    actor = machine("oversight.requests.reminder")
    with acting(actor):
        due = list(requests(actor).filter(due_before(at + AHEAD)).select_related("place").order_by("id"))
        told = 0
        for one in due:
            if _told_today(one, at):
                continue
            with transaction.atomic():
                told += remind_of(actor=actor, at=at, request=one)
    return told


def _told_today(one: RightsRequest, at: datetime) -> bool:
    """Whether it was told of already today, and hasn't become late since."""
    if one.reminded_at is None or local_day(one.reminded_at) != local_day(at):
        return False
    return is_late(one, one.reminded_at) == is_late(one, at)


def move_clocks(shifts: Sequence[Shift], because: str, at: datetime) -> int:
    """Write new due moments, each with a line that people see. Runs inside the act that changes the calendar."""
    actor = machine("oversight.requests.clocks")
    for one in shifts:
        key, _colon, clock = one.running.key.partition(":")
        row = RightsRequest.objects.visible_to(actor, SEE).select_for_update().get(pk=key)
        field = "answer_due" if clock == "answer" else "fulfil_due"
        setattr(row, field, one.due)
        row.version += 1
        row.save(update_fields=[field, "version"])
        said = _("Hạn trả lời") if clock == "answer" else _("Hạn thực hiện")
        words = _("{clock} chuyển từ {old} sang {new}: {because}").format(
            clock=said,
            old=format_date(local_day(one.running.due)),
            new=format_date(local_day(one.due)),
            because=because,
        )
        RequestStep.objects.create(request=row, at=at, what=Step.MOVED, by_name="", words=words)
    return len(shifts)
