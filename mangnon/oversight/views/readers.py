"""Who looked at this child; and which children one person looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.accounts.queries import see_person
from mangnon.audit.book import book, book_seen
from mangnon.audit.models import Entry, Outcome
from mangnon.lib.dates import format_datetime
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound
from mangnon.oversight import words
from mangnon.oversight.queries import book as reads
from mangnon.oversight.queries.book import MOST_CHILDREN, Looked
from mangnon.oversight.slots import Subject, subjects
from mangnon.oversight.telling import Telling
from mangnon.oversight.views.book import entries_of
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Kind, Link, PageHead, Row, Tab, Table
from mangnon.ui.screens import AskedWrongly, Filter, Listed, ListScreen, Screen

SPANS = {"30": 30, "180": 180, "365": 365}
"""Days back that the page of one person offers."""


def _when(entry: Entry) -> Cell:
    return Cell(format_datetime(entry.recorded_at))


class Readers(ListScreen):
    """Every view of one child and every act on it."""

    policy = Policy("oversight.readers.see")
    title = gettext_lazy("Ai đã xem")
    noun = gettext_lazy("lần xem hoặc việc làm")
    help_page = "oversight/readers"
    order = ("-id",)
    filters = (
        Filter(
            "ket-qua",
            gettext_lazy("Kết quả"),
            gettext_lazy(", {choice}"),
            lambda: list(words.OUTCOMES.items()),
            reads.with_outcome,
        ),
    )
    columns = (
        Listed("who", gettext_lazy("Ai"), lambda e: Cell(words.who(e)), words.who, Kind.NAME),
        Listed("what", gettext_lazy("Đã làm gì"), lambda e: Cell(words.did(e)), words.did),
        Listed("when", gettext_lazy("Lúc"), _when, lambda e: e.recorded_at, Kind.DATE),
        Listed("door", gettext_lazy("Qua"), lambda e: Cell(words.door_name(e)), words.door_name, soft=True),
        Listed("why", gettext_lazy("Lý do"), lambda e: Cell(words.reason_of(e)), words.reason_of),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Which thing it is about."""
        super().setup(request, *args, **kwargs)
        self.thing = str(self.kwargs["pk"])

    @property
    def subject(self) -> Subject:
        """The kind in the address. Raises NotFound for one that isn't looked after in this way."""
        found = subjects().get(self.kwargs["kind"])
        if found is None or not found.identified:
            raise NotFound
        return found

    def rows(self) -> QuerySet[Any]:
        """All entries about it."""
        return reads.about(self.subject.kind, self.thing)

    def row_url(self, row: Any) -> str:
        """The entry, for those who read the book."""
        return reverse("oversight:entry", args=[row.pk]) if self.actor.can("oversight.book.read") else ""

    def saw(self, rows: Any) -> None:
        """That somebody asked who looked is itself a view of the child's trail."""
        book_seen(
            actor=self.actor,
            action="oversight.readers.see",
            at=self.at,
            kind=apps.get_model(self.subject.kind),
            ids=[self.thing],
        )

    def head(self) -> PageHead:
        """The child by title for those who may open it, else by number."""
        telling = Telling(self.actor)
        telling.prepare_things(self.subject.kind, [self.thing])
        called = telling.thing(self.subject.kind, self.thing)
        url = telling.url(self.subject.kind, self.thing)
        acts = (Act(_("Mở hồ sơ"), url=url, icon="folder-open"),) if url else ()
        crumbs = (Link(_("Nhật ký"), reverse("oversight:book")),)
        line = _("Mọi lần xem và mọi việc làm, mới nhất ở trên. Lần bạn đang xem cũng được ghi lại.")
        return PageHead(title=_("Ai đã xem {what}").format(what=called), crumbs=crumbs, line=line, acts=acts)

    def empty(self) -> EmptyState:
        """Nobody yet."""
        return EmptyState(
            fact=_("Chưa có ai xem hồ sơ này."),
            text=_("Mỗi lần hồ sơ hiện trên màn hình của một người, một dòng sẽ hiện ở đây."),
        )


class LookedAt(Screen):
    """The children one person looked at, last seen first."""

    policy = Policy("oversight.readers.see")
    template = "oversight/looked.html"
    help_page = "oversight/readers"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound for somebody unknown, AskedWrongly for a span nobody offers."""
        person = see_person(self.actor, pk)
        span = request.GET.get("ngay", "30")
        if span not in SPANS:
            raise AskedWrongly(what=f"ngay={span[:20]}")
        kinds = [kind for kind, subject in subjects().items() if subject.identified]
        found = reads.looked_at_by(str(pk), self.at - timedelta(days=SPANS[span]), kinds)
        book(actor=self.actor, action="oversight.readers.see", at=self.at, subject=person, outcome=Outcome.SEEN)
        shown = found[:MOST_CHILDREN]
        context = {
            "head": self._head(person.full_name, pk),
            "tabs": tuple(
                Tab(_("{n} ngày qua").format(n=one), f"{request.path}?ngay={one}", active=one == span) for one in SPANS
            ),
            "count": format_int(len(shown)),
            "more": len(found) > MOST_CHILDREN,
            "table": self._table(shown),
        }
        return self.page(context)

    @staticmethod
    def _head(name: str, pk: UUID) -> PageHead:
        crumbs = (Link(_("Nhật ký"), reverse("oversight:book")), Link(name, reverse("accounts:person", args=[pk])))
        every = Act(_("Mọi mục của người này"), url=entries_of(pk), icon="history")
        return PageHead(title=_("{name} đã xem những hồ sơ nào").format(name=name), crumbs=crumbs, acts=(every,))

    def _table(self, found: list[Looked]) -> Table:
        telling = Telling(self.actor)
        for kind in {one.kind for one in found}:
            telling.prepare_things(kind, {one.thing for one in found if one.kind == kind})
        heads = (
            Column(_("Hồ sơ"), Kind.NAME),
            Column(_("Số lần"), Kind.NUMBER),
            Column(_("Lần đầu"), Kind.DATE),
            Column(_("Lần cuối"), Kind.DATE),
        )
        rows = tuple(self._row(telling, one) for one in found)
        empty = EmptyState(fact=_("Không xem hồ sơ trẻ nào trong khoảng này."), text=_("Chọn khoảng dài hơn ở trên."))
        return Table(caption=_("Hồ sơ đã xem"), columns=heads, rows=rows, empty=None if rows else empty)

    @staticmethod
    def _row(telling: Telling, one: Looked) -> Row:
        return Row(
            (
                Cell(telling.thing(one.kind, one.thing)),
                Cell(format_int(one.times)),
                Cell(format_datetime(one.first)),
                Cell(format_datetime(one.last)),
            ),
            url=telling.readers_url(one.kind, one.thing),
        )
