"""Proposals of destruction: the list, one of them, its steps, and the terms they come from."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_datetime, local_day
from mangnon.lib.numbers import format_int
from mangnon.lib.refusal import Text
from mangnon.oversight.retention import words
from mangnon.oversight.retention.actions import proposing
from mangnon.oversight.retention.forms import ReadForm, WhyForm
from mangnon.oversight.retention.models import Proposal, Stage
from mangnon.oversight.retention.queries import SHOWN_LINES, proposals, see_proposal, shown_lines
from mangnon.oversight.retention.refusals import NothingDue, OpenProposal, SamePerson
from mangnon.oversight.retention.rights import APPROVE, CONFIRM, DRAW, REJECT, SEE
from mangnon.oversight.retention.terms import End, Term, terms_on
from mangnon.oversight.views.reviews import opener
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Progress, Row, Table
from mangnon.ui.screens import ActScreen, Filter, FormScreen, Listed, ListScreen, Screen

STAGES: tuple[tuple[str, Text], ...] = (
    ("cho-xac-nhan", gettext_lazy("chờ người thứ nhất")),
    ("cho-duyet", gettext_lazy("chờ người thứ hai")),
    ("dang-huy", gettext_lazy("đang hủy")),
    ("xong", gettext_lazy("đã xong")),
    ("bac", gettext_lazy("đã bác")),
)
CODES = dict(zip((key for key, _label in STAGES), Stage.values, strict=True))


def _day(one: Proposal) -> str:
    return format_date(local_day(one.drawn_at))


class ProposalList(ListScreen):
    """Proposals, newest first."""

    policy = Policy(SEE)
    title = gettext_lazy("Lưu giữ và hủy")
    noun = gettext_lazy("đề nghị hủy")
    help_page = "oversight/retention"
    order = ("-id",)
    row_view = "oversight:proposal"
    filters = (
        Filter(
            "buoc",
            gettext_lazy("Bước"),
            gettext_lazy(", {choice}"),
            lambda: STAGES,
            lambda rows, value: rows.filter(stage=CODES[value]),
        ),
    )
    columns = (
        Listed(
            "record",
            gettext_lazy("Loại hồ sơ"),
            lambda p: Cell(words.record_name(p.record)),
            lambda p: words.record_name(p.record),
            Kind.NAME,
        ),
        Listed("drawn", gettext_lazy("Lập ngày"), lambda p: Cell(_day(p)), lambda p: local_day(p.drawn_at), Kind.DATE),
        Listed("rows", gettext_lazy("Số dòng"), lambda p: Cell(format_int(p.rows)), lambda p: p.rows, Kind.NUMBER),
        Listed(
            "gone", gettext_lazy("Đã hủy"), lambda p: Cell(format_int(p.destroyed)), lambda p: p.destroyed, Kind.NUMBER
        ),
        Listed(
            "stage",
            gettext_lazy("Bước"),
            lambda p: Cell(status=words.stage_of(p)),
            lambda p: str(words.stage_of(p).text),
            Kind.STATUS,
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """All."""
        return proposals(self.actor)

    def head(self) -> PageHead:
        """With the ways to terms and holds, and drawing up now."""
        acts = [
            Act(_("Thời hạn lưu giữ"), url=reverse("oversight:terms"), icon="books"),
            Act(_("Giữ lại để phục vụ xử lý"), url=reverse("oversight:holds"), icon="lock"),
        ]
        if self.actor.can(DRAW):
            acts.append(Act(_("Soát ngay"), url=reverse("oversight:draw_up"), icon="search", post=True))
        return PageHead(title=self.title, acts=tuple(acts))

    def empty(self) -> EmptyState:
        """Nothing is past its term, or nothing fits."""
        return EmptyState(
            fact=_("Không có đề nghị hủy nào."),
            text=_(
                "Mỗi đêm máy soát những gì quá hạn giữ và lập danh sách. Không có hai người đồng ý thì không hủy gì."
            ),
        )


def list_crumb() -> Link:
    return Link(_("Lưu giữ và hủy"), reverse("oversight:retention"))


class DrawUp(ActScreen):
    """Look now instead of tonight."""

    policy = Policy(DRAW)

    def act(self, **kwargs: Any) -> HttpResponse:
        """A proposal for each type with rows past their term."""
        drawn = 0
        for term in terms_on(local_day(self.at)):
            if term.asks_people:
                try:
                    proposing.draw_up(actor=self.actor, at=self.at, record=term.record)
                except (NothingDue, OpenProposal):
                    continue
                drawn += 1
        said = _("Đã lập {n} đề nghị.").format(n=format_int(drawn)) if drawn else _("Không có gì mới quá hạn giữ.")
        return self.after(reverse("oversight:retention"), said)


class ProposalPage(Screen):
    """One proposal: who decided what, and the list."""

    policy = Policy(SEE)
    template = "oversight/retention/proposal.html"
    help_page = "oversight/retention"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page."""
        one = see_proposal(self.actor, pk)
        done = one.rows - one.left
        said = _("Đã xem xét {done} trên {total} dòng").format(done=format_int(done), total=format_int(one.rows))
        started = one.stage in (Stage.APPROVED, Stage.DONE)
        context = {
            "head": self._head(one),
            "facts": _facts(one),
            "progress": Progress(said, done, one.rows) if started else None,
            "table": _lines(one),
            "more": one.rows > SHOWN_LINES,
        }
        return self.page(context)

    def _head(self, one: Proposal) -> PageHead:
        acts = [
            Act(label, url=reverse(f"oversight:{view}", args=[one.pk]), icon=icon)
            for right, stages, label, view, icon in (
                (CONFIRM, {Stage.DRAWN}, _("Xác nhận danh sách"), "confirm_proposal", "check"),
                (APPROVE, {Stage.CONFIRMED}, _("Duyệt hủy"), "approve_proposal", "check"),
                (REJECT, {Stage.DRAWN, Stage.CONFIRMED}, _("Bác đề nghị"), "reject_proposal", "ban"),
            )
            if one.stage in stages and self.actor.can(right)
        ]
        return PageHead(
            title=words.record_name(one.record),
            crumbs=(list_crumb(),),
            status=words.stage_of(one),
            main=acts[0] if len(acts) > 1 else None,
            acts=tuple(acts[1:] if len(acts) > 1 else acts),
        )


