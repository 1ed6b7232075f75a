"""The list of definitions in force, and how a file is written."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.names import fold
from mangnon.lib.refusal import Text
from mangnon.statutes.kinds import KINDS
from mangnon.statutes.models import Definition, Source
from mangnon.statutes.queries import in_force
from mangnon.statutes.rules import Head
from mangnon.statutes.shapes import schema_lines
from mangnon.statutes.words import REGISTER
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Kind, Link, PageHead, Row, Tab, Table
from mangnon.ui.screens import Filter, Listed, ListScreen, Screen


def definition_url(kind: str, key: str, version: str = "") -> str:
    """The page of a definition, of one version if asked."""
    url = reverse("statutes:definition", args=[kind, key])
    return f"{url}?ban={version.replace('+', '%2B')}" if version else url


def shortened(text: str, most: int) -> str:
    """A text that fits the first column, which never wraps."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ,;:-") + "…"


def kind_title(row: Definition) -> str:
    """The kind in words."""
    return str(KINDS[row.kind].title)


def confirmed_words(row: Definition) -> str:
    """Whether the official text was compared."""
    return _("đã xác nhận") if row.confirmed else _("chưa xác nhận")


def both_tabs(here: str) -> tuple[Tab, ...]:
    """The two halves of the room."""
    return (
        Tab(REGISTER, reverse("statutes:documents"), active=here == "documents"),
        Tab(_("Quy định trong hệ thống"), reverse("statutes:definitions"), active=here == "definitions"),
    )


class DefinitionList(ListScreen):
    """Definitions in force today."""

    policy = Policy("statutes.see")
    template = "statutes/list.html"
    help_page = "statutes/definitions"
    title = gettext_lazy("Quy định trong hệ thống")
    noun = gettext_lazy("quy định")
    order = ("position", "id")
    half: ClassVar[str] = "definitions"
    columns = (
        Listed("title", gettext_lazy("Tên"), lambda d: Cell(shortened(d.said, 52)), lambda d: d.said, Kind.NAME),
        Listed("kind", gettext_lazy("Loại"), lambda d: Cell(kind_title(d)), kind_title, soft=True),
        Listed(
            "from",
            gettext_lazy("Bản từ ngày"),
            lambda d: Cell(format_date(d.valid_from)),
            lambda d: d.valid_from,
            Kind.DATE,
        ),
        Listed("confirmed", gettext_lazy("Xác nhận"), lambda d: Cell(confirmed_words(d)), confirmed_words),
        Listed("key", gettext_lazy("Mã"), lambda d: Cell(d.key), lambda d: d.key, soft=True),
    )
    filters = (
        Filter(
            "loai",
            gettext_lazy("Loại"),
            gettext_lazy(", loại {choice}"),
            lambda: [(one.name, one.title) for one in KINDS.values()],
            lambda rows, value: rows.filter(kind=value),
        ),
        Filter(
            "xac_nhan",
            gettext_lazy("Xác nhận"),
            gettext_lazy(", {choice}"),
            lambda: [("chua", gettext_lazy("chưa xác nhận")), ("roi", gettext_lazy("đã xác nhận"))],
            lambda rows, value: rows.filter(confirmed=value == "roi"),
        ),
        Filter(
            "nguon",
            gettext_lazy("Nguồn"),
            gettext_lazy(", {choice}"),
            lambda: Source.choices,
            lambda rows, value: rows.filter(source=value),
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Those in force today; the words of the box narrow them."""
        every = Definition.objects.only("kind", "key", "valid_from", "valid_to")
        ids = [row.pk for row in in_force(every, local_day(self.at))]
        rows = Definition.objects.filter(pk__in=ids).defer("body", "citation")
        for part in fold(self.request.GET.get("q", "")[:80]).split():
            rows = rows.filter(search_key__contains=part)
        return rows

    def row_url(self, row: Any) -> str:
        """Its page."""
        return definition_url(row.kind, row.key)

    def head(self) -> PageHead:
        """Title, the way to the schema, and loading for those who may."""
        acts = [Act(_("Cách ghi tệp"), url=reverse("statutes:schema"), icon="help")]
        may = self.actor.can("statutes.definitions.load")
        main = Act(_("Nạp từ tệp"), url=reverse("statutes:load"), icon="upload", key="N") if may else None
        return PageHead(title=self.title, acts=tuple(acts), main=main)

    def remarks(self, rows: list[Any]) -> tuple[Text, ...]:
        """That only today's are shown."""
        return (_("đang có hiệu lực"),)

    def empty(self) -> EmptyState:
        """What to try."""
        return EmptyState(fact=_("Không có quy định nào khớp."), text=_("Viết ít chữ hơn hoặc bỏ bớt điều kiện."))

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the halves of the room and the search box."""
        return super().page(
            {
                "halves": both_tabs(self.half),
                "seek_label": _("Tìm quy định: tên hoặc mã"),
                **seek(self.request),
                **context,
            },
            status=status,
            template=template,
        )


def seek(request: HttpRequest) -> dict[str, Any]:
    """What the search box shows and keeps."""
    kept = [(name, value) for name, value in request.GET.items() if name not in ("q", "after", "before")]
    return {"typed": request.GET.get("q", ""), "kept": kept}


class SchemaPage(Screen):
    """How a file of each kind is written: fields, types, what must be there."""

    policy = Policy("statutes.see")
    template = "statutes/schema.html"
    help_page = "statutes/loading"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """``loai`` names the kind; without it what every file begins with."""
        kind = KINDS.get(request.GET.get("loai", ""))
        here = reverse("statutes:schema")
        tabs = [Tab(_("Đầu tệp"), here, active=kind is None)]
        tabs += [Tab(one.title, f"{here}?loai={one.name}", active=one is kind) for one in KINDS.values()]
        shape = kind.shape if kind else Head
        return self.page(
            {
                "head": PageHead(
                    title=_("Cách ghi tệp"),
                    crumbs=(Link(_("Quy định trong hệ thống"), reverse("statutes:definitions")),),
                ),
                "tabs": tuple(tabs),
                "table": _schema_table(shape, "body" if kind else ""),
                "kind": kind,
            }
        )


def _schema_table(shape: type[Any], path: str) -> Table:
    columns = (
        Column(_("Trường"), Kind.NAME),
        Column(_("Nghĩa")),
        Column(_("Ghi gì"), soft=True),
        Column(_("Bắt buộc"), soft=True),
    )
    rows = tuple(
        Row((Cell(one.path), Cell(one.label), Cell(one.writes), Cell(_("có") if one.required else "")))
        for one in schema_lines(shape, path)
    )
    return Table(caption=_("Các trường"), columns=columns, rows=rows)
