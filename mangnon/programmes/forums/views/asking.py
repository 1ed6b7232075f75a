"""One question with its answer; what is written about both."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import Forbidden
from mangnon.places.models import Unit
from mangnon.programmes import rights
from mangnon.programmes.forums import actions, queries
from mangnon.programmes.forums.actions.asking import answers
from mangnon.programmes.forums.forms import AnswerForm, FollowForm, PublishForm, QuestionForm, question_told
from mangnon.programmes.forums.models import Answerer, Asked, Done, ForumAnswer, ForumQuestion, Held, Topic
from mangnon.programmes.forums.views.keeping import ForumForms
from mangnon.programmes.forums.views.listing import body_of, forum_url, question_url
from mangnon.programmes.forums.words import capital, stand_of
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.ui.parts import Act, Fact, Link, PageHead
from mangnon.ui.screens import Screen


class Ask(ForumForms):
    """What children asked."""

    policy = Policy(rights.ASK)
    title = gettext_lazy("Thêm câu hỏi, kiến nghị")
    button = gettext_lazy("Ghi vào sổ")

    @cached_property
    def units(self) -> list[Unit]:
        """Whose offices can be asked."""
        return queries.answerers(self.forum.place)

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """The own place answers, unless somebody says otherwise."""
        known = {"uid": new_id(), "kind": Asked.REQUEST, "answerer": Answerer.OFFICE, "place": str(self.forum.place_id)}
        return QuestionForm(data, initial=known, units=self.units)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        told = question_told(cleaned, self.units)
        actions.ask(**self.whom, forum_id=self.forum.pk, told=told, uid=cleaned["uid"])
        return self.done(_("Đã ghi lời của trẻ em"))


class QuestionForms(ForumForms):
    """A form about one question of a forum of the own place."""

    question: ForumQuestion

    def guard(self) -> None:
        """The question's forum. Raises NotFound, Forbidden."""
        self.question = queries.question_seen(self.kwargs["pk"])
        self.forum = self.question.forum
        self.must_keep()

    @property
    def answer(self) -> ForumAnswer | None:
        """What was answered."""
        return queries.answer_of(self.question)

    def head(self) -> PageHead:
        """Under the question."""
        crumbs = (Link(self.forum.title, forum_url(self.forum)), Link(_("Câu {n}").format(n=self.question.number),
                  question_url(self.question)))  # fmt: skip
        return PageHead(title=self.title, crumbs=crumbs, line=self.question.text[:300])

    def done(self, said: str) -> HttpResponse:
        """Back to the question."""
        return self.after(question_url(self.question), said)


class CorrectQuestion(QuestionForms):
    """Other words, another body, another day."""

    policy = Policy(rights.CORRECT_QUESTION)
    title = gettext_lazy("Sửa câu hỏi, kiến nghị")

    @cached_property
    def units(self) -> list[Unit]:
        """Whose offices can be asked; that of now among them."""
        found = queries.answerers(self.forum.place)
        now = self.question.place
        return found if now is None or now in found else [now, *found]

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        names = ("version", "kind", "topic", "text", "answerer", "body", "due_on")
        known = {name: getattr(self.question, name) for name in names}
        known["place"] = str(self.question.place_id or "")
        return QuestionForm(data, initial=known, units=self.units)

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Change it."""
        told = question_told(cleaned, self.units)
        actions.correct_question(**self.whom, question_id=self.question.pk, version=cleaned["version"], told=told)
        return self.done(_("Đã lưu"))


class AnswerQuestion(QuestionForms):
    """The answer: by the place of the forum, or by the place that was asked."""

    policy = Policy(rights.ANSWER)
    form_class = AnswerForm
    title = gettext_lazy("Trả lời trẻ em")
    button = gettext_lazy("Lưu trả lời")

    def must_keep(self) -> None:
        """Raises Forbidden where neither place is one's own."""
        if not answers(self.actor, rights.ANSWER, self.question):
            raise Forbidden(action=rights.ANSWER, place_id=self.forum.place_id)

    def initial(self) -> dict[str, Any]:
        """As it stands, or begun."""
        row = self.answer
        if row is None:
            return {"version": 0, "by": body_of(self.question), "on": local_day(self.at)}
        return {name: getattr(row, name) for name in AnswerForm.base_fields}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.answer_question(**self.whom, question_id=self.question.pk, **cleaned)
        return self.done(_("Đã lưu trả lời"))


class AnsweredForms(QuestionForms):
    """A form about an answer that must be there."""

    def initial(self) -> dict[str, Any]:
        """The version that was read; 0 where there is none yet."""
        return {"version": self.answer.version if self.answer else 0}


