"""What long lists give to the frame."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.actor import Actor
from mangnon.lib.numbers import format_int
from mangnon.notices.slots import Opens
from mangnon.registry.models import ListRelease
from mangnon.registry.releases.actions import ANSWER
from mangnon.registry.releases.queries import to_answer
from mangnon.ui.parts import State, Status, WorkRow
from mangnon.ui.worklist import When, Work, WorkSource

MOST = 5


def work(actor: Actor, at: datetime) -> list[Work]:
    """Requests that wait for this actor as the second person."""
    if not actor.can(ANSWER):
        return []
    return [Work(When.TODAY, one.asked_at, _row(one)) for one in to_answer(actor, ANSWER)[:MOST]]


def _row(one: ListRelease) -> WorkRow:
    return WorkRow(
        status=Status(State.DAY, _("Chờ trả lời")),
        name=_("Xuất {n} trẻ em").format(n=format_int(one.rows)),
        url=reverse("registry:release", args=[one.pk]),
        about=f"{one.asked_by_name}: {one.described}",
        act=_("Đọc lý do, đồng ý hoặc không"),
    )


RELEASE_OFFERS: tuple[Any, ...] = (
    WorkSource("registry.releases", work),
    Opens("registry.ListRelease", lambda thing: reverse("registry:release", args=[thing])),
)
