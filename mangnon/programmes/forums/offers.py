"""What forums give to the frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.actor import Actor
from mangnon.lib.dates import VN_ZONE, format_date, local_day
from mangnon.notices.slots import Opens
from mangnon.operate.backups.slots import By, Scrub
from mangnon.places.slots import About
from mangnon.programmes.carrying import carried_on, remember
from mangnon.programmes.forums import actions as actions  # every act is known once offers are read
from mangnon.programmes.forums import queries
from mangnon.programmes.forums.models import Forum, ForumAnswer, ForumQuestion, Held
from mangnon.programmes.forums.views.listing import forum_url, question_url
from mangnon.programmes.forums.words import ANSWERS, stand_of
from mangnon.programmes.reminding import STAMPS
from mangnon.programmes.rights import ANSWER, SEE
from mangnon.statutes.slots import Resting, RestsOn
from mangnon.ui.parts import WorkRow
from mangnon.ui.worklist import When, Work, WorkSource

UNANSWERED = Q(place__isnull=False) & ~Q(Exists(ForumAnswer.objects.filter(question=OuterRef("pk"))))
OPEN = Q(state=Held.PLANNED) | Q(state=Held.HELD) & (
    Q(reported_on__isnull=True) | Q(Exists(ForumQuestion.objects.filter(forum=OuterRef("pk"), answer__isnull=True)))
)
"""Somebody must still write about it."""


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


def _carry(rows: QuerySet[Forum]) -> None:
    """What a body outside must answer is told anew to whoever asks for it now."""
    queries.unanswered().filter(forum__in=rows, place__isnull=True).update(**STAMPS.empty)
    remember(rows)


def _carry_asked(rows: QuerySet[ForumQuestion]) -> None:
    rows.update(**STAMPS.empty)


def _about(ids: Sequence[str]) -> Mapping[str, About]:
    return {str(one.pk): About(one.title, forum_url(one)) for one in Forum.objects.filter(pk__in=list(ids))}


def _about_asked(ids: Sequence[str]) -> Mapping[str, About]:
    rows = ForumQuestion.objects.filter(pk__in=list(ids))
    return {str(one.pk): About(one.text[:120], question_url(one)) for one in rows}


FORUM_OFFERS: tuple[Any, ...] = (
    WorkSource("programmes.forums", _work, pressing=False),
    Opens("programmes.ForumQuestion", lambda thing: reverse("programmes:forum_question", args=[thing])),
    RestsOn(gettext_lazy("Diễn đàn trẻ em"), _resting),
    carried_on("programmes.forum", gettext_lazy("Diễn đàn trẻ em chưa xong, chưa trả lời hết"), model=Forum,
               open=OPEN, before=_carry, about=_about),
    carried_on("programmes.forum_asked", gettext_lazy("Câu hỏi của trẻ em chưa trả lời"), model=ForumQuestion,
               place="place_id", open=UNANSWERED, before=_carry_asked, about=_about_asked),
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
