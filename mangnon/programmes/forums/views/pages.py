"""One forum: what became of the last one's requests, what the circular asks, who takes part, what children asked."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.forums import queries as reads
from mangnon.programmes.forums.models import TRAITS, Asked, Forum, ForumGroup, ForumKind, ForumQuestion, Held, Sex
from mangnon.programmes.forums.rules import ForumLaw, law_on
from mangnon.programmes.forums.views.listing import body_of, forum_url, question_url
from mangnon.programmes.forums.words import (
    FORUMS,
    TRAIT_WORDS,
    asks,
    capital,
    days_of,
    kept_of,
    stand_of,
    state_of,
    there,
)
from mangnon.programmes.plans.actions.keeping import keeps
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Hint, Kind, Link, PageHead, Row, Table
from mangnon.ui.screens import Screen


class ForumPage(Screen):
    """One forum."""

    policy = Policy(rights.SEE)
    template = "programmes/forum.html"
    help_page = "programmes/forums"
    forum: Forum

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.forum = reads.forum_seen(pk)
        self.today = local_day(self.at)
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(),
            "before": self.before,
            "before_url": forum_url(self.before) if self.before else "",
            "before_table": self._questions(self.asked_before) if self.asked_before else None,
            "forum": self.forum,
            "law": self.law,
            "checks": self._checks(),
            "questions": self._questions(reads.questions(self.forum), own=True),
            "ask": self._link(rights.ASK, "ask_forum", _("Thêm câu hỏi, kiến nghị")),
            "part": self._part(),
            "groups": self._groups(),
            "add_group": self._link(rights.ADD_GROUP, "add_forum_group", _("Thêm nhóm đại biểu")),
            "facts": self._facts(),
        }
        return self.page(context)

    @cached_property
    def law(self) -> ForumLaw | None:
        """The rules of its day."""
        return law_on(self.forum.starts_on)

    @cached_property
    def before(self) -> Forum | None:
        """The forum before it."""
        return reads.before(self.forum)

    @cached_property
    def asked_before(self) -> list[ForumQuestion]:
        """What was requested there."""
        found = reads.questions(self.before) if self.before else []
        return [one for one in found if one.kind == Asked.REQUEST]

    def _may(self, right: str, *states: str) -> bool:
        if self.forum.state not in (states or (Held.PLANNED, Held.HELD)):
            return False
        return self.actor.can(right) and keeps(self.actor, right, self.forum.place)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.forum.pk])

    def _link(self, right: str, name: str, label: str) -> Link | None:
        return Link(label, self._url(name)) if self._may(right) else None

    def _head(self) -> PageHead:
        forum, main, acts = self.forum, None, []
        if self._may(rights.HOLD_FORUM, Held.PLANNED) and forum.ends_on <= self.today and forum.children:
            main = Act(_("Ghi đã tổ chức"), url=self._url("hold_forum"), icon="circle-check", key="N")
        elif self._may(rights.ADD_GROUP, Held.PLANNED):
            main = Act(_("Thêm nhóm đại biểu"), url=self._url("add_forum_group"), icon="plus", key="N")
        elif self._may(rights.ASK):
            main = Act(_("Thêm câu hỏi"), url=self._url("ask_forum"), icon="plus", key="N")
        if self._may(rights.CORRECT_FORUM):
            acts.append(Act(_("Sửa"), url=self._url("correct_forum"), icon="edit", key="E"))
        if self._may(rights.REPORT_FORUM, Held.HELD):
            acts.append(Act(_("Ghi báo cáo"), url=self._url("report_forum"), icon="file"))
        acts.append(Act(_("In"), url=self._url("print_forum"), icon="print", new_window=True))
        if self._may(rights.CANCEL_FORUM, Held.PLANNED):
            acts.append(Act(_("Không tổ chức"), url=self._url("cancel_forum"), icon="ban"))
        return PageHead(
            title=forum.title, status=state_of(forum), crumbs=(Link(FORUMS, reverse("programmes:forums")),),
            facts=(old_name(forum.place), days_of(forum)), main=main, acts=tuple(acts),
        )  # fmt: skip

    def _hints(self) -> list[Hint]:
        forum, found = self.forum, []
        if forum.state == Held.CANCELLED:
            return [Hint(_("Không tổ chức: {why}").format(why=forum.cancelled_why))]
        missing = forum.children - forum.consents
        if missing and self.law:
            told = _(
                "Còn thiếu {n} phiếu đồng ý. Thông tư {citation} yêu cầu mỗi em có phiếu của cha mẹ, người giám hộ:"
                " chưa đủ phiếu thì chưa ghi được là đã tổ chức."
            )
            found.append(Hint(told.format(n=missing, citation=self.law.cited)))
        return found

    def _checks(self) -> Table | None:
        if self.law is None or self.forum.state == Held.CANCELLED:
            return None
        columns = (Column(_("Quy định"), Kind.NAME), Column(_("Diễn đàn này")), Column(_("Đúng chưa"), Kind.STATUS))
        held = self.forum.state == Held.HELD
        found = reads.checked(self.forum, asked_before=bool(self.asked_before), today=self.today)
        rows = tuple(
            Row((Cell(asks(one, self.law)), Cell(there(one, self.forum)), Cell(status=kept_of(one, held=held))))
            for one in found
        )
        return Table(_("Thông tư yêu cầu gì"), columns, rows)

    def _questions(self, found: list[ForumQuestion], *, own: bool = False) -> Table:
        columns = (
            Column(_("Trẻ em nói"), Kind.NAME), Column(_("Ai trả lời")),
            Column(_("Hạn"), Kind.DATE), Column(_("Tình trạng"), Kind.STATUS), Column(_("Công khai"), Kind.DATE),
        )  # fmt: skip
        rows = tuple(map(self._question, found))
        empty = EmptyState(_("Chưa ghi câu hỏi, kiến nghị nào."), _("Ghi đúng lời của trẻ em, không ghi tên em nào."))
        caption = _("Câu hỏi, kiến nghị của trẻ em") if own else _("Kiến nghị của diễn đàn trước")
        return Table(caption, columns, rows, empty=None if rows else empty)

    def _question(self, one: ForumQuestion) -> Row:
        answer = reads.answer_of(one)
        public = answer.published_on if answer else None
        cells = (
            Cell(one.text[:240], note=str(Asked(one.kind).label)), Cell(body_of(one)), Cell(format_date(one.due_on)),
            Cell(status=stand_of(one, answer, self.today)), Cell(format_date(public) if public else ""),
        )  # fmt: skip
        return Row(cells, url=question_url(one))

    def _part(self) -> Table | None:
        """Who takes part: numbers and shares."""
        forum, n = self.forum, self.forum.children
        if not n:
            return None
        told = [(_("Nữ"), forum.girls), (_("Nam"), n - forum.girls)]
        told += [(capital(TRAIT_WORDS[one]), getattr(forum, one)) for one in TRAITS]
        columns = (
            Column(pgettext("counted", "Trẻ em"), Kind.NAME),
            Column(_("Số em"), Kind.NUMBER),
            Column(_("Phần trăm"), Kind.NUMBER),
        )
        rows = tuple(
            Row((Cell(label), Cell(format_int(part)), Cell(f"{round(100 * part / n)}%"))) for label, part in told
        )
        total = Row((Cell(_("Tất cả")), Cell(format_int(n)), Cell("100%")))
        return Table(_("Ai tham gia"), columns, rows, total=total, cards=False)

    def _groups(self) -> Table | None:
        """Groups with their consents, for the place that holds it."""
        if not keeps(self.actor, rights.SEE, self.forum.place):
            return None
        columns = [
            Column(_("Từ đâu"), Kind.NAME), Column(_("Nhóm")), Column(_("Số em"), Kind.NUMBER),
            Column(_("Phiếu đồng ý"), Kind.NUMBER),
        ]  # fmt: skip
        may = self._may(rights.CORRECT_GROUP)
        if may:
            columns.append(Column(_("Sửa"), Kind.ACT))
        rows = tuple(self._group(one, may=may) for one in reads.groups(self.forum))
        empty = EmptyState(_("Chưa ghi nhóm đại biểu nào."), _("Ghi theo số, không ghi tên trẻ em."))
        return Table(_("Các nhóm đại biểu"), tuple(columns), rows, empty=None if rows else empty)

    def _group(self, one: ForumGroup, *, may: bool) -> Row:
        traits = [str(Sex(one.sex).label), *(str(TRAIT_WORDS[name]) for name in TRAITS if getattr(one, name))]
        cells = [
            Cell(one.source),
            Cell(", ".join(traits)),
            Cell(format_int(one.children)),
            Cell(format_int(one.consents)),
        ]
        if may:
            url = reverse("programmes:correct_forum_group", args=[one.pk])
            cells.append(Cell(act=Act(_("Sửa"), url=url)))
        return Row(tuple(cells))

    def _facts(self) -> tuple[Fact, ...]:
        forum = self.forum
        found = [
            Fact(_("Là"), capital(ForumKind(forum.kind).label)),
            Fact(_("Chủ đề"), forum.theme or _("chưa ghi")),
            Fact(_("Ở đâu"), forum.venue or _("chưa ghi")),
            Fact(_("Kế hoạch"), forum.plan or _("chưa ghi")),
        ]
        if forum.carried_from:
            found.append(Fact(_("Nơi lập ban đầu"), old_name(forum.carried_from)))
        if forum.document:
            link = reverse("statutes:document", args=[forum.document.pk])
            found.append(Fact(_("Văn bản"), forum.document.number, url=link))
        grown = _("{adults} người lớn phụ trách, {volunteers} tình nguyện viên, {guests} khách mời")
        found.append(
            Fact(
                _("Người lớn, khách mời"),
                grown.format(adults=forum.adults, volunteers=forum.volunteers, guests=forum.guests),
            )
        )
        if forum.reported_on:
            told = _("{report}, gửi ngày {day}").format(report=forum.report, day=format_date(forum.reported_on))
            found.append(Fact(_("Báo cáo"), told))
        return tuple(found)
