"""The directory of models; one with its years, its family, how to do the same."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mangnon.access.policy import Policy
from mangnon.files.queries import shelf
from mangnon.files.slots import OwnerRef
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int, format_money
from mangnon.places.models import Unit
from mangnon.places.queries.lineage import old_name
from mangnon.places.rules import in_line
from mangnon.programmes import rights
from mangnon.programmes.examples import queries as reads
from mangnon.programmes.examples.actions import OWNER
from mangnon.programmes.examples.models import Example, ExampleState, ExampleYear
from mangnon.programmes.examples.rules import may_become, years_run
from mangnon.programmes.examples.words import EXAMPLES, kind_of, kinds, state_of
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.programmes.plans.queries.grounds import home_unit, unit_seen
from mangnon.ui.parts import (
    Act,
    Cell,
    Column,
    EmptyState,
    Fact,
    Hint,
    Kind,
    Link,
    PageHead,
    Row,
    State,
    Status,
    Tab,
    Table,
)
from mangnon.ui.screens import Filter, Listed, ListScreen, Screen
from mangnon.ui.screens.base import AskedWrongly


def example_url(one: Example) -> str:
    """Its page."""
    return reverse("programmes:example", args=[one.pk])


def examples_url(place: Unit | None = None) -> str:
    """The directory, or that of a place."""
    return reverse("programmes:examples") + (f"?noi={place.pk}" if place else "")


def _reached(one: Any) -> str:
    if one.reached is None:
        return ""
    return _("{n} (năm {year})").format(n=format_int(one.reached), year=one.reached_in)


class ExampleList(ListScreen):
    """Models of every place; of one place with those of the places before it (``noi``); by words (``q``)."""

    policy = Policy(rights.SEE)
    template = "programmes/examples.html"
    help_page = "programmes/examples"
    title = EXAMPLES
    noun = gettext_lazy("mô hình")
    order = ("-since", "-id")
    columns = (
        Listed("title", gettext_lazy("Mô hình"), lambda e: Cell(e.title), lambda e: e.title, Kind.NAME),
        Listed("place", gettext_lazy("Nơi"), lambda e: Cell(old_name(e.place)), lambda e: e.place.name),
        Listed("kind", gettext_lazy("Loại"), lambda e: Cell(kind_of(e)), kind_of, soft=True),
        Listed("state", gettext_lazy("Tình trạng"), lambda e: Cell(status=state_of(e)),
               lambda e: str(ExampleState(e.state).label), Kind.STATUS),
        Listed("children", gettext_lazy("Trẻ em được giúp"), lambda e: Cell(_reached(e)), lambda e: e.reached,
               Kind.NUMBER),
        Listed("cost", gettext_lazy("Chi phí mỗi năm, đồng"), lambda e: Cell(format_int(e.cost) if e.cost else ""),
               lambda e: e.cost, Kind.NUMBER),
    )  # fmt: skip
    filters = (
        Filter("loai", gettext_lazy("Loại"), gettext_lazy(" loại {choice}"), kinds,
               lambda rows, value: rows.filter(kind=value)),
        Filter("tt", gettext_lazy("Tình trạng"), gettext_lazy(", {choice}"), lambda: ExampleState.choices,
               lambda rows, value: rows.filter(state=value)),
    )  # fmt: skip

    @cached_property
    def place(self) -> Unit | None:
        """Whose ground is asked for. Raises AskedWrongly, NotFound."""
        asked = self.request.GET.get("noi", "")
        if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
            raise AskedWrongly(what=f"noi={asked[:10]}")
        return unit_seen(int(asked)) if asked else None

    @property
    def typed(self) -> str:
        """The words of the box."""
        return self.request.GET.get("q", "").strip()[:120]

    def rows(self) -> QuerySet[Any]:
        """Those of the place, with the words."""
        rows = reads.directory()
        if self.place is not None:
            rows = reads.on_ground(rows, self.place)
        return reads.sought(rows, self.typed) if self.typed else rows

    def row_url(self, row: Any) -> str:
        """Its page."""
        return example_url(row)

    def head(self) -> PageHead:
        """Of every place, or of one."""
        title = _("Mô hình ở {place}").format(place=in_line(old_name(self.place))) if self.place else self.title
        return PageHead(title=title, main=self.main_act())

    def main_act(self) -> Act | None:
        """Writing one down."""
        if not self.actor.can(rights.ADD_EXAMPLE):
            return None
        return Act(_("Ghi mô hình"), url=reverse("programmes:add_example"), icon="plus", key="N")

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With both halves and the search box."""
        home = home_unit(self.actor)
        asked = {name: value for name, value in self.request.GET.items() if name not in ("q", "after", "before")}
        told = {
            "halves": (
                Tab(_("Mọi nơi"), examples_url(), active=self.place is None),
                Tab(_("Của {place}, cả các nơi cũ").format(place=in_line(home.name)), examples_url(home),
                    active=self.place == home),
            ),
            "typed": self.typed,
            "kept": list(asked.items()),
        }  # fmt: skip
        return super().page({**told, **context}, status=status, template=template)

    def empty(self) -> EmptyState:
        """What one is."""
        return EmptyState(
            fact=_("Chưa thấy mô hình nào."),
            text=_("Ghi mô hình của nơi mình, hoặc xem mô hình của nơi khác để chép về."),
        )


