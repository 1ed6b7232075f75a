"""A commune in figures, on the screen and on one page; the paper book of a hamlet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.ids import public_code
from mangnon.lib.numbers import format_int
from mangnon.places.models import Level, Unit
from mangnon.places.queries import hamlets_of
from mangnon.places.rules import in_line
from mangnon.registry.actions import print_book
from mangnon.registry.forms.placing import PlacedForm
from mangnon.registry.models import Sex
from mangnon.registry.printing import pdf
from mangnon.registry.printing.composing import book_told, foot, summary_told
from mangnon.registry.queries.summary import Summary, summary_of
from mangnon.registry.queries.wording import Wording
from mangnon.registry.reach import communes, only_commune
from mangnon.registry.rules import AGE_BANDS
from mangnon.registry.views.forming import RegistryForm
from mangnon.ui.parts import Act, Answer, Cell, Column, Fact, Kind, Link, PageHead, Row, Table
from mangnon.ui.screens import AskedWrongly, Screen

SEE = "registry.children.see"


class SummaryPage(Screen):
    """The figures of one commune or hamlet; for those who reach many, the commune is chosen."""

    policy = Policy(SEE)
    template = "registry/summary.html"
    help_page = "registry/summary"
    place: Unit | None
    hamlet: Any = None

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or the print of it."""
        self._choose()
        self.words = Wording(local_day(self.at))
        place = self.place
        if place is None:
            return self.page({"head": self.head(), "summary": None, "places": self._places(), "hamlets": ()})
        found = summary_of(self.actor, place.pk, self.words.on, self.hamlet.pk if self.hamlet else None)
        if request.GET.get("in") == "pdf":
            return self._printed(found, place)
        return self.page({"head": self.head(), "summary": found, "places": (), **self._shown(found, place)})

    def _choose(self) -> None:
        self.units = communes(self.actor, SEE)
        asked, hamlet = self.request.GET.get("xa", ""), self.request.GET.get("thon", "")
        if (asked and not asked.isdecimal()) or (hamlet and not hamlet.isdecimal()):
            raise AskedWrongly(what=(asked or hamlet)[:20])
        self.place = self.units.filter(pk=asked).first() if asked else only_commune(self.actor, SEE)
        if self.place is not None and hamlet:
            self.hamlet = next((s.hamlet for s in hamlets_of(self.place) if str(s.hamlet.pk) == hamlet), None)

    def _places(self) -> list[Link]:
        path = reverse("registry:summary")
        return [Link(unit.name, f"{path}?xa={unit.pk}") for unit in self.units.order_by("sort_key", "id")]

    def head(self) -> PageHead:
        """Place and day, with the ways to print."""
        crumbs = (Link(_("Sổ trẻ em"), reverse("registry:children")), *([self.place.name] if self.place else ()))
        if self.place is None:
            return PageHead(title=_("Tổng hợp, in sổ"), crumbs=crumbs, line=_("Chọn xã, phường."))
        query = self.request.GET.copy()
        query["in"] = "pdf"
        acts = [Act(_("In tổng hợp"), f"{self.request.path}?{query.urlencode()}", "print", new_window=True)]
        if self.place.pk in self.actor.reach("registry.book.print"):
            acts.append(Act(_("In sổ theo dõi"), f"{reverse('registry:book')}?xa={self.place.pk}", "books"))
        named = self.hamlet.name if self.hamlet else self.place.name
        day = _("đến ngày {day}").format(day=format_date(local_day(self.at)))
        return PageHead(
            title=_("Trẻ em ở {place}").format(place=in_line(named)), crumbs=crumbs, line=day, acts=tuple(acts)
        )

    def _printed(self, found: Summary, place: Unit) -> HttpResponse:
        footer = foot(self.actor.name, self.at, public_code())
        told = summary_told(found, self.words, place.name, self.hamlet.name if self.hamlet else "", footer)
        return pdf_response(pdf("summary.typ", told), "tong-hop-tre-em.pdf")

    def _shown(self, found: Summary, place: Unit) -> dict[str, Any]:
        stays = hamlets_of(place)
        path = f"{self.request.path}?xa={place.pk}"
        return {
            "answers": _answers(found),
            "ages": _ages(found),
            "groups": _groups(found, self.words),
            "ethnic": tuple(
                Fact(self.words.word("dan_toc", code) or _("chưa rõ"), format_int(n)) for code, n in found.by_ethnicity
            ),
            "hamlets": [Link(stay.name, f"{path}&thon={stay.hamlet.pk}") for stay in stays],
        }


