"""What forums give to the frame."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.operate.backups.slots import By, Scrub
from mangnon.programmes.forums import actions as actions  # every act is known once offers are read
from mangnon.programmes.forums import queries
from mangnon.programmes.forums.models import ForumQuestion
from mangnon.programmes.forums.views.listing import forum_url, question_url
from mangnon.programmes.forums.words import ANSWERS, stand_of
from mangnon.programmes.rights import ANSWER, SEE
from mangnon.statutes.slots import Resting, RestsOn
from mangnon.ui.parts import WorkRow
from mangnon.ui.worklist import When, Work, WorkSource


def _work(actor: Actor, at: datetime) -> list[Work]:
    """Children's questions that the own place must answer, or must see answered, soon or since long."""
    if not actor.is_person or not actor.can(ANSWER):
        return []
    today = local_day(at)
    places = [grant.place_id for grant in actor.grants]
    return [_row(one, at) for one in queries.waiting(places, today)]


def _row(one: ForumQuestion, at: datetime) -> Work:
    row = WorkRow(
        status=stand_of(one, None, local_day(at)), name=str(ANSWERS), url=question_url(one),
        place=one.forum.place.name, about=one.text[:120],
        act=_("Trả lời trước khi hết ngày {day}").format(day=format_date(one.due_on)), who=one.body,
    )  # fmt: skip
    return Work(When.WEEK, datetime.combine(one.due_on, time(23, 59), VN_ZONE), row)


def _resting(actor: Actor, document_id: int) -> list[Resting]:
    if not actor.can(SEE):
        return []
    return [Resting(str(one), forum_url(one), one.place.name) for one in queries.resting(document_id)]


FORUM_OFFERS: tuple[Any, ...] = (
    WorkSource("programmes.forums", _work, pressing=False),
    RestsOn(gettext_lazy("Diễn đàn trẻ em"), _resting),
    Scrub("public.programmes_forum", {
        "changed_by_name": By.EMPTY, "choosing": By.EMPTY, "looked_back": By.EMPTY, "cancelled_why": By.NUMBER,
    }),
    Scrub("public.programmes_forumgroup", {"source": By.EMPTY, "source_key": By.NUMBER}),
    Scrub("public.programmes_forumquestion", {"text": By.EMPTY, "body": By.EMPTY, "told_by_name": By.EMPTY}),
    Scrub("public.programmes_forumanswer", {
        "text": By.EMPTY, "by": By.EMPTY, "done_note": By.EMPTY, "published_by_name": By.NUMBER,
        "told_by_name": By.EMPTY,
    }),
)  # fmt: skip
