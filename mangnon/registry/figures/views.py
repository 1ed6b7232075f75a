"""Figures of a day: places down, disaggregations across; each number opens the list behind it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.places.models import Unit
from mangnon.places.queries import todays
from mangnon.registry.figures.actions import close_quarter
from mangnon.registry.figures.queries import SEE, Figures, behind, figures, groups_shown, quarters
from mangnon.registry.figures.rules import ALL, AT_RISK, SPECIAL, Cell, last_quarters, total
from mangnon.registry.models import Sex
from mangnon.registry.queries.codes import groups_on
from mangnon.registry.rules import AGE_BANDS
from mangnon.ui.parts import Act, Answer, Column, EmptyState, Kind, Link, PageHead, Row, Table
from mangnon.ui.parts import Cell as Shown
from mangnon.ui.screens import AskedWrongly, FormScreen, Listed, ListScreen, Screen
from mangnon.ui.typed import DayField

KEYS = [band.key for band in AGE_BANDS]


class FiguresPage(Screen):
    """The figures of one day in the places of whoever looks."""

    policy = Policy(SEE)
    template = "registry/figures.html"
    help_page = "registry/figures"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Today, or the day in the address."""
        self.on = read_day(request, local_day(self.at))
        found = figures(self.actor, self.on)
        self.units = Unit.objects.in_bulk({cell.place_id for cell in found.cells})
        return self.page(
            {
                "head": self.head(), "answers": _answers(found), "places": self._places(found),
                "groups": self._groups(found), "note": _note(found), "days": self._days(), "on": self.on,
            }
        )  # fmt: skip

    def head(self) -> PageHead:
        """The day, and the way to close a quarter."""
        where = f"{reverse('registry:figure_map')}?ngay={self.on}"
        acts = [Act(_("Xem trên bản đồ"), where, "pin")] if len(self.units) > 1 else []
        acts += [Act(_("Xem ngày khác"), reverse("registry:figures_day"), "calendar")]
        if self.actor.can("registry.figures.close"):
            acts.append(Act(_("Chốt số liệu quý"), reverse("registry:close_quarter"), "lock"))
        line = _("đến hết ngày {day}").format(day=format_date(self.on))
        return PageHead(title=_("Số liệu trẻ em"), line=line, acts=tuple(acts))

    def _days(self) -> list[Link]:
        path = reverse("registry:figures")
        closed = [
            Link(_("Quý đến {day}").format(day=format_date(one.end)), f"{path}?ngay={one.end}") for one in quarters()
        ]
        return [Link(_("Hôm nay"), path), *closed]

    def _places(self, found: Figures) -> Table:
        heads = (
            Column(_("Xã, phường"), Kind.NAME), Column(_("Tổng"), Kind.NUMBER),
            *(Column(sex.label, Kind.NUMBER) for sex in (Sex.MALE, Sex.FEMALE)),
            *(Column(band.label, Kind.NUMBER, card=False) for band in AGE_BANDS),
            Column(_("Hoàn cảnh đặc biệt"), Kind.NUMBER), Column(_("Có nguy cơ"), Kind.NUMBER),
        )  # fmt: skip
        rows = [
            Row((Shown(unit.name, note=self._now(unit)), *self._numbers(unit.pk, cells)))
            for unit, cells in self._by_place(found)
        ]
        whole = Row((Shown(_("Cộng")), *(Shown(format_int(n)) for n in _figures_of(found.cells))))
        empty = EmptyState(fact=_("Chưa có trẻ em nào trong sổ vào ngày này."))
        return Table(
            _("Trẻ em theo xã, phường"),
            heads,
            tuple(rows),
            total=whole if len(rows) > 1 else None,
            empty=empty,
            cards=False,
        )

    def _by_place(self, found: Figures) -> list[tuple[Unit, list[Cell]]]:
        cells: dict[int, list[Cell]] = {}
        for one in found.cells:
            cells.setdefault(one.place_id, []).append(one)
        return sorted(((self.units[pk], listed) for pk, listed in cells.items()), key=lambda pair: pair[0].sort_key)

    @cached_property
    def _todays(self) -> dict[int, list[Unit]]:
        return todays(unit for unit in self.units.values() if unit.valid_to is not None)

    def _now(self, unit: Unit) -> str:
        names = ", ".join(one.name for one in self._todays.get(unit.pk, ()))
        return _("nay thuộc {names}").format(names=names) if names else ""

    def _numbers(self, place_id: int, cells: list[Cell]) -> tuple[Shown, ...]:
        asked: list[dict[str, str]] = [
            {}, *({"gioi": sex} for sex in ("1", "2")), *({"tuoi": key} for key in KEYS), {"nhom": SPECIAL},
            {"nhom": AT_RISK},
        ]  # fmt: skip
        return tuple(
            Shown(format_int(n), url=self._list(place_id, more)) if n else Shown("0")
            for n, more in zip(_figures_of(cells), asked, strict=True)
        )

    def _list(self, place_id: int, more: dict[str, str]) -> str:
        asked = {"noi": str(place_id), "ngay": self.on.isoformat(), **more}
        return f"{reverse('registry:figure_children')}?{urlencode(asked)}"

    def _groups(self, found: Figures) -> Table:
        heads = (
            Column(_("Nhóm"), Kind.NAME), Column(_("Tổng"), Kind.NUMBER),
            *(Column(sex.label, Kind.NUMBER) for sex in (Sex.MALE, Sex.FEMALE)),
            *(Column(band.label, Kind.NUMBER, card=False) for band in AGE_BANDS),
        )  # fmt: skip
        titles = {one.code: one.title for one in groups_on(self.on) if one.code == one.group}
        named = [code for code in groups_shown(self.actor, self.on) if code in titles]
        rows = tuple(Row((Shown(titles[code]), *_row_of(found.cells, code))) for code in named)
        whole = Row((Shown(_("Có hoàn cảnh đặc biệt, mỗi em đếm một lần")), *_row_of(found.cells, SPECIAL)))
        return Table(_("Trẻ em theo nhóm hoàn cảnh"), heads, rows, total=whole, cards=False)


