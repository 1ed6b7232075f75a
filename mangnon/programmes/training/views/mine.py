"""One's own trainings: courses, what is due, the invitation and its answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.refusal import NotFound
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.training import actions
from mangnon.programmes.training.forms import AnswerForm
from mangnon.programmes.training.models import Answer as Reply
from mangnon.programmes.training.models import Course, Trainee
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.rules import need
from mangnon.programmes.training.views.asked import course_url
from mangnon.programmes.training.views.page import paper_cell, paper_number
from mangnon.programmes.training.words import COURSES, MINE, course_status, days, hours, my_status, need_status
from mangnon.ui.parts import Act, Cell, Column, EmptyState, Fact, Kind, Link, PageHead, Row, Table
from mangnon.ui.screens import FormScreen, Screen


class MyTrainings(Screen):
    """What one attended, the certificates, what is due."""

    policy = Policy(rights.MY_TRAINING)
    template = "programmes/my_trainings.html"
    help_page = "programmes/needs"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        crumbs = (Link(COURSES, reverse("programmes:courses")),) if self.actor.can(rights.SEE) else ()
        context = {"head": PageHead(title=MINE, crumbs=crumbs), "courses": self._courses(), "due": self._due()}
        return self.page(context)

    def _courses(self) -> Table:
        columns = (Column(_("Tên lớp"), Kind.NAME), Column(_("Ngày học"), Kind.DATE),
                   Column(_("Tình trạng"), Kind.STATUS), Column(_("Giấy chứng nhận")))  # fmt: skip
        rows = tuple(self._line(one) for one in reads.my_trainings(self.actor.me))
        empty = EmptyState(_("Bạn chưa được mời lớp nào."), _("Giấy mời sẽ hiện ở đây và trong hộp thông báo."))
        return Table(str(MINE), columns, rows, empty=None if rows else empty)

    def _line(self, one: Trainee) -> Row:
        cells = (
            Cell(one.course.title), Cell(days(one.course)), Cell(status=my_status(one)), paper_cell(one)
        )  # fmt: skip
        return Row(cells, url=reverse("programmes:my_course", args=[one.course_id]))

    def _due(self) -> Table | None:
        """Curricula for one's own roles, and how one stands with each."""
        kinds = {reads.AUDIENCE_OF[one].value for one in self.actor.roles if one in reads.AUDIENCE_OF}
        wanted = [one for one in reads.curricula() if kinds & set(one.audience)] if kinds else []
        if not wanted:
            return None
        today, last = local_day(self.at), reads.last_passed(self.actor.me)
        columns = (Column(_("Chương trình tập huấn"), Kind.NAME), Column(_("Học gần nhất"), Kind.DATE),
                   Column(_("Tình trạng"), Kind.STATUS))  # fmt: skip
        rows = []
        for one in wanted:
            day = last.get(one.pk)
            status = need_status(need(day, one.refresh_months, today), day, one)
            rows.append(Row((Cell(one.title), Cell(format_date(day) if day else ""), Cell(status=status))))
        return Table(_("Chương trình dành cho vai trò của bạn"), columns, tuple(rows))


def own_line(course_id: UUID, person: UUID) -> tuple[Course, Trainee]:
    """A course and one's own line on its list. Raises NotFound."""
    course = reads.course_seen(course_id)
    mine = reads.mine_in(course, person)
    if mine is None:
        raise NotFound
    return course, mine


class MyCourse(Screen):
    """A course as one who is invited sees it."""

    policy = Policy(rights.MY_TRAINING)
    template = "programmes/my_course.html"
    help_page = "programmes/needs"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        course, mine = own_line(pk, self.actor.me)
        today = local_day(self.at)
        main = None
        if course.open and today <= course.ends_on:
            label = _("Trả lời giấy mời") if mine.answer == Reply.ASKED else _("Đổi câu trả lời")
            main = Act(label, url=reverse("programmes:answer_invitation", args=[pk]), icon="edit", key="E")
        acts = (
            [Act(_("Trang của lớp"), url=course_url(course), icon="list-check")] if self.actor.can(rights.SEE) else []
        )
        if mine.number:
            url = reverse("programmes:certificate", args=[mine.pk])
            acts.append(Act(_("Giấy chứng nhận"), url=url, icon="print", new_window=True))
        head = PageHead(
            title=course.title, crumbs=(Link(MINE, reverse("programmes:my_trainings")),), main=main,
            status=course_status(course, today), facts=(days(course), old_name(course.place)), acts=tuple(acts),
        )  # fmt: skip
        return self.page({"head": head, "facts": _facts(course, mine), "sessions": _sessions(course, mine)})


def _facts(course: Course, mine: Trainee) -> tuple[Fact, ...]:
    found = [
        Fact(_("Chương trình tập huấn"), course.curriculum.title), Fact(_("Địa điểm"), course.venue),
        Fact(_("Câu trả lời của bạn"), str(mine.get_answer_display())),
    ]  # fmt: skip
    if mine.refused_why:
        found.append(Fact(_("Vì sao không dự được"), mine.refused_why))
    if mine.number:
        found.append(Fact(_("Giấy chứng nhận"), paper_number(mine)))
    return tuple(found)


def _sessions(course: Course, mine: Trainee) -> Table:
    came = set(mine.attendance.filter(present=True).values_list("session_id", flat=True))
    columns = (Column(_("Buổi học"), Kind.NAME), Column(_("Nội dung")), Column(_("Ai dạy"), soft=True),
               Column(_("Bạn có mặt")))  # fmt: skip
    rows = tuple(
        Row((
            Cell(f"{format_date(one.on)}, {hours(one)}"), Cell(one.topic),
            Cell(one.trainer.name if one.trainer else ""), Cell(_("có") if one.pk in came else ""),
        ))
        for one in reads.sessions(course) if one.held
    )  # fmt: skip
    empty = EmptyState(_("Chưa có buổi học nào."), _("Nơi tổ chức sẽ ghi từng buổi."))
    return Table(_("Các buổi học"), columns, rows, empty=None if rows else empty)


class AnswerInvitation(FormScreen):
    """Whether one comes."""

    policy = Policy(rights.ANSWER_INVITATION)
    help_page = "programmes/needs"
    form_class = AnswerForm
    title = gettext_lazy("Trả lời giấy mời")
    button = gettext_lazy("Gửi trả lời")
    course: Course
    mine: Trainee

    def guard(self) -> None:
        """One's own line. Raises NotFound."""
        self.course, self.mine = own_line(self.kwargs["pk"], self.actor.me)

    def initial(self) -> dict[str, Any]:
        """What was said before."""
        said = {Reply.COMING: "yes", Reply.REFUSED: "no"}
        return {"coming": said.get(Reply(self.mine.answer), "yes"), "why": self.mine.refused_why}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Say it."""
        actions.answer(
            actor=self.actor, at=self.at, course_id=self.course.pk, coming=cleaned["coming"] == "yes",
            why=cleaned["why"],
        )  # fmt: skip
        return self.after(reverse("programmes:my_course", args=[self.course.pk]), _("Đã gửi trả lời"))

    def head(self) -> PageHead:
        """Which course."""
        url = reverse("programmes:my_course", args=[self.course.pk])
        line = f"{days(self.course)}, {self.course.venue}"
        return PageHead(title=self.title, crumbs=(Link(self.course.title, url),), line=line)
