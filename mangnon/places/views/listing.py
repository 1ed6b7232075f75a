"""The list of units: search, a filter sentence, export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, Func, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date
from mangnon.lib.refusal import Text
from mangnon.places.models import Flag, FlagKind, Level, Parent, Unit
from mangnon.places.queries import old_districts, units_served
from mangnon.places.queries.lineage import became_words
from mangnon.places.queries.search import ranked
from mangnon.places.rules import in_line
from mangnon.ui.parts import Act, Cell, EmptyState, Kind, PageHead
from mangnon.ui.screens import Filter, Listed, ListScreen

MOST_FOUND = 400
"""Units that a search keeps; beyond that the words say too little."""
Choices = Sequence[tuple[str, Text]]

KINDS: Choices = [
    ("xã", gettext_lazy("xã")),
    ("phường", gettext_lazy("phường")),
    ("thị trấn", gettext_lazy("thị trấn")),
    ("đặc khu", gettext_lazy("đặc khu")),
    ("huyện", gettext_lazy("huyện")),
    ("quận", gettext_lazy("quận")),
    ("thị xã", gettext_lazy("thị xã")),
    ("thành phố", gettext_lazy("thành phố")),
    ("tỉnh", gettext_lazy("tỉnh")),
    ("thành phố trung ương", gettext_lazy("thành phố trung ương")),
]


class _AnyOf(Func):
    """``any(array)`` on the right of an equals sign."""

    function = "any"


def life(unit: Unit) -> str:
    """``từ 1/7/2025``; for a unit that is no more its first and last day."""
    if unit.valid_to is None:
        return _("từ {day}").format(day=format_date(unit.valid_from))
    last = date.fromordinal(unit.valid_to.toordinal() - 1)
    return _("{first} đến {last}").format(first=format_date(unit.valid_from), last=format_date(last))


def kind_name(unit: Unit) -> str:
    """What kind of unit it is, in the reader's language."""
    return str(dict(KINDS)[unit.kind])


def unit_url(unit: Unit) -> str:
    """The page of a unit."""
    return reverse("places:unit", args=[unit.code, unit.valid_from.isoformat()])


def _now(unit: Any) -> str:
    """What the unit is today, from the annotated names."""
    if unit.pk in unit.today or unit.valid_to is None:
        return ""
    return ", ".join(map(in_line, unit.today_names)) or became_words(unit, [])


def _districts() -> Choices:
    return [(str(unit.pk), unit.name) for unit in old_districts()]


def _of_district(rows: QuerySet[Unit], value: str) -> QuerySet[Unit]:
    """Communes that lay in the district, and those of today on its ground."""
    district = Unit.objects.get(pk=value)
    inside = Parent.objects.filter(unit=OuterRef("pk"), parent=district)
    return rows.filter(Q(pk__in=district.today) | Exists(inside))


def _flagged(rows: QuerySet[Unit], value: str) -> QuerySet[Unit]:
    return rows.filter(Exists(Flag.objects.filter(unit=OuterRef("pk"), flag=value)))


def _by_life(rows: QuerySet[Unit], value: str) -> QuerySet[Unit]:
    return rows.filter(valid_to__isnull=False) if value == "het" else rows