def _figures_of(cells: Any) -> list[int]:
    whole = [one for one in cells if one.group == ALL]
    sexes = [sum(one.n for one in whole if one.sex == sex) for sex in ("1", "2")]
    bands = [sum(one.n for one in whole if one.band == at) for at in range(len(AGE_BANDS))]
    return [total(whole), *sexes, *bands, total(cells, SPECIAL), total(cells, AT_RISK)]


def _row_of(cells: Any, group: str) -> list[Shown]:
    held = [one for one in cells if one.group == group]
    sexes = [sum(one.n for one in held if one.sex == sex) for sex in ("1", "2")]
    bands = [sum(one.n for one in held if one.band == at) for at in range(len(AGE_BANDS))]
    return [Shown(format_int(n)) for n in (total(held, group), *sexes, *bands)]


def _answers(found: Figures) -> tuple[Answer, ...]:
    everybody, special, risk = (total(found.cells, group) for group in (ALL, SPECIAL, AT_RISK))

    def share(n: int) -> str:
        percent = f"{100 * n / everybody:.1f}".replace(".", ",") if everybody else "0"
        return _("{n}% trẻ em").format(n=percent)

    return (
        Answer(_("Có bao nhiêu trẻ em?"), format_int(everybody), _("dưới 16 tuổi, theo nơi ở hiện tại")),
        Answer(_("Bao nhiêu em có hoàn cảnh đặc biệt?"), format_int(special), share(special)),
        Answer(_("Bao nhiêu em có nguy cơ?"), format_int(risk), share(risk)),
    )


