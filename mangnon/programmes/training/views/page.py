"""The page of one course: when and where, its sessions, its people, what the tests show, what to do next."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, local_day
from mangnon.lib.numbers import format_int, format_money
from mangnon.papers.numbering import PaperNumber
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.training.actions.closing import NUMBERS
from mangnon.programmes.training.models import Answer as Reply
from mangnon.programmes.training.models import Course, CourseState, Session, Trainee
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.rules import gain_of
from mangnon.programmes.training.views.asked import may
from mangnon.programmes.training.words import COURSES, answer_status, course_status, days, hours, points
from mangnon.ui.parts import Act, Answer, Cell, Column, EmptyState, Fact, Hint, Kind, Link, PageHead, Row, Table
from mangnon.ui.screens import Screen


def paper_cell(one: Trainee) -> Cell:
    """The number of the certificate, opening it."""
    return Cell(paper_number(one), url=reverse("programmes:certificate", args=[one.pk])) if one.number else Cell("")


def paper_number(one: Trainee) -> str:
    """``05/GCN-UBND``; nothing without a certificate."""
    return str(PaperNumber(one.number, NUMBERS)) if one.number else ""


class CoursePage(Screen):
    """One course, for whoever works with courses."""

    policy = Policy(rights.SEE)
    template = "programmes/course.html"
    help_page = "programmes/training"
    course: Course
    today: date

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound."""
        self.course, self.today = reads.course_seen(pk), local_day(self.at)
        self.people, self.listed = reads.trainees(self.course), reads.sessions(self.course)
        self.held = sum(one.held for one in self.listed)
        self.own = may(self.actor, rights.ATTEND, self.course)
        self.begun = self.today >= self.course.starts_on
        context: dict[str, Any] = {
            "head": self._head(),
            "hints": self._hints(),
            "answers": self._answers(),
            "sessions": self._sessions(),
            "people": self._people(),
            "facts": self._facts(),
        }
        return self.page(context)

    def _may(self, right: str, state: CourseState = CourseState.PLANNED) -> bool:
        return self.course.state == state and may(self.actor, right, self.course)

    def _url(self, name: str) -> str:
        return reverse(f"programmes:{name}", args=[self.course.pk])

    def _head(self) -> PageHead:
        course = self.course
        return PageHead(
            title=course.title, status=course_status(course, self.today), main=self._main(),
            crumbs=(Link(COURSES, reverse("programmes:courses")),), facts=(days(course), old_name(course.place)),
            acts=tuple(self._acts()),
        )  # fmt: skip

    def _main(self) -> Act | None:
        """The next thing to do."""
        if self._may(rights.CERTIFY, CourseState.FINISHED):
            left = any(one.passed_on and not one.number for one in self.people)
            return Act(_("Cấp giấy chứng nhận"), url=self._url("certify"), icon="circle-check") if left else None
        if self._may(rights.FINISH_COURSE) and self.today >= self.course.ends_on:
            return Act(_("Kết thúc lớp"), url=self._url("finish_course"), icon="circle-check")
        if not self.listed and self._may(rights.ADD_SESSION):
            return Act(_("Thêm buổi học"), url=self._url("add_session"), icon="plus", key="N")
        if self._may(rights.INVITE):
            return Act(_("Mời người dự"), url=self._url("invite"), icon="mail", key="N")
        return None

    def _acts(self) -> list[Act]:
        offered = [
            (rights.INVITE, _("Mời người dự"), "invite", "mail"),
            (rights.ADD_TRAINEE, _("Thêm học viên"), "add_trainee", "people"),
            (rights.ADD_SESSION, _("Thêm buổi học"), "add_session", "plus"),
            (rights.WRITE_SCORES, _("Ghi điểm"), "scores", "report"),
            (rights.CORRECT_COURSE, _("Sửa"), "correct_course", "edit"),
            (rights.DROP_COURSE, _("Không tổ chức"), "drop_course", "ban"),
        ]
        main = self._main()
        if any(one.told for one in self.listed):  # type: ignore[attr-defined]  # annotated
            offered = [one for one in offered if one[0] != rights.DROP_COURSE]
        found = [
            Act(label, url=self._url(name), icon=icon)
            for right, label, name, icon in offered
            if self._may(right) and not (main and main.url == self._url(name))
        ]
        if not (self.people and self.begun):
            found = [one for one in found if one.url != self._url("scores")]
        if self.people and self.own:
            found.append(Act(_("In danh sách"), url=self._url("course_list"), icon="print", new_window=True))
        if self._may(rights.REOPEN_COURSE, CourseState.FINISHED) and not any(one.number for one in self.people):
            found.append(Act(_("Mở lại để sửa"), url=self._url("reopen_course"), icon="undo"))
        return found

    def _hints(self) -> list[Hint]:
        found = []
        if self.course.dropped_why:
            found.append(Hint(_("Không tổ chức: {why}").format(why=self.course.dropped_why)))
        if not self.own:
            found.append(Hint(_("Lớp của nơi khác: danh sách chỉ hiện người của nơi mình.")))
        return found

    def _answers(self) -> tuple[Answer, ...]:
        found = []
        if self.course.open and self.people and self.own:
            coming = sum(one.answer == Reply.COMING for one in self.people)
            words = _("{n} trên {total} người").format(n=coming, total=len(self.people))
            found.append(Answer(_("Nhận lời dự"), words))
        if self.course.state == CourseState.FINISHED:
            words = _("{n} trên {total} người").format(n=self.course.passed, total=self.course.named)
            found.append(Answer(_("Học đủ buổi"), words))
        return (*found, *(self._gain() if self.own else self._means()))

    def _means(self) -> list[Answer]:
        """Of a finished course of another place: what was written at its end."""
        one = self.course
        if one.before is None or one.after is None:
            return []
        told = _("{before} lên {after} điểm").format(before=points(one.before), after=points(one.after))
        return [Answer(_("Kiểm tra trước và sau"), told)]

    def _gain(self) -> list[Answer]:
        """What the tests show, from the list."""
        found = []
        gain = gain_of((one.before, one.after) for one in self.people)
        if gain is not None:
            told = _("{before} lên {after} điểm").format(before=points(gain.before), after=points(gain.after))
            found.append(Answer(_("Kiểm tra trước và sau"), told, _("{n} người làm cả hai bài").format(n=gain.tested)))
            told = _("{n} trên {total} người").format(n=gain.improved, total=gain.tested)
            found.append(Answer(_("Làm bài sau tốt hơn"), f"{gain.share}%", told))
        return found

    def _sessions(self) -> Table:
        acts = self._may(rights.ATTEND) and self.begun
        columns = [
            Column(_("Buổi học"), Kind.NAME), Column(_("Nội dung")), Column(_("Ai dạy"), soft=True),
        ]  # fmt: skip
        if self.own and self.begun:
            columns.append(Column(_("Có mặt"), Kind.NUMBER))
        if acts:
            columns += [Column(_("Điểm danh"), Kind.ACT), Column(_("Tự ghi có mặt"), Kind.ACT)]
        rows = tuple(self._session(one, acts=acts) for one in self.listed)
        empty = EmptyState(_("Chưa có buổi học nào."), _("Thêm từng buổi để điểm danh; có mặt tính theo buổi."))
        return Table(_("Các buổi học"), tuple(columns), rows, empty=None if rows else empty)

    def _session(self, one: Session, *, acts: bool) -> Row:
        came = format_int(one.came) if one.told else ""  # type: ignore[attr-defined]  # annotated
        note = "" if one.held else _("không tổ chức")
        cells = [
            Cell(f"{format_date(one.on)}, {hours(one)}", note=note), Cell(one.topic),
            Cell(str(one.trainer) if one.trainer else ""),
        ]  # fmt: skip
        if self.own and self.begun:
            cells.append(Cell(came))
        if acts:
            ready = one.held and one.on <= self.today and bool(self.people)
            told = Act(_("Điểm danh"), url=reverse("programmes:attendance", args=[one.pk]))
            code = Act(_("Mã QR"), url=reverse("programmes:check_in_code", args=[one.pk]))
            cells += [
                Cell(act=told) if ready else Cell(""), Cell(act=code) if ready and one.on == self.today else Cell(""),
            ]  # fmt: skip
        correct = reverse("programmes:correct_session", args=[one.pk]) if self._may(rights.CORRECT_SESSION) else ""
        return Row(tuple(cells), url=correct)

    def _people(self) -> Table:
        columns = [Column(_("Họ và tên"), Kind.NAME), Column(_("Nơi"), soft=True), Column(_("Chức vụ"))]
        if self.course.open:
            columns.append(Column(_("Trả lời"), Kind.STATUS))
        if self.begun:
            columns += [
                Column(_("Có mặt"), Kind.NUMBER), Column(_("Điểm trước"), Kind.NUMBER),
                Column(_("Điểm sau"), Kind.NUMBER),
            ]  # fmt: skip
        if not self.course.open:
            columns.append(Column(_("Giấy chứng nhận"), Kind.NUMBER))
        correct = self._may(rights.CORRECT_TRAINEE)
        rows = tuple(self._person(one, correct=correct) for one in self.people)
        empty = EmptyState(_("Chưa có ai trong danh sách."), _("Mời theo nơi và vai trò, hoặc thêm từng người."))
        return Table(_("Học viên"), tuple(columns), rows, empty=None if rows else empty)

    def _person(self, one: Trainee, *, correct: bool) -> Row:
        cells = [Cell(one.name), Cell(old_name(one.place)), Cell(one.post or str(one.get_audience_display()))]
        if self.course.open:
            cells.append(Cell(status=answer_status(one.answer)))
        if self.begun:
            came = _("{n} trên {held} buổi").format(n=one.came, held=self.held) if self.held else ""  # type: ignore[attr-defined]
            cells += [Cell(came), Cell(points(one.before)), Cell(points(one.after))]
        if not self.course.open:
            cells.append(paper_cell(one))
        return Row(tuple(cells), url=reverse("programmes:correct_trainee", args=[one.pk]) if correct else "")

    def _facts(self) -> tuple[Fact, ...]:
        course = self.course
        law = course.curriculum
        named = _("{title} ({code}, {n} giờ)").format(title=law.title, code=law.code, n=law.hours)
        found = [
            Fact(_("Chương trình tập huấn"), named), Fact(_("Địa điểm"), course.venue),
            Fact(_("Dự kiến"), _("{n} người").format(n=format_int(course.planned_number))),
            Fact(_("Kinh phí dự kiến"), format_money(course.planned) if course.planned else _("chưa ghi")),
        ]  # fmt: skip
        if course.spent:
            found.append(Fact(_("Đã chi"), format_money(course.spent)))
        if course.parents or course.children:
            told = _("{parents} phụ huynh, {children} trẻ em")
            words = told.format(parents=format_int(course.parents), children=format_int(course.children))
            found.append(Fact(_("Đã đến, không ghi tên"), words))
        if course.document:
            link = reverse("statutes:document", args=[course.document.pk])
            found.append(Fact(_("Văn bản"), course.document.number, url=link))
        if course.summary:
            found.append(Fact(_("Nhận xét, điều rút ra"), course.summary))
        least = _("có mặt ít nhất {n}% số buổi").format(n=law.least_share)
        return (*found, Fact(_("Được chứng nhận khi"), least))