def _facts(one: Proposal) -> list[Fact]:
    steps = (
        (_("Lập"), one.drawn_by_name, one.drawn_at),
        (_("Người thứ nhất"), one.confirmed_by_name, one.confirmed_at),
        (_("Người thứ hai"), one.approved_by_name, one.approved_at),
        (_("Bác"), one.rejected_by_name, one.rejected_at),
    )
    facts = [Fact(label, f"{opener(name)}, {format_datetime(at)}") for label, name, at in steps if at is not None]
    if one.rejected_why:
        facts.append(Fact(_("Vì sao bác"), one.rejected_why))
    facts.append(
        Fact(
            _("Quá hạn giữ"),
            _("{n} dòng, tính từ trước {day}").format(n=format_int(one.rows), day=format_date(local_day(one.before))),
        )
    )
    if one.left_held:
        facts.append(Fact(_("Không đưa vào"), _("{n} dòng đang giữ lại").format(n=format_int(one.left_held))))
    if one.stage in (Stage.APPROVED, Stage.DONE):
        told = _("đã hủy {n}, đang giữ lại {held}, không còn hoặc chưa đến hạn {gone}")
        counts = {"n": one.destroyed, "held": one.held, "gone": one.gone}
        facts.append(Fact(_("Kết quả"), told.format(**{key: format_int(value) for key, value in counts.items()})))
    return [*facts, Fact(_("Dấu của danh sách"), one.digest)]


def _lines(one: Proposal) -> Table:
    heads = (Column(_("Dòng"), Kind.NAME), Column(_("Tính từ"), Kind.DATE), Column(_("Kết quả"), Kind.STATUS))
    rows = tuple(
        Row((Cell(line.label), Cell(format_datetime(line.since)), Cell(status=words.OUTCOMES[line.outcome])))
        for line in shown_lines(one)
    )
    return Table(caption=_("Danh sách, cũ nhất ở trên"), columns=heads, rows=rows)


