"""Which place held its forum as the circular asks; answers to children that are due."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int
from mangnon.places.models import Level
from mangnon.places.queries.lineage import old_name
from mangnon.places.rules import in_line
from mangnon.programmes import rights
from mangnon.programmes.forums import queries as reads
from mangnon.programmes.forums.models import Forum, ForumQuestion
from mangnon.programmes.forums.queries import ForumRow
from mangnon.programmes.forums.rules import Turn, law_on
from mangnon.programmes.forums.words import ANSWERS, FORUMS, TURNS, days_of, stand_of, state_of
from mangnon.programmes.plans.queries.grounds import Ground, home_unit
from mangnon.programmes.plans.views.asked import YearScreen, year_url
from mangnon.ui.parts import Act, Answer, Cell, Column, EmptyState, Kind, Link, PageHead, Row, Status, Tab, Table
from mangnon.ui.screens import Screen
from mangnon.ui.screens.base import AskedWrongly

SHOWN = (("", gettext_lazy("Nơi cần chú ý")), ("du", gettext_lazy("Tất cả")))
WAITS = (
    ("", gettext_lazy("Trễ trả lời")), ("cho", gettext_lazy("Chưa trả lời")),
    ("hua", gettext_lazy("Đã trả lời, chưa làm xong")),
)  # fmt: skip


def forum_url(forum: Forum) -> str:
    """Its page."""
    return reverse("programmes:forum", args=[forum.pk])


def question_url(question: ForumQuestion) -> str:
    """Its page."""
    return reverse("programmes:forum_question", args=[question.pk])


class ForumList(YearScreen):
    """Places of a year: who held a forum, who must, whose answers are late."""

    policy = Policy(rights.SEE)
    template = "programmes/forums.html"
    help_page = "programmes/forums"
    view = "programmes:forums"

    @cached_property
    def asked(self) -> str:
        """Which places. Raises AskedWrongly."""
        found = self.request.GET.get("xem", "")
        if found not in dict(SHOWN):
            raise AskedWrongly(what=f"xem={found[:10]}")
        return found

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly."""
        rows = reads.overview(self.year, self.today)
        shown = rows if self.asked else [one for one in rows if not one.well]
        more = {"xem": self.asked} if self.asked else {}
        known = sorted({*reads.years_known(), self.today.year}, reverse=True)
        context: dict[str, Any] = {
            "head": self._head(),
            "note": self._note(),
            "years": tuple(
                Tab(str(one), year_url(self.view, None, one, **more), active=one == self.year) for one in known
            ),
            "answers": self._answers(rows),
            "own": self._own(),
            "tabs": tuple(
                Tab(label, year_url(self.view, None, self.year, **({"xem": key} if key else {})),
                    active=key == self.asked)
                for key, label in SHOWN
            ),
            "table": self._table(shown),
        }  # fmt: skip
        return self.page(context)

    def _head(self) -> PageHead:
        main = None
        if self.actor.can(rights.ADD_FORUM):
            main = Act(_("Ghi diễn đàn"), url=reverse("programmes:add_forum"), icon="plus", key="N")
        acts = (Act(_("Câu hỏi chờ trả lời"), url=reverse("programmes:forum_answers"), icon="message"),)
        return PageHead(title=FORUMS, main=main, acts=acts)

    def _note(self) -> str:
        law = law_on(self.on)
        if law is None:
            return _("Năm này chưa có quy định về diễn đàn trẻ em của các cấp.")
        told = _("Thông tư {citation}: mỗi cấp tổ chức hằng năm hoặc {n} năm một lần.")
        return told.format(citation=law.cited, n=law.every_years)

    def _answers(self, rows: list[ForumRow]) -> tuple[Answer, ...]:
        communes = [one for one in rows if one.unit.level == Level.COMMUNE]
        whole, told = len(communes), _("{n} trên {total} nơi")
        held = sum(one.turn is Turn.HELD for one in communes)
        overdue = sum(one.turn is Turn.OVERDUE for one in communes)
        late = reads.late_count(self.today)
        waits = _("{n} câu").format(n=format_int(late))
        return (
            Answer(_("Xã, phường đã tổ chức trong năm"), told.format(n=held, total=whole)),
            Answer(
                _("Xã, phường quá kỳ chưa có"), told.format(n=overdue, total=whole), "", "late" if overdue else "done"
            ),
            Answer(_("Trẻ em đang chờ trả lời quá hạn"), waits, "", "late" if late else "done"),
        )

    def _own(self) -> Table | None:
        """Forums of the place one works for, and of those it came from."""
        found = reads.forums_of(Ground(home_unit(self.actor)).ids)
        if not found:
            return None
        columns = (
            Column(_("Diễn đàn"), Kind.NAME), Column(_("Ngày")), Column(_("Nơi"), soft=True),
            Column(_("Tình trạng"), Kind.STATUS), Column(pgettext("counted", "Trẻ em"), Kind.NUMBER),
        )  # fmt: skip
        rows = tuple(
            Row((Cell(one.title), Cell(days_of(one)), Cell(old_name(one.place)), Cell(status=state_of(one)),
                 Cell(format_int(one.children))), url=forum_url(one))
            for one in found
        )  # fmt: skip
        return Table(_("Của nơi mình"), columns, rows)

    def _table(self, rows: list[ForumRow]) -> Table:
        columns = (
            Column(_("Nơi"), Kind.NAME), Column(_("Diễn đàn của cấp mình"), Kind.STATUS),
            Column(_("Ngày"), soft=True),
            Column(pgettext("counted", "Trẻ em"), Kind.NUMBER), Column(_("Em nữ"), Kind.NUMBER, card=False),
            Column(_("Câu hỏi, kiến nghị"), Kind.NUMBER), Column(_("Đã trả lời"), Kind.NUMBER),
            Column(_("Trễ"), Kind.NUMBER),
        )  # fmt: skip
        empty = EmptyState(_("Không nơi nào quá kỳ hay trễ trả lời."), _("Bấm “Tất cả” để xem từng nơi."))
        return Table(str(FORUMS), columns, tuple(map(_line, rows)), empty=None if rows else empty)