class UnitList(ListScreen):
    """Units on the ground of the province served, those in force first."""

    policy = Policy("places.see")
    template = "places/list.html"
    help_page = "places/list"
    title = gettext_lazy("Địa bàn")
    noun = gettext_lazy("địa bàn")
    order = ("sort_key", "id")
    columns = (
        Listed("name", gettext_lazy("Tên"), lambda u: Cell(u.name), lambda u: u.name, Kind.NAME),
        Listed("kind", gettext_lazy("Loại"), lambda u: Cell(kind_name(u)), kind_name, soft=True, card=False),
        Listed("above", gettext_lazy("Thuộc"), lambda u: Cell(u.above or ""), lambda u: u.above or ""),
        Listed("life", gettext_lazy("Hiệu lực"), lambda u: Cell(life(u)), life),
        Listed("now", gettext_lazy("Nay là"), lambda u: Cell(_now(u)), _now),
        Listed("code", gettext_lazy("Mã"), lambda u: Cell(u.code), lambda u: u.code, Kind.NUMBER),
    )
    filters = (
        Filter(
            "cap",
            gettext_lazy("Cấp"),
            gettext_lazy(", {choice}"),
            lambda: [(level, str(label).lower()) for level, label in Level.choices],
            lambda r, v: r.filter(level=v),
        ),
        Filter(
            "loai", gettext_lazy("Loại"), gettext_lazy(", loại {choice}"), lambda: KINDS, lambda r, v: r.filter(kind=v)
        ),
        Filter("huyen", gettext_lazy("Huyện cũ"), gettext_lazy(", trên đất {choice} cũ"), _districts, _of_district),
        Filter(
            "hieu_luc",
            gettext_lazy("Hiệu lực"),
            gettext_lazy(", {choice}"),
            lambda: [("het", _("đã hết hiệu lực")), ("tat_ca", _("cả đang có và đã hết hiệu lực"))],
            _by_life,
        ),
        Filter("vung", gettext_lazy("Vùng"), gettext_lazy(", {choice}"), lambda: FlagKind.choices, _flagged),
        Filter(
            "pham_vi",
            gettext_lazy("Phạm vi"),
            gettext_lazy(", {choice}"),
            lambda: [("ca_nuoc", _("cả nước"))],
            lambda rows, _value: rows,
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Units in force unless past ones are asked for; the words of the box narrow them."""
        asked = self.request.GET
        rows = Unit.objects.all() if asked.get("pham_vi") == "ca_nuoc" else units_served()
        words = asked.get("q", "").strip()[:80]
        if not asked.get("hieu_luc") and not words:
            rows = rows.filter(valid_to__isnull=True)
        if words:
            found = ranked(rows, words).values_list("pk", flat=True)[:MOST_FOUND]
            rows = Unit.objects.filter(pk__in=list(found))
        return _described(rows)

    def row_url(self, row: Any) -> str:
        """Its page."""
        return unit_url(row)

    def head(self) -> PageHead:
        """Title, and the way to the tree and the worklist."""
        acts = [
            Act(_("Xem theo cây"), url=reverse("places:tree"), icon="folder-open"),
            Act(_("Xem bản đồ"), url=reverse("places:map"), icon="pin"),
        ]
        if self.actor.can("places.splits.settle"):
            acts.append(Act(_("Hồ sơ chờ xếp"), url=reverse("places:splits"), icon="merge"))
        return PageHead(title=self.title, acts=tuple(acts))

    def remarks(self, rows: list[Any]) -> tuple[Text, ...]:
        """Say that past units are left out."""
        left_out = not self.request.GET.get("hieu_luc") and not self.request.GET.get("q")
        return (_("đang có hiệu lực"),) if left_out else ()

    def empty(self) -> EmptyState:
        """What to try."""
        return EmptyState(
            fact=_("Không có địa bàn nào khớp."),
            text=_("Viết ít chữ hơn, tên cũ hay tên mới, có dấu hay không dấu đều được; hoặc chọn cả nước."),
        )

    def page(self, context: dict[str, Any], *, status: int = 200, template: str = "") -> Any:
        """With the search box and what it must keep."""
        kept = [(name, value) for name, value in self.request.GET.items() if name not in ("q", "after", "before")]
        words = self.request.GET.get("q", "")
        return super().page({"typed": words, "kept": kept, **context}, status=status, template=template)


def _described(rows: QuerySet[Unit]) -> QuerySet[Any]:
    """With the name of what the unit lies in, and the names of what it is today."""
    above = Parent.objects.filter(unit=OuterRef("pk")).order_by("-valid_from").values("parent__name")[:1]
    equals = Func(
        "pk", _AnyOf(OuterRef("today")), template="%(expressions)s", arg_joiner=" = ", output_field=BooleanField()
    )
    now = Unit.objects.filter(equals).order_by("sort_key", "id").values("name")
    return rows.annotate(above=Subquery(above), today_names=ArraySubquery(now)).defer("reach", "provinces")


__all__ = ["HttpRequest", "HttpResponseBase", "UnitList"]
