"""The duty rota: a week as a table, who is on now, the times when nobody is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.accounts.queries import covers
from mangnon.intake.actions import drop_turn, name_alternate, plan_turn
from mangnon.intake.forms.acts import AlternateForm, TurnForm
from mangnon.intake.models import DutyTurn
from mangnon.intake.queries.people import answers_for, office_of, on_duty
from mangnon.intake.queries.rota import SEE, Listed, Week, alternate_of, is_province, offices, week_of
from mangnon.intake.queries.where import province
from mangnon.intake.rules import Gap
from mangnon.lib.dates import format_date, format_datetime, format_time, local_day, weekday_name
from mangnon.lib.ids import new_id
from mangnon.lib.refusal import NotFound
from mangnon.places.models import Unit
from mangnon.ui.parts import Act, Call, Contact, Link, PageHead
from mangnon.ui.screens import ActScreen, FormScreen, Screen

DAYS = 7
HALF_DAY = timedelta(hours=12)


def office_asked(screen: Any, action: str) -> Unit:
    """The office of the address, or the own one. Raises NotFound beyond reach."""
    asked = screen.request.GET.get("noi", "")
    place = Unit.objects.filter(pk=asked).first() if asked.isdecimal() else office_of(screen.actor, action)
    if place is None or not covers(screen.actor, action, place):
        raise NotFound
    return place


class Rota(Screen):
    """One week of one office."""

    policy = Policy(SEE)
    template = "intake/rota.html"
    help_page = "intake/rota"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The table. Raises NotFound for an office beyond reach."""
        place = office_asked(self, SEE)
        first = self._first(request.GET.get("tu", ""))
        week = week_of(place, first, since=self.at)
        named = alternate_of(place) if is_province(place) else None
        context = {
            "head": self._head(place, first),
            "now": [_contact(one) for one in on_duty(place.pk, self.at)],
            "days": [self._day(week, week.start + timedelta(days=n)) for n in range(DAYS)],
            "gaps": [_gap(one) for one in week.gaps],
            "before": self._address(place, first - timedelta(days=DAYS)),
            "after": self._address(place, first + timedelta(days=DAYS)),
            "offices": self._offices(place),
            "alternate": named,
            "of_province": is_province(place),
            "alternate_url": reverse("intake:name_alternate") if self.actor.can("intake.name_alternate") else "",
        }
        return self.page(context)

    def _first(self, text: str) -> date:
        """The day of the address, else this week's Monday."""
        today = local_day(self.at)
        try:
            return date.fromisoformat(text)
        except ValueError:
            return today - timedelta(days=today.weekday())

    def _head(self, place: Unit, first: date) -> PageHead:
        last = first + timedelta(days=DAYS - 1)
        plan = Act(_("Xếp ca trực"), f"{reverse('intake:plan_turn')}?noi={place.pk}", "plus", key="N")
        return PageHead(
            title=_("Lịch trực"),
            crumbs=(Link(_("Tin báo"), reverse("intake:reports")),),
            facts=(place.name, _("{first} đến {last}").format(first=format_date(first), last=format_date(last))),
            main=plan if covers(self.actor, "intake.plan_turn", place) and self.actor.can("intake.plan_turn") else None,
        )

    def _day(self, week: Week, start: datetime) -> dict[str, Any]:
        end = start + timedelta(days=1)
        day = local_day(start)
        drops = covers(self.actor, "intake.drop_turn", week.place) and self.actor.can("intake.drop_turn")
        return {
            "name": weekday_name(day),
            "date": f"{day.day}/{day.month}",
            "today": day == local_day(self.at),
            "lines": [line for _start, line in sorted(self._lines(week, start, end, drops=drops), key=_begin)],
        }

    def _lines(
        self, week: Week, start: datetime, end: datetime, *, drops: bool
    ) -> Iterator[tuple[datetime, dict[str, Any]]]:
        """Turns and gaps of a day, each with its beginning."""
        for turn in week.turns:
            if turn.start < end and turn.end > start:
                yield turn.start, _turn(turn, start, end, drops=drops)
        for gap in week.gaps:
            if gap.start < end and gap.end > start:
                hours = _hours(max(gap.start, start), min(gap.end, end), end)
                yield gap.start, {"gap": True, "hours": hours, "name": "", "why": "", "drop_url": ""}

    def _offices(self, place: Unit) -> list[dict[str, Any]]:
        found = offices(self.actor)
        if len(found) < 2:
            return []
        url = reverse("intake:rota")
        return [{"name": one.name, "url": f"{url}?noi={one.pk}", "chosen": one == place} for one in found]

    def _address(self, place: Unit, first: date) -> str:
        return f"{reverse('intake:rota')}?noi={place.pk}&tu={first.isoformat()}"


