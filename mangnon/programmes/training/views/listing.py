"""Lists of training: the courses of a year, what is taught, who teaches."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from mangnon.access.policy import Policy
from mangnon.lib.dates import local_day
from mangnon.lib.numbers import format_int
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.plans.queries.grounds import OLDEST
from mangnon.programmes.plans.views.asked import LATEST
from mangnon.programmes.plans.words import money
from mangnon.programmes.training.models import Audience, Course, CourseState, Curriculum
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.views.asked import course_url
from mangnon.programmes.training.words import COURSES, CURRICULA, MINE, NEEDS, course_status, days, points
from mangnon.ui.parts import (
    Act,
    Answer,
    Cell,
    Column,
    EmptyState,
    Kind,
    Link,
    PageHead,
    Row,
    Tab,
    Table,
)
from mangnon.ui.screens import Screen
from mangnon.ui.screens.base import AskedWrongly


class CourseList(Screen):
    """The courses of a year."""

    policy = Policy(rights.SEE)
    template = "programmes/courses.html"
    help_page = "programmes/training"

    @cached_property
    def year(self) -> int:
        """The year asked for. Raises AskedWrongly."""
        text = self.request.GET.get("nam", "")
        if not text:
            return local_day(self.at).year
        if not text.isdecimal() or not OLDEST <= int(text) <= LATEST:
            raise AskedWrongly(what=f"nam={text[:10]}")
        return int(text)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page. Raises AskedWrongly."""
        found = reads.courses_of(self.year)
        known = sorted({*reads.years_of_courses(), self.year, local_day(self.at).year}, reverse=True)
        context: dict[str, Any] = {
            "head": self._head(),
            "tabs": tuple(Tab(str(one), f"{request.path}?nam={one}", active=one == self.year) for one in known),
            "answers": _answers(found),
            "table": self._table(found),
        }
        return self.page(context)

    def _head(self) -> PageHead:
        main = None
        if self.actor.can(rights.PLAN_COURSE):
            main = Act(_("Lập lớp"), url=reverse("programmes:plan_course"), icon="plus", key="N")
        acts = (
            Act(NEEDS, url=reverse("programmes:training_needs"), icon="people"),
            Act(MINE, url=reverse("programmes:my_trainings"), icon="list-check"),
            Act(_("Chương trình tập huấn"), url=reverse("programmes:curricula"), icon="target"),
            Act(_("Giảng viên"), url=reverse("programmes:trainers"), icon="people"),
        )
        return PageHead(title=COURSES, main=main, acts=acts)

    def _table(self, found: list[Course]) -> Table:
        columns = (
            Column(_("Tên lớp"), Kind.NAME), Column(_("Nơi tổ chức"), soft=True), Column(_("Ngày học"), Kind.DATE),
            Column(_("Tình trạng"), Kind.STATUS), Column(_("Người học"), Kind.NUMBER),
            Column(_("Kinh phí"), Kind.NUMBER, card=False),
        )  # fmt: skip
        today = local_day(self.at)
        rows = tuple(
            Row(
                (Cell(one.title), Cell(old_name(one.place)), Cell(days(one)), Cell(status=course_status(one, today)),
                 Cell(_number(one)), Cell(money(one.spent or one.planned))),
                url=course_url(one),
            )
            for one in found
        )  # fmt: skip
        empty = EmptyState(
            _("Năm {year} chưa có lớp nào.").format(year=self.year),
            _("Lập lớp theo một chương trình, rồi mời người dự theo nơi và vai trò."),
        )
        return Table(str(COURSES), columns, rows, empty=None if rows else empty)


def _number(course: Course) -> str:
    if course.state != CourseState.FINISHED:
        return _("dự kiến {n}").format(n=format_int(course.planned_number))
    return _("{passed} trên {named}").format(passed=format_int(course.passed), named=format_int(course.named))