def _note(found: Figures) -> str:
    if found.closed_at is not None:
        return _("Số đã chốt lúc {when}: điều sửa về sau không làm đổi số này.").format(
            when=format_datetime(found.closed_at)
        )
    return _("Tính từ hồ sơ ngay lúc này; sửa hồ sơ thì số của ngày đã qua cũng đổi cho đúng.")


def read_day(request: HttpRequest, today: date) -> date:
    """The day of the address, today without one. Raises AskedWrongly for what is no day or lies ahead."""
    text = request.GET.get("ngay", "")
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as wrong:
        raise AskedWrongly(what=text[:20]) from wrong
    if day > today or day.year < 1990:
        raise AskedWrongly(what=text[:20])
    return day


class FigureChildren(ListScreen):
    """The children behind one number: those whom the actor may open today."""

    policy = Policy(SEE)
    help_page = "registry/figures"
    title = gettext_lazy("Danh sách sau con số")
    noun = pgettext_lazy("counted", "trẻ em")
    order = ("sort_key", "id")
    row_view = "registry:child"
    columns = (
        Listed("name", gettext_lazy("Họ và tên"), lambda c: Shown(c.called), lambda c: str(c.called), Kind.NAME),
        Listed("born", gettext_lazy("Sinh"), lambda c: Shown(str(c.birth)), lambda c: str(c.birth), Kind.DATE),
        Listed(
            "sex", gettext_lazy("Giới tính"), lambda c: Shown(str(Sex(c.sex).label)), lambda c: str(Sex(c.sex).label)
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """By place, day and what the number counted. Raises AskedWrongly."""
        asked = self.request.GET
        band, sex, place = asked.get("tuoi", ""), asked.get("gioi", ""), asked.get("noi", "")
        if (band and band not in KEYS) or sex not in ("", "1", "2", "9") or not place.isdecimal():
            raise AskedWrongly(what=(band or sex or place)[:20])
        on = read_day(self.request, local_day(self.at))
        return behind(self.actor, on, place_id=int(place), group=asked.get("nhom", ""), sex=sex, band=band)

    def head(self) -> PageHead:
        """Below the figures."""
        day = read_day(self.request, local_day(self.at))
        crumbs = (Link(_("Số liệu trẻ em"), f"{reverse('registry:figures')}?ngay={day}"),)
        line = _("ngày {day}; em nay ở nơi khác được đếm nhưng không mở được ở đây").format(day=format_date(day))
        return PageHead(title=self.title, crumbs=crumbs, line=line)


class DayForm(forms.Form):
    """A day that has come."""

    day = DayField(label=gettext_lazy("Ngày nào?"))


class ChooseDay(FormScreen):
    """Figures of another day."""

    policy = Policy(SEE)
    help_page = "registry/figures"
    form_class = DayForm
    title = gettext_lazy("Xem số liệu của một ngày")
    button = gettext_lazy("Xem số liệu")
    keeps_draft = False

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """On to the page."""
        return self.after(f"{reverse('registry:figures')}?ngay={cleaned['day'].isoformat()}")


class QuarterForm(forms.Form):
    """One of the quarters that are over."""

    end = forms.ChoiceField(label=gettext_lazy("Quý"))


class CloseQuarter(FormScreen):
    """Freeze the figures of a quarter before the machine does."""

    policy = Policy("registry.figures.close")
    help_page = "registry/figures"
    title = gettext_lazy("Chốt số liệu quý")
    button = gettext_lazy("Chốt số liệu")
    keeps_draft = False

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """With the quarters that are over and open."""
        form = QuarterForm(data)
        closed = {one.end for one in quarters()}
        ends = [end for end in last_quarters(local_day(self.at), 4) if end not in closed]
        form.fields["end"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (end.isoformat(), _("Quý đến {day}").format(day=format_date(end))) for end in ends
        ]
        return form

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Freeze."""
        end = date.fromisoformat(cleaned["end"])
        close_quarter(actor=self.actor, at=self.at, end=end)
        return self.after(f"{reverse('registry:figures')}?ngay={end}", _("Đã chốt số liệu"))
