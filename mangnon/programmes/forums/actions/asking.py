"""What children asked, who must answer, the answer, what came of it, and whether everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from mangnon.access.actor import Actor
from mangnon.audit.acts import action
from mangnon.audit.book import book
from mangnon.lib.dates import local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden, NotFound, StaleVersion
from mangnon.places.models import Unit
from mangnon.programmes.boards.actions import refused
from mangnon.programmes.days import not_before, past
from mangnon.programmes.forums.actions.holding import take_forum
from mangnon.programmes.forums.models import Answerer, ForumAnswer, ForumQuestion, Held
from mangnon.programmes.forums.refusals import AnswererUntold, PublishedAlready, Unanswered
from mangnon.programmes.plans.actions.keeping import keeps, same_version
from mangnon.programmes.reminding import moved
from mangnon.programmes.rights import ANSWER, ASK, CORRECT_QUESTION, FOLLOW, PUBLISH, WITHDRAW


@dataclass(frozen=True, slots=True)
class QuestionTold:
    """What was asked and who must answer by when. ``place``: whose office or board; none for one outside."""

    kind: str
    topic: str
    text: str
    answerer: str
    body: str
    due_on: date
    place: Unit | None = None


def take_question(actor: Actor, right: str, question_id: UUID, *states: str) -> ForumQuestion:
    """A question of a forum of the own place, the forum locked. Raises NotFound, Forbidden, ForumShut."""
    found = ForumQuestion.objects.select_related("answer", "place").filter(pk=question_id).first()
    if found is None:
        raise NotFound
    found.forum = take_forum(actor, right, found.forum_id, *states)
    return found


def answers(actor: Actor, right: str, question: ForumQuestion) -> bool:
    """Whether this person writes its answer: for the place of the forum, or for the place that was asked."""
    asked = question.place
    return keeps(actor, right, question.forum.place) or (asked is not None and keeps(actor, right, asked))


def _answer_of(question: ForumQuestion) -> ForumAnswer:
    """Its answer, locked. Raises Unanswered."""
    found = ForumAnswer.objects.select_for_update(of=("self",)).filter(question=question).first()
    if found is None:
        raise Unanswered
    return found


def _hidden(answer: ForumAnswer | None) -> None:
    if answer is not None and answer.published_on is not None:
        raise PublishedAlready


def _tell(question: ForumQuestion, told: QuestionTold) -> None:
    """Put what is said into the row. Raises AnswererUntold, TooEarly."""
    if told.answerer != Answerer.OUTSIDE and told.place is None:
        raise AnswererUntold
    question.kind, question.topic, question.text = told.kind, told.topic, told.text.strip()
    question.answerer, question.body = told.answerer, told.body.strip()
    question.place = None if told.answerer == Answerer.OUTSIDE else told.place
    question.due_on = not_before(told.due_on, question.forum.starts_on)


@action(ASK)
def ask(*, actor: Actor, at: datetime, forum_id: UUID, told: QuestionTold, uid: UUID | None = None) -> ForumQuestion:
    """A question or request; sent again it adds nothing.

    Raises NotFound, Forbidden, ForumShut, AnswererUntold, TooEarly.
    """
    forum = take_forum(actor, ASK, forum_id, Held.PLANNED, Held.HELD)
    if uid and (known := ForumQuestion.objects.filter(pk=uid).first()):
        book(actor=actor, action=ASK, at=at, subject=known, place_id=forum.place_id, again=True)
        return known
    last = forum.questions.aggregate(last=Max("number"))["last"] or 0
    made = ForumQuestion(id=uid or new_id(), forum=forum, number=last + 1, told_at=at, told_by_name=actor.name)
    _tell(made, told)
    made.save(force_insert=True)
    book(actor=actor, action=ASK, at=at, subject=made, place_id=forum.place_id, due_on=told.due_on.isoformat())
    return made


@action(CORRECT_QUESTION)
def correct_question(
    *, actor: Actor, at: datetime, question_id: UUID, version: int, told: QuestionTold
) -> ForumQuestion:
    """Other words, another body, another day.

    Raises NotFound, Forbidden, ForumShut, StaleVersion, PublishedAlready, AnswererUntold, TooEarly.
    """
    question = take_question(actor, CORRECT_QUESTION, question_id, Held.PLANNED, Held.HELD)
    same_version(question, version)
    _hidden(ForumAnswer.objects.filter(question=question).first())
    kept = question.due_on, question.place_id
    _tell(question, told)
    if (question.due_on, question.place_id) != kept:
        moved(question)
    question.version += 1
    question.told_at, question.told_by_name = at, actor.name
    question.save()
    book(actor=actor, action=CORRECT_QUESTION, at=at, subject=question, place_id=question.forum.place_id)
    return question


@action(ANSWER)
def answer_question(
    *, actor: Actor, at: datetime, question_id: UUID, version: int, text: str, by: str, on: date
) -> ForumAnswer:
    """The answer, or other words of it; ``version`` 0: the first.

    Written by the place of the forum or the place that was asked. Raises NotFound, Forbidden, StaleVersion,
    PublishedAlready, NotYet, TooEarly.
    """
    question = ForumQuestion.objects.select_related("forum__place", "place").filter(pk=question_id).first()
    if question is None:
        raise NotFound
    if not answers(actor, ANSWER, question):
        raise Forbidden(action=ANSWER, place_id=question.forum.place_id)
    found = ForumAnswer.objects.select_for_update(of=("self",)).filter(question=question).first()
    row = found or ForumAnswer(question=question, version=0)
    same_version(row, version)
    _hidden(found)
    row.text, row.by, row.on = text.strip(), by.strip(), not_before(past(on, at), question.forum.starts_on)
    _touch(row, actor, at)
    place = question.forum.place_id
    book(actor=actor, action=ANSWER, at=at, subject=row, place_id=place, question=str(question.pk), on=on.isoformat())
    return row


@action(FOLLOW)
def follow_up(
    *, actor: Actor, at: datetime, question_id: UUID, version: int, done: str, note: str, done_on: date
) -> ForumAnswer:
    """Whether what was answered is done, as somebody found. ``version``: that of the answer.

    Raises NotFound, Forbidden, ForumShut, Unanswered, StaleVersion, NotYet, TooEarly.
    """
    question = take_question(actor, FOLLOW, question_id)
    row = _answer_of(question)
    same_version(row, version)
    row.done, row.done_note, row.done_on = done, note.strip(), not_before(past(done_on, at), row.on)
    _touch(row, actor, at)
    book(actor=actor, action=FOLLOW, at=at, subject=row, place_id=question.forum.place_id, done=done)
    return row


@action(PUBLISH)
def publish(*, actor: Actor, at: datetime, question_id: UUID, version: int) -> ForumAnswer:
    """Question and answer may be read by everybody; said again it changes nothing.

    Raises NotFound, Forbidden, ForumShut, Unanswered, StaleVersion.
    """
    question = take_question(actor, PUBLISH, question_id, Held.HELD)
    row = _answer_of(question)
    if row.published_on is None:
        same_version(row, version)
        row.published_on, row.published_by_name = local_day(at), actor.name
        _touch(row, actor, at)
    book(actor=actor, action=PUBLISH, at=at, subject=row, place_id=question.forum.place_id)
    return row


@action(WITHDRAW)
def withdraw(*, actor: Actor, at: datetime, question_id: UUID) -> ForumAnswer:
    """They may not any more; said again it changes nothing. Raises NotFound, Forbidden, Unanswered."""
    question = take_question(actor, WITHDRAW, question_id)
    row = _answer_of(question)
    if row.published_on is not None:
        row.published_on, row.published_by_name = None, ""
        _touch(row, actor, at)
    book(actor=actor, action=WITHDRAW, at=at, subject=row, place_id=question.forum.place_id)
    return row


def _touch(row: ForumAnswer, actor: Actor, at: datetime) -> None:
    """Save it as a new version by this person. Raises StaleVersion where somebody else was first."""
    row.version += 1
    row.told_at, row.told_by_name = at, actor.name
    with refused("question_id", StaleVersion()):
        row.save()
