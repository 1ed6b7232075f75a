"""Filling in a form, and correcting one: the same page, steps on telephones, one long page on desks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.refusal import Forbidden, NotFound, Refusal, Text
from mangnon.papers.actions import Filling, correct_sheet, fill_sheet, refuse_numbered
from mangnon.papers.answers import Answers
from mangnon.papers.asking import Page, changed_rows
from mangnon.papers.attaching import Sent, attach, may_attach
from mangnon.papers.judging import judge
from mangnon.papers.models import Sheet
from mangnon.papers.queries import Blank, Opened, blank, opened
from mangnon.papers.questions import Questionnaire
from mangnon.papers.slots import About, Known, OwnerRef
from mangnon.papers.typed import as_typed, read
from mangnon.papers.views.linking import sheet_url
from mangnon.ui import drafts
from mangnon.ui.parts import Fault, Link, PageHead
from mangnon.ui.screens import Screen


class QuestionScreen(Screen):
    """A page of questions. Subclasses say what is asked, what is known, and call the one action."""

    template = "papers/fill.html"
    help_page = "papers/filling"
    button: Text = gettext_lazy("Lưu giấy")
    asked: Questionnaire
    known: dict[str, Known]
    hidden: frozenset[str] = frozenset()
    owner: OwnerRef
    about: About
    before: Answers

    def prepare(self) -> None:
        """Look at what it is about, so that out of reach is 404 before anything typed is judged."""
        raise NotImplementedError

    def act(self, answers: dict[str, Any]) -> Sheet:
        """Call the one action."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The questions with what is known, or with the draft."""
        self.prepare()
        draft = drafts.kept(person_id=self.actor.me, form_key=request.path)
        if draft is None:
            return self._show(as_typed(self.asked, self.before))
        data = QueryDict(mutable=True)
        for name, values in draft[0].items():
            data.setlist(name, values)
        return self._show(data, kept_at=draft[1])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A row more or less; or check, do the act, go on."""
        self.prepare()
        rearranged = changed_rows(self.asked, request.POST)
        if rearranged is not None:
            return self._show(rearranged)
        found = read(self.asked, request.POST)
        sent = Sent(self.actor, self.at, self.owner, request.POST, request.FILES)
        data = attach(self.asked, sent, found)
        judged = judge(self.asked, found.answers, local_day(self.at), hidden=self.hidden)
        faults = judged | found.faults
        if faults:
            return self._show(data, faults=faults)
        try:
            sheet = self.act(found.answers)
        except (NotFound, Forbidden):
            raise
        except Refusal as refusal:
            return self._show(data, whole=str(refusal), status=refusal.status)
        drafts.drop(person_id=self.actor.me, form_key=request.path)
        return self.after(sheet_url(sheet), _("Đã lưu giấy"))

    def _show(
        self, data: QueryDict, *, faults: dict[str, str] | None = None, whole: str = "", kept_at: Any = None,
        status: int = 422,
    ) -> HttpResponse:  # fmt: skip
        page = Page(self.asked, data, faults or {}, self.known, self.hidden, files=may_attach(self.owner.kind))
        summary = (*((Fault("", whole),) if whole else ()), *page.summary())
        context = {
            "head": self.head(),
            "asked": self.asked,
            "parts": page.parts(),
            "multipart": page.files,
            "faults": summary,
            "button_label": self.button,
            "form_key": self.request.path,
            "draft_url": reverse("ui:draft"),
            "kept_at": kept_at,
            "why_url": reverse("statutes:definition", args=["form", self.asked.law.key]),
        }
        return self.page(context, status=status if summary else 200)

    def head(self) -> PageHead:
        """The form, and about whom."""
        return PageHead(
            title=self.asked.name,
            crumbs=(Link(self.about.title, self.about.url), self.asked.number),
        )


class FillSheet(QuestionScreen):
    """A new paper about a record."""

    policy = Policy("papers.fill")
    blank: Blank

    def prepare(self) -> None:
        """The form in force, with what is known of the record."""
        self.owner = OwnerRef(self.kwargs["kind"], self.kwargs["owner"])
        self.blank = blank(self.actor, self.at, self.owner, self.kwargs["form"])
        self.asked, self.known = self.blank.asked, self.blank.known
        self.before = {key: fact.answer for key, fact in self.known.items()}
        self.about = self.blank.slot.about(self.blank.record)
        self.saw([self.blank.record])

    def act(self, answers: dict[str, Any]) -> Sheet:
        """One new paper."""
        filling = Filling(self.asked.law.key, self.asked.law.version, answers)
        return fill_sheet(actor=self.actor, at=self.at, owner=self.owner, filling=filling)


class CorrectSheet(QuestionScreen):
    """Other answers on a paper without a number, under the version it was filled in with."""

    policy = Policy("papers.correct")
    button = gettext_lazy("Lưu bản sửa")
    known: dict[str, Known] = {}
    opened: Opened

    def prepare(self) -> None:
        """The paper as it stands. Its sealed part stays closed here, and as it is."""
        pk: UUID = self.kwargs["pk"]
        self.opened = opened(self.actor, pk, "fill")
        refuse_numbered(self.opened.sheet)
        self.owner, self.asked = self.opened.sheet.owner, self.opened.asked
        if self.opened.has_sealed:
            self.hidden = frozenset(one.key for one in self.asked.questions if one.sealed)
        self.before = self.opened.answers
        self.about = self.opened.slot.about(self.opened.record)
        self.saw([self.opened.record])

    def act(self, answers: dict[str, Any]) -> Sheet:
        """One more revision."""
        sheet = self.opened.sheet
        return correct_sheet(
            actor=self.actor, at=self.at, sheet_id=sheet.pk, revision=sheet.revision, answers=answers,
            keep_sealed=self.opened.has_sealed,
        )  # fmt: skip
