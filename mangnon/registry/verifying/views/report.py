"""What a round found: each field, each commune, with rates and their intervals; on the screen, on paper, as a sheet."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.ids import public_code
from mangnon.lib.numbers import format_int
from mangnon.places.queries import todays
from mangnon.registry.models import Recheck, RecheckRound, RecheckShare
from mangnon.registry.printing import pdf
from mangnon.registry.printing.composing import OFFICE, foot
from mangnon.registry.queries.wording import Wording
from mangnon.registry.verifying.fields import Rules, rules_on
from mangnon.registry.verifying.figures import FieldTally, Tally, figures, share_names, total
from mangnon.registry.verifying.forms import ExportForm
from mangnon.registry.verifying.queries import ASSIGN, CLOSE, SEE, open_round
from mangnon.registry.verifying.views.rounds import HELP, crumbs, draw_facts
from mangnon.registry.verifying.wording import AnswerWords, interval_words, rate_words, round_status
from mangnon.registry.views.forming import RegistryForm
from mangnon.registry.views.summary import pdf_response
from mangnon.ui.exporting import Sheet, figures_response
from mangnon.ui.parts import Act, Answer, Cell, Column, Kind, Option, PageHead, Row, Table
from mangnon.ui.screens import AskedWrongly, Screen

DIFFERS = "khac"


class Report:
    """The figures of one round as an actor sees them, for one commune or all, for one stratum or all."""

    def __init__(self, screen: Screen, one: RecheckRound) -> None:
        asked = screen.request.GET
        self.one, self.rules = one, rules_on(one.rules_since)
        self.parts = figures(screen.actor, one)
        self.shares = share_names(screen.actor, one)
        share, self.stratum = asked.get("xa", ""), asked.get("tang", "")
        self.share = next((named for named in self.shares if str(named.pk) == share), None)
        if (share and self.share is None) or self.stratum not in ("", *Recheck.Stratum.values):
            raise AskedWrongly(what=(share or self.stratum)[:20])
        chosen = [self.parts[self.share.pk]] if self.share else list(self.parts.values())
        self.whole = total(chosen, self.stratum)
        self.words = AnswerWords(Wording(local_day(screen.at)), self.rules)

    def tally(self, share: RecheckShare) -> Tally:
        """Of one commune, in the chosen stratum."""
        return total([self.parts[share.pk]], self.stratum)

    def of_field(self, code: str) -> FieldTally:
        """Of one field."""
        return self.whole.fields.get(code, FieldTally())

    @property
    def where(self) -> str:
        """Whose figures these are."""
        if self.share is not None:
            return self.share.place.name
        return self.shares[0].place.name if len(self.shares) == 1 else _("mọi xã, phường bạn phụ trách")

    @property
    def apart(self) -> bool:
        """Whether those in special circumstances were drawn apart."""
        return self.one.special_size > 0

    def field_lines(self) -> list[list[Any]]:
        """Field by field, as ``field_heads`` names the columns."""
        lines = []
        for one in self.rules.fields:
            tally = self.of_field(one.code)
            lines.append([
                one.label, tally.rate.n, tally.rate.hits, rate_words(tally.rate), interval_words(tally.rate),
                tally.spelling, tally.missing, tally.unknown, tally.corrected, tally.kept, tally.open,
            ])  # fmt: skip
        return lines

    def commune_lines(self) -> list[list[Any]]:
        """Commune by commune, as ``commune_heads`` names the columns."""
        return [[share.place.name, *_commune(self.tally(share))] for share in self.shares]


def _commune(tally: Tally) -> list[Any]:
    return [
        tally.drawn, tally.sent, tally.met, rate_words(tally.response), tally.differing, rate_words(tally.errors),
        interval_words(tally.errors),
    ]  # fmt: skip


def field_heads() -> list[str]:
    """Heads of ``field_lines``."""
    return [
        _("Điều đối chiếu"), _("Đã so"), pgettext("recheck", "Khác"), _("Tỷ lệ"), _("KTC 95% (%)"), _("Cách viết"),
        _("Sổ thiếu"), _("Không rõ"), _("Đã sửa"), _("Giữ"), _("Còn lại"),
    ]  # fmt: skip


def commune_heads() -> list[str]:
    """Heads of ``commune_lines``."""
    return [
        _("Xã, phường"), _("Mẫu rút"), _("Đã gửi"), _("Đã gặp"), _("Tỷ lệ gặp"), _("Trẻ có điều khác"), _("Tỷ lệ"),
        _("KTC 95% (%)"),
    ]  # fmt: skip


class RoundPage(Screen):
    """One round: three answers, each field, each commune, how it was drawn."""

    policy = Policy(SEE)
    template = "registry/verifying/round.html"
    help_page = HELP
    one: RecheckRound
    report: Report

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page, or the print of it."""
        self.one = open_round(self.actor, pk)
        if request.GET.get("in") == "pdf":
            with translation.override("vi"):
                self.report = Report(self, self.one)
                return pdf_response(pdf("verifying.typ", self._told()), f"phuc-tra-{self.one.pk}.pdf")
        self.report = Report(self, self.one)
        context = {
            "head": self.head(), "answers": _answers(self.report.whole), "fields": self._fields(),
            "communes": self._communes() if len(self.report.shares) > 1 else None, "facts": draw_facts(self.one),
            "strata": self._strata(), "notes": notes(self.report), "rules": self.report.rules,
            "list_url": self._list(), "draw_url": reverse("registry:recheck_draw", args=[pk]),
            "chosen": self.report.share, "all_url": self._address(xa=""),
        }  # fmt: skip
        return self.page(context)

    def head(self) -> PageHead:
        """What it is called, how it stands, and what may be done."""
        query = self.request.GET.copy()
        query["in"] = "pdf"
        acts = [Act(_("In báo cáo"), f"{self.request.path}?{query.urlencode()}", "print", new_window=True)]
        acts.append(Act(_("Xuất số liệu"), self._here("registry:recheck_export"), "download"))
        if self.one.closed_at is None and self.one.place_id in self.actor.reach(CLOSE):
            acts.append(Act(_("Đóng đợt"), reverse("registry:close_recheck", args=[self.one.pk]), "lock"))
        where = self.report.where
        return PageHead(
            title=self.one.title, crumbs=crumbs(), status=round_status(self.one, local_day(self.at)),
            line=_("{where}, hạn {day}").format(where=where, day=format_date(self.one.due_on)),
            main=self._assign(), acts=tuple(acts),
        )  # fmt: skip

    def _assign(self) -> Act | None:
        whole = self.report.whole
        free = whole.drawn - whole.assigned - whole.sent
        if self.one.closed_at is not None or not free or not self.actor.can(ASSIGN):
            return None
        return Act(_("Giao người đi phúc tra"), self._here("registry:recheck_assign"), "people")

    def _here(self, view: str) -> str:
        query = {"xa": str(self.report.share.pk)} if self.report.share else {}
        return f"{reverse(view, args=[self.one.pk])}{'?' if query else ''}{urlencode(query)}"

    def _address(self, **changed: str) -> str:
        asked = {name: self.request.GET.get(name, "") for name in ("xa", "tang")} | changed
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.request.path}?{query}" if query else self.request.path

    def _list(self, **more: str) -> str:
        asked = {"xa": str(self.report.share.pk) if self.report.share else "", "tang": self.report.stratum, **more}
        query = urlencode({name: value for name, value in asked.items() if value})
        path = reverse("registry:rechecks", args=[self.one.pk])
        return f"{path}?{query}" if query else path

    def _strata(self) -> tuple[Option, ...]:
        if not self.report.apart:
            return ()
        names = [("", _("cả hai")), *((value, str(label)) for value, label in Recheck.Stratum.choices)]
        return tuple(
            Option(name, self._address(tang=value), chosen=value == self.report.stratum) for value, name in names
        )

    def _fields(self) -> Table:
        heads = field_heads()
        columns = (Column(heads[0], Kind.NAME), *(Column(one, Kind.NUMBER) for one in heads[1:]))
        links = {1: "da-doi-chieu", 2: DIFFERS, 5: "cach-viet", 6: "so-chua-ghi", 7: "khong-ro", 8: "da-sua", 9: "giu",
                 10: "chua-xu-ly"}  # fmt: skip
        rows = [
            Row(tuple(self._cell(at, value, asked.code, links) for at, value in enumerate(line)))
            for asked, line in zip(self.report.rules.fields, self.report.field_lines(), strict=True)
        ]
        return Table(_("Từng điều"), columns, tuple(rows), cards=False)

    def _cell(self, at: int, value: Any, code: str, links: dict[int, str]) -> Cell:
        if isinstance(value, str):
            return Cell(value)
        url = self._list(truong=code, kq=links[at]) if value and at in links else ""
        return Cell(format_int(value), url=url)

    def _communes(self) -> Table:
        heads = commune_heads()
        columns = (Column(heads[0], Kind.NAME), *(Column(one, Kind.NUMBER) for one in heads[1:]))
        rows = [
            Row((Cell(line[0], note=self._now(share), url=self._address(xa=str(share.pk))), *map(_shown, line[1:])))
            for share, line in zip(self.report.shares, self.report.commune_lines(), strict=True)
        ]
        whole = total(self.report.parts.values(), self.report.stratum)
        return Table(
            _("Từng xã, phường"), columns, tuple(rows), total=Row((Cell(_("Cộng")), *map(_shown, _commune(whole)))),
            cards=False,
        )  # fmt: skip

    @cached_property
    def _todays(self) -> dict[int, list[Any]]:
        return todays(share.place for share in self.report.shares if share.place.valid_to is not None)

    def _now(self, share: RecheckShare) -> str:
        names = ", ".join(one.name for one in self._todays.get(share.place_id, ()))
        return _("nay thuộc {names}").format(names=names) if names else ""

    def _told(self) -> dict[str, Any]:
        report, one = self.report, self.one
        heads = [[str(fact.label), str(fact.value)] for fact in draw_facts(one)]
        answers = [[str(told.question), f"{told.answer} ({told.text})"] for told in _answers(report.whole)]
        communes = report.commune_lines() if len(report.shares) > 1 and report.share is None else []
        return {
            "office": f"{OFFICE}\n{report.where.upper()}",
            "title": "KẾT QUẢ PHÚC TRA DỮ LIỆU TRẺ EM",
            "subtitle": f"{one.title}, in ngày {format_date(local_day(self.at))}",
            "heads": [*heads, *answers],
            "tables": [
                {"columns": field_heads(), "rows": _texts(report.field_lines())},
                *([{"columns": commune_heads(), "rows": _texts(communes)}] if communes else []),
            ],
            "remarks": [*notes(report), *_doubt(report.rules)],
            "foot": foot(self.actor.name, self.at, public_code()),
        }


