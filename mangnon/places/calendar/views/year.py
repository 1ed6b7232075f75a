"""A year of the calendar: twelve months, and beside them what stands on which day and how it is known."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.workdays import SATURDAY, end_of
from mangnon.places.calendar import library
from mangnon.places.calendar.forms import LookForm
from mangnon.places.calendar.queries import Placed, calendars_of, home_of, in_force, stated
from mangnon.places.calendar.rules import Calendar, Mark, Origin, Statement
from mangnon.places.calendar.words import day_words, statement_words
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.ui.bound import fault_lines, field_values
from mangnon.ui.parts import Act, PageHead, Tab
from mangnon.ui.screens import AskedWrongly, Screen

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month: its number, how it looks, the letter of its mark, what is said of it."""

    number: int
    look: str
    letter: str = ""
    words: str = ""
    today: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday to Sunday; None where another month's day would stand."""

    title: str
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on some days: when, what, where, by what it is known."""

    first: date
    days: str
    name: str
    look: str
    letter: str
    sources: tuple[str, ...]
    confirmed: bool
    place: str = ""
    withdraw_url: str = ""


class YearPage(Screen):
    """The calendar of a place in one year, as known today or on an earlier day."""

    policy = Policy("places.calendar.see")
    template = "places/calendar/year.html"
    help_page = "places/calendar"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly on a year that no link has."""
        self.today = local_day(self.at)
        self.year = self._year()
        asked = {"noi", "noi_key", "biet_ngay"} & request.GET.keys()
        form = LookForm(request.GET if asked else None, initial={"noi": home_of(self.actor)})
        place, known = self._looked(form)
        every = stated()
        held = in_force(every, known)
        days = calendars_of(held)(place.pk if place else None)
        return self.page(
            {
                "head": self.head(),
                "tabs": self._tabs(),
                "fields": field_values(form),
                "faults": fault_lines(form),
                "months": tuple(_month(days, self.year, n, self.today) for n in range(1, 13)),
                "lines": self._lines(days),
                "elsewhere": tuple(self._elsewhere(held)) if place is None else (),
                "withdrawn": tuple(self._withdrawn(every, place)),
                "where": in_line(place.name) if place else "",
                "version": library.VERSION,
                "known": known,
                "expected": self.year > days.settled_through,
                "year": self.year,
            }
        )

    def head(self) -> PageHead:
        """Which year, and what can be done."""
        may = self.actor.can("places.calendar.add")
        main = Act(_("Ghi ngày nghỉ"), url=reverse("places:calendar_add"), icon="plus", key="N") if may else None
        reckon = Act(_("Tính hạn"), url=reverse("places:calendar_due"), icon="clock")
        return PageHead(title=_("Lịch làm việc năm {year}").format(year=self.year), main=main, acts=(reckon,))

    def _year(self) -> int:
        asked = self.request.GET.get("nam", "")
        if not asked:
            return self.today.year
        if not asked.isdecimal() or not library.FIRST_YEAR <= int(asked) <= library.LAST_YEAR:
            raise AskedWrongly(what=f"nam={asked[:10]}")
        return int(asked)

    def _looked(self, form: LookForm) -> tuple[Unit | None, datetime | None]:
        if not form.is_bound:
            home = home_of(self.actor)
            return (Unit.objects.filter(pk=home).first() if home else None), None
        if not form.is_valid():
            return None, None
        day = form.cleaned_data["biet_ngay"]
        return form.cleaned_data["noi"], end_of(day) if day else None

    def _tabs(self) -> tuple[Tab, ...]:
        kept = self.request.GET.copy()
        found = []
        for year in range(self.year - 1, self.year + 2):
            if library.FIRST_YEAR <= year <= library.LAST_YEAR:
                kept["nam"] = str(year)
                found.append(Tab(str(year), f"{self.request.path}?{kept.urlencode()}", active=year == self.year))
        return tuple(found)

    def _lines(self, days: Calendar) -> tuple[Line, ...]:
        marks = days.marks(date(self.year, 1, 1), date(self.year, 12, 31))
        runs = [_run_line(run) for run in _runs([mark for mark in marks if mark.statement is None])]
        said = [self._statement_line(one) for one in days.statements if any(d.year == self.year for d in one.days())]
        return tuple(sorted([*runs, *said], key=lambda line: line.first))

    def _elsewhere(self, held: list[Placed]) -> Iterator[Line]:
        """Local days, which the months of the whole country don't show."""
        local = (one.statement for one in held if one.statement.local)
        for one in sorted(local, key=lambda one: (one.first, one.place)):
            if any(day.year == self.year for day in one.days()):
                yield self._statement_line(one)

    def _statement_line(self, one: Statement) -> Line:
        may = one.origin is Origin.PEOPLE and self.actor.can("places.calendar.withdraw")
        return Line(
            first=one.first,
            days=statement_words(one),
            name=one.name,
            look="local" if one.local else "off" if one.off else "worked",
            letter=_lettered("local" if one.local else "off" if one.off else "worked", confirmed=one.confirmed),
            sources=tuple(_sources(one)),
            confirmed=one.confirmed,
            place=one.place,
            withdraw_url=reverse("places:calendar_withdraw", args=[one.key]) if may else "",
        )

    def _withdrawn(self, every: list[Placed], place: Unit | None) -> Iterator[str]:
        for listed in every:
            one = listed.statement
            if one.withdrawn is None or not listed.holds_in(place.pk if place else None):
                continue
            if any(day.year == self.year for day in one.days()):
                said = _("{days}, {name}: {by} rút lại lúc {when}, {reason}")
                yield said.format(
                    days=statement_words(one),
                    name=one.name,
                    by=one.withdrawn.by,
                    when=format_datetime(one.withdrawn.at),
                    reason=one.withdrawn.reason,
                )