def _begin(line: tuple[datetime, Any]) -> datetime:
    return line[0]


def _contact(person: Any) -> Contact:
    label = _("Gọi {name}").format(name=person.full_name)
    return Contact(person.full_name, call=Call(person.phone, label) if person.phone else None)


def _turn(one: Listed, start: datetime, end: datetime, *, drops: bool) -> dict[str, Any]:
    why = _("tài khoản bị khóa") if one.disabled else _("đang vắng") if one.away else ""
    return {
        "gap": False, "name": one.name, "hours": _hours(max(one.start, start), min(one.end, end), end), "why": why,
        "drop_url": reverse("intake:drop_turn", args=[one.id]) if drops and one.start >= start else "",
    }  # fmt: skip


def _hours(start: datetime, end: datetime, midnight: datetime) -> str:
    return f"{format_time(start)}–{'24:00' if end == midnight else format_time(end)}"


def _gap(one: Gap) -> str:
    span = _("từ {start} đến {end}").format(start=format_datetime(one.start), end=format_datetime(one.end))
    return _("{span}: người trực vắng hoặc bị khóa").format(span=span) if one.out else span


class PlanTurn(FormScreen):
    """Put somebody on duty."""

    policy = Policy("intake.plan_turn")
    template = "intake/form.html"
    help_page = "intake/rota"
    title = gettext_lazy("Xếp ca trực")
    button = gettext_lazy("Xếp ca")
    place: Unit

    def guard(self) -> None:
        """The office of the address must be within reach. Raises NotFound."""
        self.place = office_asked(self, self.policy.action or "")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the people of the office."""
        return TurnForm(data, initial=self.initial(), people=answers_for(self.place, self.at))

    def initial(self) -> dict[str, Any]:
        """The next half day."""
        start = self.at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return {"turn_id": new_id(), "starts_at": start, "ends_at": start + HALF_DAY}

    def extra(self) -> dict[str, Any]:
        """Nothing beside."""
        return {"note": self.place.name, "facts": ()}

    def head(self) -> PageHead:
        """Below the rota."""
        return PageHead(title=self.title, crumbs=(Link(_("Lịch trực"), self._rota),))

    @property
    def _rota(self) -> str:
        return f"{reverse('intake:rota')}?noi={self.place.pk}"

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One turn."""
        turn = plan_turn(
            actor=self.actor, at=self.at, turn_id=cleaned["turn_id"], place=self.place,
            person_id=UUID(cleaned["person"]), starts_at=cleaned["starts_at"], ends_at=cleaned["ends_at"],
        )  # fmt: skip
        first = local_day(turn.starts_at)
        monday = first - timedelta(days=first.weekday())
        return self.after(f"{self._rota}&tu={monday.isoformat()}", _("Đã xếp ca trực"))


class DropTurn(ActScreen):
    """Take a turn off."""

    policy = Policy("intake.drop_turn")
    help_page = "intake/rota"

    def act(self, pk: UUID, **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # the address has one id
        """Drop it."""
        turn = DutyTurn.objects.filter(pk=pk).only("place_id", "starts_at").first()
        drop_turn(actor=self.actor, at=self.at, turn_id=pk)
        place = turn.place_id if turn is not None else ""
        return self.after(f"{reverse('intake:rota')}?noi={place}", _("Đã bỏ ca trực"))


class NameAlternate(FormScreen):
    """Name who takes what names the province's own people."""

    policy = Policy("intake.name_alternate")
    template = "intake/form.html"
    help_page = "intake/rota"
    title = gettext_lazy("Người nhận thay của tỉnh")
    button = gettext_lazy("Chỉ định")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the people of the province."""
        return AlternateForm(data, initial=self.initial(), people=answers_for(province(), self.at))

    def extra(self) -> dict[str, Any]:
        """What it is for."""
        note = _("Tin nêu tên cán bộ cấp tỉnh chỉ người này xem được; người bị nêu tên không biết có tin.")
        return {"note": note, "facts": ()}

    def head(self) -> PageHead:
        """Below the rota."""
        return PageHead(title=self.title, crumbs=(Link(_("Lịch trực"), reverse("intake:rota")),))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One name."""
        named = name_alternate(actor=self.actor, at=self.at, place=province(), person_id=UUID(cleaned["person"]))
        return self.after(reverse("intake:rota"), _("Đã chỉ định {name}").format(name=named.person.full_name))
