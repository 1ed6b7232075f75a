"""Stating days and withdrawing them: what would change is shown before anything is written."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mangnon.access.policy import Policy
from mangnon.lib.numbers import format_int
from mangnon.places.calendar.actions import (
    add_days,
    entry_to_withdraw,
    preview_add,
    preview_withdraw,
    withdraw_days,
)
from mangnon.places.calendar.forms import DaysForm, WithdrawForm
from mangnon.places.calendar.models import CalendarEntry
from mangnon.places.calendar.queries import placed
from mangnon.places.calendar.words import effect_lines, statement_words
from mangnon.ui.parts import Link, PageHead
from mangnon.ui.screens import FormScreen


def calendar_url(row: CalendarEntry) -> str:
    """The page of the year and place of an entry, on which it can be seen."""
    asked: dict[str, Any] = {"nam": placed(row).statement.first.year}
    if row.unit is not None:
        asked |= {"noi": row.unit.name, "noi_key": row.unit.pk}
    return f"{reverse('places:calendar')}?{urlencode(asked)}"


def _crumbs() -> tuple[Link, ...]:
    return (Link(_("Lịch làm việc"), reverse("places:calendar")),)


def _said(words: str, moved: dict[str, int]) -> str:
    n = sum(moved.values())
    if not n:
        return words
    told = ngettext("{n} hạn đang mở đã dời theo", "{n} hạn đang mở đã dời theo", n)
    return f"{words}. {told.format(n=format_int(n))}"


class AddDays(FormScreen):
    """Days typed, then what they change, then written."""

    policy = Policy("places.calendar.add")
    template = "places/calendar/change.html"
    help_page = "places/calendar"
    form_class = DaysForm
    title = gettext_lazy("Ghi ngày nghỉ, ngày làm bù")

    _preview: tuple[str, ...] = ()
    _stamp = ""

    def head(self) -> PageHead:
        """Under the calendar."""
        return PageHead(title=self.title, crumbs=_crumbs())

    def extra(self) -> dict[str, Any]:
        """What would change, the mark of what was previewed, and what the button does then."""
        button = _("Ghi vào lịch") if self._preview else _("Xem trước")
        return {"lines": self._preview, "stamp": self._stamp, "statement": "", "button_label": button}

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Keep the form at hand: the action takes the days it makes of what was typed."""
        self._form = DaysForm(data, initial=self.initial())
        return self._form

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Show what changes; write it when just that was shown before."""
        days = self._form.days()
        stamp = hashlib.sha256(repr(days).encode()).hexdigest()[:16]
        if self.request.POST.get("previewed") != stamp:
            self._preview = tuple(effect_lines(preview_add(actor=self.actor, at=self.at, days=days)))
            self._stamp = stamp
            return self._show(self._form)
        row = add_days(actor=self.actor, at=self.at, days=days)
        return self.after(calendar_url(row), _said(_("Đã ghi “{name}” vào lịch").format(name=row.name), row.moved))


class WithdrawDays(FormScreen):
    """What taking a statement back changes, and why it is done."""

    policy = Policy("places.calendar.withdraw")
    template = "places/calendar/change.html"
    help_page = "places/calendar"
    form_class = WithdrawForm
    title = gettext_lazy("Rút lại ngày đã ghi")
    button = gettext_lazy("Rút lại")
    keeps_draft = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the entry first."""
        self.entry_id: int = kwargs["pk"]
        return super().dispatch(request, *args, **kwargs)

    def guard(self) -> None:
        """Out of reach and already withdrawn are said before anything is typed."""
        self.entry = entry_to_withdraw(self.actor, self.entry_id)

    def head(self) -> PageHead:
        """Which entry."""
        return PageHead(title=f"{self.title}: {self.entry.name}", crumbs=_crumbs())

    def extra(self) -> dict[str, Any]:
        """What would change."""
        found = preview_withdraw(actor=self.actor, at=self.at, entry_id=self.entry_id)
        return {
            "lines": tuple(effect_lines(found)),
            "stamp": "",
            "statement": f"{statement_words(placed(self.entry).statement)}. {self.entry.document}",
        }

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Withdraw it."""
        gone = withdraw_days(actor=self.actor, at=self.at, entry_id=self.entry_id, reason=cleaned["reason"])
        said = _said(_("Đã rút lại “{name}”").format(name=self.entry.name), gone.moved)
        return self.after(calendar_url(self.entry), said)
