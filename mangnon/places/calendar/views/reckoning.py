"""When a term ends, and why: day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_datetime, local_day
from mangnon.lib.workdays import Clock, Counted, Term, due, walk
from mangnon.places.calendar.forms import TermForm
from mangnon.places.calendar.queries import calendar_for, home_of
from mangnon.places.calendar.rules import Calendar
from mangnon.places.calendar.words import counted_words, day_words, due_words, off_words, short_day
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen

MOST_LINES = 130


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the explanation."""

    day: str
    words: str
    skipped: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """A due moment in words, in one sentence and day by day."""

    due: str
    asked: str
    sentence: str
    lines: tuple[DayLine, ...] = ()
    expected: bool = False
    """Whether it rests on days that aren't announced yet."""


def explain(start: datetime, term: Term, calendar: Calendar) -> Explained:
    """Reckon a term and say how."""
    ends = due(start, term, calendar)
    if ends is None:
        raise TypeError(f"{term.clock} has no end")
    asked = _("{term} từ {start}").format(term=term, start=format_datetime(start))
    if term.clock is Clock.HOUR:
        sentence = _("Giờ chạy liên tục, kể cả ban đêm, ngày nghỉ và Tết.")
        return Explained(due_words(ends), asked, sentence)
    walked = list(walk(local_day(start), term, calendar))
    lines = tuple(DayLine(capfirst(day_words(one.day)), counted_words(calendar, one), one.skipped) for one in walked)
    marks = (calendar.mark(one.day) for one in walked)
    return Explained(
        due_words(ends),
        asked,
        _sentence(start, walked, calendar),
        lines if len(lines) <= MOST_LINES else (),
        expected=any(mark is not None and not mark.confirmed for mark in marks),
    )


def _sentence(start: datetime, walked: list[Counted], calendar: Calendar) -> str:
    first = _("Không tính {day} là ngày bắt đầu").format(day=short_day(local_day(start)))
    skipped = [one for one in walked if one.skipped and one.off]
    if not skipped:
        return f"{first}."
    if len(skipped) > 12:
        return _("{first}; bỏ qua {n} ngày nghỉ.").format(first=first, n=len(skipped))
    named = ", ".join(f"{short_day(one.day)} ({off_words(calendar, one.day)})" for one in skipped)
    return _("{first}; bỏ qua {days}.").format(first=first, days=named)


class ReckonDue(FormScreen):
    """A small form; the answer stands above it."""

    policy = Policy("places.calendar.see")
    template = "places/calendar/due.html"
    help_page = "places/calendar"
    form_class = TermForm
    title = gettext_lazy("Tính hạn")
    button = gettext_lazy("Tính hạn")
    keeps_draft = False

    _answer: Explained | None = None

    def head(self) -> PageHead:
        """Under the calendar."""
        return PageHead(title=self.title, crumbs=(Link(_("Lịch làm việc"), reverse("places:calendar")),))

    def initial(self) -> dict[str, Any]:
        """Now, the term of the plan, and the commune one works in."""
        here = home_of(self.actor)
        return {"start": format_datetime(self.at), "amount": 5, "clock": Clock.WORKING_DAY, "place": here}

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Keep it at hand: the answer stands above what was asked."""
        self._form = TermForm(data, initial=self.initial())
        return self._form

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Reckon; nothing is written."""
        place = cleaned["place"]
        self._answer = explain(cleaned["begins"], cleaned["term"], calendar_for(place.pk if place else None))
        return self._show(self._form)

    def extra(self) -> dict[str, Any]:
        """The answer, once there is one."""
        return {"answer": self._answer}
