"""What commendations give to the frame and to other rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.files.slots import FileOwner
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.notices.slots import Opens
from mangnon.places.slots import About, placed_facts
from mangnon.programmes.praise import doors, queries
from mangnon.programmes.praise.actions import OWNER
from mangnon.programmes.praise.models import Nomination, Stage
from mangnon.programmes.praise.views.listing import nomination_url
from mangnon.programmes.praise.words import PRAISE, stage_of
from mangnon.programmes.rights import DECIDE_PRAISE
from mangnon.ui.parts import WorkRow
from mangnon.ui.worklist import When, Work, WorkSource


def _work(actor: Actor, at: datetime) -> list[Work]:
    """What waits for a decision that this person may write down."""
    if not actor.is_person or not actor.can(DECIDE_PRAISE):
        return []
    return [_waits(one, at) for one in queries.waiting(actor)]


def _waits(one: Nomination, at: datetime) -> Work:
    put_on = one.put_on or local_day(at)
    row = WorkRow(
        status=stage_of(one), name=str(PRAISE), url=nomination_url(one), place=one.place.name,
        about=_("trình ngày {day}").format(day=format_date(put_on)), act=_("Ghi quyết định"),
        who=one.proposed_by_name,
    )  # fmt: skip
    return Work(When.WEEK, datetime.combine(put_on, time(23, 59), VN_ZONE), row)


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    rows = Nomination.objects.filter(pk__in=list(ids))
    return {str(one.pk): About(str(PRAISE), nomination_url(one)) for one in rows}


PRAISE_OFFERS: tuple[Any, ...] = (
    WorkSource("programmes.praise", _work, pressing=False),
    FileOwner(
        OWNER, gettext_lazy("minh chứng của đề nghị khen thưởng"), look=doors.look, add=doors.add, open=doors.look
    ),
    Opens("programmes.Nomination", lambda thing: reverse("programmes:nomination", args=[thing])),
    placed_facts("programmes.nomination", gettext_lazy("Đề nghị khen thưởng chưa quyết định"), model=Nomination,
                 open=Q(stage__in=[Stage.DRAFT, Stage.PROPOSED, Stage.PUT]), about=_about),
)  # fmt: skip
