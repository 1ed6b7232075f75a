"""The children of a sample: their list, and one sheet with what it says beside what the register held."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.doors import see
from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import NotFound, Text
from mangnon.registry.models import Child, Recheck, RecheckAnswer
from mangnon.registry.queries.wording import Wording
from mangnon.registry.reach import only_commune
from mangnon.registry.verifying.comparing import ERRORS
from mangnon.registry.verifying.fields import MET, rules_on
from mangnon.registry.verifying.figures import share_names
from mangnon.registry.verifying.queries import ASSIGN, SEE, SETTLE, listed_rechecks, open_round
from mangnon.registry.verifying.views.rounds import HELP, crumbs
from mangnon.registry.verifying.wording import AnswerWords, child_name, plain_name, sheet_status
from mangnon.registry.views.listing import condition
from mangnon.registry.words import where_words
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, State, Status, Table
from mangnon.ui.screens import Filter, Listed, ListScreen, Screen

Result, Settled = RecheckAnswer.Result, RecheckAnswer.Settled
COMPARED: dict[str, tuple[Text, Q]] = {
    "khac": (gettext_lazy("khác với sổ"), Q(result__in=ERRORS)),
    "cach-viet": (gettext_lazy("chỉ khác cách viết"), Q(result=Result.SPELLING)),
    "so-chua-ghi": (gettext_lazy("sổ chưa ghi"), Q(result=Result.MISSING)),
    "khong-ro": (gettext_lazy("không rõ"), Q(result=Result.UNKNOWN)),
    "da-doi-chieu": (gettext_lazy("đã đối chiếu"), ~Q(result=Result.UNKNOWN)),
    "da-sua": (gettext_lazy("đã sửa sổ"), Q(settled=Settled.CORRECTED)),
    "giu": (gettext_lazy("giữ như sổ"), Q(settled=Settled.KEPT)),
    "chua-xu-ly": (gettext_lazy("chưa xử lý"), Q(result__in=ERRORS, settled=Settled.OPEN)),
}
"""What a figure counts: in the address, in the sentence, as a condition on answers."""
SHADES = {
    Result.EQUAL: State.DONE,
    Result.SPELLING: State.DUE,
    Result.DIFFERENT: State.LATE,
    Result.MISSING: State.DUE,
    Result.UNKNOWN: State.PASSED,
}


def blind(row: Any, person_id: UUID | None) -> bool:
    """Whether this person is still to visit the child: they see no spelling."""
    return bool(row.state == Recheck.State.ASSIGNED and row.visitor == person_id and row.closed_at is None)


class SheetList(ListScreen):
    """The children of a round's samples within reach; each figure of the report opens it."""

    policy = Policy(SEE)
    title = gettext_lazy("Phiếu phúc tra")
    noun = gettext_lazy("phiếu")
    help_page = HELP
    order = ("rank", "id")
    row_view = "registry:recheck"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """With the day and whether rows need their commune's name."""
        super().setup(request, *args, **kwargs)
        self.one_commune = only_commune(self.actor, SEE) is not None

    @cached_property
    def one(self) -> Any:
        """The round. Raises NotFound."""
        return open_round(self.actor, self.kwargs["pk"])

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]  # choices come from the round
        """Where, how far, what differs."""
        shares = [(str(one.pk), one.place.name) for one in share_names(self.actor, self.one)]
        states = [(value, str(label).lower()) for value, label in Recheck.State.choices]
        outcomes = [(value, str(label).lower()) for value, label in Recheck.Outcome.choices]
        asked = [(one.code, one.label) for one in rules_on(self.one.rules_since).fields]
        compared = [(code, words) for code, (words, _where) in COMPARED.items()]
        chosen = (
            condition("xa", _("Xã, phường"), _(" ở {choice}"), shares, lambda rows, v: rows.filter(share=int(v))),
            condition("tinh-trang", _("Tình trạng"), _(", {choice}"), states, lambda rows, v: rows.filter(state=v)),
            condition("gap", _("Gặp hay không"), _(", {choice}"), outcomes, lambda rows, v: rows.filter(outcome=v)),
            condition("truong", _("Điều đối chiếu"), _(", {choice}"), asked, self._of_field),
            condition("kq", _("So với sổ"), _(", {choice}"), compared, self._compared),
        )
        strata = Recheck.Stratum.choices if self.one.special_size else []
        tail = condition("tang", _("Mẫu rút"), _(", {choice}"), strata, lambda rows, v: rows.filter(stratum=v))
        return (*(chosen if len(shares) > 1 else chosen[1:]), tail)

    def _of_field(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows if self.request.GET.get("kq") else rows.filter(_answered(value, "khac"))

    def _compared(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(_answered(self.request.GET.get("truong", ""), value))

    def rows(self) -> QuerySet[Any]:
        """All of the round."""
        return listed_rechecks(self.actor).filter(round=self.one)

    def saw(self, rows: Any) -> None:
        """The children whose names stand on the page."""
        super().saw([Child(id=one.child_id) for one in rows if one.child_name is not None])

    @property
    def columns(self) -> tuple[Listed, ...]:  # type: ignore[override]
        """Who, where, who goes, what came of it."""
        return (
            Listed("name", _("Trẻ"), lambda r: Cell(self._name(r)), self._name, Kind.NAME),
            Listed("place", self._place_head, lambda r: Cell(self._lies(r)), self._lies),
            Listed("visitor", _("Người đi"), lambda r: Cell(r.visitor_name or ""), lambda r: r.visitor_name),
            Listed("on", _("Ngày đi"), lambda r: Cell(_day(r)), lambda r: r.visited_on, Kind.DATE),
            Listed("wrong", _("Điều khác"), lambda r: Cell(_wrong(r)), lambda r: r.differences, Kind.NUMBER),
            Listed(
                "state", _("Tình trạng"), lambda r: Cell(status=sheet_status(r)), lambda r: str(sheet_status(r).text),
                Kind.STATUS,
            ),
        )  # fmt: skip

    def _name(self, row: Any) -> str:
        return plain_name(row.child_name) if blind(row, self.actor.person_id) else str(child_name(row))

    @property
    def _place_head(self) -> str:
        return _("Thôn") if self.one_commune else _("Thôn, xã")

    def _lies(self, row: Any) -> str:
        if self.one_commune:
            return row.hamlet_name or _("chưa rõ thôn")
        return where_words(row.hamlet_name, row.place_name)

    def head(self) -> PageHead:
        """Below the round."""
        return PageHead(title=self.title, crumbs=crumbs(self.one))

    def empty(self) -> EmptyState:
        """Nothing fits."""
        return EmptyState(fact=_("Không có phiếu nào khớp."), text=_("Bỏ bớt một điều kiện để thấy thêm."))


def _answered(field: str, compared: str) -> Exists:
    answers = RecheckAnswer.objects.filter(COMPARED[compared][1], recheck=OuterRef("pk")).exclude(field=MET)
    return Exists(answers.filter(field=field) if field else answers)


def _day(row: Any) -> str:
    return format_date(row.visited_on) if row.visited_on else ""


def _wrong(row: Any) -> str:
    return format_int(row.differences) if row.sent_at else ""


class SheetPage(Screen):
    """One sheet. Whoever has still to go is led to the blind form."""

    policy = Policy(SEE)
    template = "registry/verifying/sheet.html"
    help_page = HELP
    row: Any

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound, Forbidden."""
        found = listed_rechecks(self.actor).select_related("round").filter(pk=pk).first()
        if found is None:
            see(Recheck, pk, self.actor, SEE)
            raise NotFound
        self.row = found
        if blind(found, self.actor.person_id):
            return self.after(reverse("registry:recheck_visit", args=[pk]))
        self.there = self.row.child_name is not None
        self.saw([Child(id=self.row.child_id)] if self.there else [])
        answers = RecheckAnswer.objects.filter(recheck=self.row).order_by("pk")
        self.answers = sorted(answers, key=lambda one: one.result not in ERRORS)
        context = {
            "head": self.head(), "facts": self._facts(), "table": self._table() if self.answers else None,
            "note": self.row.note, "waits": self._waits(),
        }  # fmt: skip
        return self.page(context)

    def head(self) -> PageHead:
        """Whose sheet, where, what to do next."""
        row, pk = self.row, self.row.pk
        record = Act(_("Mở hồ sơ của trẻ"), reverse("registry:child", args=[row.child_id]), "child")
        give = Act(_("Giao người đi phúc tra"), reverse("registry:recheck_assign_one", args=[pk]), "people")
        return PageHead(
            title=child_name(row), crumbs=crumbs(row.round), status=sheet_status(row),
            line=where_words(row.hamlet_name, row.place_name), main=give if self._may_give() else None,
            acts=(record,) if self.there else (),
        )  # fmt: skip

    def _may_give(self) -> bool:
        row = self.row
        waits = row.state in (Recheck.State.DRAWN, Recheck.State.ASSIGNED) or row.outcome == Recheck.Outcome.ABSENT
        return waits and row.round.closed_at is None and row.place_id in self.actor.reach(ASSIGN)

    def _waits(self) -> str:
        if self.row.state == Recheck.State.DRAWN:
            return _("Phiếu chưa giao cho ai.")
        if self.row.state == Recheck.State.ASSIGNED:
            return _("Đang chờ người đi phúc tra gửi phiếu; gửi rồi mới so với sổ.")
        return ""

    def _facts(self) -> tuple[Fact, ...]:
        row, rank = self.row, _("thứ {n}").format(n=self.row.rank)
        told = (
            (_("Người đi phúc tra"), row.sent_by_name or row.visitor_name),
            (_("Hạn"), format_date(row.round.due_on)),
            (_("Ngày đi"), _day(row)),
            (_("Gặp hay không"), str(Recheck.Outcome(row.outcome).label) if row.outcome else ""),
            (_("Gửi lúc"), format_datetime(row.sent_at) if row.sent_at else ""),
            (_("Thuộc"), f"{Recheck.Stratum(row.stratum).label}, {rank}"),
            (_("Không còn kín"), self._looked()),
        )
        return tuple(Fact(label, value) for label, value in told if value)

    def _looked(self) -> str:
        if self.row.looked_at is None:
            return ""
        when = format_datetime(self.row.looked_at)
        return _("người đi đã mở hồ sơ của trẻ lúc {when}, trước khi gửi phiếu").format(when=when)

    def _table(self) -> Table:
        words = AnswerWords(Wording(local_day(self.at)), rules_on(self.row.round.rules_since))
        words.know(self.answers)
        heads = (
            Column(_("Điều đối chiếu"), Kind.NAME), Column(_("Phiếu phúc tra")), Column(_("Sổ, lúc gửi phiếu")),
            Column(_("So với sổ"), Kind.STATUS), Column(_("Xử lý")),
        )  # fmt: skip
        return Table(_("So phiếu với sổ"), heads, tuple(self._row(one, words) for one in self.answers))

    def _row(self, one: RecheckAnswer, words: AnswerWords) -> Row:
        result = Result(one.result)
        cells = (
            Cell(words.label(one.field)), Cell(words.value(one.field, one.said) or _("không rõ")),
            Cell(words.value(one.field, one.held) or _("chưa ghi")),
            Cell(status=Status(SHADES[result], str(result.label))), self._settled(one),
        )  # fmt: skip
        return Row(cells)

    def _settled(self, one: RecheckAnswer) -> Cell:
        if one.result not in ERRORS:
            return Cell("")
        if one.settled:
            who = f"{one.settled_by_name}, {format_datetime(one.settled_at)}" if one.settled_at else ""
            note = ". ".join(filter(None, (one.reason.rstrip("."), who)))
            return Cell(str(Settled(one.settled).label), note=note)
        if self.row.place_id not in self.actor.reach(SETTLE):
            return Cell(_("chờ cán bộ xã"))
        return Cell((Link(_("Xử lý"), reverse("registry:recheck_settle", args=[self.row.pk, one.field])),))