class Step(FormScreen):
    """A form about one proposal."""

    form_class: ClassVar[type[forms.Form]] = ReadForm
    help_page = "oversight/retention"
    keeps_draft = False

    def guard(self) -> None:
        """Raises NotFound."""
        self.proposal = see_proposal(self.actor, self.kwargs["pk"])

    def head(self) -> PageHead:
        """Which proposal."""
        one = self.proposal
        back = Link(words.record_name(one.record), reverse("oversight:proposal", args=[one.pk]))
        line = _("{n} dòng quá hạn giữ.").format(n=format_int(one.rows))
        return PageHead(title=self.title, crumbs=(list_crumb(), back), line=line)

    def done(self, said: str) -> HttpResponse:
        """Back to it."""
        return self.after(reverse("oversight:proposal", args=[self.proposal.pk]), said)


class ConfirmProposal(Step):
    """The first person."""

    policy = Policy(CONFIRM)
    title = gettext_lazy("Xác nhận danh sách")
    button = gettext_lazy("Xác nhận")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Confirm."""
        proposing.confirm(actor=self.actor, at=self.at, proposal_id=self.proposal.pk)
        return self.done(_("Đã xác nhận. Lãnh đạo cấp tỉnh duyệt thì mới hủy."))


class ApproveProposal(Step):
    """The second person."""

    policy = Policy(APPROVE)
    title = gettext_lazy("Duyệt hủy")
    button = gettext_lazy("Duyệt: hủy các dòng này")

    def guard(self) -> None:
        """Raises NotFound, SamePerson."""
        super().guard()
        if self.proposal.confirmed_by == str(self.actor.person_id):
            raise SamePerson

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Approve."""
        proposing.approve(actor=self.actor, at=self.at, proposal_id=self.proposal.pk)
        return self.done(_("Đã duyệt. Máy hủy dần và ghi từng đợt vào nhật ký."))


class RejectProposal(Step):
    """Nothing goes."""

    policy = Policy(REJECT)
    form_class = WhyForm
    title = gettext_lazy("Bác đề nghị")
    button = gettext_lazy("Bác, không hủy gì")

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Reject."""
        proposing.reject(actor=self.actor, at=self.at, proposal_id=self.proposal.pk, why=cleaned["why"])
        return self.done(_("Đã bác. Không dòng nào bị hủy."))


class TermsPage(Screen):
    """How long each type of record is kept, from when, what then, by which text."""

    policy = Policy(SEE)
    template = "oversight/retention/terms.html"
    help_page = "oversight/retention"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page: what is kept first, what goes last."""
        terms = terms_on(local_day(self.at))
        groups = (
            (_("Giữ lại"), [one for one in terms if one.end is not End.DESTROY]),
            (_("Hủy, khi hai người đồng ý"), [one for one in terms if one.asks_people]),
            (_("Máy tự dọn"), [one for one in terms if one.machine]),
        )
        line = _("Chưa có văn bản riêng cho hồ sơ trẻ em: mặc định giữ lại và hạn chế xem, không tự hủy.")
        head = PageHead(title=_("Thời hạn lưu giữ"), crumbs=(list_crumb(),), line=line)
        return self.page({"head": head, "groups": [(title, _terms(title, rows)) for title, rows in groups]})


def _terms(title: str, terms: list[Term]) -> Table:
    heads = (
        Column(_("Loại hồ sơ"), Kind.NAME),
        Column(_("Giữ bao lâu")),
        Column(_("Tính từ")),
        Column(_("Vì sao, theo văn bản nào"), soft=True),
        Column(_("Tình trạng"), Kind.STATUS),
    )
    rows = tuple(
        Row(
            (
                Cell(_(one.name)),
                Cell(words.span(one)),
                Cell(_(one.starts)),
                Cell(f"{_(one.explanation)} {_(one.source)}"),
                Cell(status=words.standing_of(one)),
            )
        )
        for one in terms
    )
    return Table(caption=title, columns=heads, rows=rows)
