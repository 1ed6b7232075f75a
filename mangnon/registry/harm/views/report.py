"""The quarterly injury report as a page: computed, each figure with its list, printable."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import public_code
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.places.models import Unit
from mangnon.places.rules import in_line
from mangnon.registry.harm.counting import Counted, Quarter, quarters_until
from mangnon.registry.harm.figures import Figure, InjuryReport, injury_report
from mangnon.registry.harm.queries import REPORT, SEE
from mangnon.registry.harm.views.listing import QUARTERS, quarter_words
from mangnon.registry.printing import pdf
from mangnon.registry.printing.composing import OFFICE, foot
from mangnon.registry.reach import communes, only_commune
from mangnon.registry.views.summary import pdf_response
from mangnon.ui.parts import Act, Cell, Column, Fact, Kind, Link, Option, PageHead, Row, Table
from mangnon.ui.screens import AskedWrongly, Screen

MISSING: dict[str, Text] = {
    "sex": gettext_lazy("{n} em chưa rõ giới tính"),
    "age": gettext_lazy("{n} em chưa rõ tuổi"),
    "setting": gettext_lazy("{n} vụ chưa rõ nơi xảy ra"),
    "cause": gettext_lazy("{n} vụ không có dòng trong biểu"),
}


class InjuryReportPage(Screen):
    """The report of a commune, or of everything within reach, for a quarter."""

    policy = Policy(SEE)
    template = "registry/harm/report.html"
    help_page = "registry/injury_report"
    place: Unit | None
    only: Unit | None
    """The commune of those who answer for one."""
    quarter: Quarter

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or the print of it."""
        self._choose()
        found = injury_report(self.actor, self.quarter, self.place.pk if self.place else None)
        if found is None:
            return self.page(
                {"head": self.head(), "report": None, "quarters": self._quarters(), "places": self._places()}
            )
        if request.GET.get("in") == "pdf":
            return self._printed(found)
        context = {
            "head": self.head(),
            "report": found,
            "table": self._table(found),
            "heads": self._heads(found),
            "missing": _missing(found),
            "quarters": self._quarters(),
            "why_url": reverse("statutes:definition", args=["report", REPORT]),
            "places": self._places(),
        }
        return self.page(context)

    def _choose(self) -> None:
        asked, quarter = self.request.GET.get("xa", ""), self.request.GET.get("quy", "")
        today = Quarter.of(local_day(self.at))
        chosen = Quarter.parse(quarter) if quarter else today
        if chosen is None or chosen > today or (asked and not asked.isdecimal()):
            raise AskedWrongly(what=(quarter or asked)[:20])
        self.quarter, self.units = chosen, communes(self.actor, SEE)
        self.only = only_commune(self.actor, SEE)
        self.place = self.units.filter(pk=asked).first() if asked else self.only

    def _address(self, **query: str) -> str:
        place = {"xa": str(self.place.pk)} if self.place else {}
        return f"{self.request.path}?{urlencode({'quy': self.quarter.code, **place, **query})}"

    def _quarters(self) -> tuple[Option, ...]:
        known = quarters_until(local_day(self.at), QUARTERS)
        return tuple(
            Option(quarter_words(one), self._address(quy=one.code), chosen=one == self.quarter) for one in known
        )

    def _places(self) -> list[Link]:
        if self.only is not None:
            return []
        units = self.units.order_by("sort_key", "id").values_list("pk", "name")
        return [Link(name, self._address(xa=str(pk))) for pk, name in units]

    def head(self) -> PageHead:
        """Place and quarter, with the way to print."""
        where = in_line(self.place.name) if self.place else _("mọi xã, phường bạn phụ trách")
        crumbs = (Link(_("Tai nạn thương tích"), reverse("registry:accidents")),)
        act = Act(_("In biểu"), self._address(**{"in": "pdf"}), "print", new_window=True)
        line = _("{quarter}, {where}").format(quarter=quarter_words(self.quarter), where=where)
        return PageHead(title=_("Biểu tai nạn thương tích trẻ em"), crumbs=crumbs, line=line, acts=(act,))

    def _table(self, found: InjuryReport) -> Table:
        body = found.law.body
        heads = (
            Column(_("Loại tai nạn"), Kind.NAME),
            *(Column(one.vi, Kind.NUMBER) for one in body.columns),
            Column(_("Cộng"), Kind.NUMBER),
        )
        rows = tuple(self._row(found, row.code, row.vi) for row in body.rows)
        return Table(found.law.title, heads, rows, cards=False)

    def _row(self, found: InjuryReport, row: str, name: str) -> Row:
        cause = {"nguyen-nhan": found.counting.cause_of(row)}
        cells = [
            self._cell(found.cell(row, one.code), {**cause, **_asked(found.counting.columns.get(one.code))})
            for one in found.law.body.columns
        ]
        return Row((Cell(name), *cells, self._cell(found.rows.get(row, Figure()), cause)))

    def _cell(self, figure: Figure, asked: dict[str, str]) -> Cell:
        if not figure.hurt:
            return Cell("0/0")
        return Cell(f"{figure.hurt}/{figure.died}", url=self._list(asked))

    def _list(self, asked: dict[str, str]) -> str:
        place = {"xa": str(self.place.pk)} if self.place and self.place != self.only else {}
        return f"{reverse('registry:accidents')}?{urlencode({'quy': self.quarter.code, **place, **asked})}"

    def _heads(self, found: InjuryReport) -> tuple[Fact, ...]:
        opens = {"hurt": {}, "died": {"ket-qua": "died"}, "lasting": {"ket-qua": "lasting"}}
        facts = []
        for label, name in zip(found.law.body.head_fields, found.counting.heads, strict=False):
            text, asked = format_int(found.heads[name]), opens.get(name)
            facts.append(Fact(label, (Link(text, self._list(asked)),) if asked is not None else text))
        return tuple(facts)

    def _printed(self, found: InjuryReport) -> HttpResponse:
        with translation.override("vi"):
            told = self._print_told(found)
        return pdf_response(pdf("injuries.typ", told), f"tai-nan-thuong-tich-{self.quarter.code}.pdf")

    def _print_told(self, found: InjuryReport) -> dict[str, Any]:
        body = found.law.body
        where = self.place.name if self.place else _("Mọi xã, phường phụ trách")
        figures = [
            [row.vi, *(_plain(found.cell(row.code, one.code)) for one in body.columns),
             _plain(found.rows.get(row.code, Figure()))]
            for row in body.rows
        ]  # fmt: skip
        return {
            "office": f"{OFFICE}\n{where.upper()}",
            "title": found.law.title_vi.upper(),
            "subtitle": f"{quarter_words(self.quarter)}, in ngày {format_date(local_day(self.at))}",
            "columns": ["Loại tai nạn", *(one.vi for one in body.columns), "Cộng"],
            "rows": figures,
            "heads": [[label, format_int(found.heads[name])]
                      for label, name in zip(body.head_fields, found.counting.heads, strict=False)],
            "remarks": ["Trong mỗi ô: số trẻ em mắc / số trẻ em tử vong.", *map(str, _missing(found)), *_doubts(found)],
            "foot": foot(self.actor.name, self.at, public_code()),
        }  # fmt: skip


def _plain(figure: Figure) -> str:
    return f"{figure.hurt}/{figure.died}"


def _asked(column: Counted | None) -> dict[str, str]:
    """The conditions of the list that a column stands for."""
    if column is None:
        return {}
    if column.ages is not None:
        return {"tuoi": f"{column.ages[0]}-{column.ages[1]}"}
    return {"gioi": column.sex} if column.sex else {"o-dau": column.setting}


def _missing(found: InjuryReport) -> list[str]:
    return [str(MISSING[name]).format(n=n) for name, n in found.unknown.items()]


def _doubts(found: InjuryReport) -> list[str]:
    law = [] if found.law.confirmed else [f"Biểu chưa xác nhận: {found.law.why}"]
    return law if found.counting.confirmed else [*law, f"Cách ghép chưa xác nhận: {found.counting.source}"]