class ExamplePage(Screen):
    """One model."""

    policy = Policy(rights.SEE)
    template = "programmes/example.html"
    help_page = "programmes/examples"
    example: Example

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.example = one = reads.example_seen(pk)
        kin = reads.family(one)
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(),
            "example": one,
            "years": self._years(),
            "family": self._family(kin) if kin else None,
            "facts": self._facts(),
            "files": shelf(self.actor, OwnerRef(OWNER, one.pk)),
            "attach": Link(_("Gửi tệp"), self._url("attach_example")) if self._may(rights.ATTACH_EXAMPLE) else None,
        }
        return self.page(context)

    def _may(self, right: str) -> bool:
        return self.actor.can(right) and keeps(self.actor, right, self.example.place)

    def _url(self, name: str, *more: object) -> str:
        return reverse(f"programmes:{name}", args=[self.example.pk, *more])

    def _head(self) -> PageHead:
        one, acts = self.example, []
        if self.actor.can(rights.COPY_EXAMPLE):
            acts.append(Act(_("Chép về nơi khác"), url=self._url("copy_example"), icon="copy"))
        if self._may(rights.SET_EXAMPLE_STATE) and may_become(one.state):
            acts.append(Act(_("Đổi tình trạng"), url=self._url("example_state"), icon="doing"))
        if self._may(rights.CORRECT_EXAMPLE):
            acts.append(Act(_("Sửa"), url=self._url("correct_example"), icon="edit", key="E"))
        main, run = None, years_run(one.since, one.until, local_day(self.at))
        if self._may(rights.TELL_EXAMPLE_YEAR) and run:
            label = _("Ghi kết quả năm {year}").format(year=run[0])
            main = Act(label, url=self._url("example_year", run[0]), icon="plus", key="N")
        return PageHead(
            title=one.title, status=state_of(one), crumbs=(Link(EXAMPLES, examples_url()),),
            facts=(old_name(one.place), kind_of(one)), main=main, acts=tuple(acts),
        )  # fmt: skip

    def _hints(self) -> list[Hint]:
        one, hints = self.example, []
        if one.state != ExampleState.RUNNING and one.state_on:
            told = _("{state} từ {day}: {why}") if one.state == ExampleState.PAUSED else _("{state} ngày {day}: {why}")
            words = str(state_of(one).text)
            hints.append(Hint(told.format(state=words, day=format_date(one.state_on), why=one.state_why)))
        return hints

    def _years(self) -> Table:
        columns = [
            Column(_("Năm"), Kind.NAME), Column(_("Người được giúp"), Kind.NUMBER),
            Column(pgettext("counted", "Trẻ em"), Kind.NUMBER),
            Column(_("Đã chi, đồng"), Kind.NUMBER), Column(_("Ghi chú"), soft=True),
        ]  # fmt: skip
        told, may = {row.year: row for row in reads.years(self.example)}, self._may(rights.TELL_EXAMPLE_YEAR)
        listed = years_run(self.example.since, self.example.until, local_day(self.at))
        listed += sorted((year for year in told if year not in listed), reverse=True)
        rows = tuple(self._year(year, told.get(year), may=may) for year in listed)
        sums = [sum(getattr(row, name) for row in told.values()) for name in ("people", "children", "spent")]
        total = Row((Cell(_("Cộng")), *(Cell(format_int(n)) for n in sums), Cell(""))) if len(told) > 1 else None
        empty = EmptyState(_("Mô hình chưa đến ngày bắt đầu."))
        return Table(_("Kết quả từng năm"), tuple(columns), rows, total=total, empty=None if rows else empty)

    def _year(self, year: int, row: ExampleYear | None, *, may: bool) -> Row:
        url = self._url("example_year", year) if may else ""
        if row is None:
            note = Cell(status=Status(State.TODO, _("Chưa ghi")))
            return Row((Cell(str(year)), Cell(""), Cell(""), Cell(""), note), url=url)
        spent = format_int(row.spent) if row.spent else ""
        cells = (
            Cell(str(year)), Cell(format_int(row.people)), Cell(format_int(row.children)), Cell(spent), Cell(row.note),
        )  # fmt: skip
        return Row(cells, url=url)

    def _family(self, kin: list[reads.Kin]) -> Table:
        columns = (
            Column(_("Nơi"), Kind.NAME), Column(_("Chép từ")), Column(_("Bắt đầu"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS), Column(_("Trẻ em được giúp"), Kind.NUMBER),
        )  # fmt: skip
        known = {one.example.pk: one.example for one in kin}
        above = [known.get(one.example.copied_from_id or one.example.pk) for one in kin]
        rows = tuple(map(self._kin, kin, above))
        return Table(_("Các nơi cùng làm"), columns, rows)

    def _kin(self, kin: reads.Kin, above: Example | None) -> Row:
        one: Any = kin.example
        first = above is None or above.pk == one.pk
        cells = (
            Cell("– " * kin.depth + old_name(one.place)),
            Cell(_("nơi làm đầu tiên") if above is None or first else old_name(above.place)),
            Cell(format_date(one.since)), Cell(status=state_of(one)), Cell(_reached(one)),
        )  # fmt: skip
        here = one.pk == self.example.pk
        return Row(cells, url="" if here else example_url(one), current=here)

    def _facts(self) -> tuple[Fact, ...]:
        one = self.example
        last = f" - {format_date(one.until)}" if one.until else ""
        found = [
            Fact(_("Cho ai"), one.whom), Fact(_("Ai điều hành"), one.run_by),
            Fact(_("Hoạt động từ"), format_date(one.since) + last),
            Fact(_("Chi phí mỗi năm"), format_money(one.cost) if one.cost else _("không tốn tiền, hoặc chưa ghi")),
        ]  # fmt: skip
        if one.money_source:
            found.append(Fact(_("Nguồn tiền"), one.money_source))
        link = reverse("statutes:document", args=[one.document.pk]) if one.document else ""
        found.append(Fact(_("Văn bản thành lập"), one.decision or _("chưa ghi"), url=link))
        if one.changed_by_name:
            day = format_date(local_day(one.changed_at))
            found.append(Fact(_("Ghi gần nhất"), f"{day}, {one.changed_by_name}"))
        return tuple(found)
