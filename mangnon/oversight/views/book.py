"""The reading room: entries as sentences, found by who, what, where, when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.audit.book import book
from mangnon.audit.models import Entry, Outcome
from mangnon.lib.dates import format_date, format_datetime
from mangnon.oversight import words
from mangnon.oversight.forms import FindForm
from mangnon.oversight.queries import book as reads
from mangnon.oversight.queries.chain import chain
from mangnon.oversight.slots import subjects
from mangnon.oversight.telling import Telling
from mangnon.oversight.views.chain import chain_line
from mangnon.ui.bound import fault_lines, field_values
from mangnon.ui.parts import Act, Cell, Clause, EmptyState, Kind, PageHead, Sentence, Strong, Table
from mangnon.ui.screens import Filter, Listed, ListScreen

TYPED = tuple(FindForm.base_fields)


def _when(entry: Entry) -> Cell:
    return Cell(format_datetime(entry.recorded_at))


class ReadingRoom(ListScreen):
    """Every entry of the book, newest first."""

    policy = Policy("oversight.book.read")
    template = "oversight/book.html"
    title = gettext_lazy("Nhật ký")
    noun = gettext_lazy("mục nhật ký")
    help_page = "oversight/book"
    order = ("-id",)
    filters = (
        Filter(
            "ket-qua",
            gettext_lazy("Kết quả"),
            gettext_lazy(", {choice}"),
            lambda: list(words.OUTCOMES.items()),
            reads.with_outcome,
        ),
        Filter(
            "loai",
            gettext_lazy("Về"),
            gettext_lazy(", về {choice}"),
            lambda: [(kind, subject.noun) for kind, subject in subjects().items()],
            lambda rows, value: rows.filter(subject_kind=value),
        ),
        Filter(
            "qua",
            gettext_lazy("Qua"),
            gettext_lazy(", qua {choice}"),
            lambda: list(words.DOORS.items()),
            lambda rows, value: rows.filter(door=value),
        ),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """With names for what the page speaks of, and the conditions that were typed."""
        super().setup(request, *args, **kwargs)
        self.telling = Telling(self.actor)
        self.find = FindForm(request.GET)

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """The sentence first; the rest says what, where, when, how."""
        return (
            Listed("what", _("Ai đã làm gì"), self._what, lambda e: f"{words.who(e)} {words.did(e)}", Kind.NAME),
            Listed("about", _("Về"), lambda e: Cell(self.telling.subject(e)), self.telling.subject),
            Listed("place", _("Ở đâu"), lambda e: Cell(self.telling.place(e)), self.telling.place, card=False),
            Listed(
                "when", _("Lúc"), lambda e: Cell(format_datetime(e.recorded_at)), lambda e: e.recorded_at, Kind.DATE
            ),
            Listed("door", _("Qua"), lambda e: Cell(words.door_name(e)), words.door_name, soft=True, card=False),
            Listed(
                "outcome",
                _("Kết quả"),
                lambda e: Cell(status=words.outcome_status(e)),
                lambda e: str(words.outcome_status(e).text),
                Kind.STATUS,
            ),
        )

    def _what(self, entry: Entry) -> Cell:
        return Cell((Strong(words.who(entry)), f" {words.did(entry)}"), note=words.reason_of(entry))

    def rows(self) -> QuerySet[Any]:
        """Everything the reader may read, under what was typed; nothing while that can't be understood."""
        rows = reads.entries()
        if not self.find.is_valid():
            return rows.none()
        asked = self.find.cleaned_data
        if asked["ai"]:
            rows = rows.filter(actor__in=reads.actors_named(asked["ai"]))
        if asked["viec"]:
            rows = rows.filter(action__in=reads.actions_named(asked["viec"]))
        if asked["noi"]:
            rows = rows.filter(place_id__in=reads.places_named(asked["noi"]))
        return reads.by_days(rows, asked["tu"], asked["den"])

    def row_url(self, row: Any) -> str:
        """Its page."""
        return reverse("oversight:entry", args=[row.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; a form sent with empty boxes leads to the address without them, which can be shared."""
        if "" in request.GET.values():
            return HttpResponseRedirect(self._address())
        return super().get(request, *args, **kwargs)

    def _address(self, **changed: str) -> str:
        query = self.request.GET.copy()
        query.update(changed)
        kept = {name: query.get(name, "") for name in query}
        query.clear()
        for name, value in kept.items():
            if value and (name in changed or name not in ("after", "before")):
                query[name] = value
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def _table(self, rows: list[Any]) -> Table:
        self.telling.prepare(rows)
        self._book_reading(rows)
        return super()._table(rows)

    def _book_reading(self, rows: list[Any]) -> None:
        """Who reads the book is in the book."""
        numbers = {"from_entry": rows[-1].pk, "to_entry": rows[0].pk} if rows else {}
        book(
            actor=self.actor,
            action="oversight.book.read",
            at=self.at,
            outcome=Outcome.SEEN,
            filter=self._described(),
            **numbers,
        )

    def _sentence(self) -> Sentence | None:
        chosen = super()._sentence()
        if chosen is None:
            return None
        typed = [Clause(text, remove_url=self._address(**{name: ""})) for name, text in self._typed_words()]
        return Sentence((f"{chosen.pieces[0]} ", *typed, *chosen.pieces[1:]), more=chosen.more)

    def _typed_words(self) -> list[tuple[str, str]]:
        if not self.find.is_valid():
            return []
        asked = self.find.cleaned_data
        said = {
            "ai": _("của {what}").format(what=self._who(asked["ai"])),
            "viec": _(", việc “{what}”").format(what=asked["viec"]),
            "noi": _(", ở {what}").format(what=asked["noi"]),
            "tu": _(", từ {day}").format(day=format_date(asked["tu"])) if asked["tu"] else "",
            "den": _(", đến hết {day}").format(day=format_date(asked["den"])) if asked["den"] else "",
        }
        return [(name, said[name]) for name in TYPED if asked[name]]

    @staticmethod
    def _who(typed: str) -> str:
        """A name for an id that a link of ours carries."""
        return reads.names_of([typed]).get(typed, typed)

    def _described(self) -> str:
        return "".join([*(text for _name, text in self._typed_words()), super()._described()]).strip(" ,")

    def head(self) -> PageHead:
        """With the ways to the rest of the room."""
        state = Act(_("Tình trạng nhật ký"), url=reverse("oversight:chain"), icon="shield")
        return PageHead(title=self.title, acts=(state,))

    def empty(self) -> EmptyState:
        """What to try."""
        return EmptyState(
            fact=_("Không có mục nào khớp."),
            text=_("Bỏ bớt một điều kiện, hoặc nới khoảng ngày. Mọi việc làm và mọi lần xem trẻ đều có trong nhật ký."),
        )

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the form, its faults, and how the chain stands."""
        kept = [(one.name, self.request.GET.get(one.name, "")) for one in self.filters]
        more = {
            "fields": field_values(self.find),
            "faults": fault_lines(self.find),
            "open": bool(self.find.errors or any(self.request.GET.get(name) for name in TYPED)),
            "kept": [(name, value) for name, value in kept if value],
            "chain": chain_line(chain(self.at)),
        }
        wrong = status == 200 and not self.find.is_valid()
        return super().page({**more, **context}, status=422 if wrong else status, template=template)


def entries_of(person_id: UUID | str) -> str:
    """The reading room, with one actor's entries."""
    return f"{reverse('oversight:book')}?ai={person_id}"