def _shown(value: Any) -> Cell:
    return Cell(value if isinstance(value, str) else format_int(value))


def _texts(lines: list[list[Any]]) -> list[list[str]]:
    return [[value if isinstance(value, str) else format_int(value) for value in line] for line in lines]


def _answers(whole: Tally) -> tuple[Answer, ...]:
    waiting = sum(one.open for one in whole.fields.values())
    drawn, met = format_int(whole.drawn), format_int(whole.met)
    return (
        Answer(
            _("Đã gặp bao nhiêu trẻ trong mẫu?"), rate_words(whole.response),
            _("{met} trong {drawn} trẻ").format(met=met, drawn=drawn),
        ),
        Answer(
            _("Bao nhiêu trẻ có điều khác với sổ?"), rate_words(whole.errors),
            _("{n} trong {met} trẻ đã gặp; khoảng tin cậy 95%: {ends}%").format(
                n=format_int(whole.differing), met=met, ends=interval_words(whole.errors)
            ),
        ),
        Answer(
            _("Còn bao nhiêu điều khác chưa xử lý?"), format_int(waiting),
            _("{n} phiếu đang giao, chưa gửi").format(n=format_int(whole.assigned)),
        ),
    )  # fmt: skip


def notes(report: Report) -> list[str]:
    """What one must know to read the figures."""
    said = [
        _("Khác: phiếu và sổ nói khác nhau lúc gửi, kể cả chỉ khác cách viết và sổ còn thiếu; không kể điều không rõ."),
        _("KTC 95%: khoảng tin cậy theo Wilson (1927)."),
    ]
    if report.apart and not report.stratum:
        said.append(
            _("Trẻ có hoàn cảnh đặc biệt được rút riêng, nên tỷ lệ chung không suy ra cho cả xã; xem từng mẫu.")
        )
    if report.whole.looked:
        n = format_int(report.whole.looked)
        said.append(_("{n} phiếu không còn kín: người đi đã mở hồ sơ của trẻ trước khi gửi.").format(n=n))
    if report.one.closed_at is not None:
        when = format_datetime(report.one.closed_at)
        said.append(_("Số đã chốt lúc {when}; xử lý về sau không làm đổi số này.").format(when=when))
    return said


def _doubt(rules: Rules) -> list[str]:
    return [] if rules.confirmed else [_("Danh mục điều hỏi chưa xác nhận: {why}").format(why=rules.source)]


class ExportFigures(RegistryForm):
    """The figures as a workbook; no child in it."""

    policy = Policy(SEE)
    form_class = ExportForm
    help_page = HELP
    title = gettext_lazy("Xuất số liệu phúc tra")
    button = gettext_lazy("Xuất tệp XLSX")
    keeps_draft = False

    def guard(self) -> None:
        """The round. Raises NotFound."""
        self.one = open_round(self.actor, self.kwargs["pk"])

    def head(self) -> PageHead:
        """Below the round."""
        return PageHead(title=self.title, crumbs=crumbs(self.one))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Two sheets: fields and communes."""
        report = Report(self, self.one)
        described = f"{self.one.title}, {report.where}"
        sheets = [
            (Sheet(_("Từng điều"), field_heads(), [], SEE, described), report.field_lines()),
            (Sheet(_("Từng xã, phường"), commune_heads(), [], SEE, described), report.commune_lines()),
        ]
        return figures_response(sheets=sheets, reason=cleaned["reason"], actor=self.actor, at=self.at)