def _line(row: ForumRow) -> Row:
    forum, tally = row.forum, row.tally
    state, words = TURNS[row.turn]
    figures = (forum.children, forum.girls, tally.asked, tally.answered, tally.late) if forum else ()
    cells = (
        Cell(row.unit.name), Cell(status=Status(state, words)), Cell(days_of(forum) if forum else ""),
        *(Cell(format_int(one)) for one in figures), *(Cell(""),) * (5 - len(figures)),
    )  # fmt: skip
    return Row(cells, url=forum_url(forum) if forum else "")


def body_of(question: ForumQuestion) -> str:
    """Who must answer: the body, and of which place where the name doesn't say."""
    place = question.place
    if place is None or place.name.lower() in question.body.lower():
        return question.body
    return f"{question.body}, {in_line(place.name)}"


class AnswerList(Screen):
    """Questions of children that wait: late ones, those without an answer, promises not kept yet."""

    policy = Policy(rights.SEE)
    template = "programmes/forum_answers.html"
    help_page = "programmes/forums"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly."""
        asked = request.GET.get("xem", "")
        if asked not in dict(WAITS):
            raise AskedWrongly(what=f"xem={asked[:10]}")
        today = local_day(self.at)
        found = reads.open_questions(today, late=not asked, undone=asked == "hua")
        columns = (
            Column(_("Trẻ em nói"), Kind.NAME), Column(_("Ai trả lời")), Column(_("Hạn"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS), Column(_("Diễn đàn"), soft=True),
        )  # fmt: skip
        rows = tuple(
            Row((Cell(one.text[:160]), Cell(body_of(one)), Cell(format_date(one.due_on)),
                 Cell(status=stand_of(one, reads.answer_of(one), today)), Cell(one.forum.place.name)),
                url=question_url(one))
            for one in found
        )  # fmt: skip
        empty = EmptyState(_("Không có câu nào."), _("Câu hỏi, kiến nghị ghi ở trang của từng diễn đàn."))
        context: dict[str, Any] = {
            "head": PageHead(title=ANSWERS, crumbs=(Link(FORUMS, reverse("programmes:forums")),)),
            "tabs": tuple(
                Tab(label, f"{request.path}?xem={key}" if key else request.path, active=key == asked)
                for key, label in WAITS
            ),
            "table": Table(str(ANSWERS), columns, rows, empty=None if rows else empty),
        }
        return self.page(context)
