"""Who came: the list with a box for everybody, the QR that a trainer shows, the button behind it; the tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import segno
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mangnon.access.policy import Policy
from mangnon.lib.dates import format_date, format_time, local_day
from mangnon.lib.refusal import Forbidden
from mangnon.places.queries.lineage import old_name
from mangnon.programmes import rights
from mangnon.programmes.training import actions
from mangnon.programmes.training.codes import code_for, session_of
from mangnon.programmes.training.forms import AttendanceForm, EmptyForm, ScoresForm
from mangnon.programmes.training.models import Session
from mangnon.programmes.training.queries import courses as reads
from mangnon.programmes.training.refusals import NotThatDay
from mangnon.programmes.training.rules import CODE_HOLDS
from mangnon.programmes.training.views.asked import CourseForms, course_url, may
from mangnon.programmes.training.words import hours
from mangnon.ui.bound import field_values
from mangnon.ui.parts import Act, Link, PageHead
from mangnon.ui.screens import FormScreen, Screen


class TellAttendance(CourseForms):
    """The list of a session."""

    policy = Policy(rights.ATTEND)
    help_page = "programmes/attendance"
    title = gettext_lazy("Điểm danh")
    button = gettext_lazy("Lưu điểm danh")
    session: Session

    def guard(self) -> None:
        """The session's course. Raises NotFound, Forbidden."""
        self.session = reads.session_seen(self.kwargs["pk"])
        self.course = self.session.course
        self.must_keep()

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """Everybody on the list; who is there already is ticked."""
        people = [
            (str(one.pk), one.name, ", ".join(filter(None, [one.post, old_name(one.place)])))
            for one in reads.trainees(self.course)
        ]
        there = sorted(map(str, reads.present_in(self.session)))
        known = {"version": self.session.version, "present": there, "shown": ",".join(there)}
        self.built = AttendanceForm(data, initial=known, people=people)
        return self.built

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write it down."""
        came = actions.tell_attendance(
            **self.whom, session_id=self.session.pk, version=cleaned["version"], present=self.built.came,
            shown=cleaned["shown"],
        )  # fmt: skip
        return self.done(_("Đã điểm danh: {n} người có mặt").format(n=came))

    def head(self) -> PageHead:
        """The session."""
        line = f"{format_date(self.session.on)}, {hours(self.session)}: {self.session.topic}"
        return PageHead(title=self.title, crumbs=(Link(self.course.title, course_url(self.course)),), line=line)


class CheckInCode(Screen):
    """What the trainer puts on the wall: a QR that opens the page behind it, for some minutes."""

    policy = Policy(rights.ATTEND)
    template = "programmes/check_in_code.html"
    help_page = "programmes/attendance"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The page. Raises NotFound, Forbidden, NotThatDay."""
        session = reads.session_seen(pk)
        course = session.course
        if not may(self.actor, rights.ATTEND, course):
            raise Forbidden(action=rights.ATTEND, place_id=course.place_id)
        if session.on != local_day(self.at):
            raise NotThatDay(day=format_date(session.on))
        address = reverse("programmes:check_in", args=[code_for(session.pk, self.at)])
        drawn = segno.make(settings.PUBLIC_URL.rstrip("/") + address, error="l", micro=False)
        again = Act(_("Hiện mã mới"), url=request.path, icon="refresh")
        lists = Act(_("Điểm danh bằng danh sách"), url=reverse("programmes:attendance", args=[pk]), icon="list-check")
        head = PageHead(
            title=_("Quét để ghi có mặt"), crumbs=(Link(course.title, course_url(course)),),
            line=f"{session.topic}, {hours(session)}", main=again, acts=(lists,),
        )  # fmt: skip
        context = {
            "head": head, "picture": drawn.svg_data_uri(border=2, light="#fff"),
            "until": format_time(self.at + CODE_HOLDS - timedelta(minutes=1)),
            "came": len(reads.present_in(session)),
        }  # fmt: skip
        return self.page(context)


class CheckIn(FormScreen):
    """The page behind the QR: one button."""

    policy = Policy(rights.CHECK_IN)
    help_page = "programmes/attendance"
    form_class = EmptyForm
    title = gettext_lazy("Ghi có mặt")
    button = gettext_lazy("Tôi có mặt")
    keeps_draft = False
    session: Session

    def guard(self) -> None:
        """The session of the code. Raises CodeOver, NotFound."""
        self.session = reads.session_seen(session_of(self.kwargs["code"], self.at))

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """One is there."""
        actions.check_in(actor=self.actor, at=self.at, session_id=self.session.pk)
        url = reverse("programmes:my_course", args=[self.session.course_id])
        return self.after(url, _("Đã ghi có mặt"))

    def head(self) -> PageHead:
        """Which course and session."""
        one = self.session
        line = f"{one.course.title}: {one.topic}, {format_date(one.on)}, {hours(one)}"
        return PageHead(title=self.title, line=line)


class WriteScores(CourseForms):
    """Points before and after, in one table."""

    policy = Policy(rights.WRITE_SCORES)
    template = "programmes/scores.html"
    help_page = "programmes/attendance"
    title = gettext_lazy("Ghi điểm kiểm tra")
    button = gettext_lazy("Lưu điểm")

    def form(self, data: QueryDict | None = None) -> forms.Form:
        """As it stands."""
        self.built = ScoresForm(data, initial=self.initial(), people=reads.trainees(self.course))
        return self.built

    def extra(self) -> dict[str, Any]:
        """The boxes by person."""
        fields = {one.name: one for one in field_values(self.built)}
        lines = [
            (one.name, old_name(one.place), fields.pop(f"before-{one.pk}"), fields.pop(f"after-{one.pk}"))
            for one in self.built.people
        ]
        most = self.course.curriculum.most_points
        return {"fields": tuple(fields.values()), "lines": lines, "most": most}

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Write them down."""
        actions.write_scores(**self.about, version=cleaned["version"], scores=self.built.scores)
        return self.done(_("Đã lưu điểm"))