class FollowUp(AnsweredForms):
    """Whether it is done."""

    policy = Policy(rights.FOLLOW)
    form_class = FollowForm
    title = gettext_lazy("Ghi việc đã hứa làm đến đâu")

    def initial(self) -> dict[str, Any]:
        """As it stands."""
        row = self.answer
        known = {"done": row.done, "note": row.done_note} if row else {}
        return super().initial() | known | {"done_on": local_day(self.at)}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        actions.follow_up(**self.whom, question_id=self.question.pk, **cleaned)
        return self.done(_("Đã ghi"))


class Publish(AnsweredForms):
    """Question and answer for everybody."""

    policy = Policy(rights.PUBLISH)
    form_class = PublishForm
    title = gettext_lazy("Công khai câu hỏi và trả lời")
    button = gettext_lazy("Cho công khai")
    keeps_draft = False

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Let everybody read it."""
        actions.publish(**self.whom, question_id=self.question.pk, version=cleaned["version"])
        return self.done(_("Đã cho công khai"))


class Withdraw(QuestionForms):
    """Not for everybody any more."""

    policy = Policy(rights.WITHDRAW)
    form_class = forms.Form
    title = gettext_lazy("Thôi công khai câu hỏi và trả lời")
    button = gettext_lazy("Thôi công khai")
    keeps_draft = False

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Take it back."""
        actions.withdraw(**self.whom, question_id=self.question.pk)
        return self.done(_("Đã thôi công khai"))


class QuestionPage(Screen):
    """One question: who must answer, the answer, what came of it."""

    policy = Policy(rights.SEE)
    template = "programmes/forum_question.html"
    help_page = "programmes/forums"
    question: ForumQuestion

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.question = queries.question_seen(pk)
        self.answer = queries.answer_of(self.question)
        context = {
            "head": self._head(), "question": self.question, "answer": self.answer, "facts": self._facts(),
            "followed": self._followed(),
            "answered": f"{self.answer.by}, {format_date(self.answer.on)}" if self.answer else "",
        }  # fmt: skip
        return self.page(context)

    def _may(self, right: str) -> bool:
        return self.actor.can(right) and keeps(self.actor, right, self.question.forum.place)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.question.pk])

    def _head(self) -> PageHead:
        one, forum = self.question, self.question.forum
        main, acts = self._acts()
        title = _("{what} số {n}").format(what=capital(Asked(one.kind).label), n=one.number)
        return PageHead(
            title=title, crumbs=(Link(forum.title, forum_url(forum)),), main=main, acts=tuple(acts),
            status=stand_of(one, self.answer, local_day(self.at)), facts=(forum.place.name,),
        )  # fmt: skip

    def _acts(self) -> tuple[Act | None, list[Act]]:
        public = self.answer is not None and self.answer.published_on is not None
        acts = []
        if public:
            if self._may(rights.WITHDRAW):
                acts.append(Act(_("Thôi công khai"), url=self._url("withdraw_forum_answer"), icon="ban"))
        elif self._may(rights.CORRECT_QUESTION) and self.question.forum.state != Held.CANCELLED:
            acts.append(Act(_("Sửa câu hỏi"), url=self._url("correct_forum_question"), icon="edit"))
        may_answer = not public and self.actor.can(rights.ANSWER) and answers(self.actor, rights.ANSWER, self.question)
        reply = Act(_("Sửa trả lời") if self.answer else _("Trả lời"), url=self._url("answer_forum"), icon="message")
        if self.answer is None:
            return (reply if may_answer else None), acts
        acts += [reply] if may_answer else []
        if not public and self._may(rights.PUBLISH) and self.question.forum.state == Held.HELD:
            acts.append(Act(_("Cho công khai"), url=self._url("publish_forum_answer"), icon="eye"))
        follow = Act(_("Ghi làm đến đâu"), url=self._url("follow_forum"), icon="circle-check", key="N")
        return (follow if self._may(rights.FOLLOW) else None), acts

    def _facts(self) -> tuple[Fact, ...]:
        one = self.question
        found = [
            Fact(_("Về"), capital(Topic(one.topic).label)),
            Fact(_("Ai phải trả lời"), body_of(one)),
            Fact(_("Hạn trả lời"), format_date(one.due_on)),
        ]
        if self.answer and self.answer.published_on:
            told = _("từ ngày {day}, {who}")
            public = told.format(day=format_date(self.answer.published_on), who=self.answer.published_by_name)
            found.append(Fact(_("Công khai"), public))
        return tuple(found)

    def _followed(self) -> str:
        row = self.answer
        if row is None or not row.done or row.done_on is None:
            return ""
        return _("{what} (xem lại ngày {day})").format(what=capital(Done(row.done).label), day=format_date(row.done_on))
