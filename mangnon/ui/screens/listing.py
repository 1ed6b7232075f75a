"""Lists: columns, a filter sentence, keyset pages that never count everything, export through one door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.ui import saved
from mangnon.ui.addresses import row_addresses
from mangnon.ui.exporting import Sheet, sheet_response
from mangnon.ui.parts import (
    Act,
    Cell,
    Clause,
    Column,
    EmptyState,
    Kind,
    ListBar,
    Option,
    PageHead,
    Pager,
    Row,
    Sentence,
    Tab,
    Table,
)
from mangnon.ui.screens.base import AskedWrongly, Screen
from mangnon.ui.screens.keyset import Keyset, count_up_to

COUNT_UP_TO = 1_000
"""Beyond this many rows a list says "hơn 1.000": counting millions helps nobody."""
FLAT_AT_MOST = 24
"""Conditions that "+ thêm điều kiện" lists one below the other; more stand under the name of each."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A column of a list: its head, the cell for a row, and the plain value that an export writes."""

    key: str
    label: Text
    cell: Callable[[Any], Cell]
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    soft: bool = False
    card: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition: how it reads in the sentence, what can be chosen, what it does to the rows."""

    name: str
    label: Text
    """As "+ thêm điều kiện" offers it."""
    reads: Text
    """In the sentence, with ``{choice}``: "ở {choice}"."""
    choices: Callable[[], Sequence[tuple[str, Text]]]
    apply: Callable[[Any, str], Any]


class ListScreen(Screen):
    """A list. Subclasses give ``rows``, ``columns``, ``filters`` and the order of the keyset."""

    template = "ui/list.html"
    title: ClassVar[Text]
    noun: ClassVar[Text]
    """What is counted and how the sentence begins: "người dùng"."""
    columns: ClassVar[tuple[Listed, ...]]
    filters: ClassVar[tuple[Filter, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ("pk",)
    """Fields of the keyset; the last one is unique. A leading minus turns the whole order."""
    page_size: ClassVar[int] = 50
    exports: ClassVar[bool] = True
    row_view: ClassVar[str] = ""
    """Name of the view where a row opens by its primary key; what needs more overrides ``row_url``."""

    @property
    def most_exported(self) -> int | None:
        """Rows that may leave at once when a second person has said so; None for the limits of the house."""
        return None

    def rows(self) -> QuerySet[Any]:
        """Everything this actor may see here, unfiltered and unordered."""
        raise NotImplementedError

    def row_url(self, row: Any) -> str:
        """Where a row opens; empty when it doesn't."""
        return self._row_address(row.pk) if self.row_view else ""

    @cached_property
    def _row_address(self) -> Callable[[Any], str]:
        return row_addresses(self.row_view)

    def empty(self) -> EmptyState:
        """What to say when nothing fits."""
        return EmptyState(fact=_("Không có dòng nào khớp điều kiện."), text=_("Bỏ bớt một điều kiện để thấy thêm."))

    def main_act(self) -> Act | None:
        """The one main act of the page."""
        return None

    def remarks(self, rows: list[Any]) -> tuple[Text, ...]:
        """What stands out, beside the count."""
        return ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page."""
        found = self.filtered()
        window = self._window(found)
        self.saw(window.rows)
        context = {
            "head": self.head(),
            "tabs": self._tabs(),
            "sentence": self._sentence(),
            "bar": self._bar(self._count(found), window.rows),
            "table": self._table(window.rows),
            "pager": window.pager,
            "save_query": self._query(),
            "screen": self.screen_name,
        }
        return self.page(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Export what the list shows; the reason is asked and booked."""
        if not self.exports:
            return self.http_method_not_allowed(request)
        found = self.filtered().order_by(*self.order)  # first: it refuses what nobody offers
        sheet = Sheet(
            title=str(self.title),
            heads=[str(column.label) for column in self.columns],
            values=[column.value for column in self.columns],
            action=self.policy.action or "",
            described=self._described(),
        )
        return sheet_response(request, sheet=sheet, rows=found, actor=self.actor, at=self.at, most=self.most_exported)

    def head(self) -> PageHead:
        """Title and main act."""
        return PageHead(title=self.title, main=self.main_act())

    @property
    def screen_name(self) -> str:
        """Under which saved filters of this list are kept."""
        match = self.request.resolver_match
        return match.view_name if match else type(self).__name__

    def filtered(self) -> QuerySet[Any]:
        """The rows under the conditions of the address. Raises AskedWrongly on a condition nobody offers."""
        rows = self.rows()
        for condition in self.filters:
            value = self.request.GET.get(condition.name, "")
            if not value:
                continue
            if value not in dict(condition.choices()):
                raise AskedWrongly(what=f"{condition.name}={value[:40]}")
            rows = condition.apply(rows, value)
        return rows

    def _count(self, found: QuerySet[Any]) -> str:
        counted = count_up_to(found, COUNT_UP_TO)
        if counted > COUNT_UP_TO:
            return _("hơn {n} {noun}").format(n=format_int(COUNT_UP_TO), noun=self.noun)
        told = ngettext("{n} {noun}", "{n} {noun}", counted)
        return told.format(n=format_int(counted), noun=self.noun)

    def _table(self, rows: list[Any]) -> Table:
        heads = tuple(Column(c.label, c.kind, soft=c.soft, card=c.card) for c in self.columns)
        lines = tuple(Row(tuple(c.cell(row) for c in self.columns), url=self.row_url(row)) for row in rows)
        return Table(caption=self.title, columns=heads, rows=lines, empty=None if rows else self.empty())

    def _bar(self, count: str, rows: list[Any]) -> ListBar:
        export = Act(_("Xuất các dòng này"), url=self.request.get_full_path(), icon="download", post=True)
        return ListBar(
            count=count,
            remarks=self.remarks(rows),
            link=self.request.build_absolute_uri(self.request.get_full_path()),
            export=export if self.exports and rows else None,
        )

    def _sentence(self) -> Sentence | None:
        if not self.filters:
            return None
        pieces: list[Text | Clause] = [capfirst(str(self.noun))]
        more = []
        for condition in self.filters:
            value = self.request.GET.get(condition.name, "")
            options = tuple(
                Option(label, self._address(**{condition.name: key}), chosen=key == value)
                for key, label in condition.choices()
            )
            if value:
                between, words = _apart(str(condition.reads).format(choice=dict(condition.choices())[value]))
                pieces += [between, Clause(words, options, remove_url=self._address(**{condition.name: ""}))]
            elif options:
                more.append(Clause(condition.label, options))
        return Sentence(tuple(pieces), more=_flat(more))

    def _described(self) -> str:
        chosen = [(c, self.request.GET.get(c.name, "")) for c in self.filters]
        return ", ".join(str(c.reads).format(choice=dict(c.choices())[value]) for c, value in chosen if value)

    def _address(self, **changed: str) -> str:
        query = self.request.GET.copy()
        for gone in ("after", "before"):
            query.pop(gone, None)
        for name, value in changed.items():
            query[name] = value
            if not value:
                del query[name]
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def _query(self) -> str:
        return self._address().partition("?")[2]

    def _tabs(self) -> tuple[Tab, ...]:
        query = self._query()
        kept = saved.of(person_id=self.actor.person_id, screen=self.screen_name)
        if not kept:
            return ()
        every = Tab(_("Tất cả"), self.request.path, active=not query)
        return (every, *(Tab(one.name, f"{self.request.path}?{one.query}", active=one.query == query) for one in kept))

    def _window(self, found: QuerySet[Any]) -> Window:
        after, before = self.request.GET.get("after", ""), self.request.GET.get("before", "")
        keyset = Keyset(self.order)
        page = keyset.page(found, after=after, before=before, size=self.page_size)
        pager = Pager(
            after_url=self._address(after=page.after) if page.after else "",
            before_url=self._address(before=page.before) if page.before else "",
        )
        return Window(page.rows, pager)


@dataclass(frozen=True, slots=True)
class Window:
    """The rows on this page and the ways on and back."""

    rows: list[Any]
    pager: Pager


def _apart(words: str) -> tuple[str, str]:
    """The comma or blank that joins a condition to the sentence, and the condition."""
    return (", " if words.startswith(",") else " "), words.lstrip(", ")


def _flat(clauses: list[Clause]) -> tuple[Option | Clause, ...]:
    """Conditions that can still be added: each option of each, named in full; by clause where they are many."""
    if sum(len(clause.options) for clause in clauses) > FLAT_AT_MOST:
        return tuple(clauses)
    return tuple(
        Option(f"{clause.text}: {option.label}", option.url) for clause in clauses for option in clause.options
    )


__all__ = ["Filter", "HttpResponse", "Keyset", "ListScreen", "Listed"]