def _sources(one: Statement) -> Iterator[str]:
    yield one.document
    if one.origin is Origin.SHIPPED:
        yield _("có sẵn trong phần mềm, biết từ {day}").format(day=format_date(local_day(one.known_from)))
    else:
        yield _("{by} ghi lúc {when}").format(by=one.entered_by, when=format_datetime(one.known_from))
    if one.moved:
        yield _("đã dời {n} hạn").format(n=format_int(one.moved))


def _runs(marks: list[Mark]) -> list[list[Mark]]:
    """Neighbouring days of one kind together: the five days of Tết are one line."""
    runs: list[list[Mark]] = []
    for mark in marks:
        last = runs[-1][-1] if runs else None
        if last is not None and last.day + ONE_DAY == mark.day and _alike(last, mark):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _alike(one: Mark, other: Mark) -> bool:
    return (one.off, one.confirmed) == (other.off, other.confirmed)


def _run_line(run: list[Mark]) -> Line:
    first, last = run[0], run[-1]
    names = list(dict.fromkeys(mark.name for mark in run))
    if len(names) > 3:
        names = [_("{first} đến {last}").format(first=names[0], last=names[-1])]
    days = day_words(first.day)
    if len(run) > 1:
        days = _("{first} đến {last}").format(first=day_words(first.day), last=day_words(last.day))
    return Line(
        first=first.day,
        days=capfirst(days),
        name="; ".join(names),
        look="off" if first.off else "worked",
        letter=_lettered("off" if first.off else "worked", confirmed=first.confirmed),
        sources=(),
        confirmed=first.confirmed,
    )


def _month(days: Calendar, year: int, month: int, today: date) -> Month:
    weeks = months_of.Calendar(firstweekday=0).monthdatescalendar(year, month)
    cells = (tuple(_cell(days, day, today) if day.month == month else None for day in week) for week in weeks)
    return Month(_("Tháng {n}").format(n=month), tuple(cells))


def _cell(days: Calendar, day: date, today: date) -> Cell:
    mark = days.mark(day)
    if mark is None:
        return Cell(day.day, "weekend" if day.weekday() >= SATURDAY else "", today=day == today)
    look = "worked" if not mark.off else "local" if mark.local else "off"
    letter = _lettered(look, confirmed=mark.confirmed)
    return Cell(day.day, look if mark.confirmed else f"{look} expected", letter, mark.name, today=day == today)


def _lettered(look: str, *, confirmed: bool) -> str:
    letter = {"worked": _("B"), "local": _("Đ"), "off": _("N")}[look]
    return letter if confirmed else f"{letter}?"