def _answers(found: Summary) -> tuple[Answer, ...]:
    return (
        Answer(
            _("Có bao nhiêu trẻ em?"),
            format_int(found.total),
            _("dưới 16 tuổi, trong {n} hộ").format(n=format_int(found.households)),
        ),
        Answer(
            _("Bao nhiêu em lâu chưa được thăm?"),
            format_int(found.unseen),
            _("từ {n} tháng; {never} em chưa thăm lần nào").format(
                n=found.unseen_months, never=format_int(found.never_seen)
            ),
            status="late" if found.unseen else "done",
        ),
        Answer(
            _("Bao nhiêu hộ nghèo, cận nghèo?"),
            format_int(found.poor + found.near_poor),
            _("năm {year}: {poor} nghèo, {near} cận nghèo; {n} hộ đã ghi").format(
                year=found.on.year, poor=found.poor, near=found.near_poor, n=found.classed
            ),
        ),
    )


def _ages(found: Summary) -> Table:
    sexes = (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN)
    heads = (
        Column(_("Tuổi"), Kind.NAME),
        *(Column(sex.label, Kind.NUMBER) for sex in sexes),
        Column(_("Cộng"), Kind.NUMBER),
    )
    rows = tuple(
        Row((
            Cell(str(band.label)),
            *(Cell(format_int(found.of_band(band.key, (sex,)))) for sex in sexes),
            Cell(format_int(found.of_band(band.key))),
        ))
        for band in AGE_BANDS
    )  # fmt: skip
    total = Row(
        (Cell(_("Cộng")), *(Cell(format_int(found.of_sex(sex))) for sex in sexes), Cell(format_int(found.total)))
    )
    return Table(_("Trẻ em theo tuổi và giới tính"), heads, rows, total=total, cards=False)


def _groups(found: Summary, words: Wording) -> Table | None:
    heads = (Column(_("Nhóm"), Kind.NAME), Column(pgettext("counted", "Trẻ em"), Kind.NUMBER))
    rows = tuple(Row((Cell(str(words.group(code))), Cell(format_int(n)))) for code, n in found.by_group)
    return Table(_("Trẻ em theo nhóm hoàn cảnh"), heads, rows, cards=False) if rows else None


class PrintForm(PlacedForm):
    """Which hamlet, and what for."""

    reason = forms.CharField(
        label=gettext_lazy("In để làm gì?"), max_length=500, required=False,
        help_text=gettext_lazy("Lý do được ghi lại cùng tên người in."), widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class PrintBook(RegistryForm):
    """The paper book "Sổ theo dõi trẻ em trong gia đình" of a hamlet."""

    policy = Policy("registry.book.print")
    help_page = "registry/summary"
    title = gettext_lazy("In sổ theo dõi trẻ em trong gia đình")
    button = gettext_lazy("Tạo tệp PDF")
    keeps_draft = False
    note = gettext_lazy("Mỗi hộ một trang, tối đa 200 trẻ một lần in. Nhóm rất nhạy cảm không in vào sổ.")

    def build(self, data: QueryDict | None) -> forms.Form:
        """Hamlets of the place in the address, or of the only one."""
        asked, action = self.request.GET.get("xa", ""), self.policy.action or ""
        reach = self.actor.reach(action)
        place = Unit.objects.filter(pk=asked, level=Level.COMMUNE).first() if asked.isdecimal() else None
        return PrintForm(
            data, actor=self.actor, action=action, place=place if place is not None and place.pk in reach else None
        )

    def head(self) -> PageHead:
        """Below the summary."""
        return PageHead(title=self.title, crumbs=(Link(_("Tổng hợp, in sổ"), reverse("registry:summary")),))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """The file."""
        serial, place, hamlet_id = public_code(), cleaned["place"], cleaned["hamlet_id"]
        found = print_book(
            actor=self.actor, at=self.at, place=place, hamlet_id=hamlet_id, reason=cleaned["reason"], serial=serial
        )
        below = next((s.name for s in hamlets_of(place) if s.hamlet.pk == hamlet_id), "")
        words = Wording(local_day(self.at))
        told = book_told(found, words, place.name, below, foot(self.actor.name, self.at, serial))
        return pdf_response(pdf("book.typ", told), f"so-theo-doi-{serial}.pdf")


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the reader."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