def _answers(found: list[Course]) -> tuple[Answer, ...]:
    over = [one for one in found if one.state == CourseState.FINISHED]
    asked = [one for one in found if one.state != CourseState.DROPPED]
    if not asked:
        return ()
    counted = sum(one.parents + one.children for one in over)
    gain = reads.mean_gain(over)
    rests = _("và {n} phụ huynh, trẻ em").format(n=format_int(counted)) if counted else ""
    told = [
        Answer(_("Lớp đã kết thúc"), _("{n} trên {total} lớp").format(n=len(over), total=len(asked))),
        Answer(_("Người học đủ buổi"), format_int(sum(one.passed for one in over)), rests),
    ]
    if gain is not None:
        words = _("{n} điểm, thang điểm 10").format(n=points(gain))
        told.append(Answer(_("Điểm kiểm tra tăng bình quân"), words))
    return tuple(told)


class CurriculumList(Screen):
    """What is taught."""

    policy = Policy(rights.SEE)
    template = "programmes/training_list.html"
    help_page = "programmes/training"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        main = None
        self.may = self.actor.can(rights.CORRECT_CURRICULUM)
        if self.actor.can(rights.ADD_CURRICULUM):
            main = Act(_("Thêm chương trình"), url=reverse("programmes:add_curriculum"), icon="plus", key="N")
        crumbs = (Link(COURSES, reverse("programmes:courses")),)
        found = reads.curricula(all_of_them=True)
        return self.page({"head": PageHead(title=CURRICULA, crumbs=crumbs, main=main), "table": self._table(found)})

    def _table(self, found: list[Curriculum]) -> Table:
        columns = (
            Column(_("Mã"), Kind.NAME), Column(_("Chương trình tập huấn")), Column(_("Dành cho"), soft=True),
            Column(_("Số giờ"), Kind.NUMBER), Column(_("Học lại sau")), Column(_("Căn cứ"), soft=True, card=False),
        )  # fmt: skip
        rows = tuple(self._line(one) for one in found)
        empty = EmptyState(_("Chưa có chương trình nào."), _("Sở thêm chương trình trước khi lập lớp."))
        return Table(str(CURRICULA), columns, rows, empty=None if rows else empty)

    def _line(self, one: Curriculum) -> Row:
        again = _("{n} tháng").format(n=one.refresh_months) if one.refresh_months else _("không")
        ended = _("không dùng cho lớp mới") if one.ended_on else ""
        whom = ", ".join(str(each.label) for each in Audience if each.value in one.audience)
        cells = (
            Cell(one.code), Cell(one.title, note=ended), Cell(whom), Cell(str(one.hours)), Cell(again),
            Cell(one.source),
        )  # fmt: skip
        return Row(cells, url=reverse("programmes:correct_curriculum", args=[one.pk]) if self.may else "")


class TrainerList(Screen):
    """Who teaches."""

    policy = Policy(rights.SEE)
    template = "programmes/training_list.html"
    help_page = "programmes/training"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        main = None
        if self.actor.can(rights.ADD_TRAINER):
            main = Act(_("Thêm giảng viên"), url=reverse("programmes:add_trainer"), icon="plus", key="N")
        columns = (Column(_("Họ và tên"), Kind.NAME), Column(_("Đơn vị")), Column(_("Dạy những nội dung nào")),
                   Column(_("Nơi ghi"), soft=True))  # fmt: skip
        rows = tuple(
            Row((Cell(one.name), Cell(one.organisation), Cell(one.topics), Cell(old_name(one.place))))
            for one in reads.trainers()
        )
        empty = EmptyState(_("Chưa ghi giảng viên nào."), _("Thêm giảng viên để chọn khi ghi buổi học."))
        crumbs = (Link(COURSES, reverse("programmes:courses")),)
        table = Table(_("Giảng viên"), columns, rows, empty=None if rows else empty)
        return self.page({"head": PageHead(title=_("Giảng viên"), crumbs=crumbs, main=main), "table": table})
