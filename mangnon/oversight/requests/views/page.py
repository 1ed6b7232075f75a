"""One request: its clock, its steps, what may come next; the letter and the copy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.refusal import NotFound
from mangnon.oversight.officers import province_of
from mangnon.oversight.printing import as_pdf, official
from mangnon.oversight.requests.actions import answering
from mangnon.oversight.requests.actions.fulfilling import toward
from mangnon.oversight.requests.letters import letter_of
from mangnon.oversight.requests.models import Channel, Requester, RightsRequest
from mangnon.oversight.requests.offered import steps_offered
from mangnon.oversight.requests.queries import kind_of, see_request, steps_of
from mangnon.oversight.requests.redaction import copy_of
from mangnon.oversight.requests.rules import Stage, blocked_by_conflict, stage_of
from mangnon.oversight.requests.views.listing import list_crumb
from mangnon.oversight.requests.words import (
    bar_of,
    clock_of,
    entry_of,
    name_of,
    next_act,
    received_words,
    status_of,
)
from mangnon.oversight.telling import Telling
from mangnon.places.models import Unit
from mangnon.ui.parts import Fact, Link, PageHead, Tag, Tone
from mangnon.ui.screens import Screen


def crumb_of(row: RightsRequest) -> Link:
    """Back to a request."""
    return Link(row.code, reverse("oversight:request", args=[row.pk]))


class RequestPage(Screen):
    """One request."""

    policy = Policy("oversight.requests.see")
    template = "oversight/requests/page.html"
    help_page = "oversight/requests"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        row = see_request(self.actor, pk)
        self.saw([row])
        clock = clock_of(row, self.at)
        context = {
            "head": self._head(row),
            "clock": clock,
            "next": next_act(row) if stage_of(row) is not Stage.CLOSED else "",
            "bars": bar_of(row),
            "facts": self._facts(row),
            "terms": self._terms(row),
            "entries": [entry_of(one, self.at) for one in steps_of(row)],
            "blocked": blocked_by_conflict(row) and stage_of(row) in (Stage.RECEIVED, Stage.ACCEPTED),
        }
        return self.page(context)

    def _head(self, row: RightsRequest) -> PageHead:
        offered = steps_offered(row, self.actor, self.at)
        main = offered[0] if offered else None
        tags = (Tag(_("Xung đột lợi ích"), "alert", Tone.LATE),) if row.conflict else ()
        return PageHead(
            title=name_of(kind_of(row)),
            crumbs=(list_crumb(),),
            status=status_of(row, self.at),
            line=f"{row.code} · {row.place.name}",
            tags=tags,
            main=main,
            acts=tuple(offered[1:]),
        )

    def _facts(self, row: RightsRequest) -> list[Fact]:
        who = Requester(row.requester).label
        facts = [
            Fact(_("Lời yêu cầu"), row.asked),
            Fact(_("Dữ liệu của"), self._subject(row)),
            Fact(_("Người yêu cầu"), f"{row.requester_name} ({who})"),
            Fact(_("Liên hệ"), row.requester_contact or _("chưa ghi")),
            Fact(_("Kiểm tra người yêu cầu"), row.identity or _("chưa kiểm tra")),
            Fact(_("Nhận"), f"{received_words(row)}, {Channel(row.channel).label.lower()}, {row.recorded_by_name}"),
        ]
        if row.conflict:
            facts.append(Fact(_("Vì sao có xung đột"), row.conflict))
        if row.redirected_to:
            facts.append(Fact(_("Người đại diện thay"), row.redirected_to))
        if row.answered_at is not None:
            facts.append(Fact(_("Trả lời"), self._answer(row)))
        return facts

    @staticmethod
    def _answer(row: RightsRequest) -> str:
        said = f"{row.get_answer_display()}. {row.answer_reason}"
        return f"{said} ({row.answer_law})" if row.answer_law else said

    def _subject(self, row: RightsRequest) -> Any:
        born = _(", sinh {day}").format(day=format_date(row.subject_born)) if row.subject_born else ""
        if not row.subject_id:
            return f"{row.subject_name}{born}"
        telling = Telling(self.actor)
        telling.prepare_things(row.subject_kind, [row.subject_id])
        url = telling.url(row.subject_kind, row.subject_id)
        called = telling.thing(row.subject_kind, row.subject_id)
        return (f"{row.subject_name}{born} · ", Link(called, url) if url else called)

    @staticmethod
    def _terms(row: RightsRequest) -> list[Fact]:
        kind = kind_of(row)
        facts = [
            Fact(_("Trả lời"), _with_day(kind.answer.words(), row.answer_due)),
            Fact(_("Thực hiện"), _with_day(kind.fulfil.words(), row.extended_from or row.fulfil_due)),
        ]
        if row.extended_from is not None:
            facts.append(Fact(_("Gia hạn một lần"), _with_day(kind.extension.words(), row.fulfil_due)))
        return [*facts, Fact(_("Nguồn"), _(kind.source))]


def _with_day(words: str, due: Any) -> str:
    return _("hết {day} · {rule}").format(day=format_date(local_day(due)), rule=words)


class AnswerLetter(Screen):
    """The answer as a letter to print: to the requester, or to whoever stands for the child instead."""

    policy = Policy("oversight.requests.see")
    template = "oversight/requests/letter.html"
    help_page = "oversight/requests"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The letter. Raises NotFound while nothing was answered."""
        row = see_request(self.actor, pk)
        if row.answered_at is None:
            raise NotFound
        self.saw([row])
        office = Unit.objects.get(pk=province_of(row.place))
        with translation.override("vi"):
            letter = letter_of(row)
        context = {
            "head": PageHead(title=_("Thư trả lời"), crumbs=(list_crumb(), crumb_of(row))),
            "row": row,
            "letter": letter,
            "office": office.name,
            "printed": format_datetime(self.at),
            "print_url": self._print_url(row),
        }
        return self.page(context)

    def _print_url(self, row: RightsRequest) -> str:
        may = self.actor.can("oversight.requests.print")
        return reverse("oversight:print_request_letter", args=[row.pk]) if may else ""


class PrintLetter(Screen):
    """The letter as PDF on the official sheet; each printing is booked."""

    policy = Policy("oversight.requests.print")
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Book, then hand out. Raises NotFound while nothing was answered."""
        row = answering.book_print(actor=self.actor, at=self.at, request_id=kwargs["pk"])
        office = Unit.objects.get(pk=province_of(row.place))
        with translation.override("vi"):
            return as_pdf(official(letter_of(row), office, at=self.at, by=self.actor.name), row.code)


class CopyPage(Screen):
    """The copy to hand out, with what must not leave left out."""

    policy = Policy("oversight.requests.see")
    template = "oversight/requests/copy.html"
    help_page = "oversight/requests"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The copy. Raises NotFound unless the request is for one and was accepted."""
        row = see_request(self.actor, pk)
        given = kind_of(row).gives_copy and row.answer == "accepted" and row.subject_id
        if not given or blocked_by_conflict(row):
            raise NotFound
        self.saw([row])
        represented = row.requester not in (Requester.CHILD, Requester.SELF)
        copied = copy_of(self.actor, row.subject_kind, row.subject_id, to_representative=represented)
        context = {
            "head": PageHead(title=_("Bản sao đã lược"), crumbs=(list_crumb(), crumb_of(row)), line=row.code),
            "facts": [Fact(one.label, one.value) for one in copied.facts],
            "withheld": [_(why) for why in copied.withheld],
            "to": toward(row),
        }
        return self.page(context)
