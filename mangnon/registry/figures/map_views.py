"""One figure of a day on the map of communes of today, with its table beneath."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.places.maps.drawing import drawing_of, drawn_units
from mangnon.places.maps.showing import MapShown, bounds, class_of, legend, regions
from mangnon.places.models import Unit
from mangnon.places.queries import todays
from mangnon.registry.figures.queries import SEE, Figures, figures, groups_shown
from mangnon.registry.figures.rules import ALL, AT_RISK, SPECIAL, Cell, on_today, total
from mangnon.registry.figures.views import read_day
from mangnon.registry.queries.codes import groups_on
from mangnon.ui.parts import Act, Clause, Column, EmptyState, Kind, Link, Option, PageHead, Row, Sentence, Table
from mangnon.ui.parts import Cell as Shown
from mangnon.ui.screens import AskedWrongly, Screen

COUNT, RATE = "so", "ty-le"
FEW = 20
"""Children below which a share says nothing (trust D: percentages need a base of 20)."""


class FigureMap(Screen):
    """How many, or how many in a hundred, in each commune of today."""

    policy = Policy(SEE)
    template = "registry/figure_map.html"
    help_page = "registry/figures"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """All children, or the group and measure of the address. Raises AskedWrongly."""
        self.on = read_day(request, local_day(self.at))
        self.group, self.measure = self._asked()
        found = figures(self.actor, self.on, groups=[ALL, self.group])
        self._by_unit(found)
        return self.page(
            {"head": self.head(), "sentence": self._sentence(), "map": self._map(), "table": self._table()}
        )

    def _asked(self) -> tuple[str, str]:
        group, measure = self.request.GET.get("nhom", ALL), self.request.GET.get("cach", COUNT)
        if group not in self.titles or measure not in (COUNT, RATE):
            raise AskedWrongly(what=(group or measure)[:20])
        return group, measure if group != ALL else COUNT

    @cached_property
    def titles(self) -> dict[str, str]:
        """Groups that may be shown, with what they are called inside a sentence."""
        named = {one.code: str(one.title) for one in groups_on(self.on) if one.code == one.group}
        own = {SPECIAL: _("có hoàn cảnh đặc biệt"), AT_RISK: _("có nguy cơ"), ALL: _("tất cả")}
        found = {}
        for code in groups_shown(self.actor, self.on):
            title = own.get(code) or named.get(code, "")
            if title:
                found[code] = title.removeprefix("Trẻ em ")
        return found

    def _by_unit(self, found: Figures) -> None:
        """Cells of each unit of today; what lay on ground that was divided since stays apart."""
        self.drawn = {unit.pk: unit for unit in drawn_units(local_day(self.at))}
        was = {cell.place_id for cell in found.cells}
        now = todays(Unit.objects.filter(pk__in=was - set(self.drawn)))
        one = {pk: units[0].pk for pk, units in now.items() if len(units) == 1}
        self.sources: dict[int, set[int]] = {}
        for pk in was:
            self.sources.setdefault(one.get(pk, pk), set()).add(pk)
        reach = self.actor.reach(SEE)
        self.cells: dict[int, list[Cell]] = {pk: [] for pk in self.drawn if pk in reach}
        for cell in on_today(found.cells, one):
            self.cells.setdefault(cell.place_id, []).append(cell)
        self.values = {
            pk: value for pk in self.cells if pk in self.drawn and (value := self._value(self.cells[pk])) is not None
        }

    def _value(self, cells: list[Cell]) -> float | None:
        n, everybody = total(cells, self.group), total(cells)
        if self.measure == COUNT:
            return float(n)
        return round(100 * n / everybody, 1) if everybody >= FEW else None

    @property
    def says(self) -> Callable[[float], str]:
        """How a value is written."""
        return _percent if self.measure == RATE else lambda value: format_int(int(value))

    def head(self) -> PageHead:
        """Below the figures of the day."""
        crumbs = (Link(_("Số liệu trẻ em"), f"{reverse('registry:figures')}?ngay={self.on}"),)
        line = _("đến hết ngày {day}, trên bản đồ xã, phường hôm nay").format(day=format_date(self.on))
        acts = (Act(_("Bản đồ vẽ theo đâu?"), reverse("places:map"), "info"),)
        return PageHead(title=_("Bản đồ số liệu trẻ em"), crumbs=crumbs, line=line, acts=acts)

    def _sentence(self) -> Sentence:
        groups = [
            Option(title, self._address(code, self.measure), chosen=code == self.group)
            for code, title in sorted(self.titles.items(), key=lambda pair: pair[0] not in (ALL, SPECIAL, AT_RISK))
        ]
        pieces: list[Any] = [_("Trẻ em "), Clause(self.titles[self.group], tuple(groups))]
        if self.group != ALL:
            ways = {COUNT: _("số em"), RATE: _("số em trong 100 trẻ em")}
            options = tuple(
                Option(words, self._address(self.group, key), chosen=key == self.measure) for key, words in ways.items()
            )
            pieces += [_(", tính theo "), Clause(ways[self.measure], options)]
        return Sentence(tuple(pieces))

    def _address(self, group: str, measure: str) -> str:
        return f"{self.request.path}?{urlencode({'ngay': self.on.isoformat(), 'nhom': group, 'cach': measure})}"

    def _map(self) -> MapShown | None:
        drawing = drawing_of(list(self.drawn.values()))
        if not drawing.shapes or not self.values:
            return None
        steps = bounds(list(self.values.values()))
        cells = regions(
            drawing, self.drawn, self.values, steps=steps, says=self.says, url=self._open, unknown=_("không có số")
        )
        return MapShown(
            "figures", self._question(), self._answer(), drawing.width, drawing.height, cells,
            legend(steps, self.says), self._note(drawing.source),
        )  # fmt: skip

    def _question(self) -> str:
        if self.measure == RATE:
            return _("Trong 100 trẻ em, bao nhiêu em {group}?").format(group=self.titles[self.group])
        return _("Mỗi xã, phường có bao nhiêu trẻ em: {group}?").format(group=self.titles[self.group])

    def _answer(self) -> str:
        most = max(self.values, key=lambda pk: (self.values[pk], -pk))
        least = min(self.values, key=lambda pk: (self.values[pk], pk))
        if len(self.values) == 1:
            return f"{self.drawn[most].name}: {self.says(self.values[most])}."
        told = _("Cao nhất là {most} ({high}), thấp nhất là {least} ({low}).")
        return told.format(
            most=self.drawn[most].name, high=self.says(self.values[most]), least=self.drawn[least].name,
            low=self.says(self.values[least]),
        )  # fmt: skip

    def _note(self, source: str) -> str:
        if source:
            return _("Ranh giới: {source}.").format(source=source)
        return _("Sơ đồ: các ô vẽ to gần bằng nhau quanh điểm giữa của xã, không phải địa giới. Bấm một ô để mở.")

    def _open(self, pk: int) -> str:
        """The list behind a number; the figures of the day when it gathers several units of old; none behind zero."""
        if pk not in self.sources:
            return ""
        if self.sources.get(pk) == {pk}:
            asked = {"noi": str(pk), "ngay": self.on.isoformat(), **({"nhom": self.group} if self.group else {})}
            return f"{reverse('registry:figure_children')}?{urlencode(asked)}"
        return f"{reverse('registry:figures')}?ngay={self.on}"

    def _table(self) -> Table:
        heads = [Column(_("Xã, phường"), Kind.NAME), Column(pgettext("counted", "Trẻ em"), Kind.NUMBER)]
        if self.group != ALL:
            heads += [Column(_("Trong nhóm"), Kind.NUMBER), Column(_("Trong 100 trẻ em"), Kind.NUMBER)]
        heads.append(Column(_("Bậc màu"), Kind.NUMBER))
        known = Unit.objects.in_bulk(set(self.cells) - set(self.drawn)) | self.drawn
        steps = bounds(list(self.values.values())) if self.values else [0.0]
        ordered = sorted(self.cells, key=lambda pk: (-self.values.get(pk, -1.0), known[pk].sort_key))
        rows = tuple(self._row(known[pk], steps) for pk in ordered)
        empty = EmptyState(fact=_("Chưa có trẻ em nào trong sổ vào ngày này."))
        return Table(_("Số liệu của bản đồ"), tuple(heads), rows, empty=empty, cards=False)

    def _row(self, unit: Unit, steps: list[float]) -> Row:
        cells = self.cells[unit.pk]
        value = self.values.get(unit.pk)
        numbers = [Shown(format_int(total(cells)))]
        if self.group != ALL:
            rate = 100 * total(cells, self.group) / total(cells) if total(cells) >= FEW else None
            numbers += [
                Shown(format_int(total(cells, self.group))),
                Shown(_percent(rate) if rate is not None else _("quá ít")),
            ]
        step = Shown(str(class_of(value, steps) + 1)) if value is not None else Shown("–")
        note = "" if unit.pk in self.drawn else _("đã chia về nhiều nơi, không vẽ được")
        return Row((Shown(unit.name, note=note, url=self._open(unit.pk)), *numbers, step))


def _percent(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
