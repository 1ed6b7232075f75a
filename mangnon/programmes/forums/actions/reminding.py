"""Whoever must answer children hears of it before the day; when it has passed, the leaders hear of it too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.lib.refusal import NotFound
from mangnon.programmes.forums.models import ForumQuestion
from mangnon.programmes.reminding import Kept, remind_of
from mangnon.programmes.rights import REMIND_ANSWER

SOON, LATE = "programmes.answer_soon", "programmes.answer_late"


def code_of(question: ForumQuestion) -> str:
    """What a notice calls it outside of the system."""
    return f"DD-{question.forum.year}.{question.number}/{question.forum.place.code}"


@action(REMIND_ANSWER)
def remind_answer(*, actor: Actor, at: datetime, question_id: UUID) -> int:
    """Tell the place that was asked of a day that is near, or past (then leaders too); how many hear of it.

    Of what a body outside must answer, the place of the forum hears. Raises NotFound.
    """
    found = ForumQuestion.objects.select_related("forum__place", "place").filter(pk=question_id).first()
    if found is None:
        raise NotFound
    kept = Kept(found, found.due_on, found.place or found.forum.place, code_of(found), SOON, LATE)
    return remind_of(kept, actor=actor, at=at, right=REMIND_ANSWER)
