"""The register: the list with its search, adding, correcting, ending."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import PartialDate
from mangnon.lib.refusal import NotFound
from mangnon.statutes.actions import FACTS, DocumentFacts, add_document, correct_document, end_document
from mangnon.statutes.forms import DocumentForm, EndForm
from mangnon.statutes.models import Document, DocumentKind, Relation, RelationKind, Source, State
from mangnon.statutes.queries import search_documents
from mangnon.statutes.views.definitions import both_tabs, seek, shortened
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, Link, PageHead
from mangnon.ui.screens import Filter, FormScreen, Listed, ListScreen

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
    return Cell(shortened(document.number, 24) or _("không số"), note=_("(nghi in nhầm)") if document.doubt else "")


def _years() -> list[tuple[str, str]]:
    found = Document.objects.filter(year__gte=FIRST_YEAR).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


class DocumentList(ListScreen):
    """Documents, the newest first."""

    policy = Policy("statutes.see")
    template = "statutes/list.html"
    help_page = "statutes/documents"
    title = gettext_lazy("Văn bản")
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
            gettext_lazy(", {choice}"),
            lambda: Source.choices,
            lambda rows, value: rows.filter(source=value),
        ),
        Filter(
            "xem_lai",
            gettext_lazy("Cần xem lại"),
            gettext_lazy(", {choice}"),
            lambda: [
                ("nghi", gettext_lazy("nghi in nhầm")),
                ("chua", gettext_lazy("chưa đối chiếu với bản chính")),
            ],
            lambda rows, value: rows.exclude(doubt="") if value == "nghi" else rows.filter(confirmed=False),
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Those that hold the words of the box."""
        return search_documents(self.request.GET.get("q", "")[:120])

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


class _DocumentScreen(FormScreen):
    """A form of the register."""

    help_page = "statutes/documents"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the document first, where the address names one."""
        if "pk" in kwargs:
            found = Document.objects.filter(pk=kwargs["pk"]).first()
            if found is None:
                raise NotFound
            self.document = found
        return super().dispatch(request, *args, **kwargs)

    def head(self) -> PageHead:
        """Under the list, or under the document."""
        crumbs = [Link(_("Văn bản"), reverse("statutes:documents"))]
        if "pk" in self.kwargs:
            crumbs.append(Link(name_of(self.document), document_url(self.document)))
        return PageHead(title=self.title, crumbs=tuple(crumbs))


class AddDocument(_DocumentScreen):
    """A new document."""

    policy = Policy("statutes.documents.add")
    form_class = DocumentForm
    title = gettext_lazy("Thêm văn bản")
    button = gettext_lazy("Thêm văn bản")

    def initial(self) -> dict[str, Any]:
        """Usual answers."""
        return {"kind": DocumentKind.PLAN, "state": State.IN_FORCE, "confirmed": True}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Add it."""
        document = add_document(actor=self.actor, at=self.at, facts=DocumentFacts(**cleaned))
        return self.after(document_url(document), _("Đã thêm {name}").format(name=name_of(document)))


class CorrectDocument(_DocumentScreen):
    """What is known of a document, corrected."""

    policy = Policy("statutes.documents.correct")
    form_class = DocumentForm
    title = gettext_lazy("Sửa thông tin văn bản")
    button = gettext_lazy("Lưu")

    def initial(self) -> dict[str, Any]:
        """As it is."""
        known = {name: getattr(self.document, name) for name in FACTS}
        known["issued"] = issued_words(self.document)
        for name, kind in (("replaces", RelationKind.REPLACES), ("amends", RelationKind.AMENDS)):
            known[name] = "; ".join(self._older(kind))
        return known

    def _older(self, kind: RelationKind) -> list[str]:
        rows = Relation.objects.filter(newer=self.document, kind=kind, older__isnull=False).select_related("older")
        found = [row.older for row in rows.order_by("id") if row.older is not None]
        return [f"{one.number} ({one.year})" if one.year else one.number for one in found]

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Correct it."""
        facts = DocumentFacts(**cleaned)
        document = correct_document(actor=self.actor, at=self.at, document_id=self.document.pk, facts=facts)
        return self.after(document_url(document), _("Đã lưu"))


class EndDocument(_DocumentScreen):
    """No longer in force."""

    policy = Policy("statutes.documents.end")
    form_class = EndForm
    title = gettext_lazy("Ghi hết hiệu lực")
    button = gettext_lazy("Ghi hết hiệu lực")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """End it."""
        document = end_document(actor=self.actor, at=self.at, document_id=self.document.pk, **cleaned)
        return self.after(document_url(document), _("Đã ghi hết hiệu lực"))
