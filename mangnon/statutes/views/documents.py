"""The register: the list with its search and conditions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import Text
from mangnon.statutes.models import Document, DocumentKind, Source, State
from mangnon.statutes.queries import search_documents
from mangnon.statutes.views.definitions import both_tabs, seek, shortened
from mangnon.statutes.whose import seen_by
from mangnon.statutes.words import REGISTER
from mangnon.ui.parts import Act, Cell, EmptyState, Kind
from mangnon.ui.screens import Filter, Listed, ListScreen

FIRST_YEAR = 2000


def document_url(document: Document) -> str:
    """Its page."""
    return reverse("statutes:document", args=[document.pk])


def issued_words(document: Document) -> str:
    """The printed date as far as it is known."""
    return str(PartialDate.parse(document.issued)) if document.issued else ""


def name_of(document: Document) -> str:
    """``Nghị định 56/2017/NĐ-CP``; without a number the subject."""
    kind = document.get_kind_display()
    return f"{kind[:1].upper()}{kind[1:]} {document.number}" if document.number else document.subject


def _number(document: Document) -> Cell:
    notes = [_("đã rút")] if document.withdrawn_at else []
    notes += [_("nghi in nhầm")] if document.doubt else []
    return Cell(shortened(document.number, 24) or _("không số"), note=f"({', '.join(notes)})" if notes else "")


def whose_words(document: Document) -> str:
    """Where it comes from: with the software, from the province, from a commune."""
    if not document.is_local:
        return str(Source.SHIPPED.label)
    return _("văn bản của cấp xã") if document.place_id else _("văn bản của cấp tỉnh")


WHOSE: tuple[tuple[str, Text], ...] = (
    ("local", gettext_lazy("của địa phương")),
    ("tinh", gettext_lazy("của cấp tỉnh")),
    ("xa", gettext_lazy("của cấp xã")),
    ("shipped", Source.SHIPPED.label),
)


def _of_source(rows: QuerySet[Document], value: str) -> QuerySet[Document]:
    if value in (Source.LOCAL, Source.SHIPPED):
        return rows.filter(source=value)
    return rows.filter(source=Source.LOCAL, place__isnull=value == "tinh")


def _to_review(rows: QuerySet[Document], value: str) -> QuerySet[Document]:
    return rows.exclude(doubt="") if value == "nghi" else rows.filter(confirmed=False)


def _years() -> list[tuple[str, str]]:
    found = Document.objects.filter(year__gte=FIRST_YEAR).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


class DocumentList(ListScreen):
    """Documents, the newest first."""

    policy = Policy("statutes.see")
    template = "statutes/list.html"
    help_page = "statutes/documents"
    title = REGISTER
    noun = gettext_lazy("văn bản")
    order = ("-issued_sort", "-id")
    columns = (
        Listed("number", gettext_lazy("Số, ký hiệu"), _number, lambda d: d.number, Kind.NAME),
        Listed("issued", gettext_lazy("Ngày"), lambda d: Cell(issued_words(d)), lambda d: d.issued, Kind.DATE),
        Listed("issuer", gettext_lazy("Cơ quan ban hành"), lambda d: Cell(d.issuer), lambda d: d.issuer, soft=True),
        Listed("subject", gettext_lazy("Trích yếu"), lambda d: Cell(d.subject), lambda d: d.subject),
        Listed(
            "state",
            gettext_lazy("Hiệu lực"),
            lambda d: Cell(d.get_state_display()),
            lambda d: d.get_state_display(),
        ),
    )
    filters = (
        Filter(
            "loai",
            gettext_lazy("Loại"),
            gettext_lazy(", loại {choice}"),
            lambda: DocumentKind.choices,
            lambda rows, value: rows.filter(kind=value),
        ),
        Filter("nam", gettext_lazy("Năm"), gettext_lazy(", năm {choice}"), _years, lambda rows, v: rows.filter(year=v)),
        Filter(
            "hieu_luc",
            gettext_lazy("Hiệu lực"),
            gettext_lazy(", {choice}"),
            lambda: State.choices,
            lambda rows, value: rows.filter(state=value),
        ),
        Filter(
            "nguon",
            gettext_lazy("Nguồn"),
            gettext_lazy(" {choice}"),
            lambda: WHOSE,
            _of_source,
        ),
        Filter(
            "xem_lai",
            gettext_lazy("Cần xem lại"),
            gettext_lazy(", {choice}"),
            lambda: [
                ("nghi", gettext_lazy("nghi in nhầm")),
                ("chua", gettext_lazy("chưa đối chiếu với bản chính")),
            ],
            _to_review,
        ),
        Filter(
            "rut",
            gettext_lazy("Đã rút"),
            gettext_lazy(", {choice}"),
            lambda: [("co", gettext_lazy("đã rút khỏi danh mục"))],
            lambda rows, _value: rows.filter(withdrawn_at__isnull=False),
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Those in sight that hold the words of the box; withdrawn ones only when they are asked for."""
        rows = seen_by(self.actor)
        rows = rows if self.request.GET.get("rut") else rows.filter(withdrawn_at__isnull=True)
        return search_documents(self.request.GET.get("q", "")[:120], rows)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return document_url(row)

    def main_act(self) -> Act | None:
        """Adding, for those who may."""
        if not self.actor.can("statutes.documents.add"):
            return None
        return Act(_("Thêm văn bản"), url=reverse("statutes:add_document"), icon="plus", key="N")

    def empty(self) -> EmptyState:
        """What to try."""
        return EmptyState(
            fact=_("Không có văn bản nào khớp."),
            text=_("Thử số không kèm năm, một hai chữ trong trích yếu, có dấu hay không dấu đều được."),
        )

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the halves of the room and the search box."""
        told = {
            "halves": both_tabs("documents"),
            "seek_label": _("Tìm văn bản: số, chữ trong trích yếu, năm"),
            **seek(self.request),
        }
        return super().page({**told, **context}, status=status, template=template)
